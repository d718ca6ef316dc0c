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
  it("a value that was put there is not said to come from elsewhere", async () => {
    const session = await at("End");
    session.set("0:1", "Input", "/n", 5);
    const why = whyValue(session.scene, session.past, "0:1", "Input", "/n");
    expect([why.value, why.end]).toEqual([5, "unknown"]);
    const other = whyValue(session.scene, session.past, "0:1", "Input", "/answer");
    expect([other.value, other.end]).toEqual(["yes", "task answer"]);
  });

  it("what is made of such a value leads to it, and no further", async () => {
    const session = await at("End");
    session.set("0:1", "Input", "/n", 5);
    session.breakpoints.set([{ state: "Last" }]);
    await session.continue();
    const why = whyValue(session.scene, session.past, "0:1", "Input", "/n");
    expect([why.value, why.end]).toEqual([5, "unknown"]);
    expect(why.links[0].pointer).toBe("/States/End/Parameters/n.$");
  });

  it("a variable that was put there is not said to come from its Assign", async () => {
    const session = await at("End");
    session.set("0:1", "Variables", "/rate", 7);
    const why = whyValue(session.scene, session.past, "0:1", "Variables", "/rate");
    expect([why.value, why.end]).toEqual([7, "unknown"]);
    session.breakpoints.set([{ state: "Last" }]);
    await session.continue();
    const made = whyValue(session.scene, session.past, "0:1", "Input", "/rate");
    expect([made.value, made.end]).toEqual([7, "unknown"]);
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
    const why = (pointer: string) => whyValue(session.scene, session.past, "0:1", "Input", pointer);
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
