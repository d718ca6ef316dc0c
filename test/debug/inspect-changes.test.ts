import { describe, expect, it } from "vitest";
import { DebugSession } from "../../packages/asl-core/src/debug/index.js";
import { outline } from "../../packages/asl-core/src/debug/inspect/index.js";
import { whyEventValue, whyValue } from "../../packages/asl-core/src/debug/why/index.js";
import { success } from "../../packages/asl-core/src/drivers/handler.js";
import { loadMachine } from "../../packages/asl-core/src/index.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";

const task = (more: object) => ({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...more });
const machineOf = (states: object) => loadMachine({ StartAt: Object.keys(states)[0], States: states } as JsonObject);

const STATES = {
  First: { Type: "Pass", Assign: { rate: 2 }, Next: "Ask" },
  Ask: task({ Parameters: { "n.$": "$.n" }, ResultPath: "$.answer", Next: "End" }),
  End: { Type: "Pass", Parameters: { "n.$": "$.n", "rate.$": "$rate", "answer.$": "$.answer" }, Next: "Last" },
  Last: { Type: "Succeed" },
};

async function at(state: string): Promise<DebugSession> {
  const session = DebugSession.start(
    { machine: machineOf(STATES) },
    { input: { n: 1 }, handler: () => success("yes") },
  );
  session.breakpoints.add({ state });
  await session.continue();
  return session;
}

describe("after a change by hand", () => {
  const why = (
    session: DebugSession,
    scope: "Input" | "Variables" | "Output" | "Result" | "Error",
    pointer: string,
  ) => {
    const found = session.whyValue("0:1", scope, pointer);
    return { value: found.value, end: found.end, lines: found.text.split("\n").slice(1) };
  };

  it("a value that was put there comes from there, and others from where they came before", async () => {
    const session = await at("End");
    const { step } = session.position;
    session.set("0:1", "Input", "/n", 5);
    expect(why(session, "Input", "/n")).toEqual({
      value: 5,
      end: "by hand",
      lines: [`  it was set by hand at position ${step}`],
    });
    expect(why(session, "Input", "/answer").end).toBe("task answer");
    expect(why(session, "Input", "").lines.at(-1)).toBe(`  a part of it, /n, was set by hand at position ${step}`);
  });

  it("what is made of such a value leads to it", async () => {
    const session = await at("End");
    const { step } = session.position;
    session.set("0:1", "Input", "/n", 5);
    session.breakpoints.set([{ state: "Last" }]);
    await session.continue();
    expect(why(session, "Input", "/n")).toEqual({
      value: 5,
      end: "by hand",
      lines: [
        "  $.n by End › Parameters, event 9",
        "  $.n by End › input, event 9",
        `  it was set by hand at position ${step}`,
      ],
    });
  });

  it("a variable that was put there does not come from its Assign", async () => {
    const session = await at("End");
    const { step } = session.position;
    session.set("0:1", "Variables", "/rate", 7);
    const lines = [`  it was set by hand at position ${step}`];
    expect(why(session, "Variables", "/rate")).toEqual({ value: 7, end: "by hand", lines });
    session.breakpoints.set([{ state: "Last" }]);
    await session.continue();
    expect(why(session, "Input", "/rate")).toEqual({
      value: 7,
      end: "by hand",
      lines: ["  $.rate by End › Parameters, event 9", ...lines],
    });
  });

  it("one that is assigned once more afterwards comes from its Assign again", async () => {
    const session = await at("First");
    session.set("0:1", "Variables", "/rate", 2);
    expect(why(session, "Variables", "/rate").end).toBe("by hand");
    session.breakpoints.set([{ state: "Last" }]);
    await session.continue();
    expect(why(session, "Input", "/rate").end).toBe("literal");
  });

  it("a task's result that was put there is not the task's answer", async () => {
    const session = await at("End");
    session.goTo({ step: session.past.stepOfEvent(0, 7) + 1, stage: 0 });
    const { step } = session.position;
    session.set("0:1", "Result", "", "no");
    session.breakpoints.set([{ state: "End" }]);
    await session.continue();
    expect(why(session, "Input", "/answer")).toEqual({
      value: "no",
      end: "by hand",
      lines: [
        "  $.answer by Ask › ResultPath, event 4",
        "  $ by Ask › result, event 4",
        `  it was set by hand at position ${step}`,
      ],
    });
  });

  it("a data stage that was changed is where a value begins, and what is beside it is not", async () => {
    const session = await at("End");
    await session.step("stage");
    await session.step("stage");
    await session.step("stage");
    const { step, stage } = session.position;
    session.set("0:1", "Arguments", "/n", 9);
    session.breakpoints.set([{ state: "Last" }]);
    await session.continue();
    expect(why(session, "Input", "/n")).toEqual({
      value: 9,
      end: "by hand",
      lines: ["  $.n by End › arguments, event 9", `  it was set by hand at position ${step}.${stage}`],
    });
    expect(why(session, "Input", "/rate").end).toBe("literal");
  });

  it("an answer and a failure given by hand are said to be", async () => {
    const asked = async () => {
      const session = DebugSession.start({ machine: machineOf(STATES) }, { input: { n: 1 } });
      expect((await session.continue()).reason).toBe("task");
      return session;
    };
    const session = await asked();
    const { step } = session.position;
    session.answer("Ask", { ok: true });
    session.breakpoints.set([{ state: "End" }]);
    await session.continue();
    expect(why(session, "Input", "/answer/ok").lines.at(-1)).toBe(`  it was answered by hand at position ${step}`);
    expect(why(session, "Input", "/answer/ok").end).toBe("task answer");
    const kept = DebugSession.open(structuredClone(session.save()));
    expect(why(kept, "Input", "/answer/ok").lines).toEqual(why(session, "Input", "/answer/ok").lines);
    const failing = await asked();
    failing.fail("Ask", "Bad", "for a reason");
    expect(why(failing, "Error", "/Error").lines.at(-1)).toBe(
      `  it is the name of the failure, which was given by hand at position ${step}`,
    );
  });

  it("an answer that was forgotten and given by the handler is the handler's", async () => {
    const session = await at("End");
    session.goTo({ step: session.past.stepOfEvent(0, 7), stage: 0 });
    session.answer("Ask", "by hand");
    const second = () => why(session, "Input", "/answer");
    await session.continue();
    expect(second().lines.at(-1)).toContain("answered by hand");
    session.goTo({ step: 1, stage: 0 });
    session.set("0:1", "Input", "/n", 3);
    await session.continue();
    expect(second().lines.at(-1)).toBe("  the task answered it");
  });

  it("a jump is told of, with the input it was given or without", async () => {
    const session = await at("End");
    session.jump("0:1", "First");
    expect(why(session, "Input", "/n").end).toBe("execution input");
    await session.continue();
    const { step } = session.position;
    session.jump("0:1", "Ask", { n: 8 });
    const words = `given by hand with the jump at position ${step}`;
    expect(why(session, "Input", "/n")).toEqual({ value: 8, end: "by hand", lines: [`  it was ${words}`] });
    await session.continue();
    expect(why(session, "Input", "/n").lines.at(-1)).toBe(`  it was ${words}`);
  });

  it("a jump out of the middle of a state hands its input on", async () => {
    const session = DebugSession.start({ machine: machineOf(STATES) }, { input: { n: 1 } });
    await session.continue();
    const { step } = session.position;
    session.jump("0:1", "First");
    expect(why(session, "Input", "/n").lines).toEqual([
      `  $.n by Ask › jump by hand at position ${step}, event 4`,
      "  $.n of the execution, handed on by 1 state",
      "  it is in the execution's input",
    ]);
  });
});

describe("after a reload", () => {
  it("statuses and reasons of before are those of the states that were there", async () => {
    const session = await at("End");
    const { First, Ask, End, Last } = STATES;
    const states = { Added: { Type: "Pass", Next: "First" }, First, Ask, End, Last };
    expect(session.reload({ machine: machineOf(states) }).ok).toBe(true);
    const status = () =>
      Object.fromEntries(outline(session.scene, session.past).map(({ path, status }) => [path, status]));
    expect(status()).toEqual({
      Added: "not reached",
      First: "succeeded",
      Ask: "succeeded",
      End: "not reached",
      Last: "not reached",
    });
    session.breakpoints.set([{ state: "Last" }]);
    await session.continue();
    expect(status().End).toBe("succeeded");
    const why = (pointer: string) => session.whyValue("0:1", "Input", pointer);
    expect([why("/rate").end, why("/rate").links.at(-1)?.state]).toEqual(["literal", "First"]);
    expect([why("/answer").end, why("/answer").links.at(-1)?.state]).toEqual(["task answer", "Ask"]);
  });
});

describe("inside a step that has not been taken", () => {
  it("the output can be asked where it comes from, before its event is on the tape", async () => {
    const session = await at("End");
    const { past } = session;
    const scene = past.sceneAt({ step: session.position.step, stage: 5 });
    const why = whyValue(scene, past, "0:1", "Output", "/answer");
    expect([why.end, why.links[0].state]).toEqual(["task answer", "End"]);
    const exited = scene.executions[0].events.at(-1)!;
    expect(exited.type).toBe("PassStateExited");
    expect(whyEventValue(scene, past, { execution: 0, event: exited.id }, "/n").end).toBe("execution input");
  });
});
