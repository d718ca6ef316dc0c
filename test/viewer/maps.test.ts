import { describe, expect, it } from "vitest";
import { toAws } from "../../packages/asl-core/src/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { readHash, writeHash } from "../../packages/asl-viewer/src/controllers/hash.js";
import { Density } from "../../packages/asl-viewer/src/elements/timeline/density.js";
import { graphOf, near } from "../../packages/asl-viewer/src/graph/index.js";
import {
  closeMarks,
  crumbsOf,
  EventRows,
  failureGroups,
  framesAround,
  isAside,
  mapWork,
  openText,
  Parts,
  partBeside,
  relatives,
  runOf,
  Timeline,
  tallyText,
  turnsOf,
  turnWatched,
  type Visit,
  visitIn,
  watchedName,
  watchedValue,
} from "../../packages/asl-viewer/src/timeline/index.js";
import { historyOf, type Script } from "./history.js";
import { machine, task } from "./machines.js";
import { distributed, files, loop, nested, stores } from "./map-machines.js";

async function timelineOf(definition: JsonObject, input: Json, script?: Script): Promise<Timeline> {
  const { histories } = await openText(historyOf(definition, input, script), "history.json");
  return new Timeline(runOf(histories[0], definition));
}

const visitsNamed = (timeline: Timeline, name: string): Visit[] =>
  timeline.visits.visits.filter((visit) => timeline.nodeOf(visit).name === name);

/** How states stand, by name: status, count. */
function looks(timeline: Timeline, count: number, chosen?: Visit): Record<string, string> {
  const { nodes } = closeMarks(timeline, count, chosen);
  return Object.fromEntries(
    timeline.run.outline.nodes.map(({ name, pointer }) => {
      const { status, count: times } = nodes.get(pointer) ?? {};
      return [name, times === undefined ? `${status}` : `${status} ${times}`];
    }),
  );
}

describe("the work of a Map", () => {
  it("is a strip of iterations that tells how each stands at any place", async () => {
    const timeline = await timelineOf(nested, stores, { GetPrice: [1, 1, "NoPrice", 1, 1] });
    const [map] = visitsNamed(timeline, "Stores");
    const work = mapWork(timeline, map, timeline.length)!;
    expect(work.parts.looks(timeline.length)).toBe("sss");
    expect(work.parts.looks(map.tries[0].from + 1)).toBe("...");
    const strips = visitsNamed(timeline, "Fruits").map((visit) => {
      const inner = mapWork(timeline, visit, timeline.length)!;
      return `${inner.parts.looks(timeline.length)} ${tallyText(inner.parts.tally(timeline.length))}`;
    });
    expect(strips.toSorted()).toEqual(["fa 1 ✕ 1 ⊘", "s 1 ✓", "ss 2 ✓"]);
  });

  it("is of the try that is shown", async () => {
    const retried = machine({
      Each: {
        Type: "Map",
        ItemProcessor: machine({ Do: task(undefined) }),
        Retry: [{ ErrorEquals: ["Busy"] }],
        MaxConcurrency: 1,
        End: true,
      },
    });
    const timeline = await timelineOf(retried, [1, 2], { Do: [1, "Busy", 1, 1] });
    const [map] = visitsNamed(timeline, "Each");
    const at = (count: number) => mapWork(timeline, map, count)?.parts.looks(count);
    expect(at(timeline.length)).toBe("ss");
    expect(at(map.tries[0].to)).toBe("sf");
    expect(looks(timeline, timeline.length)).toMatchObject({ Each: "retried 1" });
  });

  it.each([
    [1, 1, "f"],
    [200, 1, "fsssss"],
    [201, 2, "fsssss"],
    [25_000, 125, "fsssss"],
  ])("has at most 200 cells for %i items, each with the worst of those in it", (total, size, begins) => {
    const parts = new Parts(
      Array.from({ length: total }, (_, number) => ({
        ...{ number, from: number, to: number + 1, duration: 1 },
        ending: number === 0 ? ("failed" as const) : ("succeeded" as const),
      })),
      total,
    );
    expect(parts.size).toBe(size);
    expect(parts.looks(total + 2)).toMatch(new RegExp(`^${begins}`));
    expect(parts.looks(total + 2).length).toBe(Math.ceil(total / size));
    expect(parts.tally(total + 2)).toMatchObject({ failed: 1, succeeded: total - 1, pending: 0 });
    expect(parts.worst(total + 2, 0, total - 1)?.number).toBe(0);
  });
});

describe("looking closely", () => {
  it("shows the states inside a chosen iteration as they stand there, the others as in all", async () => {
    const timeline = await timelineOf(nested, stores, { GetPrice: [1, 1, "NoPrice", 1, 1] });
    const end = timeline.length;
    const sorry = visitsNamed(timeline, "Sorry")[0];
    expect(looks(timeline, end)).toMatchObject({ Stores: "succeeded", Open: "succeeded 3", Sorry: "succeeded" });
    expect(looks(timeline, end, sorry)).toMatchObject({ Fruits: "caught", Sorry: "succeeded", GetPrice: /failed|tol/ });
    const well = visitsNamed(timeline, "Fruits").find(({ via }) => via === "next")!;
    expect(looks(timeline, end, well)).toMatchObject({ Fruits: "succeeded", Sorry: "unreached", Buy: /^succeeded \d/ });
    const buy = visitsNamed(timeline, "Buy")[0];
    expect(looks(timeline, end, buy)).toMatchObject({ GetPrice: "succeeded", Buy: "succeeded", Sorry: "unreached" });
  });

  it("counts edges of the chosen iteration alone", async () => {
    const timeline = await timelineOf(nested, stores, {});
    const id = "/States/Stores/ItemProcessor/States/Fruits/ItemProcessor/States/GetPrice next";
    const countOf = (chosen?: Visit) => closeMarks(timeline, timeline.length, chosen).edges.get(id)?.count ?? 1;
    expect(countOf()).toBe(5);
    expect(visitsNamed(timeline, "Fruits").map(countOf).toSorted()).toEqual([1, 2, 2]);
    expect(countOf(visitsNamed(timeline, "Buy")[0])).toBe(1);
    expect(graphOf(nested).edges.has(id)).toBe(true);
  });

  it("gives the same marks wherever the cursor comes from", async () => {
    const timeline = await timelineOf(nested, stores, { GetPrice: [1, 1, "NoPrice", 1, 1] });
    const chosen = visitsNamed(timeline, "Buy")[0];
    const forwards = Array.from({ length: timeline.length + 1 }, (_, at) => looks(timeline, at, chosen));
    for (let at = timeline.length; at >= 0; at -= 3) expect(looks(timeline, at, chosen)).toEqual(forwards[at]);
  });

  it("says which visit of several is shown", async () => {
    const timeline = await timelineOf(loop, { n: 0 });
    const adds = visitsNamed(timeline, "Add");
    const turn = (count: number, chosen?: Visit) => closeMarks(timeline, count, chosen).nodes.get("/States/Add")?.turn;
    expect(turn(timeline.length)).toEqual({ at: 3, of: 3 });
    expect(turn(timeline.length, adds[1])).toEqual({ at: 2, of: 3 });
    expect(turn(2)).toEqual({ at: 1, of: 3 });
    expect(turn(0)).toBeUndefined();
    expect(turnsOf(timeline, adds[1])).toEqual(adds);
  });

  it("names the way to a visit and finds those beside it", async () => {
    const timeline = await timelineOf(nested, stores, { GetPrice: [1, 1, "NoPrice", 1, 1] });
    const failed = visitsNamed(timeline, "GetPrice").find((visit) => visit.failed)!;
    expect(crumbsOf(timeline, failed).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Stores\[\d]$/),
      expect.stringMatching(/^Fruits\[\d]$/),
      "GetPrice",
    ]);
    const [map] = visitsNamed(timeline, "Stores");
    const numbers = (step: 1 | -1) => partBeside(timeline, map, step, false)?.number;
    expect([numbers(1), numbers(-1)]).toEqual([0, 2]);
    const open = visitIn(partBeside(timeline, map, 1, false)!.frame!, failed.node)!;
    expect(timeline.placeOf(open)).toMatch(/^Stores\[0]/);
    expect(partBeside(timeline, open, -1, false)).toBeUndefined();
    expect(partBeside(timeline, map, 1, true)).toBeUndefined();
  });
});

describe("watched fields", () => {
  const stages = [{ name: "Output", value: { order: { lines: [{ total: 7 }] }, __proto__: 1 } as Json }];
  const total = { stage: "Output", pointer: "/order/lines/0/total" };

  it("are found in whichever visit is shown", () => {
    expect(watchedName(total)).toBe("Output.order.lines[0].total");
    expect(watchedValue(total, stages)).toBe(7);
    expect(watchedValue({ ...total, stage: "Input" }, stages)).toBeUndefined();
    expect(watchedValue({ stage: "Output", pointer: "/order/constructor/name" }, stages)).toBeUndefined();
  });

  it("are taken up once and let go again", () => {
    expect(turnWatched(turnWatched([], total), { ...total })).toEqual([]);
    expect(turnWatched([total], { stage: "Output", pointer: "" }).length).toBe(2);
  });
});

describe("a link into child executions", () => {
  const within = [
    { visit: 12, number: 4 },
    { visit: 0, number: 99 },
  ];

  it("says the way there", () => {
    expect(writeHash({ count: 3, within })).toBe("#at=3&in=12.4_0.99");
    expect(readHash("#at=3&in=12.4_0.99")).toEqual({ count: 3, node: undefined, visit: undefined, within });
    expect(writeHash({ count: 3, within: [] })).toBe("#at=3");
  });

  it.each(["1", "a.b", "1.2_", "-1.2", `${"1.1_".repeat(20)}1.1`, "1.99999999999"])("passes over %s", (text) => {
    expect(readHash(`#in=${text}`).within).toBeUndefined();
  });
});

describe("branches of a Parallel", () => {
  const both = machine({
    Both: {
      Type: "Parallel",
      Branches: [machine({ Left: task("Rest"), Rest: task(undefined) }), machine({ Right: task(undefined) })],
      End: true,
    },
  });
  const marksOf = async (script: Script, before = 0) => {
    const timeline = await timelineOf(both, {}, script);
    const { nodes } = closeMarks(timeline, timeline.length - before, undefined);
    return nodes.get("/States/Both")?.branches?.map((one) => `${one?.text}${one?.critical ? " longest" : ""}`);
  };

  it("say how they stand, how long they took, and for which one it waited", async () => {
    expect(await marksOf({})).toEqual(["✓ 2 s longest", "✓ 1 s"]);
    expect((await marksOf({}, 4))?.[0]).toMatch(/^▶/);
    const failed = await marksOf({ Right: ["Busy"] });
    expect(failed?.map((text) => text[0])).toEqual(["⊘", "✕"]);
    expect(failed?.filter((text) => text.includes("longest"))).toEqual([]);
  });
});

describe("the list of events", () => {
  it("folds many events of other iterations, but no failures, and opens again", async () => {
    const many = { stores: Array.from({ length: 12 }, (_, i) => ({ fruits: [i, i + 1] })) };
    const timeline = await timelineOf(nested, many, { GetPrice: [1, 1, 1, 1, 1, "NoPrice", 1] });
    const found = timeline.search.find({});
    const chosen = visitsNamed(timeline, "Buy")[2];
    const rows = new EventRows(found, isAside(timeline, chosen), new Set());
    const all = Array.from({ length: rows.length }, (_, row) => rows.at(row));
    expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(timeline.length);
    const folds = all.filter(({ count }) => count > 1);
    expect(folds.length).toBeGreaterThan(0);
    const hidden = folds.flatMap(({ at, count }) => Array.from({ length: count }, (_, i) => at + i));
    const mine = framesAround(timeline, chosen)!;
    expect(hidden.some((at) => mine.has(timeline.events[at].frame) || timeline.errors.includes(at))).toBe(false);
    for (const row of [0, 3, rows.length - 1]) expect(rows.rowOf(rows.at(row).at)).toBe(row);
    expect(rows.rowOf(folds[0].at + 5)).toBe(all.indexOf(folds[0]));
    const opened = new EventRows(found, isAside(timeline, chosen), new Set([folds[0].at]));
    expect(opened.length).toBe(rows.length + folds[0].count - 1);
    expect(timeline.search.find({ error: "NoPrice" }).length).toBeGreaterThan(0);
    expect(timeline.search.find({ frames: mine }).length).toBeLessThan(12);
  });
});

describe("bars that share a pixel", () => {
  it("are drawn once, and again only for what is worse", () => {
    const density = new Density();
    const bars = [
      [0, 5, -1],
      [0, 5, -1],
      [0, 5, 2],
      [0, 5, 1],
      [1, 5, -1],
      [0, 6, -1],
    ];
    expect(bars.map(([row, pixel, rank]) => density.draws(row, pixel, rank))).toEqual([
      true,
      false,
      true,
      false,
      true,
      true,
    ]);
  });
});

describe("what is near a state", () => {
  it("is what leads there and where it leads, with what is around and inside", () => {
    const graph = graphOf(nested);
    const inner = "/States/Stores/ItemProcessor/States";
    expect([...near(graph, `${inner}/Open`, 1)].toSorted()).toEqual(
      [
        "/States/Stores",
        `${inner}/Fruits`,
        `${inner}/Fruits/ItemProcessor/States/Buy`,
        `${inner}/Fruits/ItemProcessor/States/GetPrice`,
        `${inner}/Open`,
      ].toSorted(),
    );
    expect(near(graph, `${inner}/Open`, 2).has(`${inner}/Sorry`)).toBe(true);
    expect(near(graphOf(loop), "/States/Done", 1).has("/States/Add")).toBe(false);
  });
});

describe("a distributed Map", () => {
  it("tells how its child executions stand, from a recording", async () => {
    const session = await distributed(7);
    const { run } = await openText(JSON.stringify(session.save()), "run.json");
    const timeline = new Timeline(run!);
    const [map] = visitsNamed(timeline, "Each");
    const work = mapWork(timeline, map, timeline.length)!;
    expect(work.distributed && work.known).toBe(true);
    expect(work.parts.looks(work.placeOf(timeline.length))).toBe("sfssfss");
    expect(looks(timeline, timeline.length)).toMatchObject({
      Each: "tolerated 2✕",
      Fetch: "succeeded 7",
      Parse: "tolerated 2✕",
    });
    expect(failureGroups(timeline, work, timeline.length)).toMatchObject([
      { error: "ParseError", cause: "line 1", parts: [{ number: 1 }, { number: 4 }] },
    ]);
    const child = new Timeline(work.parts.at(4)!.child!.run());
    expect(child.ending).toBe("failed");
    expect(looks(child, child.length)).toMatchObject({ Fetch: "succeeded", Parse: "failed" });
  });

  it("that failed has states that failed, since nothing was tolerated", async () => {
    const { run } = await openText(JSON.stringify((await distributed(7, 10)).save()), "run.json");
    const timeline = new Timeline(run!);
    expect(looks(timeline, timeline.length)).toMatchObject({
      Each: "failed",
      Parse: expect.stringMatching(/^failed \d✕$/),
    });
  });

  it("finds its child executions among several histories by their ARNs", async () => {
    const session = await distributed(4);
    const { executions, machine: compiled } = session.scene;
    const histories = executions.map(({ events, execution }) => ({
      executionArn: execution.identity.executionArn,
      events: toAws(events, compiled, execution.identity),
    }));
    const text = JSON.stringify({ definition: files, histories });
    const found = await openText(text, "all.json");
    const family = relatives(found.histories);
    expect([found.histories.length, family.heads.length]).toEqual([5, 1]);
    const run = runOf(family.heads[0], files);
    const timeline = new Timeline({ ...run, children: family.childrenOf(family.heads[0], run.outline) });
    const [map] = visitsNamed(timeline, "Each");
    const work = mapWork(timeline, map, timeline.length)!;
    expect(tallyText(work.parts.tally(work.placeOf(timeline.length)))).toBe("3 ✓ 1 ✕");
    const child = new Timeline(work.parts.at(1)!.child!.run());
    expect(child.run.inferred).toBe(false);
    expect([...closeMarks(child, child.length, undefined).nodes.keys()]).toEqual([
      "/States/Each/ItemProcessor/States/Fetch",
      "/States/Each/ItemProcessor/States/Parse",
    ]);
    const { ItemProcessor } = (files.States as Record<string, JsonObject>).Each;
    const graph = graphOf(ItemProcessor, ["States", "Each", "ItemProcessor"]);
    expect([...graph.nodes.keys()]).toEqual(
      expect.arrayContaining(["start", "/States/Each/ItemProcessor/States/Fetch"]),
    );
  });

  it("says that its items are unknown where only its parent's history is there", async () => {
    const session = await distributed(4);
    const [{ events, execution }] = session.scene.executions;
    const text = JSON.stringify({ events: toAws(events, session.scene.machine, execution.identity) });
    const { histories } = await openText(text, "parent.json");
    const timeline = new Timeline(runOf(histories[0], files));
    const work = mapWork(timeline, visitsNamed(timeline, "Each")[0], timeline.length)!;
    expect([work.distributed, work.known, work.parts.total]).toEqual([true, false, 4]);
  });
});
