import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { logRecords, type RecordedEvent } from "../../packages/asl-core/src/conformance/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import {
  closeMarks,
  failingEvent,
  failureOfVisit,
  iterationsAround,
  lastWords,
  lookOf,
  mapWork,
  openText,
  runOf,
  stagesOf,
  statusOfVisit,
  Timeline,
  type Visit,
} from "../../packages/asl-viewer/src/timeline/index.js";
import { sharedFolder } from "../definition/shared.js";
import { historyOf, type Script } from "./history.js";
import { machine, pass, task } from "./machines.js";
import { distributed } from "./map-machines.js";

async function timelineOf(definition: JsonObject | undefined, history: string): Promise<Timeline> {
  const { histories } = await openText(history, "history.json");
  return new Timeline(runOf(histories[0], definition));
}

const each = (States: Record<string, Json>, more: JsonObject = {}) => ({
  ...{ Type: "Map", ItemProcessor: machine(States), End: true },
  ...more,
});
const both = (...branches: Record<string, Json>[]) => ({
  Type: "Parallel",
  Branches: branches.map(machine),
  End: true,
});
const retry = { Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 2 }] };
const choice = { Type: "Choice", Choices: [{ Variable: "$", IsString: true, Next: "Never" }] };
const refuse = { Type: "Fail", Error: "Refused", Cause: "no stock" };
const jsonata = (state: JsonObject) => ({ QueryLanguage: "JSONata", ...state });
const broken = { Parameters: { "a.$": "$.missing" } };

const ARN = "arn:aws:states:us-east-1:123456789012:express:Refunds:o-1:5d0a";

/** What fails, the event it opens at, the state that is chosen, the error and how the state stands there. */
type Case = readonly [
  string,
  JsonObject,
  Json,
  Script,
  readonly [event: string, place: string, error: string, look?: string],
];

const CASES: readonly Case[] = [
  ["a task", machine({ A: task("B"), B: pass() }), {}, { A: ["Busy"] }, ["TaskFailed", "A", "Busy"]],
  [
    "the last try of several",
    machine({ A: task("B", retry), B: pass() }),
    {},
    { A: ["Busy"] },
    ["TaskFailed", "A", "Busy"],
  ],
  [
    "a task after a caught failure",
    machine({ A: task("B", { Catch: [{ ErrorEquals: ["Busy"], Next: "B" }] }), B: task(undefined) }),
    {},
    { A: ["Busy"], B: ["Full"] },
    ["TaskFailed", "B", "Full"],
  ],
  [
    "a catcher",
    machine({ A: task("B", { Catch: [{ ErrorEquals: ["Busy"], ResultPath: "$.a.b", Next: "B" }] }), B: pass() }),
    "text",
    { A: ["Busy"] },
    ["ExecutionFailed", "A", "States.Runtime"],
  ],
  ["a Fail state", machine({ A: pass("No"), No: refuse }), {}, {}, ["FailStateEntered", "No", "Refused"]],
  [
    "a Choice without a match",
    machine({ C: choice, Never: pass() }),
    1,
    {},
    ["ExecutionFailed", "C", "States.Runtime"],
  ],
  [
    "what a Pass lacks",
    machine({ A: pass("B"), B: { ...pass(), ...broken } }),
    {},
    {},
    ["ExecutionFailed", "B", "States.Runtime"],
  ],
  [
    "an expression",
    machine({ A: jsonata({ ...pass(), Output: "{% $states.input.a.b() %}" }) }),
    {},
    {},
    ["EvaluationFailed", "A", "States.QueryEvaluationError"],
  ],
  [
    "a task in an iteration",
    machine({ Each: each({ Look: pass("Ship"), Ship: task(undefined) }) }),
    [1, 2, 3],
    { Ship: [1, "Busy"] },
    ["TaskFailed", "Each[1] › Ship", "Busy"],
  ],
  [
    "a Fail state in an iteration",
    machine({ Each: each({ No: refuse }) }),
    [1],
    {},
    ["FailStateEntered", "Each[0] › No", "Refused"],
  ],
  [
    "a Choice in an iteration",
    machine({ Each: each({ C: choice, Never: pass() }) }),
    [1],
    {},
    ["ExecutionFailed", "Each[0] › C", "States.Runtime"],
  ],
  [
    "a task in one of two branches",
    machine({ Both: both({ Left: task(undefined) }, { Right: task(undefined, retry) }) }),
    {},
    { Left: [1], Right: ["Busy"] },
    ["TaskFailed", "Both › branch 1 › Right", "Busy"],
  ],
  [
    "a Map in a Parallel that is tried again",
    machine({
      Both: {
        ...both({ Each: each({ No: refuse }, { ItemsPath: "$" }) }),
        Retry: [{ ErrorEquals: ["Refused"], MaxAttempts: 1 }],
      },
    }),
    [1],
    {},
    ["FailStateEntered", "Both › branch 0 › Each[0] › No", "Refused"],
  ],
  [
    "what follows a failure that was caught inside",
    machine({ Each: each({ Ship: task("No", { Catch: [{ ErrorEquals: ["Busy"], Next: "No" }] }), No: refuse }) }),
    [1],
    { Ship: ["Busy"] },
    ["FailStateEntered", "Each[0] › No", "Refused"],
  ],
  ["a Map that is none", machine({ Each: each({ A: pass() }) }), {}, {}, ["ExecutionFailed", "Each", "States.Runtime"]],
  [
    "the time of the whole",
    { ...machine({ W: { Type: "Wait", Seconds: 90, End: true } }), TimeoutSeconds: 5 },
    {},
    {},
    ["ExecutionTimedOut", "W", "", "timed-out"],
  ],
];

/** How the iteration around a visit stands in the strip of its Map. */
function partAround(timeline: Timeline, visit: Visit, count: number): string | undefined {
  const frame = iterationsAround(timeline, visit).at(-1);
  const work = frame && mapWork(timeline, frame.within!, count);
  const part = work?.parts.at(frame!.number);
  return part && lookOf(part, work!.placeOf(count));
}

/** What a person sees first: event, place of the state, its error, and how it stands, wherever that is asked. */
function seen(timeline: Timeline): readonly (string | undefined)[] {
  const { at, visit } = failingEvent(timeline)!;
  const { pointer } = timeline.nodeOf(visit!);
  const looks = [
    statusOfVisit(timeline, visit!, at + 1),
    closeMarks(timeline, at + 1, visit).nodes.get(pointer)?.status,
    ...(visit!.frame === 0 ? [timeline.nodeMarks(at + 1).get(pointer)?.status] : []),
  ];
  const part = partAround(timeline, visit!, at + 1);
  if (timeline.ending === "failed" && part !== undefined) expect(part).toBe("failed");
  const shown = stagesOf(timeline, visit!, at + 1).find(({ name }) => name === "Error")?.value as
    | JsonObject
    | undefined;
  expect(failureOfVisit(timeline, visit!)?.error ?? "").toBe(shown?.Error ?? "");
  const look = new Set(looks).size === 1 ? looks[0] : looks.join(" or ");
  return [timeline.events[at].type, timeline.placeOf(visit!), (shown?.Error as string) ?? "", look];
}

describe("a run that failed opens at", () => {
  it.each(CASES)("%s", async (_, definition, input, script, [event, place, error, look = "failed"]) => {
    const history = historyOf(definition, input, script);
    const timeline = await timelineOf(definition, history);
    expect(seen(timeline)).toEqual([event, place, error, look]);
    expect(seen(await timelineOf(undefined, history)).slice(0, 2)).toEqual([event, place]);
  });

  it.each(CASES)("%s, as logs tell it", async (_, definition, input, script, [event, place]) => {
    const { events } = JSON.parse(historyOf(definition, input, script)) as { events: RecordedEvent[] };
    const records = logRecords(events, { level: "ALL", includeExecutionData: true }, { executionArn: ARN });
    const times = events.map(({ timestamp }) => String(Math.round((timestamp as number) * 1000)));
    const text = records.map((one, at) => JSON.stringify({ ...one, event_timestamp: times[at] })).join("\n");
    expect(seen(await timelineOf(definition, text)).slice(0, 2)).toEqual([event, place]);
  });

  it("the last try of a task, not where the state around it was entered", async () => {
    const definition = machine({ A: task("B", retry), B: pass() });
    const timeline = await timelineOf(definition, historyOf(definition, {}, { A: ["Busy"] }));
    const failures = timeline.events.flatMap(({ type }, at) => (type === "TaskFailed" ? [at] : []));
    expect(failures).toHaveLength(3);
    expect(failingEvent(timeline)?.at).toBe(failures[2]);
    const [visit] = timeline.visits.visits;
    expect(failures.map((at) => statusOfVisit(timeline, visit, at + 1))).toEqual([undefined, undefined, "failed"]);
    expect(timeline.nodeMarks(failures[1] + 1).get("/States/A")).toMatchObject({ status: "waiting", count: "2" });
  });

  it.each([
    ["MapIterationFailed", machine({ Each: each({ No: refuse }) }), machine({ Each: each({ No: choice }) })],
    ["ParallelStateFailed", machine({ Both: both({ No: refuse }) }), machine({ Both: both({ No: choice }) })],
  ])("%s, where nothing of the state inside tells it", async (event, failing, definition) => {
    const history = historyOf(failing, [1]).replaceAll("FailStateEntered", "ChoiceStateEntered");
    const [type, place, error, look] = seen(await timelineOf(definition, history));
    expect([type, place!.split(" › ").at(-1), error, look]).toEqual([event, "No", "Refused", "failed"]);
  });

  it("its end, with what was cut off, where it was aborted", async () => {
    const definition = machine({ Both: both({ A: pass("W"), W: { Type: "Wait", Seconds: 9, End: true } }) });
    const { events } = JSON.parse(historyOf(definition, {})) as { events: JsonObject[] };
    const cut = events.slice(0, events.findIndex(({ type }) => type === "WaitStateEntered") + 1);
    const executionAbortedEventDetails = { error: "Stopped", cause: "by hand" };
    const end = { id: cut.length + 1, previousEventId: 0, type: "ExecutionAborted" };
    const last = { timestamp: cut.at(-1)!.timestamp, ...end, executionAbortedEventDetails };
    const timeline = await timelineOf(definition, JSON.stringify({ events: [...cut, last] }));
    const { at, visit } = failingEvent(timeline)!;
    expect([at, timeline.nodeOf(visit!).name, statusOfVisit(timeline, visit!, at + 1)]).toEqual([
      cut.length,
      "W",
      "aborted",
    ]);
    expect(stagesOf(timeline, visit!, at + 1).at(-1)!.value).toEqual({ Error: "Stopped", Cause: "by hand" });
  });

  it.each([
    ["has failed where nothing may take it", undefined, "failed", "failed"],
    ["waits where it may be tried again", retry.Retry, undefined, "waiting"],
  ])("its last event, where a task %s as far as is known", async (_, Retry, status, look) => {
    const definition = machine({ A: task("B", Retry && { Retry }), B: pass() });
    const { events } = JSON.parse(historyOf(definition, {}, { A: ["Busy"] })) as { events: JsonObject[] };
    const length = events.findIndex(({ type }) => type === "TaskFailed") + 1;
    const timeline = await timelineOf(definition, JSON.stringify({ events: events.slice(0, length) }));
    const { at, visit } = failingEvent(timeline)!;
    expect([at, statusOfVisit(timeline, visit!, length)]).toEqual([length - 1, status]);
    expect(closeMarks(timeline, length, visit).nodes.get("/States/A")?.status).toBe(look);
  });

  it("its last event where the history is cut off, and nowhere else where it succeeded", async () => {
    const definition = machine({ A: task("B", retry), B: pass() });
    const { events } = JSON.parse(historyOf(definition, {}, { A: ["Busy"] })) as { events: JsonObject[] };
    for (let length = 1; length < events.length; length++) {
      const timeline = await timelineOf(definition, JSON.stringify({ events: events.slice(0, length) }));
      expect(failingEvent(timeline)?.at).toBe(length - 1);
    }
    expect(failingEvent(await timelineOf(definition, historyOf(definition, {})))).toBeUndefined();
    const alone = await openText(JSON.stringify(definition), "a.asl.json");
    expect(alone.histories).toEqual([]);
  });

  it("its end where events follow none that is there", async () => {
    const definition = machine({ A: pass("No"), No: refuse });
    const { events } = JSON.parse(historyOf(definition, {})) as { events: JsonObject[] };
    Object.assign(events.at(-1)!, { previousEventId: 0 });
    const timeline = await timelineOf(definition, JSON.stringify({ events }));
    expect(failingEvent(timeline)).toEqual({ at: events.length - 1, visit: undefined });
  });

  it("the failing event of a child execution, and of the Map Run that had too many", async () => {
    const session = await distributed(7, 1);
    const timeline = new Timeline((await openText(JSON.stringify(session.save()), "run.json")).run!);
    expect(seen(timeline)).toEqual(["MapRunFailed", "Each", "States.ExceedToleratedFailureThreshold", "failed"]);
    const map = failingEvent(timeline)!.visit!;
    const { parts } = mapWork(timeline, map, timeline.length)!.parts;
    const child = parts.find(({ ending }) => ending === "failed")!.child!;
    expect(seen(new Timeline(child.run()))).toEqual(["TaskFailed", "Parse", "ParseError", "failed"]);
  });

  it("a Fail state whose error is told later, and says it to who hears", async () => {
    const definition = machine({ Both: both({ A: pass("No"), No: refuse }) });
    const timeline = await timelineOf(definition, historyOf(definition, {}));
    const { at } = failingEvent(timeline)!;
    expect(lastWords(timeline, at + 1)).toBe("No entered, Refused");
  });
});

describe("a Fail state in a branch whose failure is caught", () => {
  it("fails with what is written in it", async () => {
    const caught = {
      ...both({ No: refuse }),
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Done" }],
      Next: "Done",
      End: undefined,
    };
    const definition = machine({ Both: JSON.parse(JSON.stringify(caught)) as Json, Done: pass() });
    const timeline = await timelineOf(definition, historyOf(definition, {}));
    const fail = timeline.visits.visits.find((visit) => timeline.nodeOf(visit).kind === "Fail")!;
    expect(failureOfVisit(timeline, fail)).toEqual({ error: "Refused", cause: "no stock" });
    expect(statusOfVisit(timeline, fail, timeline.length)).toBe("failed");
  });
});

const folder = sharedFolder("conformance", "executions");

describe.skipIf(folder === undefined)("recorded executions that failed", () => {
  const files = folder === undefined ? [] : readdirSync(folder, { recursive: true, encoding: "utf8" });

  it("open at an event that tells the error they ended with, and their states stand alike wherever that is asked", async () => {
    let count = 0;
    for (const file of files.filter((name) => name.endsWith(".json"))) {
      const text = readFileSync(join(folder!, file), "utf8");
      if (!/"ExecutionFailed"/.test(text) || /"id": null/.test(text)) continue;
      const { histories, definitions } = await openText(text, file);
      for (const history of histories) {
        const timeline = new Timeline(runOf(history, definitions[0].definition));
        if (timeline.ending !== "failed") continue;
        const { at, visit } = failingEvent(timeline)!;
        const { error } = timeline.failureAt(timeline.length - 1)!;
        expect(at, file).toBeLessThan(timeline.length);
        expect(timeline.events[at].type, file).toMatch(/(Failed|TimedOut)$|^FailStateEntered$/);
        expect(timeline.failureAt(at)?.error ?? error, file).toBe(error);
        expect(visit === undefined ? error : seen(timeline)[2], file).toBe(error);
        expect(visit === undefined ? "failed" : seen(timeline)[3], file).toMatch(/^(failed|timed-out)$/);
        count++;
      }
    }
    expect(count).toBeGreaterThan(80);
  }, 60_000);
});
