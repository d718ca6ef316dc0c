import { describe, expect, it } from "vitest";
import type { AwsEvent } from "../../packages/asl-core/src/history/index.js";
import { loadMachine, runSync, success, toAws } from "../../packages/asl-core/src/index.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { nodeShape } from "../../packages/asl-viewer/src/shapes/index.js";
import {
  changeAt,
  openText,
  previewText,
  runOf,
  shortName,
  Timeline,
  toldValue,
  trackOf,
  type Visit,
  type Watched,
} from "../../packages/asl-viewer/src/timeline/index.js";
import { NO_DATA } from "../../packages/asl-viewer/src/timeline/source.js";
import { historyOf } from "./history.js";
import { machine, task } from "./machines.js";
import { loop } from "./map-machines.js";

const opened = async (history: string, definition: Parameters<typeof runOf>[1]): Promise<Timeline> => {
  const { histories } = await openText(history, "history.json");
  return new Timeline(runOf(histories[0], definition));
};
const visitsOf = (timeline: Timeline, name: string): Visit[] =>
  timeline.visits.visits.filter((visit) => timeline.nodeOf(visit).name === name);
const field = (stage: string, pointer: string): Watched => ({ stage, pointer });

describe("a watched field", () => {
  it("has the value that the events of a visit tell, from the event on that tells it", async () => {
    const timeline = await opened(historyOf(loop, { n: 0 }), loop);
    const [first, second] = visitsOf(timeline, "Add");
    const told = (visit: Visit, one: Watched, count = timeline.length) => toldValue(timeline, visit, one, count)?.value;
    expect(told(first, field("Input", "/n"))).toBe(0);
    expect(told(first, field("Output", "/n"))).toBe(1);
    expect(told(second, field("Output", "/n"))).toBe(2);
    expect(told(first, field("Output", "/n"), first.to)).toBeUndefined();
    expect(told(first, field("Output", "/m"))).toBeUndefined();
    expect(told(first, field("Output", "/constructor"))).toBeUndefined();
    expect(told(first, field("toString", ""))).toBeUndefined();
    expect(told(first, field("InputPath", "/n"))).toBeUndefined();
  });

  it("is not known where the history holds no data", async () => {
    const bare = machine({ Do: { ...task(undefined), Retry: [{ ErrorEquals: ["Busy"] }] } });
    const text = historyOf(bare, { id: 7 }, { Do: ["Busy", { ok: true }] });
    const isData = (key: string) => /^(input|output|parameters)$/.test(key);
    const stripped = JSON.stringify(JSON.parse(text, (key, value) => (isData(key) ? undefined : value)));
    const timeline = await opened(stripped, bare);
    expect(timeline.run.notes).toEqual([NO_DATA]);
    const [visit] = visitsOf(timeline, "Do");
    const told = (stage: string, count: number) => toldValue(timeline, visit, field(stage, ""), count)?.value;
    for (const stage of ["Input", "Arguments", "Result", "Assigned", "Output"])
      expect(told(stage, timeline.length), stage).toBeUndefined();
    expect(told("Error", visit.tries[0].to + 1)).toMatchObject({ Error: "Busy" });
  });

  it("may be known where nothing is there that would tell an input", async () => {
    const { histories } = await openText(historyOf(loop, { n: 0 }), "x.json");
    const [started] = histories[0].events;
    const notes = (events: readonly AwsEvent[]) => runOf({ ...histories[0], events }, loop).notes;
    expect(notes([{ ...started, executionStartedEventDetails: {} }])).toEqual([]);
  });

  it("has that of the last try", async () => {
    const retried = machine({ Do: { ...task(undefined), Retry: [{ ErrorEquals: ["Busy"] }] } });
    const timeline = await opened(historyOf(retried, { id: 7 }, { Do: ["Busy", { ok: true }] }), retried);
    const [visit] = visitsOf(timeline, "Do");
    const told = (stage: string, count: number) => toldValue(timeline, visit, field(stage, ""), count)?.value;
    const [failed, done] = visit.tries;
    expect(told("Arguments", failed.from + 1)).toEqual({ id: 7 });
    expect(told("Parameters", timeline.length)).toEqual({ id: 7 });
    expect(told("Error", failed.to + 1)).toEqual({ Error: "Busy", Cause: { errorMessage: "no" } });
    expect(told("Result", failed.to + 1)).toBeUndefined();
    expect(told("Error", done.to + 1)).toBeUndefined();
    expect(told("Result", done.to + 1)).toEqual({ ok: true });
  });

  it("has what was assigned, by either name", async () => {
    const assigning = {
      ...{ QueryLanguage: "JSONata", StartAt: "A" },
      States: { A: { Type: "Pass", Assign: { total: 3 }, End: true } },
    };
    const compiled = loadMachine(assigning);
    const { events, execution } = runSync(compiled, { input: {}, handler: () => success(null) });
    const timeline = await opened(JSON.stringify({ events: toAws(events, compiled, execution.identity) }), assigning);
    for (const stage of ["Assign", "Assigned"])
      expect(toldValue(timeline, visitsOf(timeline, "A")[0], field(stage, "/total"), timeline.length)?.value).toBe(3);
  });

  it.each([
    [field("Output", "/order/total"), [field("Input", "/id")], "total"],
    [field("Output", "/total"), [field("Input", "/total")], "Output.total"],
    [field("Output", ""), [], "Output"],
    [field("Output", "/lines/0"), [], "Output.lines[0]"],
  ])("is called as short as it can be told from others: %o", (one, others, name) => {
    expect(shortName(one, [one, ...others])).toBe(name);
  });

  it("is written under its state, escaped, the name shorter where there is no room", () => {
    const node = { id: "/States/A", name: "A", kind: "Pass", path: "A", detail: "", reachable: true };
    const box = { x: 0, y: 0, width: 120, height: 40, title: 0, lines: ["A"], detail: "" };
    const shape = (watch: readonly { name: string; text: string }[]) =>
      nodeShape(node as never, box as never, { status: "succeeded", watch });
    expect(shape([{ name: "<b>", text: '"<i>"' }])).toContain(
      '<tspan class="asl-watch-name">&lt;b&gt;</tspan> &quot;&lt;i&gt;&quot;</text>',
    );
    const long = shape([{ name: "a name that is much longer than any state", text: "42" }]);
    expect(long).toMatch(/class="asl-watch-name">a name[^<]*…<\/tspan> 42<\/text>/);
    expect(long).toContain("a name that is much longer than any state: 42");
    const many = ["a", "b", "c", "d", "e"].map((name) => ({ name, text: "1" }));
    expect(shape(many)).toContain(" +2</text>");
  });
});

describe("the track of a watched field", () => {
  it("has a change for every other value, in the order of the events, and the range of numbers", async () => {
    const timeline = await opened(historyOf(loop, { n: 0 }), loop);
    const track = trackOf(timeline, field("Output", "/n"));
    expect(track.changes.map(({ text, number }) => [text, number])).toEqual([
      ["1", 1],
      ["2", 2],
      ["3", 3],
    ]);
    expect(track.range).toEqual([1, 3]);
    expect(trackOf(timeline, field("Output", "/n"))).toBe(track);
    const { changes } = track;
    for (let count = 0; count <= timeline.length; count++)
      expect(changeAt(changes, count)).toBe(changes.findLastIndex(({ at }) => at < count));
  });

  it("has no range where a value is no number, and no changes where nothing tells it", async () => {
    const timeline = await opened(historyOf(loop, { n: 0 }), loop);
    expect(trackOf(timeline, field("Input", "")).range).toBeUndefined();
    expect(trackOf(timeline, field("InputPath", "")).changes).toEqual([]);
  });
});

describe("a preview", () => {
  it.each<[Json, number, string]>([
    [{ a: 1, b: [true, null, "x"] }, 80, '{a: 1, b: [true, null, "x"]}'],
    ["x".repeat(100), 10, '"xxxxxxxx…'],
    [{ aaaaaaaaaa: 1, b: 2 }, 10, "{aaaaaaa…: 1, …}"],
    [{}, 10, "{}"],
  ])("is one line of JSON without quoted keys: %j", (value, most, text) => {
    expect(previewText(value, most)).toBe(text);
  });

  it("looks at no more of a value than it shows, however wide or deep", () => {
    let deep: Json = 1;
    for (let at = 0; at < 50_000; at++) deep = [deep];
    expect(previewText(deep, 40).length).toBeLessThan(80);
    const wide = Array.from({ length: 1_000_000 }, () => 1);
    expect(previewText(wide, 40)).toMatch(/^\[1, 1, .*…\]$/);
  });
});
