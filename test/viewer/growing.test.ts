import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Event } from "../../packages/asl-core/src/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { openText, type Run, runOf, Timeline } from "../../packages/asl-viewer/src/timeline/index.js";
import { historyOf, type Script } from "./history.js";
import { machine, order, pass, task } from "./machines.js";

const nested = machine({
  Each: {
    Type: "Map",
    MaxConcurrency: 2,
    ItemProcessor: machine({
      Both: {
        Type: "Parallel",
        Branches: [machine({ A: task("B"), B: pass() }), machine({ C: task(undefined) })],
        Retry: [{ ErrorEquals: ["Busy"] }],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Sorry" }],
        Next: "Sorry",
      },
      Sorry: pass(),
    }),
    End: true,
  },
});
const loop = machine({
  Add: { ...pass("Enough?"), Parameters: { "n.$": "States.MathAdd($.n, 1)" } },
  "Enough?": { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: 9, Next: "Add" }], Default: "Done" },
  Done: { Type: "Succeed" },
});

const RUNS: readonly (readonly [JsonObject, Json, Script?])[] = [
  [loop, { n: 0 }],
  [order, { total: 200, retry: false, lines: [1, 2, 3] }],
  [order, { total: 200, retry: false, lines: [1, 2, 3] }, { Bill: ["Broke"] }],
  [nested, [1, 2, 3, 4, 5], { C: ["Busy", 1, "Other", "Busy", "Busy", 2] }],
];

async function runsOf(): Promise<Run[]> {
  return Promise.all(
    RUNS.map(async ([definition, input, script]) => {
      const { histories } = await openText(historyOf(definition, input, script), "history.json");
      return runOf(histories[0], definition);
    }),
  );
}

/** Everything a timeline tells, as plain data. */
function told(timeline: Timeline): unknown {
  const { visits, length } = timeline;
  const counts = [0, length >> 1, length];
  return {
    visits: visits.visits.map(({ children, ...visit }) => ({
      ...visit,
      children: children.map(({ serial }) => serial),
    })),
    frames: [...visits.frames.values()].map(({ parent, within, visits: own, ...frame }) => ({
      ...frame,
      parent: parent?.serial,
      within: within?.index,
      visits: own.map(({ index }) => index),
    })),
    ofEvent: [...visits.ofEvent.subarray(0, length)],
    byNode: visits.byNode.map((own) => own.map(({ index }) => index)),
    lanes: visits.lanes,
    errors: timeline.errors,
    marks: counts.map((count) => [[...timeline.nodeMarks(count)], [...timeline.edgeMarks(count)].sort()]),
    found: [...timeline.search.find({ text: "b" })],
    kept: timeline.search.kept,
    folds: timeline.axis().folds,
  };
}

const fresh = (run: Run, count: number): Timeline => new Timeline({ ...run, events: run.events.slice(0, count) });

/** Grows and cuts by turns: to each length in turn. */
function through(run: Run, lengths: readonly number[]): Timeline {
  return lengths.reduce((timeline, length) => {
    if (length <= timeline.length) return timeline.cut(length);
    return timeline.append(run.events.slice(timeline.length, length));
  }, Timeline.growing(run.outline));
}

describe("a timeline that grows", async () => {
  const runs = await runsOf();

  it("tells after any events and any that were taken back what a fresh one tells", () => {
    fc.assert(
      fc.property(fc.nat(runs.length - 1), fc.array(fc.nat(400), { minLength: 1, maxLength: 12 }), (which, some) => {
        const run = runs[which];
        const lengths = some.map((one) => one % (run.events.length + 1));
        const grown = through(run, lengths);
        expect(told(grown)).toEqual(told(fresh(run, lengths.at(-1)!)));
      }),
      { numRuns: Number(process.env.ASL_RUNS ?? 60) },
    );
  });

  it("tells event by event what a fresh one tells", () => {
    for (const run of runs) {
      let timeline = Timeline.growing(run.outline);
      for (let count = 1; count <= run.events.length; count++) {
        timeline = timeline.append([run.events[count - 1]]);
        if (count % 7 === 0) expect(told(timeline)).toEqual(told(fresh(run, count)));
      }
      for (let count = run.events.length; count >= 0; count -= 5) {
        timeline = timeline.cut(count);
        expect(told(timeline)).toEqual(told(fresh(run, count)));
      }
    }
  });

  it("goes another way after a cut", () => {
    const [, good, bad] = runs;
    const common = good.events.findIndex((event, at) => JSON.stringify(event) !== JSON.stringify(bad.events[at]));
    expect(common).toBeGreaterThan(5);
    const grown = through(good, [good.events.length, common]).append(bad.events.slice(common));
    expect(told(grown)).toEqual(told(fresh(bad, bad.events.length)));
    expect(grown.ending).toBe("failed");
  });

  it("keeps no text of events that were cut, however often they come again", () => {
    const [, , , run] = runs;
    let timeline = through(run, [run.events.length]);
    timeline.search.prepare();
    const { kept } = timeline.search;
    for (let round = 0; round < 20; round++) {
      timeline = timeline.cut(round);
      timeline.search.prepare();
      expect(timeline.search.kept).toBeLessThanOrEqual(2 * round);
      timeline = timeline.append(structuredClone(run.events.slice(round)));
      timeline.search.prepare();
    }
    expect(timeline.search.kept).toBeLessThan(3 * kept);
    expect(timeline.search.find({ text: "busy" }).length).toBeGreaterThan(2);
    expect([...timeline.search.find({ text: "busy" })]).toEqual([
      ...fresh(run, run.events.length).search.find({ text: "busy" }),
    ]);
  });

  it("is another object each time, and knows those that are of the same run", () => {
    const [run] = runs;
    const before = Timeline.growing(run.outline);
    const after = before.append(run.events);
    expect(after).not.toBe(before);
    expect(after.continues(before)).toBe(true);
    expect(after.continues(Timeline.growing(run.outline))).toBe(false);
    expect(() => fresh(run, 3).cut(1)).toThrow(TypeError);
  });

  it("takes a long run event by event in time that follows the new events alone", () => {
    const events: Event[] = [];
    let timeline = Timeline.growing(runs[0].outline);
    const [started, entered, exited] = runs[0].events;
    for (let id = 1; id <= 30_000; id++) events.push({ ...(id === 1 ? started : id % 2 === 0 ? entered : exited), id });
    for (const event of events) timeline = timeline.append([event]);
    expect(timeline.length).toBe(30_000);
    expect(timeline.visits.visits).toHaveLength(15_000);
  });
});
