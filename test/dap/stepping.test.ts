import { describe, expect, it } from "vitest";
import { ORDER_JSON } from "./support/files.js";
import type { Session } from "./support/session.js";
import { setUp } from "./support/set-up.js";

let session: Session;
const { folder, ORDER, BATCH } = setUp((opened) => {
  session = opened;
});

describe("a run", () => {
  it("stops before its first state where it is asked to", async () => {
    const stop = await session.launch({ ...ORDER, stopOnEntry: true });
    expect(stop).toMatchObject({ reason: "entry", threadId: 1, allThreadsStopped: true });
    expect(await session.place(1)).toBe("4: before Prepare");
  });

  it("goes to its end, can be looked at there, and ends with the next continue", async () => {
    const stop = await session.launch(ORDER);
    expect(stop.reason).toBe("end");
    expect(await session.ask("threads")).toEqual({ threads: [{ id: stop.threadId, name: "execution: SUCCEEDED" }] });
    expect(await session.place(stop.threadId!)).toBe("25: SUCCEEDED in Done");
    expect(await session.shown(stop.threadId!, "Output")).toContain("order = {id: 7, total: 12}");
    await session.ask("continue", { threadId: stop.threadId });
    expect(await session.next("exited", 0)).toEqual({ exitCode: 0 });
    await session.next("terminated", 0);
  });

  it("is over at its end where nobody wants to look at it", async () => {
    await session.prepare({ ...BATCH, input: {}, noDebug: true });
    await session.ask("configurationDone");
    expect(await session.next("exited", 0)).toEqual({ exitCode: 1 });
    await session.next("terminated", 0);
    expect(session.console).toContain("● FAILED States.QueryEvaluationError");
  });

  it("begins anew with restart, its breakpoints with it", async () => {
    const at = { source: { path: `${folder.path}/order.asl.json` }, breakpoints: [{ line: 20 }] };
    await session.launch(ORDER, () => session.ask("setBreakpoints", at));
    expect(await session.place(1)).toBe("20: before Decide");
    const stop = await session.stop(() => session.ask("restart"));
    expect(stop).toMatchObject({ reason: "breakpoint", hitBreakpointIds: [1] });
    expect(await session.shown(1, "Input")).toContain("charged = {charge: {ok: true}}");
  });

  it("reads an edited definition at a restart", async () => {
    folder.file("edited.asl.json", ORDER_JSON);
    const stop = await session.launch({ ...ORDER, program: "edited.asl.json" });
    expect(stop.reason).toBe("end");
    folder.file("edited.asl.json", ORDER_JSON.replace('"total": 12', '"total": 120'));
    const again = await session.stop(() => session.ask("restart"));
    expect(again.reason).toBe("end");
    expect(await session.place(again.threadId!)).toBe("26: FAILED in Refused");
  });
});

describe("stepping", () => {
  it("goes from state to state, and back", async () => {
    await session.launch({ ...ORDER, stopOnEntry: true });
    const places = [await session.place(1)];
    for (const command of ["next", "next", "stepBack", "stepBack", "stepBack"]) {
      await session.move(command);
      places.push(await session.place(1));
    }
    expect(places).toEqual([
      "4: before Prepare",
      "10: before Charge",
      "20: before Decide",
      "10: before Charge",
      "4: before Prepare",
      "4: before Prepare",
    ]);
  });

  it("goes from data stage to data stage, each on the line of its field", async () => {
    await session.launch({ ...ORDER, stopOnEntry: true });
    const places: string[] = [];
    for (let i = 0; i < 8; i++) {
      await session.move("stepIn", 1, { granularity: "instruction" });
      places.push(await session.place(1));
    }
    const after = places.indexOf("6: Prepare after Parameters");
    expect(after).toBeGreaterThan(0);
    expect(places.slice(after)).toContain("7: Prepare after ResultPath");
    const back: string[] = [places.at(-1)!];
    for (let i = 0; i < 8; i++) {
      await session.move("stepBack", 1, { granularity: "instruction" });
      back.push(await session.place(1));
    }
    expect(back.reverse()).toEqual(["4: before Prepare", ...places]);
  });

  it("goes into the iterations of a Map and out of them, each a thread", async () => {
    await session.launch({ ...BATCH, stopOnEntry: true });
    await session.move("next");
    expect(await session.place(1)).toBe("10: before Each");
    let stop = await session.move("stepIn");
    expect(await session.place(1)).toBe("10: Each after input");
    while (!(await session.place(stop.threadId!)).includes("Double"))
      stop = await session.move("stepIn", stop.threadId);
    const [frame, around] = await session.stack(stop.threadId!);
    expect(frame.name).toBe("before Double, iteration 0 of Each");
    expect(around.name).toContain("Each");
    const { threads } = await session.ask("threads");
    expect(threads.map(({ name }: { name: string }) => name)).toEqual([
      "iteration 0 of Each: Each › item › Double",
      "iteration 1 of Each: Each › item › Double",
      "iteration 2 of Each: Each › item › Double",
    ]);
    const out = await session.move("stepOut", stop.threadId!);
    expect(out.reason).toBe("step");
    await session.move("continue", out.threadId!);
  });

  it("goes to other targets: the same state in the next iteration, the next retry", async () => {
    await session.launch({ ...ORDER, stopOnEntry: true });
    const [frame] = await session.stack(1);
    const { targets } = await session.ask("stepInTargets", { frameId: frame.id });
    const retry = targets.find(({ label }: { label: string }) => label === "the next retry");
    await session.move("stepIn", 1, { targetId: retry.id });
    expect(await session.shown(1, "Retries")).toEqual([
      expect.stringContaining("try 1 = "),
      "next try in ms = 2000",
      expect.stringContaining("Retry entry 0 = "),
    ]);
  });

  it("stands still at the end, whatever step is asked for", async () => {
    const { threadId } = await session.launch(ORDER);
    expect((await session.move("next", threadId)).reason).toBe("end");
    const back = await session.move("stepBack", threadId);
    expect(back.reason).toBe("step");
    expect(await session.place(back.threadId!)).toContain("Done");
  });

  it("goes back to the last breakpoint or failure, and to the beginning where there is none", async () => {
    const at = { source: { path: `${folder.path}/order.asl.json` }, breakpoints: [{ line: 20 }] };
    await session.launch(ORDER, () => session.ask("setBreakpoints", at));
    const end = await session.move("continue");
    expect(end.reason).toBe("end");
    expect(await session.move("reverseContinue", end.threadId)).toMatchObject({
      reason: "breakpoint",
      hitBreakpointIds: [1],
    });
    expect((await session.move("reverseContinue")).reason).toBe("exception");
    expect((await session.move("reverseContinue")).reason).toBe("entry");
    expect(await session.place(1)).toBe("4: before Prepare");
  });

  it("goes back to the entry of a frame with restartFrame", async () => {
    await session.launch({ ...ORDER, stopOnEntry: true });
    await session.move("next");
    for (let i = 0; i < 2; i++) await session.move("stepIn", 1, { granularity: "instruction" });
    const [frame] = await session.stack(1);
    expect(frame.name).toContain("Charge after");
    await session.stop(() => session.ask("restartFrame", { frameId: frame.id }));
    expect(await session.place(1)).toBe("10: before Charge");
  });

  it("jumps to the state on a line", async () => {
    await session.launch({ ...ORDER, stopOnEntry: true });
    const source = { path: `${folder.path}/order.asl.json` };
    const { targets } = await session.ask("gotoTargets", { source, line: 22 });
    expect(targets).toEqual([{ id: expect.any(Number), label: "Decide", line: 20, column: 5 }]);
    const stop = await session.stop(() => session.ask("goto", { threadId: 1, targetId: targets[0].id }));
    expect(stop.reason).toBe("goto");
    expect(await session.place(1)).toBe("20: before Decide");
    await expect(session.ask("goto", { threadId: 1, targetId: 77 })).rejects.toThrow("no such target");
    expect(await session.ask("gotoTargets", { source, line: 1 })).toEqual({ targets: [] });
  });

  it("goes to a position by its number", async () => {
    await session.launch({ ...ORDER, stopOnEntry: true });
    await session.move("next");
    const there = await session.ask("asl/position");
    await session.move("continue");
    await session.stop(() => session.ask("asl/goto", there.position));
    expect(await session.place(1)).toBe("10: before Charge");
    await session.stop(() => session.ask("evaluate", { expression: "goto 0", context: "repl" }));
    expect(await session.place(1)).toBe("4: before Prepare");
    await expect(session.ask("asl/goto", { step: 99_999 })).rejects.toThrow();
  });
});
