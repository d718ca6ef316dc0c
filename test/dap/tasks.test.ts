import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { workFolder } from "../support/asl.js";
import { BATCH_YAML, ORDER_JSON } from "./support/files.js";
import { ready, Session } from "./support/session.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const folder = workFolder();
folder.file("order.asl.json", ORDER_JSON);
folder.file("batch.asl.yaml", BATCH_YAML);
const ORDER = { program: "order.asl.json", input: { id: 7 } };

let session: Session;
beforeAll(ready);
beforeEach(() => {
  session = Session.overStdio(folder.path);
});
afterEach(() => session.end());

const say = (expression: string) => session.ask("evaluate", { expression, context: "repl" });

describe("a task without an answer", () => {
  it("stops the run, and is told of with its request", async () => {
    const stop = await session.launch(ORDER);
    expect(stop.reason).toBe("task");
    expect(await session.place(stop.threadId!)).toBe("10: Charge");
    expect(await session.next("asl/task", 0)).toMatchObject({
      path: "Charge",
      arguments: { FunctionName: "charge" },
      attempt: 0,
    });
    const told = session.events.find(({ body }) => body?.output?.startsWith("? Charge"))!;
    expect(told.body).toMatchObject({ line: 10, source: { path: `${folder.path}/order.asl.json` } });
    expect((await session.variables(told.body.variablesReference)).map(({ name }) => name)).toEqual([
      "FunctionName",
      "Payload",
    ]);
  });

  it("is answered on the console, and the run goes on from there", async () => {
    await session.launch(ORDER);
    const stop = await session.stop(() => say('answer {"Payload": {"ok": 1}}'));
    expect(stop.reason).toBe("step");
    const end = await session.move("continue");
    expect(end.reason).toBe("end");
    expect(session.console).toContain("← Charge: {Payload: {ok: 1}}");
    expect(session.console).toContain("● SUCCEEDED");
  });

  it("fails on the console, and is caught", async () => {
    await session.launch(ORDER);
    await session.stop(() => say("fail Declined no money"));
    const end = await session.move("continue");
    expect(await session.place(end.threadId!)).toContain("FAILED in Refused");
    expect(session.console).toContain("✗ Charge: Declined: no money");
    expect(session.console).toContain("● FAILED Refused: too dear");
  });

  it("is answered by clients, which may go on at once", async () => {
    await session.launch(ORDER);
    const stop = await session.stop(() => session.ask("asl/answer", { output: { Payload: null }, continue: true }));
    expect(stop.reason).toBe("end");
    await expect(session.ask("asl/answer", { output: 1 })).rejects.toThrow("no task waits");
  });

  it("is failed by clients, by the state's name", async () => {
    await session.launch(ORDER);
    await expect(session.ask("asl/answer", { state: "Decide", output: 1 })).rejects.toThrow("waits for nothing");
    await expect(session.ask("asl/answer", { state: "Charge" })).rejects.toThrow('give "output" or "error"');
    await session.stop(() => session.ask("asl/answer", { state: "Charge", error: "Busy", cause: "later" }));
    const again = await session.move("continue");
    expect(again.reason).toBe("task");
    expect(session.console).toContain("✗ Charge: Busy: later");
  });

  it("is answered otherwise after a step back, and what came later is told anew", async () => {
    await session.launch(ORDER);
    const { position } = await session.ask("asl/position");
    await session.stop(() => session.ask("asl/answer", { output: { Payload: "first" }, continue: true }));
    await session.stop(() => session.ask("asl/goto", position));
    await session.stop(() => session.ask("asl/answer", { output: { Payload: "second" }, continue: true }));
    expect(session.console.match(/← Charge: \{Payload: "first"\}/g)).toHaveLength(1);
    expect(session.console.match(/← Charge: \{Payload: "second"\}/g)).toHaveLength(1);
  });
});

describe("handlers", () => {
  it("do tasks; what they write is output of the session", async () => {
    folder.file(
      "handlers.mjs",
      'export default { async Charge(request) { console.log("charging", request.arguments.Payload.id); console.error("!"); return { Payload: 1 }; } };',
    );
    const stop = await session.launch({ ...ORDER, handlers: "handlers.mjs" });
    expect(stop.reason).toBe("end");
    const written = session.events
      .filter(({ event }) => event === "output")
      .map(({ body }) => [body.category, body.output]);
    expect(written).toContainEqual(["stdout", "charging 7\n"]);
    expect(written).toContainEqual(["stderr", "!\n"]);
    expect(session.console).toContain("● SUCCEEDED");
  });

  it("can be waited for: the run is paused meanwhile", async () => {
    folder.file(
      "slow.mjs",
      "export default () => new Promise((resolve) => setTimeout(() => resolve({ Payload: 1 }), 1500));",
    );
    await session.initialize({ supportsProgressReporting: true });
    await session.ask("launch", { ...ORDER, handlers: "slow.mjs" });
    await session.ask("configurationDone");
    await expect(session.stack(1)).rejects.toThrow("the run is going on");
    await session.ask("threads");
    expect((await session.next("stopped", 0)).reason).toBe("end");
    const { progressId } = await session.next("progressStart", 0);
    expect(await session.next("progressEnd", 0)).toEqual({ progressId });
  });
});

describe("a run without end", () => {
  it("is paused", async () => {
    const choice = { Type: "Choice", Choices: [{ Variable: "$.stop", IsPresent: true, Next: "End" }], Default: "A" };
    const loop = { StartAt: "A", States: { A: { Type: "Pass", Next: "B" }, B: choice, End: { Type: "Succeed" } } };
    folder.file("loop.asl.json", loop);
    await session.initialize();
    await session.ask("launch", { program: "loop.asl.json", limits: false, output: "nothing" });
    await session.ask("configurationDone");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stop = await session.stop(() => session.ask("pause", { threadId: 1 }));
    expect(stop.reason).toBe("pause");
    expect(await session.place(1)).toMatch(/A|B/);
    await session.move("stepBack");
    expect(await session.ask("asl/position")).toMatchObject({ status: "RUNNING", live: false });
    await session.ask("continue", { threadId: 1 });
    const restart = { arguments: { program: "order.asl.json", stopOnEntry: true } };
    expect((await session.stop(() => session.ask("restart", restart))).reason).toBe("entry");
    expect(await session.place(1)).toContain("before Prepare");
  });
});

describe("the console", () => {
  it("knows the commands of asl debug", async () => {
    await session.launch({ ...ORDER, stopOnEntry: true });
    expect((await say("states")).result).toContain("Charge");
    expect((await say("help")).result).toContain("answer");
    await expect(say("goto nowhere")).rejects.toThrow();
    await session.stop(() => say("next"));
    expect(await session.place(1)).toBe("10: before Charge");
    await session.stop(() => say("until Charge"));
  });

  it("restarts, forks and reads an edited definition", async () => {
    folder.file("edit.asl.json", ORDER_JSON);
    await session.launch({ ...ORDER, program: "edit.asl.json", stopOnEntry: true });
    await session.move("next");
    folder.file("edit.asl.json", `\n${ORDER_JSON}`);
    await session.stop(() => say("reload"));
    expect(await session.place(1)).toBe("11: before Charge");
    await session.stop(() => say("fork"));
    await session.stop(() => say("restart"));
    expect(await session.place(1)).toContain("before Prepare");
  });

  it("ends the session with quit", async () => {
    await session.launch({ ...ORDER, stopOnEntry: true });
    await say("quit");
    await session.next("terminated", 0);
  });
});
