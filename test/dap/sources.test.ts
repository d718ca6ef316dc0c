import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { workFolder } from "../support/asl.js";
import { ORDER_ANSWERS, ORDER_JSON, TEMPLATE_YAML } from "./support/files.js";
import { ready, Session } from "./support/session.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const folder = workFolder();
folder.file("template.yaml", TEMPLATE_YAML);
folder.file("machines/order.asl.json", ORDER_JSON);
folder.file("order-answers.yaml", ORDER_ANSWERS);
const template = { path: `${folder.path}/template.yaml` };

let session: Session;
beforeAll(ready);
beforeEach(() => {
  session = Session.overStdio(folder.path);
});
afterEach(() => session.end());

const lines = (source: object, ...breakpoints: object[]) => session.ask("setBreakpoints", { source, breakpoints });

describe("a machine in a template", () => {
  it("stops on the template's own lines, not on those of another machine", async () => {
    const stop = await session.launch({ program: "template.yaml#Inline" }, async () => {
      const { breakpoints } = await lines(template, { line: 15 }, { line: 18 }, { line: 34 });
      expect(breakpoints.map(({ verified }: { verified: boolean }) => verified)).toEqual([true, true, false]);
    });
    const [frame] = await session.stack(stop.threadId!);
    expect(frame).toMatchObject({ line: 15, source: template, name: "Hello after result" });
    const next = await session.move("continue");
    expect(await session.place(next.threadId!)).toBe("18: before Goodbye");
  });

  it("is found in JSON text inside YAML", async () => {
    const stop = await session.launch({ program: "template.yaml#Text" }, () => lines(template, { line: 33 }));
    const [frame] = await session.stack(stop.threadId!);
    expect(frame).toMatchObject({ line: 33, source: template, name: "before Only" });
  });

  it("is found in the file the template names", async () => {
    const order = { path: `${folder.path}/machines/order.asl.json` };
    const launch = { program: "template.yaml#Elsewhere", answers: "order-answers.yaml", input: '{"id": 7}' };
    const stop = await session.launch(launch, () => lines(order, { line: 20 }));
    const [frame] = await session.stack(stop.threadId!);
    expect(frame).toMatchObject({ line: 20, source: order });
  });

  it("must be named where there are several", async () => {
    await session.initialize();
    await expect(session.ask("launch", { program: "template.yaml" })).rejects.toThrow(
      "holds 3 state machines: Inline, Elsewhere, Text",
    );
  });
});

describe("what cannot be launched", () => {
  it.each([
    [{}, 'give "program"'],
    [{ program: "nowhere.asl.json" }, "there is no file"],
    [{ program: 7 }, '"program" is not a text'],
    [{ program: "machines/order.asl.json", answers: "template.yaml" }, "The definition has no Task state"],
    [{ program: "machines/order.asl.json", input: "nowhere.json" }, "neither a file nor JSON"],
    [{ program: "machines/order.asl.json", seed: -1 }, '"seed" is not a number'],
    [{ program: "machines/order.asl.json", output: "all" }, '"output" is one of tasks, events, nothing'],
    [{ program: "broken.asl.json" }, "NextNowhere"],
    [{ history: "h.json", recording: "r.json" }, "two runs"],
    [{ program: "machines/order.asl.json", objectStore: ["a"] }, "a folder for each bucket"],
  ])("is refused with the reason: %j", async (args, reason) => {
    folder.file("broken.asl.json", { StartAt: "A", States: { A: { Type: "Pass", Next: "NextNowhere" } } });
    await session.initialize();
    await expect(session.ask("launch", args)).rejects.toThrow(reason);
    await session.ask("launch", { program: "machines/order.asl.json" });
  });
});

describe("a recorded execution", () => {
  const HISTORY = {
    events: [
      [
        "ExecutionStarted",
        0,
        { executionStartedEventDetails: { input: '{"id":7}', roleArn: "arn:aws:iam::123456789012:role/r" } },
      ],
      ["PassStateEntered", 0, { stateEnteredEventDetails: { name: "Prepare", input: '{"id":7}' } }],
      [
        "PassStateExited",
        2,
        { stateExitedEventDetails: { name: "Prepare", output: '{"id":7,"order":{"id":7,"total":12}}' } },
      ],
      [
        "TaskStateEntered",
        3,
        { stateEnteredEventDetails: { name: "Charge", input: '{"id":7,"order":{"id":7,"total":12}}' } },
      ],
      [
        "TaskScheduled",
        4,
        {
          taskScheduledEventDetails: {
            resourceType: "lambda",
            resource: "invoke",
            region: "us-east-1",
            parameters: '{"FunctionName":"charge","Payload":{"id":7,"total":12}}',
          },
        },
      ],
      ["TaskStarted", 5, { taskStartedEventDetails: { resourceType: "lambda", resource: "invoke" } }],
      [
        "TaskFailed",
        6,
        {
          taskFailedEventDetails: { resourceType: "lambda", resource: "invoke", error: "Declined", cause: "no money" },
        },
      ],
      [
        "TaskStateExited",
        7,
        {
          stateExitedEventDetails: {
            name: "Charge",
            output: '{"id":7,"order":{"id":7,"total":12},"problem":{"Error":"Declined","Cause":"no money"}}',
          },
        },
      ],
      [
        "FailStateEntered",
        8,
        {
          stateEnteredEventDetails: {
            name: "Refused",
            input: '{"id":7,"order":{"id":7,"total":12},"problem":{"Error":"Declined","Cause":"no money"}}',
          },
        },
      ],
      ["ExecutionFailed", 9, { executionFailedEventDetails: { error: "Refused", cause: "too dear" } }],
    ].map(([type, previousEventId, details], index) => ({
      id: index + 1,
      type,
      previousEventId,
      timestamp: `2026-03-01T09:30:0${index % 10}Z`,
      ...(details as object),
    })),
  };

  it("is replayed on an edited definition, with what was recorded", async () => {
    folder.file("history.json", HISTORY);
    folder.file("edited.asl.json", ORDER_JSON.replace('"ErrorEquals": ["Declined"]', '"ErrorEquals": ["Other"]'));
    const stop = await session.launch({ history: "history.json", program: "edited.asl.json" }, () =>
      session.ask("setExceptionBreakpoints", { filters: ["uncaught"] }),
    );
    expect(stop).toMatchObject({ reason: "exception", text: "Declined: no money" });
    expect(await session.place(stop.threadId!)).toContain("Charge");
    const end = await session.move("continue");
    expect(await session.place(end.threadId!)).toContain("FAILED in Charge");
  });

  it("needs the definition that ran, which is said", async () => {
    folder.file("history.json", HISTORY);
    await session.initialize();
    await expect(session.ask("launch", { history: "history.json" })).rejects.toThrow(
      "does not hold the definition that ran",
    );
  });

  it("brings its definition along: the editor asks for its text", async () => {
    folder.file("whole.json", { ...HISTORY, definition: ORDER_JSON });
    const stop = await session.launch({ history: "whole.json", stopOnEntry: true });
    const [frame] = await session.stack(stop.threadId!);
    const { sourceReference } = frame.source!;
    expect(sourceReference).toBeGreaterThan(0);
    const { content, mimeType } = await session.ask("source", { sourceReference });
    expect(mimeType).toBe("application/json");
    expect(content.split("\n")[frame.line - 1]).toContain('"Prepare"');
    const { breakpoints } = await lines({ sourceReference }, { line: frame.line });
    expect(breakpoints[0].verified).toBe(true);
  });
});

describe("a saved run", () => {
  it("is opened at its end", async () => {
    await session.launch({ program: "machines/order.asl.json", answers: "order-answers.yaml", input: { id: 7 } });
    await session.ask("evaluate", { expression: `save ${folder.path}/saved.json`, context: "repl" });
    await session.end();
    session = Session.overStdio(folder.path);
    const stop = await session.launch({ recording: "saved.json", stopOnEntry: true });
    expect(await session.place(stop.threadId!)).toContain("SUCCEEDED in Done");
    await session.move("stepBack", stop.threadId);
    const { threadId } = await session.move("stepBack");
    expect(await session.place(threadId!)).toContain("before Decide");
  });
});
