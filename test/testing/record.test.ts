import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Json, JsonObject } from "asl-core";
import { judge, loadMachine, RecordError, readTestFile, recordTest, type TestAnswers } from "asl-core/testing";
import { describe, expect, it } from "vitest";

const SHARED = process.env.ASL_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));
const FOLDER = join(SHARED, "conformance/executions");
const present = existsSync(FOLDER);
if (!present) console.warn(`\n*** SKIPPED: no ${FOLDER}; set ASL_SHARED to the folder that holds it ***\n`);

interface Recorded {
  readonly definition: JsonObject;
  readonly type: "STANDARD" | "EXPRESS";
  readonly recorded: string;
  readonly unordered?: boolean;
  readonly s3?: Record<string, Record<string, string>>;
  readonly mocks: Record<string, { cause?: string; behaviour?: string }[]>;
  readonly expected: { readonly status: string; readonly events?: JsonObject[] };
}

/** Why a recorded execution may make a case that does not pass. */
const REASONS: Record<string, (one: Recorded) => boolean> = {
  "the recorder replaced values with <any>": (one) => JSON.stringify(one.expected).includes("<any>"),
  "the recorder sorted branches and took their ids away": (one) =>
    one.unordered === true || (one.expected.events ?? []).some(({ id }) => id === null),
  "the machine's output holds names or times of the execution": (one) =>
    /\$\$|\$states\.context|UUID|MathRandom/.test(JSON.stringify(one.definition)),
  "the history ends before the execution did, or the execution was stopped": ({ expected: { status } }) =>
    status === "RUNNING" || status === "ABORTED",
  "child executions have histories of their own": (one) =>
    Object.values(one.mocks).some((outcomes) => outcomes.some(({ behaviour }) => behaviour !== undefined)),
  "AWS read objects from S3 in another way then": (one) => one.s3 !== undefined && one.recorded < "2025-09",
  "the history is a part of one": ({ expected: { events = [] } }) => events[0]?.type !== "ExecutionStarted",
  "the activity had been deleted": (one) => JSON.stringify(one.expected).includes("does not exist"),
  "the event of an expression that failed in a Map names no state": ({ expected: { events = [] } }) =>
    events.some(({ type }) => type === "MapIterationStarted") && events.some(({ type }) => type === "EvaluationFailed"),
};

/** The recorder parsed texts of objects: what AWS sent was text, and causes are kept beside it to the letter. */
function asSent({ expected: { events = [] }, mocks }: Recorded): Json {
  const causes = Object.values(mocks).flatMap((outcomes) =>
    outcomes.flatMap(({ cause }) => (cause === undefined ? [] : [cause])),
  );
  const text = (value: Json): Json =>
    causes.find((cause) => JSON.stringify(parsed(cause)) === JSON.stringify(value)) ?? JSON.stringify(value);
  return {
    events: JSON.parse(JSON.stringify(events), (key, value) =>
      key === "cause" && typeof value === "object" ? text(value) : value,
    ),
  };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What is wrong with the case that a recording makes; undefined where it passes. */
async function failureOf(one: Recorded): Promise<string | undefined> {
  const { definition, type, s3 } = one;
  try {
    const machine = await loadMachine(definition, { type });
    const { notes: _, ...recorded } = recordTest(asSent(one), machine.machine);
    const { cases } = readTestFile({ definition, cases: [{ name: "recorded", type, ...recorded }] } as Json);
    const { input, answers } = recorded;
    const run = await machine.run({ input, answers: answers as TestAnswers, type, objects: textsOf(s3) });
    return judge(cases[0], run).map(({ message, details }) => [message, ...details].join(" | "))[0];
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

/** Recorded cases also have objects whose bytes are left out. */
const textsOf = (buckets: Recorded["s3"] = {}): Recorded["s3"] =>
  Object.fromEntries(
    Object.entries(buckets).map(([bucket, objects]) => [
      bucket,
      Object.fromEntries(Object.entries(objects).filter(([, body]) => typeof body === "string")),
    ]),
  );

describe.runIf(present)("recorded executions", () => {
  it("make cases that pass, but for those with a reason", { timeout: 120_000 }, async () => {
    const counts = new Map<string, number>();
    const unexplained: string[] = [];
    for (const file of (readdirSync(FOLDER, { recursive: true }) as string[]).filter((name) =>
      name.endsWith(".json"),
    )) {
      const one = JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Recorded;
      if (one.expected.events === undefined) continue;
      const failure = await failureOf(one);
      const reason = failure === undefined ? "passed" : Object.keys(REASONS).find((name) => REASONS[name](one));
      if (reason === undefined) unexplained.push(`${file}: ${failure}`);
      counts.set(reason ?? "?", (counts.get(reason ?? "?") ?? 0) + 1);
    }
    console.info([...counts].map(([reason, count]) => `${count} ${reason}`).join("\n"));
    expect(unexplained).toEqual([]);
  });
});

const MACHINE = {
  StartAt: "Charge",
  States: {
    Charge: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "charge", "Payload.$": "$" },
      Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 1 }],
      Next: "Each",
    },
    Each: {
      Type: "Map",
      ItemsPath: "$.items",
      ItemProcessor: {
        StartAt: "Pack",
        States: { Pack: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:1:function:p", End: true } },
      },
      End: true,
    },
  },
};

describe("recordTest", () => {
  const input = { order: 7 };
  const answers = {
    Charge: [
      { error: "Busy", takes: "2s" },
      { output: { items: ["a", "b"] }, takes: "1s500ms" },
    ],
    Pack: [
      { iteration: [0], repeat: 1, output: "A", takes: "3s" },
      { iteration: [1], repeat: 1, output: "B", takes: "1s" },
    ],
  };

  it("takes input, clock, answers with their times and the end from a history", async () => {
    const machine = await loadMachine(MACHINE);
    const run = await machine.run({ input, answers: answers as unknown as TestAnswers, clock: "2026-05-01T10:00:00Z" });
    const recorded = recordTest({ events: run.history } as unknown as Json, machine.machine);
    expect(recorded).toMatchObject({ input, clock: "2026-05-01T10:00:00.000Z", answers, notes: [] });
    expect(recorded.expect).toEqual({
      status: "SUCCEEDED",
      output: ["A", "B"],
      visited: { Charge: 1, Each: 1, Pack: 2 },
    });
  });

  it.each<[string, (events: Json[]) => Json]>([
    ["the events alone", (events) => events],
    ["pages", (events) => [{ events: events.slice(0, 3) }, { events: events.slice(3) }]],
    ["the latest event first", (events) => ({ events: events.toReversed() })],
    [
      "times as the AWS CLI writes them",
      (events) => ({
        events: events.map((one) => ({
          ...(one as JsonObject),
          timestamp: new Date((one as { timestamp: number }).timestamp * 1000).toISOString(),
        })),
      }),
    ],
  ])("reads %s", async (_, write) => {
    const machine = await loadMachine(MACHINE);
    const { history } = await machine.run({ input, answers: answers as unknown as TestAnswers });
    const recorded = recordTest(write(history as unknown as Json[]), machine.machine);
    expect(recorded).toMatchObject({ input, answers });
  });

  it("repeats a callback that failed without error and cause", async () => {
    const states = {
      Ask: {
        Type: "Task",
        Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        Parameters: { QueueUrl: "q", MessageBody: { "token.$": "$$.Task.Token" } },
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Done" }],
        End: true,
      },
      Done: { Type: "Succeed" },
    };
    const asking = await loadMachine({ StartAt: "Ask", States: states });
    const session = asking.start();
    await session.runUntil("Ask");
    await session.fail("Ask");
    const { answers, expect: expected, notes } = recordTest({ events: session.run().history } as never, asking.machine);
    expect(expected.output).toEqual({ Error: null, Cause: null });
    expect(notes).toEqual([]);
    expect(answers).toMatchObject({ Ask: [{ error: null }] });
    expect((await asking.run({ answers: answers as TestAnswers })).output).toEqual({ Error: null, Cause: null });
  });

  it("says that a tool has read the causes", async () => {
    const { machine } = await loadMachine({ StartAt: "No", States: { No: { Type: "Fail", Error: "E", Cause: "{}" } } });
    const details = { error: "E", cause: { a: 1 } };
    const events = [
      { id: 1, previousEventId: 0, type: "ExecutionStarted", executionStartedEventDetails: { input: "{}" } },
      { id: 2, previousEventId: 1, type: "FailStateEntered", stateEnteredEventDetails: { name: "No", input: "{}" } },
      { id: 3, previousEventId: 2, type: "ExecutionFailed", executionFailedEventDetails: details },
    ];
    const recorded = recordTest({ events } as never, machine);
    expect(recorded.expect).toMatchObject({ status: "FAILED", error: "E" });
    expect(recorded.notes.join()).toContain("A tool has read causes that are JSON");
  });

  it("refuses what is no history, and one of another machine", async () => {
    const { machine } = await loadMachine(MACHINE);
    expect(() => recordTest({ a: 1 }, machine)).toThrow(RecordError);
    const other = await loadMachine({ StartAt: "X", States: { X: { Type: "Succeed" } } });
    const { history } = await other.run();
    expect(() => recordTest({ events: history } as unknown as Json, machine)).toThrow(RecordError);
  });

  it("says what a case cannot show", async () => {
    const { machine } = await loadMachine(MACHINE);
    const events = [
      { id: 1, previousEventId: 0, type: "ExecutionStarted", executionStartedEventDetails: { input: "{}" } },
    ];
    expect(recordTest({ events }, machine).notes).toEqual([
      "The history ends before the execution did.",
      "The history has no times: tasks take none.",
    ]);
  });
});
