import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { Connection } from "../../packages/asl-viewer/src/controllers/connection.js";
import { LiveRun, type RunChange } from "../../packages/asl-viewer/src/controllers/live-run.js";
import { DebugHost } from "../../packages/asl-viewer/src/debugging/host/index.js";
import { type Channel, channelPair, DebugClient } from "../../packages/asl-viewer/src/debugging/index.js";
import { mapWork, Timeline } from "../../packages/asl-viewer/src/timeline/index.js";
import { machine, pass, task } from "./machines.js";
import { files } from "./map-machines.js";

const three = machine({ A: task("B"), B: pass("C"), C: task(undefined) });

interface Setting {
  readonly run: LiveRun;
  readonly client: DebugClient;
  readonly host: DebugHost;
  readonly changes: RunChange[];
}

function connected(host = new DebugHost({ starts: true })): [DebugClient, Channel] {
  const [here, there] = channelPair();
  host.connect(there);
  return [new DebugClient(here), here];
}

async function debugged(definition: JsonObject = three, input: Json = {}): Promise<Setting> {
  const host = new DebugHost({ starts: true });
  const [client] = connected(host);
  const changes: RunChange[] = [];
  const run = new LiveRun((change) => changes.push(change));
  run.follow(client);
  await client.call("start", { kind: "definition", text: JSON.stringify(definition), input });
  await settled(run);
  return { run, client, host, changes };
}

/** Until what was told is taken in. */
async function settled(run: LiveRun): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve));
  await vi.waitFor(() => expect(run.standing).toBeDefined());
}

/** What a page knows is what a fresh timeline of the same events would tell. */
function expectWhole({ run }: Setting): void {
  const { timeline } = run;
  const fresh = new Timeline({ ...timeline.run, events: [...timeline.events] });
  expect([...timeline.nodeMarks(timeline.length)]).toEqual([...fresh.nodeMarks(fresh.length)]);
  expect(timeline.length).toBe(run.standing?.executions[0].known);
}

describe("a run that a page follows", () => {
  it("stands at the beginning, and grows with what happens", async () => {
    const setting = await debugged();
    const { run, client } = setting;
    expect([run.position, run.timeline.length, run.standing?.stop.state]).toEqual([0, 0, "A"]);
    await client.continue();
    await settled(run);
    expect(run.standing?.stop.reason).toBe("task");
    expect(run.timeline.events.at(-1)?.type).toBe("TaskScheduled");
    await client.answer(run.standing!.waiting[0].id, { a: 1 });
    await client.continue();
    await settled(run);
    expect(run.standing?.waiting[0].state).toBe("C");
    expectWhole(setting);
  });

  it("keeps what is behind the position when it goes back, and drops it when something else happens", async () => {
    const setting = await debugged();
    const { run, client } = setting;
    await client.continue();
    await client.answer("0:1", {});
    await client.continue();
    await settled(run);
    const all = run.timeline.length;
    await client.goTo({ execution: 0, count: 3 });
    await settled(run);
    expect([run.position, run.timeline.length]).toEqual([3, all]);
    await client.fail("0:1", "Busy");
    await client.continue();
    await settled(run);
    expect(run.timeline.ending).toBe("failed");
    expectWhole(setting);
  });

  it("gives a distributed Map the children that have begun, how they stand, and the way into each and back", async () => {
    const { run, client } = await debugged(files, { files: [1, 2, 3] });
    const tally = () => {
      const map = run.timeline.visits.visits[0];
      const work = mapWork(run.timeline, map, run.timeline.length);
      return work && [work.parts.total, work.known, work.parts.tally(work.placeOf(run.timeline.length))];
    };
    await client.continue();
    await settled(run);
    expect(tally()).toMatchObject([3, true, { running: 2, pending: 1, failed: 0 }]);
    await client.fail(run.standing!.waiting[0].id, "ParseError", "line 1\nline 2");
    await client.continue();
    await settled(run);
    expect(tally()).toMatchObject([3, true, { failed: 1, running: 1 }]);
    const [[first]] = [...run.timeline.run.children!.values()];
    expect(first).toMatchObject({ execution: 1, ending: "failed", error: "ParseError", cause: "line 1" });
    expect([first.run().events.length, run.around]).toEqual([0, []]);
    await run.look(1);
    expect(run.timeline.ending).toBe("failed");
    expect(run.timeline.length).toBe(run.standing?.executions[1].known);
    expect(run.around.map(({ execution, text, visit }) => [execution, text, visit])).toEqual([[0, "Each[0]", 0]]);
    await run.look(0);
    await client.goTo({ execution: 0, count: 1 });
    await settled(run);
    expect([...(run.timeline.run.children ?? [])]).toEqual([]);
  });

  it("begins anew, and goes on with another definition", async () => {
    const setting = await debugged();
    const { run, client } = setting;
    await client.continue();
    const four = machine({ A: task("B"), B: pass("C"), C: task("D"), D: pass() });
    const result = await client.reload(JSON.stringify(four));
    await settled(run);
    expect(result).toMatchObject({ ok: true, added: ["D"] });
    expect(run.outline.nodes.map(({ name }) => name)).toContain("D");
    expectWhole(setting);
    await client.restart();
    await settled(run);
    expect([run.position, run.timeline.length]).toEqual([0, 0]);
    expectWhole(setting);
  });

  it("is the same for a page that comes later, and for one that comes again", async () => {
    const { run, client, host } = await debugged();
    await client.continue();
    await settled(run);
    const [second] = connected(host);
    const later = new LiveRun(() => {});
    later.follow(second);
    const { session } = await second.initialize();
    await later.begin(session!);
    expect(later.timeline.events).toEqual(run.timeline.events);
    expect(later.position).toBe(run.position);
    run.follow(second);
    await run.begin(session!);
    expect(run.timeline.events).toEqual(later.timeline.events);
  });

  it("hears log points and breakpoints", async () => {
    const { run, client } = await debugged();
    await client.breakpoints([{ state: "B", log: "in B" }, { state: "C" }, { state: "Nowhere" }]);
    await client.continue();
    await client.answer("0:1", {});
    await client.continue();
    await settled(run);
    expect(run.logs.map(({ text }) => text)).toEqual(["in B"]);
    expect(run.standing?.stop).toMatchObject({ reason: "breakpoint", state: "C" });
    expect(run.breakpoints.map(({ verified }) => verified)).toEqual([true, true, false]);
  });

  it("looks at a child execution of a distributed Map", async () => {
    const children = machine({
      Each: {
        Type: "Map",
        ItemProcessor: {
          ...machine({ In: pass() }),
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
        },
        End: true,
      },
    });
    const { run, client } = await debugged(children, [1, 2]);
    await client.continue();
    await settled(run);
    expect(run.standing?.executions).toHaveLength(3);
    await run.look(1);
    expect(run.timeline.events.map(({ type }) => type)).toContain("PassStateEntered");
    await run.look(0);
    expect(run.timeline.ending).toBe("succeeded");
  });
});

describe("a run that goes on before its last stop is taken in", () => {
  /** A client whose host does as a test says. */
  function told(): { run: LiveRun; tell(name: string, params: unknown): void; answer(result: Json): void } {
    const [here, there] = channelPair();
    let id = 0;
    there.onText((text) => void (id = JSON.parse(text).id));
    const say = (message: object): void => there.send(JSON.stringify({ jsonrpc: "2.0", ...message }));
    const run = new LiveRun(() => {});
    run.follow(new DebugClient(here));
    return { run, tell: (method, params) => say({ method, params }), answer: (result) => say({ id, result }) };
  }
  const standing = (known: number, revision: number) => ({
    ...{ revision, breakpoints: [], waiting: [], threads: [] },
    executions: [{ execution: 0, events: known, known }],
  });
  const change = (known: number, revision: number) => ({
    ...standing(known, revision),
    ...{ since: revision - 1, executionCount: 1 },
  });
  const turns = () => new Promise((resolve) => setTimeout(resolve, 5));

  it("is still told to go on", async () => {
    const { run, tell, answer } = told();
    tell("started", { title: "", program: { definition: three }, standing: standing(0, 1), running: false, notes: [] });
    tell("stopped", change(1, 2));
    await turns();
    tell("running", { by: "continue" });
    await turns();
    answer({
      from: 0,
      events: [{ id: 1, previous: 0, at: 0, type: "ExecutionStarted", frame: 0, node: -1 }],
      known: 1,
    });
    await vi.waitFor(() => expect(run.position).toBe(1));
    expect(run.running).toBe(true);
    tell("stopped", change(1, 3));
    await vi.waitFor(() => expect(run.running).toBe(false));
  });

  it("stands where it was told to though its events cannot be had, says so, and asks anew at the next stop", async () => {
    const { run, client } = await debugged();
    const events = vi.spyOn(client, "events").mockRejectedValueOnce(new Error("no answer"));
    await client.continue();
    await settled(run);
    expect([run.standing?.stop.reason, run.running, run.timeline.length]).toEqual(["task", false, 0]);
    expect(run.logs.map(({ text }) => text)).toEqual(["Events of the run are missing here: no answer"]);
    events.mockRejectedValueOnce(new Error("still none"));
    await run.look(0);
    expect(run.logs).toHaveLength(2);
    await client.answer(run.standing!.waiting[0].id, {});
    await client.continue();
    await settled(run);
    expect(run.timeline.length).toBe(run.standing?.executions[0].known);
  });

  it("takes in each thing once, however often it is followed", async () => {
    const host = new DebugHost({ starts: true });
    const [client] = connected(host);
    const changes: RunChange[] = [];
    const run = new LiveRun((change) => changes.push(change));
    run.follow(client);
    run.leave();
    run.follow(client);
    await client.call("start", { kind: "definition", text: JSON.stringify(three) });
    await settled(run);
    expect(changes.filter((change) => change === "run")).toHaveLength(1);
  });
});

describe("a connection", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is made again when it is lost, each time after a longer while, and is over when its host ends", async () => {
    const host = new DebugHost({ starts: true });
    const ends: Channel[] = [];
    let isThere = true;
    const connect = async () => {
      if (!isThere) throw new Error("nobody answers");
      const [client, end] = connected(host);
      ends.push(end);
      return client;
    };
    const greeted = vi.fn();
    const connection = new Connection(connect, { opened: () => {}, greeted, changed: () => {} });
    await connection.open();
    expect([connection.state, greeted.mock.calls.length]).toEqual(["open", 1]);
    isThere = false;
    ends[0].close("the cable was cut");
    expect([connection.state, connection.reason, connection.wait]).toEqual(["lost", "the cable was cut", 0.5]);
    await vi.advanceTimersByTimeAsync(500);
    expect([connection.state, connection.reason, connection.wait]).toEqual(["lost", "nobody answers", 1]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(connection.wait).toBe(2);
    isThere = true;
    await vi.advanceTimersByTimeAsync(2000);
    expect([connection.state, greeted.mock.calls.length]).toEqual(["open", 2]);
    connection.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([connection.state, ends.length]).toEqual(["over", 2]);
  });

  it("stays over where it was closed while it was being made", async () => {
    const [client, end] = connected();
    const closed = vi.fn();
    const opened = vi.fn();
    const connection = new Connection(async () => client, { opened, greeted: () => {}, changed: () => {} });
    const opening = connection.open();
    connection.close();
    await opening;
    end.onClose(closed);
    expect([connection.state, opened.mock.calls.length, closed.mock.calls.length]).toEqual(["over", 0, 1]);
  });
});
