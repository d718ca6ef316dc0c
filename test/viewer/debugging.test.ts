import { describe, expect, it } from "vitest";
import { loadMachine, readAnswers, run, toAws } from "../../packages/asl-core/src/index.js";
import { DebugHost, type HostOptions } from "../../packages/asl-viewer/src/debugging/host/index.js";
import {
  CODES,
  channelPair,
  DebugClient,
  type DebugError,
  KnownEvents,
  type Notifications,
  type Standing,
  type Start,
} from "../../packages/asl-viewer/src/debugging/index.js";

const ORDER = {
  StartAt: "Charge",
  States: {
    Charge: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "charge", "Payload.$": "$" },
      ResultSelector: { "paid.$": "$.Payload.paid" },
      ResultPath: "$.charge",
      Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 2 }],
      Catch: [{ ErrorEquals: ["Declined"], ResultPath: "$.error", Next: "Sorry" }],
      Next: "Paid?",
    },
    "Paid?": {
      Type: "Choice",
      Choices: [{ Variable: "$.charge.paid", NumericGreaterThan: 100, Next: "Ship" }],
      Default: "Sorry",
    },
    Ship: { Type: "Pass", Parameters: { "to.$": "$.charge" }, ResultPath: "$.shipped", End: true },
    Sorry: { Type: "Fail", Error: "NotPaid", Cause: "too little" },
  },
};
const TEXT = JSON.stringify(ORDER, null, 2);

interface Seat {
  readonly client: DebugClient;
  readonly known: KnownEvents;
  readonly told: [string, unknown][];
  readonly host: DebugHost;
  /** The last standing. */
  standing(): Standing;
}

function sit(host: DebugHost): Seat {
  const [here, there] = channelPair();
  host.connect(there);
  const client = new DebugClient(here);
  const known = new KnownEvents(client);
  const told: [string, unknown][] = [];
  const names: (keyof Notifications)[] = [
    "stopped",
    "running",
    "started",
    "cut",
    "breakpoints",
    "log",
    "reloaded",
    "changed",
    "ended",
  ];
  for (const name of names) client.on(name, (params: unknown) => void told.push([name, params]));
  const standing = () => told.findLast(([name]) => name === "stopped")![1] as Standing;
  return { client, known, told, host, standing };
}

async function begin(start: Start, options: HostOptions = {}): Promise<Seat> {
  const seat = sit(new DebugHost({ starts: true, ...options }));
  await seat.client.start(start);
  return seat;
}

const order = (more: Partial<Extract<Start, { kind: "definition" }>> = {}): Start => ({
  kind: "definition",
  text: TEXT,
  name: "order.asl.json",
  input: { id: 7 },
  ...more,
});
const PAID = "Charge: { output: { Payload: { paid: 150 } } }";

const refused = async (work: Promise<unknown>): Promise<DebugError> =>
  work.then(
    () => expect.fail("it was not refused"),
    (error) => error as DebugError,
  );

/** A run that has ended, with all its events known. */
async function ended(): Promise<Seat> {
  const seat = await begin(order({ answers: PAID }));
  await seat.client.continue();
  await seat.known.update(seat.standing());
  return seat;
}

const typesOf = ({ known }: Seat): string[] => known.of(0).map(({ type }) => type);

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

describe("looking", () => {
  it("shows a visit at every place, and changes nothing", async () => {
    const seat = await ended();
    const before = JSON.stringify([(await seat.client.initialize()).session, await seat.client.save()]);
    const seen: string[] = [];
    for (let count = 1; count <= 11; count++)
      for (const { id, type } of seat.known.of(0).slice(0, count)) {
        if (!type.endsWith("StateEntered")) continue;
        const { state, stages, scopes } = await seat.client.inspect({ execution: 0, event: id, count });
        seen.push(`${count} ${state}: ${stages.at(-1)?.stage}, ${scopes.map(({ name }) => name).join(" ")}`);
      }
    expect(seen.filter((line) => / (Charge|Ship):/.test(line)).slice(0, 6)).toEqual([
      "2 Charge: afterParameters, Input Arguments Variables Context",
      "3 Charge: afterParameters, Input Arguments Variables Context",
      "4 Charge: afterParameters, Input Arguments Result Variables Context",
      "5 Charge: afterParameters, Input Arguments Result Variables Context",
      "6 Charge: output, Input Arguments Result Output Variables Context",
      "7 Charge: output, Input Arguments Result Output Variables Context",
    ]);
    expect(JSON.stringify([(await seat.client.initialize()).session, await seat.client.save()])).toBe(before);
  });

  it("tells why a Choice went its way, and what was asked about a failure", async () => {
    const seat = await begin(order({ answers: "Charge: [{ error: Busy }, { error: Declined }]" }));
    await seat.client.continue();
    const events = await seat.known.update(seat.standing());
    const { failure, retries } = await seat.client.inspect({ execution: 0, event: 2, count: events.length });
    expect(retries.attempts.map(({ error }) => error)).toEqual(["Busy", "Declined"]);
    expect(failure?.links[0]).toMatchObject({ outcome: "caught", state: "Charge" });
    const { choice } = await (await ended()).client.inspect({ execution: 0, event: 7, count: 7 });
    expect(choice).toMatchObject({
      taken: "choice 0",
      rules: [{ outcome: "true", condition: { operands: [{ value: 150 }, {}] } }],
    });
  });

  it("shows what was aborted with its branch as it was last", async () => {
    const both = {
      StartAt: "Both",
      States: {
        Both: {
          Type: "Parallel",
          Branches: [
            { StartAt: "Slow", States: { Slow: { Type: "Wait", Seconds: 9, End: true } } },
            { StartAt: "Bad", States: { Bad: { Type: "Fail", Error: "E" } } },
          ],
          End: true,
        },
      },
    };
    const seat = await begin({ kind: "definition", text: JSON.stringify(both), input: { a: 1 } });
    await seat.client.continue();
    const events = await seat.known.update(seat.standing());
    for (const { id, type } of events.filter(({ type }) => type.endsWith("StateEntered"))) {
      const seen = await seat.client.inspect({ execution: 0, event: id, count: events.length });
      expect([type, seen.scopes[0]]).toMatchObject([type, { name: "Input", value: { a: 1 } }]);
    }
  });

  it("says whether the session stands in the visit", async () => {
    const seat = await begin(order());
    await seat.client.continue();
    const { events } = seat.standing().executions[0];
    expect(await seat.client.inspect({ execution: 0, event: 2, count: events })).toMatchObject({
      here: true,
      frame: "0:1",
    });
    expect(await seat.client.inspect({ execution: 0, event: 2, count: 2 })).toMatchObject({ here: false });
    expect(await refused(seat.client.inspect({ execution: 0, event: 1, count: 3 }))).toMatchObject({
      code: CODES.RANGE,
    });
    expect(await refused(seat.client.inspect({ execution: 0, event: 3, count: 99 }))).toMatchObject({
      code: CODES.RANGE,
    });
    expect(await refused(seat.client.inspect({ execution: 5, event: 2, count: 2 }))).toMatchObject({
      code: CODES.RANGE,
    });
  });
});

describe("a history", () => {
  const recorded = async (): Promise<string> => {
    const machine = loadMachine(TEXT);
    const answers = readAnswers({ Charge: { output: { Payload: { paid: 150 } } } }, machine);
    const made = await run(machine, { input: { id: 7 }, handler: answers.handler });
    return JSON.stringify({ events: toAws(made.events, machine, made.execution.identity) });
  };

  it("is run again to its end, and can be looked at and stepped through", async () => {
    const seat = await begin({ kind: "history", text: await recorded(), definition: TEXT });
    expect(seat.standing()).toMatchObject({ status: "SUCCEEDED", executions: [{ events: 11 }] });
    const info = (await seat.client.initialize()).session!;
    expect(info.replay).toEqual({ same: true });
    const { stages } = await seat.client.inspect({ execution: 0, event: 2, count: 6 });
    expect(stages.find(({ stage }) => stage === "afterResultSelector")?.value).toEqual({ paid: 150 });
    await seat.client.goTo({ execution: 0, count: 3 });
    expect(await seat.client.step("over")).toMatchObject({ state: "Paid?" });
  });

  it("is told apart from a run on an edited definition", async () => {
    const edited = TEXT.replace('"NumericGreaterThan": 100', '"NumericGreaterThan": 1000');
    const seat = await begin({ kind: "history", text: await recorded(), definition: edited });
    const { replay } = (await seat.client.initialize()).session!;
    expect(replay).toMatchObject({
      same: false,
      difference: expect.stringContaining("event"),
      ids: [1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0],
    });
  });

  it("is told apart from a run with the same events whose error is another one", async () => {
    const failing = (error: string) =>
      JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Fail", Error: error } } });
    const made = await run(loadMachine(failing("Sold.Out")), {});
    const text = JSON.stringify({
      events: toAws(made.events, loadMachine(failing("Sold.Out")), made.execution.identity),
    });
    const replayOf = async (definition: string) =>
      (await (await begin({ kind: "history", text, definition })).client.initialize()).session!.replay;
    expect(await replayOf(failing("Sold.Out"))).toEqual({ same: true });
    expect(await replayOf(failing("Closed"))).toMatchObject({
      same: false,
      difference: expect.stringMatching(/^event [45]: /),
      ids: [1, 2, 3, expect.any(Number), 0],
    });
  });

  it("brings its definition, or needs one", async () => {
    const text = await recorded();
    expect(await refused(begin({ kind: "history", text }))).toMatchObject({
      code: CODES.TEXT,
      data: { hint: expect.any(String) },
    });
    const both = JSON.stringify({ ...JSON.parse(text), definition: ORDER });
    expect((await begin({ kind: "history", text: both })).standing().status).toBe("SUCCEEDED");
    expect(await refused(begin({ kind: "history", text: both, index: 4 }))).toMatchObject({ code: CODES.RANGE });
  });
});

describe("a client that is not trusted", () => {
  /** What a host answers to a text. */
  async function answerTo(text: string, options: HostOptions = {}): Promise<unknown> {
    const host = new DebugHost({ starts: true, ...options });
    const starter = sit(host);
    await starter.client.start(order());
    const [here, there] = channelPair();
    host.connect(there);
    return new Promise((resolve) => {
      here.onText((answer) => {
        const message = JSON.parse(answer);
        if (!("method" in message)) resolve(message);
      });
      here.send(text);
    });
  }
  const call = (method: string, params: unknown) => JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });

  it.each([
    ["text that is no JSON", "{", CODES.PARSE],
    ["another protocol", '{"id":1,"method":"pause"}', CODES.INVALID_REQUEST],
    ["a batch", `[${call("pause", {})}]`, CODES.INVALID_REQUEST],
    ["null", "null", CODES.INVALID_REQUEST],
    ["a method there is not", call("eval", {}), CODES.METHOD_NOT_FOUND],
    ["a method of Object.prototype", call("constructor", {}), CODES.METHOD_NOT_FOUND],
    ["params that are a list", call("back", []), CODES.INVALID_PARAMS],
    ["a step of no kind", call("step", { kind: "toString" }), CODES.INVALID_PARAMS],
    ["a step that is no text", call("step", { kind: 7 }), CODES.INVALID_PARAMS],
    ["a position below 0", call("goTo", { position: { step: -1, stage: 0 } }), CODES.INVALID_PARAMS],
    ["a position that is no number", call("goTo", { position: { step: "1e9", stage: 0 } }), CODES.INVALID_PARAMS],
    ["breakpoints that are no list", call("breakpoints", { breakpoints: {} }), CODES.INVALID_PARAMS],
    [
      "a breakpoint with a text for a flag",
      call("breakpoints", { breakpoints: [{ enabled: "x" }] }),
      CODES.INVALID_PARAMS,
    ],
    ["too many breakpoints", call("breakpoints", { breakpoints: Array(1001).fill({ state: "A" }) }), CODES.LIMIT],
    [
      "too long an expression",
      call("evaluate", { expression: "1".repeat(70_000), place: { frame: "0:1" } }),
      CODES.LIMIT,
    ],
    [
      "a scope there is not",
      call("set", { frame: "0:1", scope: "__proto__", pointer: "", value: 1 }),
      CODES.INVALID_PARAMS,
    ],
    ["a task that does not wait", call("answer", { task: "0:1", output: 1 }), CODES.RANGE],
    ["an answer without output", call("answer", { task: "0:1" }), CODES.INVALID_PARAMS],
    ["a look without a count", call("inspect", { execution: 0, event: 1 }), CODES.INVALID_PARAMS],
  ])("is refused %s", async (_, text, code) => {
    expect(await answerTo(text)).toMatchObject({ error: { code } });
  });

  it("is refused what nests too deeply", async () => {
    const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
    const text = `{"jsonrpc":"2.0","id":1,"method":"answer","params":{"task":"0:1","output":${deep}}}`;
    expect(await answerTo(text)).toMatchObject({ error: { code: CODES.INVALID_PARAMS } });
  });

  it("is refused too long a message, and let go", async () => {
    expect(await answerTo(call("pause", { more: "x".repeat(5000) }), { longest: 4000 })).toMatchObject({
      error: { code: CODES.LIMIT },
    });
  });

  it("pollutes nothing", async () => {
    const text =
      '{"jsonrpc":"2.0","id":1,"method":"breakpoints","params":{"breakpoints":[{"__proto__":{"polluted":1},"state":"Ship"}]}}';
    expect(await answerTo(text)).toMatchObject({ result: [{ state: "Ship", verified: true }] });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
