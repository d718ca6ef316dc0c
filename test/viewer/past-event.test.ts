import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { answersText, testFileOf } from "../../packages/asl-viewer/src/debugging/tests.js";
import {
  awsEventsOf,
  breakPointAt,
  mockOf,
  openText,
  runOf,
  Timeline,
} from "../../packages/asl-viewer/src/timeline/index.js";
import { historyOf, type Script } from "./history.js";
import { machine, task } from "./machines.js";
import { loop, nested, stores } from "./map-machines.js";

async function timelineOf(definition: JsonObject, input: Json, script?: Script): Promise<Timeline> {
  const { histories } = await openText(historyOf(definition, input, script), "history.json");
  return new Timeline(runOf(histories[0], definition));
}

const retried = machine({ Do: { ...task(undefined), Retry: [{ ErrorEquals: ["Busy"] }] } });

describe("the breakpoint at a past event", () => {
  it.each([
    ["PassStateEntered", 0, { state: "Add" }, "Add"],
    ["PassStateEntered", 2, { state: "Add", hitCondition: "3" }, "Add, the 3rd time"],
    ["PassStateExited", 1, { state: "Add", stage: "output", hitCondition: "2" }, "Add, the 2nd time, at its output"],
  ])("stops at %s %i: %o", async (type, at, spec, words) => {
    const timeline = await timelineOf(loop, { n: 0 });
    const found = timeline.events.flatMap((event, index) => (event.type === type ? [index] : []));
    expect(breakPointAt(timeline, found[at])).toEqual({ spec, words });
  });

  it("stops at failures by their names, at results, and nowhere for events of no state", async () => {
    const timeline = await timelineOf(retried, {}, { Do: ["Busy", 1] });
    const at = (type: string) =>
      breakPointAt(
        timeline,
        timeline.events.findIndex((event) => event.type === type),
      )?.spec;
    expect(at("LambdaFunctionFailed") ?? at("TaskFailed")).toEqual({ state: "Do", error: "Busy" });
    expect(at("LambdaFunctionSucceeded") ?? at("TaskSucceeded")).toEqual({ state: "Do", stage: "result" });
    expect(at("ExecutionStarted")).toBeUndefined();
  });
});

describe("the mock of a visit", () => {
  it("has an answer for each try, with its time", async () => {
    const timeline = await timelineOf(retried, {}, { Do: ["Busy", { ok: 1 }] });
    const [visit] = timeline.visits.visits;
    expect(mockOf(timeline, visit)).toEqual({
      Do: [
        { error: "Busy", cause: '{"errorMessage": "no"}', takes: "500ms" },
        { output: { ok: 1 }, takes: "1s" },
      ],
    });
    expect(answersText(mockOf(timeline, visit)!)).toContain("\n  - { output: { ok: 1 }, takes: ");
  });

  it("has no answer of a try that was cut off meanwhile", async () => {
    const { run } = await timelineOf(retried, {}, { Do: ["Busy", { ok: 1 }] });
    const timeline = Timeline.growing(run.outline).append(run.events);
    const [visit] = timeline.visits.visits;
    const tries = visit.tries.map((one) => ({ ...one }));
    timeline.cut(tries[1].to);
    expect(mockOf(timeline, { ...visit, tries })).toMatchObject({ Do: { error: "Busy" } });
    timeline.cut(1);
    expect(mockOf(timeline, { ...visit, tries })).toBeUndefined();
  });

  it("says which iteration it belongs to, and is none of a state that asks nobody", async () => {
    const timeline = await timelineOf(nested, stores, { GetPrice: [9] });
    const named = (name: string) =>
      timeline.visits.visits.filter((visit) => timeline.nodeOf(visit).name === name).at(-1)!;
    const { GetPrice } = mockOf(timeline, named("GetPrice")) as { GetPrice: JsonObject };
    expect(GetPrice).toEqual({ iteration: [2, 0], repeat: 1, output: 9, takes: "1s" });
    expect(mockOf(timeline, named("Buy"))).toBeUndefined();
  });
});

describe("a test made of a run", () => {
  it("has its input, answers and end, and names the definition's file", async () => {
    const { run } = await timelineOf(retried, { id: 7 }, { Do: ["Busy", { ok: 1 }] });
    const text = testFileOf({ events: awsEventsOf(run), definition: retried, file: "do.asl.json", name: "a run" });
    expect(text).toMatch(/^definition: do\.asl\.json\ncases:\n {2}- name: a run\n/);
    for (const part of ["input: { id: 7 }", "error: Busy", "status: SUCCEEDED", "path: [Do]"])
      expect(text).toContain(part);
    expect(testFileOf({ events: awsEventsOf(run), definition: retried, name: "a run" })).toMatch(/^definition:\n {2}/);
  });
});
