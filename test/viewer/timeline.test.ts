import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { graphOf } from "../../packages/asl-viewer/src/graph/index.js";
import { openText, playedCount, runOf, stagesOf, Timeline } from "../../packages/asl-viewer/src/timeline/index.js";
import { sharedFolder } from "../definition/shared.js";
import { historyOf, type Script } from "./history.js";
import { machine, order, pass, task } from "./machines.js";

async function timelineOf(definition: JsonObject, input: Json, script?: Script): Promise<Timeline> {
  const { histories } = await openText(historyOf(definition, input, script), "history.json");
  return new Timeline(runOf(histories[0], definition));
}

/** Statuses by name, without what was not reached. */
function statuses(timeline: Timeline, count = timeline.length): Record<string, string> {
  const marks = timeline.nodeMarks(count);
  const found = timeline.run.outline.nodes.map(({ name, pointer }) => {
    const { status, count: times } = marks.get(pointer) ?? {};
    return [name, times === undefined ? status : `${status} ${times}`] as const;
  });
  return Object.fromEntries(found.filter(([, status]) => status !== "unreached" && status !== "unknown")) as Record<
    string,
    string
  >;
}

const loop = machine({
  Add: { ...pass("Enough?"), Parameters: { "n.$": "States.MathAdd($.n, 1)" } },
  "Enough?": { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: 3, Next: "Add" }], Default: "Done" },
  Done: { Type: "Succeed" },
});
const retrying = machine({ A: task("B", { Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 2 }] }), B: pass() });
const catching = machine({ A: task("B", { Catch: [{ ErrorEquals: ["Busy"], Next: "C" }] }), B: pass(), C: pass() });
const each = machine({
  Each: {
    Type: "Map",
    ItemProcessor: machine({ Ship: task("Pack", { Catch: [{ ErrorEquals: ["Busy"], Next: "Pack" }] }), Pack: pass() }),
    MaxConcurrency: 2,
    End: true,
  },
});
const both = machine({
  Both: {
    Type: "Parallel",
    Branches: [machine({ Left: task(undefined) }), machine({ Right: task("After"), After: pass() })],
    End: true,
  },
});

describe("a timeline", () => {
  it.each<[string, JsonObject, Json, Script, Record<string, string>]>([
    ["a loop", loop, { n: 0 }, {}, { Add: "succeeded", "Enough?": "succeeded", Done: "succeeded" }],
    ["retries", retrying, {}, { A: ["Busy", "Busy", 1] }, { A: "retried 2", B: "succeeded" }],
    ["a failure", retrying, {}, { A: ["Other"] }, { A: "failed" }],
    ["a caught failure", catching, {}, { A: ["Busy"] }, { A: "caught", C: "succeeded" }],
    [
      "a failure in a branch",
      both,
      {},
      { Right: ["Busy"], Left: [1] },
      { Both: "failed", Left: "aborted", Right: "failed" },
    ],
  ])("marks every state after %s", async (_, definition, input, script, expected) => {
    expect(statuses(await timelineOf(definition, input, script))).toMatchObject(expected);
  });

  it("gives the same marks wherever it comes from", async () => {
    const timeline = await timelineOf(
      each,
      Array.from({ length: 60 }, (_, i) => i),
    );
    const forwards = Array.from({ length: timeline.length + 1 }, (_, at) => statuses(timeline, at));
    for (let at = timeline.length; at >= 0; at -= 7) expect(statuses(timeline, at)).toEqual(forwards[at]);
  });

  it("tells of the nearest place where it is asked for one that is not there", async () => {
    const timeline = await timelineOf(retrying, {}, { A: ["Busy", 1] });
    const { length } = timeline;
    const near = [-1, 3.4, length + 7, Number.POSITIVE_INFINITY, Number.NaN, null as unknown as number];
    expect(near.map((count) => timeline.placeNear(count))).toEqual([0, 3, length, length, 0, 0]);
    for (const count of near) expect(statuses(timeline, count)).toEqual(statuses(timeline, timeline.placeNear(count)));
    expect(timeline.edgeMarks(length + 7)).toEqual(timeline.edgeMarks(length));
  });

  it("counts how often edges were taken, by the graph's ids, up to a place", async () => {
    const timeline = await timelineOf(loop, { n: 0 });
    const marks = timeline.edgeMarks(timeline.length);
    expect(Object.fromEntries(marks)).toEqual({
      "start start": { taken: true },
      "/States/Add next": { taken: true, count: 3 },
      "/States/Enough? choice 0": { taken: true, count: 2 },
      "/States/Enough? default": { taken: true },
    });
    const graph = graphOf(loop);
    for (const id of marks.keys()) expect(graph.edges.has(id), id).toBe(true);
    expect([...timeline.edgeMarks(2).keys()]).toEqual(["start start"]);
  });

  it("tells visits by branch, iteration and visit, each thread in a row of its own", async () => {
    const places = ({ visits }: Timeline, timeline: Timeline) =>
      visits.visits.map((visit) => `${timeline.placeOf(visit)} ${timeline.frameOf(visit)?.lane}`);
    const parallel = await timelineOf(both, {});
    expect(places(parallel, parallel)).toEqual([
      "Both 0",
      "Both › branch 0 › Left 1",
      "Both › branch 1 › Right 2",
      "Both › branch 1 › After 2",
    ]);
    const map = await timelineOf(each, [1, 2, 3]);
    expect(map.visits.lanes).toBe(3);
    expect(new Set(places(map, map))).toContain("Each[2] › Pack 1");
  });

  it("keeps the tries of a visit with their errors, and the time between them", async () => {
    const timeline = await timelineOf(retrying, {}, { A: ["Busy", "Busy", 1] });
    const [visit] = timeline.visits.byNode[0];
    expect(visit.tries.map(({ failed, error }) => [failed, error])).toEqual([
      [true, "Busy"],
      [true, "Busy"],
      [false, ""],
    ]);
    expect(timeline.timeOf(visit.tries[1].from) - timeline.timeOf(visit.tries[0].to)).toBe(2000);
  });

  it("goes to the next failure and the one before", async () => {
    const timeline = await timelineOf(retrying, {}, { A: ["Busy", "Busy", 1] });
    const first = timeline.error(0, 1)!;
    const second = timeline.error(first, 1)!;
    expect([first, second].map((count) => timeline.events[count - 1].type)).toEqual(["TaskFailed", "TaskFailed"]);
    expect(timeline.error(second, 1)).toBeUndefined();
    expect(timeline.error(second, -1)).toBe(first);
  });

  it("lays the end of a failed execution at the state that failed", async () => {
    const timeline = await timelineOf(machine({ Stop: { Type: "Fail", Error: "Gone", Cause: '{"why": 1}' } }), {});
    const visit = timeline.visitAt(timeline.length)!;
    expect(timeline.nodeOf(visit).name).toBe("Stop");
    expect(stagesOf(timeline, visit, timeline.length).at(-1)).toMatchObject({
      name: "Error",
      value: { Error: "Gone", Cause: { why: 1 } },
    });
  });

  it("gives the data of a visit as far as it has come", async () => {
    const timeline = await timelineOf(retrying, { a: 1 }, { A: [{ b: 2 }] });
    const [visit] = timeline.visits.visits;
    const names = (count: number) => stagesOf(timeline, visit, count).map(({ name }) => name);
    expect([1, 2, 3, 5, 6].map(names)).toEqual([
      [],
      ["Input"],
      ["Input", "Arguments"],
      ["Input", "Arguments", "Result"],
      ["Input", "Arguments", "Result", "Output"],
    ]);
  });

  it("gives variables by scope", async () => {
    const assigning = {
      QueryLanguage: "JSONata",
      ...machine({
        Set: { ...pass("Both"), Assign: { x: 1, y: 1 } },
        Both: {
          Type: "Parallel",
          Branches: [machine({ In: { ...pass("Then"), Assign: { z: 2 } }, Then: pass() })],
          End: true,
        },
      }),
    };
    const timeline = await timelineOf(assigning, {});
    const then = timeline.visits.visits.find((visit) => timeline.nodeOf(visit).name === "Then")!;
    const scopes = timeline.variables(timeline.frameOf(then), timeline.length);
    expect(scopes.map(({ values }) => ({ ...values }))).toEqual([{ x: 1, y: 1 }, { z: 2 }]);
  });

  it("is played by events, or by its own time without idle stretches, from wherever it stands", async () => {
    const waiting = machine({
      ...{ A: task("B"), B: task("C"), C: task("Rest") },
      Rest: { Type: "Wait", Seconds: 86_400, Next: "D" },
      D: task(undefined),
    });
    const timeline = await timelineOf(waiting, {});
    const { length } = timeline;
    expect([0, 999, 1000, 60_000].map((ms) => playedCount(timeline, 0, ms, { by: "event", speed: 1 }))).toEqual([
      ...[0, 1, 2],
      length,
    ]);
    const played = (from: number, ms: number) => playedCount(timeline, from, ms, { by: "time", speed: 1 });
    expect(timeline.events[played(0, 1000) - 1].at - timeline.events[0].at).toBe(1000);
    expect(timeline.timeOf(played(0, 3500) - 1)).toBeGreaterThan(86_400_000);
    expect(played(0, 3500)).toBeLessThan(length);
    expect(played(0, 4100)).toBe(length);
    expect(played(length, 1)).toBe(length);
  });

  it("finds events by text in data, type and state, by kind and by state", async () => {
    const timeline = await timelineOf(
      order,
      { total: 200, retry: false, lines: [1] },
      { Bill: [{ bill: "Needle-7" }] },
    );
    const types = (found: Int32Array) => [...found].map((at) => timeline.events[at].type);
    expect(types(timeline.search.find({ text: "needle-7" }))[0]).toBe("TaskSucceeded");
    expect(types(timeline.search.find({ text: "LABEL" }))).toContain("PassStateEntered");
    expect(types(timeline.search.find({ text: "nowhere" }))).toEqual([]);
    expect(types(timeline.search.find({ kind: "containers" }))).toContain("ParallelStateStarted");
    expect(types(timeline.search.find({ node: 0, kind: "states" }))).toEqual(["TaskStateEntered", "TaskStateExited"]);
  });
});

const folder = sharedFolder("conformance", "executions");

describe.skipIf(folder === undefined)("recorded executions", () => {
  const files = folder === undefined ? [] : readdirSync(folder, { recursive: true, encoding: "utf8" });

  /** What each state came to, by name: the same whatever the definition was taken from. */
  const endings = (timeline: Timeline): string[] =>
    Object.entries(statuses(timeline))
      .map(([name, status]) => `${name} ${status}`)
      .sort();

  it("are drawn on their definitions, and without them the same states come to the same", async () => {
    let count = 0;
    for (const file of files.filter((name) => name.endsWith(".json"))) {
      const text = readFileSync(join(folder!, file), "utf8");
      if (!/"events"/.test(text) || /"id": null/.test(text)) continue;
      const { histories, definitions } = await openText(text, file);
      for (const history of histories) {
        const timeline = new Timeline(runOf(history, definitions[0].definition));
        expect(timeline.run.inferred, file).toBe(false);
        expect(endings(new Timeline(runOf(history))), file).toEqual(endings(timeline));
        count++;
      }
    }
    expect(count).toBeGreaterThan(300);
  }, 60_000);
});
