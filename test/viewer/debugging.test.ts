import { describe, expect, it } from "vitest";
import { DebugHost } from "../../packages/asl-viewer/src/debugging/host/index.js";
import { CODES, type Start } from "../../packages/asl-viewer/src/debugging/index.js";
import { begin, ended, ORDER, order, PAID, refused, sit, TEXT, typesOf } from "./seat.js";

describe("a host", () => {
  it("has nothing at first, and says so", async () => {
    const { client } = sit(
      new DebugHost({ title: "files", files: [{ name: "a.json", text: "{}", kind: "definition" }] }),
    );
    const { session, starts, files, title } = await client.initialize();
    expect({ session, starts, files: files.length, title }).toEqual({
      session: null,
      starts: false,
      files: 1,
      title: "files",
    });
    expect(await refused(client.continue())).toMatchObject({ code: CODES.UNAVAILABLE });
    expect(await refused(client.start(order()))).toMatchObject({ code: CODES.UNAVAILABLE });
    expect(await refused(client.call("initialize", { protocol: 99 }))).toMatchObject({ code: CODES.UNAVAILABLE });
  });

  it("starts at the entry, and tells everybody", async () => {
    const host = new DebugHost({ starts: true });
    const [one, other] = [sit(host), sit(host)];
    const info = await one.client.start(order());
    expect(info).toMatchObject({ title: "order.asl.json", running: false, rereads: false });
    expect(info.program).toMatchObject({ text: TEXT, format: "json", definition: ORDER });
    expect(other.told.map(([name]) => name)).toEqual(["started", "stopped"]);
    expect(other.standing()).toMatchObject({ stop: { reason: "entry", state: "Charge" }, length: 0, live: true });
    expect((await other.client.initialize()).session?.standing).toEqual(one.standing());
  });

  it("goes on to a task, takes its answer, goes on to the end", async () => {
    const seat = await begin(order());
    const { client } = seat;
    expect(await client.continue()).toMatchObject({ reason: "task", task: "0:1" });
    expect(seat.told.slice(-2).map(([name]) => name)).toEqual(["running", "stopped"]);
    const [task] = seat.standing().waiting;
    expect(task).toMatchObject({ id: "0:1", state: "Charge", attempt: 0, arguments: { Payload: { id: 7 } } });
    await client.answer(task.id, { Payload: { paid: 150 } });
    expect(await client.continue()).toMatchObject({ reason: "end" });
    expect(seat.standing()).toMatchObject({
      status: "SUCCEEDED",
      waiting: [],
      executions: [{ events: 11, known: 11 }],
    });
  });

  it("fails a task, and suggests its last answer the next time", async () => {
    const seat = await begin(order());
    await seat.client.continue();
    await seat.client.fail("0:1", "Busy", "try later");
    expect(await seat.client.continue()).toMatchObject({ reason: "task" });
    const { waiting, suggestions } = seat.standing();
    expect(waiting).toMatchObject([{ attempt: 1 }]);
    expect(suggestions).toEqual([{ path: "Charge", given: { error: "Busy", cause: "try later" } }]);
  });

  it("steps forward and back by every kind, and to any place", async () => {
    const { client } = await begin(order({ answers: PAID }));
    for (const kind of ["stage", "into", "over", "out"] as const) await client.step(kind);
    for (const kind of ["stage", "step", "over", "out"] as const) await client.back(kind);
    expect(await client.reverse()).toMatchObject({ reason: "start", position: { step: 0, stage: 0 } });
    await client.continue();
    expect(await client.goTo({ position: { step: 1, stage: 1 } })).toMatchObject({ position: { step: 1, stage: 1 } });
    expect((await client.goTo({ execution: 0, count: 7 })).state).toBe("Paid?");
    expect(await refused(client.goTo({ position: { step: 99, stage: 0 } }))).toMatchObject({ code: CODES.RANGE });
    expect(await refused(client.goTo({ execution: 0, count: 12 }))).toMatchObject({ code: CODES.RANGE });
    expect(await refused(client.goTo({ execution: 3, count: 1 }))).toMatchObject({ code: CODES.RANGE });
  });

  it("stands at a place where just so many events are written", async () => {
    const seat = await ended();
    const counts = [];
    for (let count = 0; count <= 11; count++) {
      await seat.client.goTo({ execution: 0, count });
      counts.push(seat.standing().executions[0].events);
    }
    expect(counts).toEqual([0, 1, 2, 3, 5, 5, 6, 7, 8, 9, 10, 11]);
  });

  it("keeps events behind the position, and cuts them where a change forgets them", async () => {
    const seat = await ended();
    const before = seat.known.of(0);
    await seat.client.goTo({ execution: 0, count: 3 });
    expect(seat.standing().executions).toMatchObject([{ events: 3, known: 11 }]);
    expect(await seat.known.update(seat.standing())).toBe(before);
    const [{ id }] = seat.standing().threads;
    seat.told.length = 0;
    await seat.client.fail(id, "Declined");
    expect(seat.told[0]).toEqual(["cut", { execution: 0, count: 3 }]);
    expect(seat.standing()).toMatchObject({ live: true, executions: [{ events: 5, known: 5 }] });
    await seat.client.continue();
    await seat.known.update(seat.standing());
    expect(typesOf(seat).slice(3)).toEqual([
      ...["TaskStarted", "TaskFailed", "TaskStateExited", "FailStateEntered", "ExecutionFailed"],
    ]);
    expect(seat.known.of(0).slice(0, 3)).toEqual(before.slice(0, 3));
  });

  it("cuts what was only seen inside of a step that then goes another way", async () => {
    const seat = await begin(order({ answers: PAID }));
    for (let i = 0; i < 3; i++) await seat.client.step("stage");
    const [{ events }] = seat.standing().executions;
    expect(events).toBe(2);
    seat.told.length = 0;
    await seat.client.goTo({ position: { step: 1, stage: 0 } });
    expect(seat.told[0]).toEqual(["cut", { execution: 0, count: 1 }]);
  });

  it("hands out events in portions, each once", async () => {
    const large = {
      StartAt: "Large",
      States: {
        Large: { Type: "Pass", Result: { text: "x".repeat(200_000) }, Next: "Again" },
        Again: { Type: "Choice", Choices: [{ Variable: "$.end", IsPresent: true, Next: "End" }], Default: "Large" },
        End: { Type: "Succeed" },
      },
    };
    const seat = await begin({ kind: "definition", text: JSON.stringify(large) });
    await seat.client.breakpoints([{ state: "Large", hitCondition: "20" }]);
    await seat.client.continue();
    const { known } = seat.standing().executions[0];
    const first = await seat.client.events(0, 0);
    expect(first.events.length).toBeLessThan(known);
    const all = await seat.known.update(seat.standing());
    expect(all.map(({ id }) => id)).toEqual(Array.from({ length: known }, (_, index) => index + 1));
    expect(await seat.client.events(0, known)).toEqual({ from: known, events: [], known });
    expect(await refused(seat.client.events(4, 0))).toMatchObject({ code: CODES.RANGE });
  });

  it("sets breakpoints all at once, and keeps ids and hits of those that stay", async () => {
    const seat = await begin(order({ answers: PAID }));
    const { client } = seat;
    const [paid, nowhere] = await client.breakpoints([{ state: "Paid?" }, { state: "Nowhere" }]);
    expect([paid.verified, nowhere.verified]).toEqual([true, false]);
    expect(await client.continue()).toMatchObject({ reason: "breakpoint", breakpoints: [paid.id] });
    const [ship, again] = await client.breakpoints([
      { state: "Ship", condition: "$.charge.paid > 100" },
      { state: "Paid?" },
    ]);
    expect(again).toMatchObject({ id: paid.id, hits: 1 });
    expect(seat.told.at(-1)).toMatchObject(["breakpoints", [{ id: paid.id }, { id: ship.id }]]);
    expect(await client.continue()).toMatchObject({ breakpoints: [ship.id], state: "Ship" });
    await client.restart();
    expect(seat.standing()).toMatchObject({ length: 0, breakpoints: [{ state: "Ship", hits: 0 }, { state: "Paid?" }] });
    expect(await client.continue()).toMatchObject({ state: "Paid?" });
  });

  it("tells texts of log points", async () => {
    const seat = await begin(order({ answers: PAID }));
    await seat.client.breakpoints([{ state: "Paid?", log: "paid {$.charge.paid}" }]);
    await seat.client.continue();
    expect(seat.told.filter(([name]) => name === "log")).toMatchObject([["log", { text: "paid 150" }]]);
  });

  it("pauses a run that goes on, and refuses everything else meanwhile", async () => {
    const loop = {
      StartAt: "A",
      States: {
        A: { Type: "Choice", Choices: [{ Variable: "$.end", IsPresent: true, Next: "B" }], Default: "A" },
        B: { Type: "Succeed" },
      },
    };
    const seat = await begin(
      { kind: "definition", text: JSON.stringify(loop) },
      { breathe: () => new Promise((resolve) => setTimeout(resolve, 5)) },
    );
    const { client } = seat;
    expect(await client.pause()).toBe(false);
    await client.breakpoints([{ state: "A", condition: "false" }]);
    const going = client.continue();
    for (const work of [
      client.step("over"),
      client.back(),
      client.restart(),
      client.save(),
      client.threads(),
      client.inspect({ execution: 0, event: 2, count: 2 }),
    ])
      expect(await refused(work)).toMatchObject({ code: CODES.BUSY });
    expect((await client.initialize()).session).toMatchObject({ running: true });
    expect(await client.pause()).toBe(true);
    expect(await going).toMatchObject({ reason: "pause" });
    expect(seat.standing().stop.reason).toBe("pause");
  });

  it("sets values, jumps, lets timers fire", async () => {
    const wait = {
      StartAt: "Nap",
      States: { Nap: { Type: "Wait", Seconds: 60, Next: "A" }, A: { Type: "Pass", End: true } },
    };
    const seat = await begin({ kind: "definition", text: JSON.stringify(wait), input: { n: 1 } });
    const { client } = seat;
    await client.set("0:1", "Input", "/n", 5);
    await client.continue();
    await client.goTo({ execution: 0, count: 2 });
    expect(seat.standing().threads).toMatchObject([{ status: "waiting", state: "Nap" }]);
    await client.fireTimer("0:1");
    await client.continue();
    const events = await seat.known.update(seat.standing());
    expect(events.at(-1)).toMatchObject({ type: "ExecutionSucceeded", details: { output: { n: 5 } } });
    expect(events.at(-1)!.at).toBe(events[0].at);
    await client.goTo({ execution: 0, count: 2 });
    await client.jump("0:1", "A", { n: 9 });
    await client.continue();
    expect((await seat.known.update(seat.standing())).at(-1)).toMatchObject({ details: { output: { n: 9 } } });
    expect(await refused(client.set("0:9", "Input", "", 1))).toMatchObject({ code: CODES.RANGE });
    expect(await refused(client.jump("0:1", "Nowhere"))).toMatchObject({ code: CODES.RANGE });
    expect(await refused(client.fireTimer("0:1"))).toMatchObject({ code: CODES.RANGE });
  });

  it("evaluates expressions here and in visits, and says where they cannot be read", async () => {
    const { client } = await ended();
    await client.goTo({ execution: 0, count: 6 });
    expect(await client.evaluate("$.charge.paid", { frame: "0:1" })).toBe(150);
    const look = { execution: 0, event: 2, count: 3 };
    expect(await client.evaluate("$.id", { look })).toBe(7);
    expect(await refused(client.evaluate("{% 1 + %}", { frame: "0:1" }))).toMatchObject({
      code: CODES.SYNTAX,
      data: { offset: expect.any(Number) },
    });
    expect(await refused(client.evaluate("$.nothing", { look }))).toMatchObject({
      code: CODES.STATES,
      data: { error: expect.any(String) },
    });
    expect(await refused(client.evaluate("$", { frame: "7:7" }))).toMatchObject({ code: CODES.RANGE });
  });

  it("goes on with an edited text, and tells everything anew", async () => {
    const seat = await ended();
    await seat.client.goTo({ execution: 0, count: 7 });
    const edited = TEXT.replace('"NumericGreaterThan": 100', '"NumericGreaterThan": 1000');
    expect(await seat.client.reload(edited)).toMatchObject({ ok: true, changed: ["Paid?"] });
    expect(seat.told.find(([name]) => name === "reloaded")?.[1]).toMatchObject({ program: { text: edited } });
    await seat.client.continue();
    await seat.known.update(seat.standing());
    expect(seat.known.of(0).at(-1)?.type).toBe("ExecutionFailed");
    expect(await refused(seat.client.reload("{"))).toMatchObject({ code: CODES.TEXT });
    expect(await refused(seat.client.reload('{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}'))).toMatchObject({
      code: CODES.TEXT,
      data: { diagnostics: [{ line: 1 }] },
    });
    expect(await refused(seat.client.reload())).toMatchObject({ code: CODES.UNAVAILABLE });
  });

  it("keeps a run where the edited definition has no place for it", async () => {
    const seat = await begin(order());
    await seat.client.continue();
    const other = JSON.stringify({ StartAt: "X", States: { X: { Type: "Pass", End: true } } });
    seat.told.length = 0;
    expect(await seat.client.reload(other)).toMatchObject({ ok: false, problems: [{ state: "Charge" }] });
    expect(seat.told).toEqual([]);
  });

  it("saves a run that can be opened again", async () => {
    const { client, known } = await ended();
    const text = JSON.stringify(await client.save(["paid"]));
    expect(text).not.toContain("150");
    const again = await begin({ kind: "recording", text: JSON.stringify(await client.save()), name: "run.json" });
    expect(again.standing()).toMatchObject({ stop: { reason: "end" }, status: "SUCCEEDED" });
    expect(await again.known.update(again.standing())).toEqual(known.of(0));
    await again.client.restart();
    expect(again.standing().position).toEqual({ step: 0, stage: 0 });
  });

  it("says where a value came from", async () => {
    const { client } = await ended();
    const why = await client.whyValue({ execution: 0, event: 9, count: 11 }, "Output", "/shipped/to/paid");
    expect(why).toMatchObject({ value: 150, end: "task answer" });
  });

  it("begins another run in place of the one at hand", async () => {
    const seat = await ended();
    await seat.client.start(order({ input: { id: 8 } }));
    expect(seat.known.of(0)).toEqual([]);
    expect(seat.standing()).toMatchObject({ length: 0, executions: [{ events: 0, known: 0 }] });
  });

  it("refuses what cannot be debugged, and keeps what is", async () => {
    const seat = await ended();
    const wrong: [Start, number][] = [
      [{ kind: "definition", text: "no machine" }, CODES.TEXT],
      [{ kind: "definition", text: "{}" }, CODES.TEXT],
      [order({ answers: "[1" }), CODES.TEXT],
      [order({ answers: "{}: 1" }), CODES.TEXT],
      [{ kind: "history", text: "no history" }, CODES.TEXT],
      [{ kind: "recording", text: "{" }, CODES.TEXT],
      [{ kind: "recording", text: '{"format":"asl-recording","version":99}' }, CODES.TEXT],
    ];
    for (const [start, code] of wrong)
      expect([start, (await refused(seat.client.start(start))).code]).toEqual([start, code]);
    expect((await seat.client.initialize()).session?.standing).toMatchObject({ status: "SUCCEEDED" });
  });

  it("takes leave of its clients", async () => {
    const seat = await ended();
    let reason = "";
    seat.client.onClose = (given) => (reason = given);
    seat.host.end("it is over");
    await refused(seat.client.continue());
    expect(seat.told.at(-1)).toEqual(["ended", { reason: "it is over" }]);
    expect(reason).toBe("it is over");
    expect(await refused(seat.client.pause())).toMatchObject({ code: CODES.CLOSED });
  });
});
