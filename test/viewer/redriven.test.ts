import { describe, expect, it } from "vitest";
import { asHalted } from "../../packages/asl-viewer/src/timeline/halts.js";
import { failureOfVisit, openText, runOf, stagesOf, Timeline } from "../../packages/asl-viewer/src/timeline/index.js";
import { stateTable, visitTable } from "../../packages/asl-viewer/src/timeline/run-table.js";
import { VisitTallies } from "../../packages/asl-viewer/src/timeline/standing.js";
import { lastWords } from "../../packages/asl-viewer/src/timeline/words.js";

type Told = [type: string, details?: Record<string, unknown>, previous?: number];

const entered = (type: string, name: string, previous?: number): Told => [
  `${type}StateEntered`,
  { name, input: "{}" },
  previous,
];
const exited = (type: string, name: string, previous?: number): Told => [
  `${type}StateExited`,
  { name, output: "{}" },
  previous,
];
const scheduled = (previous?: number): Told => [
  "TaskScheduled",
  { resource: "invoke", resourceType: "lambda", parameters: "{}" },
  previous,
];
const failed = (previous?: number): Told => ["TaskFailed", { error: "E", cause: "why" }, previous];

const KEYS: Readonly<Record<string, string>> = {
  Entered: "stateEnteredEventDetails",
  Exited: "stateExitedEventDetails",
};
const keyOf = (type: string): string =>
  KEYS[/State(Entered|Exited)$/.exec(type)?.[1] ?? ""] ?? `${type[0].toLowerCase()}${type.slice(1)}EventDetails`;

/** The same, which follows an event. */
const following = ([type, details]: Told, previous: number): Told => [type, details, previous];

/** Events follow the one before, unless they say which. */
const written = (list: readonly Told[]): string =>
  JSON.stringify({
    events: list.map(([type, details, previous], at) => ({
      ...{ id: at + 1, previousEventId: previous ?? at, timestamp: 100 + at * 10, type },
      ...(details && { [keyOf(type)]: details }),
    })),
  });

async function timelineOf(list: readonly Told[], states?: Record<string, unknown>): Promise<Timeline> {
  const { histories } = await openText(written(list), "history.json");
  return new Timeline(runOf(histories[0], states as never));
}

const started: Told = ["ExecutionStarted", { input: "{}" }];
const ended: Told = ["ExecutionFailed", { error: "E", cause: "why" }];
const redriven: Told = ["ExecutionRedriven", { redriveCount: 1 }];
const succeeded: Told = ["TaskSucceeded", { resource: "invoke", resourceType: "lambda", output: "{}" }];
const done: Told = ["ExecutionSucceeded", { output: "{}" }];

const TASK = { StartAt: "A", States: { A: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true } } };
const statusOf = (timeline: Timeline, name: string, count: number) =>
  timeline.nodeMarks(count).get(timeline.run.outline.nodes.find((node) => node.name === name)?.pointer ?? "")?.status;

describe("a run that was redriven", () => {
  const list = [
    started,
    entered("Task", "A"),
    scheduled(),
    failed(),
    ended,
    redriven,
    scheduled(),
    succeeded,
    exited("Task", "A"),
    done,
  ];

  it("goes on past its first end", async () => {
    const timeline = await timelineOf(list, TASK);
    expect(timeline.length).toBe(10);
    expect(timeline.ending).toBe("succeeded");
    expect(timeline.run.notes).toEqual(["The execution was redriven at event 6, which a replay does not do."]);
    expect(timeline.visits.visits).toHaveLength(1);
    expect(timeline.visits.ofEvent.slice(0, 10)).toEqual(Int32Array.from([-1, 0, 0, 0, 0, -1, 0, 0, 0, -1]));
  });

  it("says at each place how its states stand", async () => {
    const timeline = await timelineOf(list, TASK);
    const looks = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) => statusOf(timeline, "A", count));
    expect(looks).toEqual([
      "unreached",
      "running",
      "waiting",
      "failed",
      "failed",
      "failed",
      "waiting",
      "running",
      "retried",
      "retried",
    ]);
  });

  it("tells of the failure until it is redriven", async () => {
    const timeline = await timelineOf(list, TASK);
    const [visit] = timeline.visits.visits;
    expect(failureOfVisit(timeline, asHalted(visit, 6))).toEqual({ error: "E", cause: "why" });
    expect(failureOfVisit(timeline, asHalted(visit, 7))).toBeUndefined();
    expect(stagesOf(timeline, visit, 6).map(({ name }) => name)).toContain("Error");
    expect(stagesOf(timeline, visit, 10).map(({ name }) => name)).toEqual(["Input", "Arguments", "Result", "Output"]);
  });

  it("is told in a table as it stood at each place, without the time it was over", async () => {
    const timeline = await timelineOf(list, TASK);
    const rows = [4, 6, 7, 10].map((count) => stateTable(timeline, count)[0]);
    expect(rows.map(({ status, tries, error }) => [status, tries, error])).toEqual([
      ["failed", 1, "E"],
      ["failed", 1, "E"],
      ["waiting", 2, "E"],
      ["retried", 2, "E"],
    ]);
    expect(rows.map(({ total, own }) => [total, own].map((time) => Math.round(time ?? -1)))).toEqual([
      [20_000, 20_000],
      [30_000, 30_000],
      [30_000, 30_000],
      [50_000, 50_000],
    ]);
    expect(visitTable(timeline, 6).map(({ error, total }) => [error, total])).toEqual([["E", 30_000]]);
  });

  it("says of its failure that it was the last, and why", async () => {
    const timeline = await timelineOf(list, TASK);
    expect(lastWords(timeline, 4)).toBe("A, task failed, E");
    expect(lastWords(timeline, 5)).toBe("execution failed, E");
  });

  it("counts no visit twice", async () => {
    const timeline = await timelineOf(list, TASK);
    const tallies = new VisitTallies(timeline.visits.visits);
    expect([4, 5, 7, 9].map((count) => tallies.at(count))).toMatchObject([
      { begun: 1, live: 1, failed: 0 },
      { begun: 1, live: 0, failed: 1 },
      { begun: 1, live: 1, failed: 0 },
      { begun: 1, live: 0, failed: 0, succeeded: 1 },
    ]);
  });

  it("may enter its state anew, and fail again", async () => {
    const timeline = await timelineOf(
      [
        started,
        entered("Task", "A"),
        scheduled(),
        failed(),
        ended,
        redriven,
        entered("Task", "A"),
        scheduled(),
        failed(),
        ended,
        redriven,
      ],
      TASK,
    );
    expect(timeline.visits.visits).toHaveLength(2);
    expect([5, 6, 7, 10].map((count) => statusOf(timeline, "A", count))).toEqual([
      "failed",
      "failed",
      "running",
      "failed",
    ]);
    expect(timeline.ending).toBe("running");
  });

  it("goes on in the branches that failed or were aborted", async () => {
    const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true };
    const branch = (name: string) => ({ StartAt: name, States: { [name]: task } });
    const states = {
      StartAt: "P",
      States: { P: { Type: "Parallel", Branches: [branch("A"), branch("B"), branch("C")], End: true } },
    };
    const timeline = await timelineOf(
      [
        ...[started, entered("Parallel", "P"), ["ParallelStateStarted"] as Told],
        ...[
          entered("Task", "A", 3),
          scheduled(4),
          entered("Task", "B", 3),
          scheduled(6),
          entered("Task", "C", 3),
          scheduled(8),
        ],
        ...[following(succeeded, 9), exited("Task", "C", 10), failed(7)],
        ...[
          ["TaskStateAborted", {}, 12] as Told,
          ["ParallelStateFailed", { error: "E", cause: "why" }, 12] as Told,
          following(ended, 14),
        ],
        ...[redriven, scheduled(16), scheduled(16)],
        ...[following(succeeded, 17), exited("Task", "B", 19), following(succeeded, 18), exited("Task", "A", 21)],
        ...[["ParallelStateSucceeded", { name: "P" }, 22] as Told, exited("Parallel", "P", 23), done],
      ],
      states,
    );
    expect(timeline.run.inferred).toBe(false);
    expect(timeline.visits.visits).toHaveLength(4);
    expect(["P", "A", "B", "C"].map((name) => statusOf(timeline, name, 16))).toEqual([
      "failed",
      "aborted",
      "failed",
      "succeeded",
    ]);
    expect(["P", "A", "B", "C"].map((name) => statusOf(timeline, name, 18))).toEqual([
      "running",
      "waiting",
      "waiting",
      "succeeded",
    ]);
    const all = ["P", "A", "B", "C"].map((name) => statusOf(timeline, name, timeline.length));
    expect(all).toEqual(["retried", "succeeded", "retried", "succeeded"]);
  });
});
