import { afterEach, describe, expect, it, vi } from "vitest";
import { Cursor } from "../../packages/asl-viewer/src/controllers/cursor.js";
import type { Debuggable } from "../../packages/asl-viewer/src/controllers/debuggable.js";
import { Debugging } from "../../packages/asl-viewer/src/controllers/debugging.js";
import { Inspecting } from "../../packages/asl-viewer/src/controllers/inspecting.js";
import { Opened } from "../../packages/asl-viewer/src/controllers/opened.js";
import { Reading } from "../../packages/asl-viewer/src/controllers/reading.js";
import { startAgain } from "../../packages/asl-viewer/src/controllers/start-again.js";
import { type DebugClient, debugInPage } from "../../packages/asl-viewer/src/debugging/index.js";
import { type Found, openText, type Reader } from "../../packages/asl-viewer/src/timeline/index.js";
import { historyOf } from "./history.js";
import { machine, pass } from "./machines.js";

const each = machine({
  First: pass("Each"),
  Each: { Type: "Map", ItemProcessor: machine({ In: pass("Out"), Out: pass() }), End: true },
});

/** What would be part of a page, without one: after each request its controllers are told that it was updated. */
class Stand extends EventTarget {
  readonly opened = new Opened();
  readonly cursor: Cursor;
  readonly layouter = undefined;
  readonly updateComplete = Promise.resolve(true);
  private readonly controllers: { hostUpdate?(): void; hostUpdated?(): void }[] = [];
  private isDue = false;

  constructor() {
    super();
    this.cursor = new Cursor(this, this.opened);
  }

  addController(one: object): void {
    this.controllers.push(one);
  }

  removeController(): void {}

  requestUpdate(): void {
    if (this.isDue) return;
    this.isDue = true;
    queueMicrotask(() => {
      this.isDue = false;
      for (const one of this.controllers) one.hostUpdate?.();
      for (const one of this.controllers) one.hostUpdated?.();
    });
  }

  async open(): Promise<void> {}
}

const silence = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A run that has ended, of which nothing is chosen yet, and the questions about its visits, which wait to be answered. */
async function looked() {
  const host = new Stand();
  await host.opened.open(await openText(JSON.stringify(each), "each.asl.json"), "each.asl.json");
  let client: DebugClient | undefined;
  const load = async () => ({ startAgain, debugInPage: async () => (client = await debugInPage()) });
  const debugging = new Debugging(host as unknown as Debuggable, load as never);
  const inspecting = new Inspecting(host as unknown as Debuggable, debugging, load as never);
  await debugging.start({ input: [1, 2] });
  await debugging.continue();
  await vi.waitFor(() => expect(debugging.run.standing?.status).toBe("SUCCEEDED"));
  host.cursor.select({ node: null });
  await silence();
  const asked: (() => Promise<void>)[] = [];
  const inspect = client!.inspect;
  client!.inspect = (look) =>
    new Promise((resolve, reject) => {
      asked.push(async () => {
        await inspect(look).then(resolve, reject);
        await silence();
      });
    });
  const visits = host.opened.timeline!.visits.visits;
  const choose = async (name: string, nth = 0) => {
    const nodeOf = (node: number) => host.opened.timeline!.run.outline.nodes[node];
    const found = visits.filter(({ node }) => nodeOf(node).name === name)[nth];
    host.cursor.select({ node: nodeOf(found.node).pointer, visit: found.index });
    await silence();
  };
  return { inspecting, asked, choose, host };
}

describe("whoever runs a history again", () => {
  it("is let go where the page is left, or another history is looked at, before it is there", async () => {
    const host = new Stand();
    const { opened } = host;
    const texts = [1, 2].map((input) => historyOf(each, [input]));
    const made: { client: DebugClient; closed: ReturnType<typeof vi.spyOn> }[] = [];
    const due: (() => void)[] = [];
    const open = async () => {
      await new Promise<void>((resolve) => due.push(resolve));
      const client = await debugInPage();
      made.push({ client, closed: vi.spyOn(client, "close") });
      return client;
    };
    const load = (async () => ({ startAgain, debugInPage: open })) as never;
    const debugging = new Debugging(host as unknown as Debuggable, load);
    const inspecting = new Inspecting(host as unknown as Debuggable, debugging, load);
    const look = async (nth: number) => {
      const reading = new Reading(host as never);
      await opened.open(await openText(JSON.stringify(each), "each.asl.json"), "each.asl.json");
      await opened.open(await reading.read(texts[nth], "h.json"), "h.json");
      host.requestUpdate();
      await silence();
      const [visit] = opened.timeline!.visits.visits;
      host.cursor.seek(opened.timeline!.length);
      host.cursor.select({ node: opened.timeline!.nodeOf(visit).pointer, visit: visit.index });
      host.requestUpdate();
      await vi.waitFor(() => expect(due).toHaveLength(nth + 1));
    };
    await look(0);
    await look(1);
    inspecting.hostDisconnected();
    for (const go of due) go();
    await vi.waitFor(() => expect(made).toHaveLength(2));
    await silence();
    expect(made.map(({ closed }) => closed.mock.calls.length)).toEqual([1, 1]);
  });
});

describe("what is known of a visit", () => {
  it("is nothing of another one that was asked about before", async () => {
    const { inspecting, asked, choose } = await looked();
    await choose("First");
    await choose("Each");
    expect(asked).toHaveLength(1);
    await asked[0]();
    expect(inspecting.inspection).toBeUndefined();
    expect(asked).toHaveLength(2);
    await asked[1]();
    expect(inspecting.inspection?.state).toBe("Each");
  });

  it("is nothing of the same state in another iteration, asked before or seen before", async () => {
    const { inspecting, asked, choose } = await looked();
    await choose("Out", 0);
    await choose("Out", 1);
    await asked[0]();
    expect([inspecting.inspection, inspecting.place]).toEqual([undefined, undefined]);
    await asked[1]();
    expect(inspecting.inspection?.scopes[0]).toMatchObject({ name: "Input", value: 2 });
    await choose("Out", 0);
    expect([inspecting.inspection, inspecting.place]).toEqual([undefined, undefined]);
    await asked[2]();
    expect(inspecting.inspection?.scopes[0]).toMatchObject({ name: "Input", value: 1 });
  });

  it("stays while more of the same visit is asked for", async () => {
    const { inspecting, asked, choose, host } = await looked();
    await choose("Each");
    await asked[0]();
    const before = inspecting.inspection;
    host.cursor.seek(host.cursor.count - 4);
    await silence();
    expect(asked).toHaveLength(2);
    expect(inspecting.inspection).toBe(before);
    await asked[1]();
    expect(inspecting.inspection).not.toBe(before);
  });

  it("is nothing once nothing is chosen any more, whatever comes then", async () => {
    const { inspecting, asked, choose, host } = await looked();
    await choose("Each");
    host.cursor.select({ node: null });
    await silence();
    await asked[0]();
    expect(inspecting.inspection).toBeUndefined();
  });
});

describe("a text that is read", () => {
  /** A reader that takes as long as a test wants, and cannot be stopped. */
  function slow() {
    const read: ((text: string) => void)[] = [];
    const reader: Reader = {
      read: (source) =>
        new Promise<Found>((resolve) =>
          read.push(() => resolve({ definitions: [], histories: [], kind: source } as never)),
        ),
    };
    const host = { addController: () => {}, requestUpdate: () => {}, reader };
    return { reading: new Reading(host as never), read };
  }

  it("is not taken where a later one has been read before", async () => {
    const { reading, read } = slow();
    const [older, newer] = [reading.read("older", "a.json"), reading.read("newer", "b.json")];
    const refused = older.catch((error: DOMException) => error.name);
    read[1]("newer");
    expect(await newer).toMatchObject({ kind: "newer" });
    read[0]("older");
    expect(await refused).toBe("AbortError");
    const last = reading.read("last", "c.json");
    read[2]("last");
    expect(await last).toMatchObject({ kind: "last" });
  });

  it("is taken where the later one has not been read yet, which then replaces it", async () => {
    const { reading, read } = slow();
    const [older, newer] = [reading.read("older", "a.json"), reading.read("newer", "b.json")];
    read[0]("older");
    expect(await older).toMatchObject({ kind: "older" });
    read[1]("newer");
    expect(await newer).toMatchObject({ kind: "newer" });
  });
});

describe("a history that is laid out", () => {
  afterEach(() => void vi.restoreAllMocks());

  it("is not taken where something else has been opened meanwhile", async () => {
    const history = await openText(historyOf(each, [1, 2]), "run.json");
    const definition = await openText(JSON.stringify(each), "each.json");
    const opened = new Opened();
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (now += 1000));
    const late = opened.open(history, "run.json").catch((error: DOMException) => error.name);
    await opened.open(definition, "each.json");
    expect(await late).toBe("AbortError");
    expect([opened.drawn?.definition, opened.history, opened.timeline?.length]).toEqual([each, undefined, 0]);
    await opened.open(history, "run.json");
    expect([opened.histories.length, opened.timeline?.length]).toEqual([1, history.histories[0].events.length]);
  });
});
