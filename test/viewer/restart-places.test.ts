import { describe, expect, it, vi } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { LiveRun } from "../../packages/asl-viewer/src/controllers/live-run.js";
import { restartPlaces } from "../../packages/asl-viewer/src/controllers/restart-places.js";
import { type DebugClient, debugInPage } from "../../packages/asl-viewer/src/debugging/index.js";
import { machine, task } from "./machines.js";
import { files } from "./map-machines.js";

const each = machine({
  Each: { Type: "Map", ItemProcessor: machine({ Ask: task("Last"), Last: task(undefined) }), Next: "Both" },
  Both: {
    Type: "Parallel",
    Branches: [machine({ Left: task(undefined) }), machine({ Right: task(undefined) })],
    End: true,
  },
});

interface Live {
  readonly run: LiveRun;
  readonly client: DebugClient;
}

async function debugged(definition: JsonObject, input: Json): Promise<Live> {
  const client = await debugInPage();
  const run = new LiveRun(() => {});
  run.follow(client);
  await client.call("start", { kind: "definition", text: JSON.stringify(definition), input });
  return { run, client };
}

/** On until so many tasks wait, and everything is taken in. */
async function waiting({ run, client }: Live, count: number): Promise<void> {
  while ((run.standing?.waiting.length ?? 0) < count) {
    await client.continue();
    await taken({ run, client });
  }
}

const taken = ({ run, client }: Live) =>
  vi.waitFor(async () => expect(run.standing?.revision).toBe((await client.standing()).revision));

const idOf = ({ run }: Live, name: string): string => run.outline.nodes.find((one) => one.name === name)!.pointer;
const visitsOf = ({ run }: Live, name: string) =>
  run.timeline.visits.visits.filter(({ node }) => run.outline.nodes[node].name === name);

describe("restarting at a state of a run that is debugged", () => {
  it("means the iteration whose visit is chosen, and no other", async () => {
    const live = await debugged(each, [1, 2, 3]);
    await waiting(live, 3);
    const [first, second] = visitsOf(live, "Ask");
    const place = (visit = second) => restartPlaces(live.run, idOf(live, "Ask"), visit);
    expect(place()).toEqual({
      all: [{ frame: `0:${second.frame}`, text: "Each[1]" }],
      meant: `0:${second.frame}`,
      none: "",
    });
    await live.client.jump(place().meant as string, "Last", { again: 2 });
    await taken(live);
    expect(visitsOf(live, "Last")).toEqual([]);
    await live.client.continue();
    await taken(live);
    expect(visitsOf(live, "Last").map(({ frame }) => frame)).toEqual([second.frame]);
    expect(place(first).meant).toBe(`0:${first.frame}`);
  });

  it("means the iteration that was chosen last where a state there was not visited yet, and lets one choose", async () => {
    const live = await debugged(each, [1, 2, 3]);
    await waiting(live, 3);
    const [, , third] = visitsOf(live, "Ask");
    const places = restartPlaces(live.run, idOf(live, "Last"), third);
    expect(places.all.map(({ text }) => text)).toEqual(["Each[0]", "Each[1]", "Each[2]"]);
    expect(places.meant).toBe(`0:${third.frame}`);
    expect(restartPlaces(live.run, idOf(live, "Last"), undefined).meant).toBe(live.run.standing!.stop.thread);
    const [map] = visitsOf(live, "Each");
    const outside = restartPlaces(live.run, idOf(live, "Both"), third);
    expect(outside.all).toEqual([{ frame: `0:${map.frame}`, text: "the whole execution" }]);
    expect(outside.meant).toBe(`0:${map.frame}`);
  });

  it("is not possible in an iteration that is over, and says so", async () => {
    const live = await debugged(each, [1, 2]);
    await waiting(live, 2);
    const [first] = visitsOf(live, "Ask");
    const answer = async () => {
      const mine = live.run.standing!.waiting.find(({ iteration }) => iteration[0] === 0)!;
      await live.client.answer(mine.id, {});
      await live.client.continue();
      await taken(live);
    };
    await answer();
    await answer();
    const places = restartPlaces(live.run, idOf(live, "Ask"), first);
    expect(places).toEqual({ all: [], meant: undefined, none: "Over by now: Each[0]. Go back to where it went on." });
    await live.client.goTo({ execution: 0, count: first.from + 1 });
    await taken(live);
    expect(restartPlaces(live.run, idOf(live, "Ask"), first).meant).toBe(`0:${first.frame}`);
  });

  it("finds child executions of a distributed Map, and none in one that has ended", async () => {
    const live = await debugged(files, { files: [7, 8] });
    await waiting(live, 2);
    const places = restartPlaces(live.run, idOf(live, "Parse"), undefined);
    expect(places.all.map(({ frame }) => frame.split(":")[0])).toEqual(["1", "2"]);
    expect(places.all.map(({ text }) => text)).toEqual(["iteration 0 of Each", "iteration 1 of Each"]);
    await live.run.look(2);
    const [fetch] = visitsOf(live, "Fetch");
    expect(restartPlaces(live.run, idOf(live, "Fetch"), fetch).meant).toBe(`2:${fetch.frame}`);
    await live.client.fail("2:1", "Odd");
    await live.client.continue();
    await taken(live);
    expect(restartPlaces(live.run, idOf(live, "Fetch"), undefined).all).toEqual([]);
  });
});
