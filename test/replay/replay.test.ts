import { describe, expect, it } from "vitest";
import { logRecords, type RecordedEvent } from "../../packages/asl-core/src/conformance/index.js";
import {
  failure,
  type NeededResult,
  pending,
  type Replay,
  type ReplayOptions,
  readAnswers,
  replay,
  success,
  type TaskHandler,
} from "../../packages/asl-core/src/drivers/index.js";
import {
  HistoryError,
  historiesIn,
  type RecordedHistory,
  readHistories,
  statusIn,
} from "../../packages/asl-core/src/history/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { eventsOf, ORDER, PARCELS, POLL } from "./machines.js";
import { type Edits, edited } from "./patch.js";
import { historyOf, machineOf, optionsOf, recordedExecutions } from "./recorded.js";

const play = (events: unknown, definition: JsonObject, options: ReplayOptions = {}): Promise<Replay> =>
  replay(historiesIn(events as Json)[0], loadMachine(definition), options);
const events = eventsOf(ORDER) as unknown as JsonObject[];
const changed = (id: number, change: (details: JsonObject) => void): JsonObject[] =>
  structuredClone(events).map((event) => {
    if (event.id === id) change(Object.entries(event).find(([key]) => key.endsWith("EventDetails"))![1] as JsonObject);
    return event;
  });

const LAMBDA = "arn:aws:states:::lambda:invoke";
const one = (more: JsonObject = {}, next: JsonObject = {}): JsonObject => ({
  StartAt: "Call",
  States: { Call: { Type: "Task", Resource: LAMBDA, Parameters: { FunctionName: "f" }, End: true, ...more }, ...next },
});
/** The history of a run, and its replay on an edited definition. */
const afterEdit = (definition: JsonObject, handler: TaskHandler, edits: Edits = {}, options: ReplayOptions = {}) =>
  play(eventsOf({ definition, input: {}, handler }), edited(definition, edits), options);

describe("a replay of what is not known in full", () => {
  it("compares no values that AWS cut off, and says so", async () => {
    const cut = changed(22, (details) =>
      Object.assign(details, { output: '{"posta', outputDetails: { truncated: true } }),
    );
    const { text, notes } = await play(cut, ORDER.definition);
    expect(text).toBe("same");
    expect(notes).toEqual(["Event 22 came without all of their data: what is missing could not be compared."]);
  });

  it("needs the result of a task that AWS cut off", async () => {
    const cut = changed(12, (details) =>
      Object.assign(details, { output: '{"Pay', outputDetails: { truncated: true } }),
    );
    const { verdict, text, needed } = await play(cut, ORDER.definition);
    expect([verdict, needed?.lack]).toEqual(["needs-result", "data"]);
    expect(text).toBe(
      "needs a result that was never recorded: Charge (visit 1, attempt 2): its result is not in the recording: " +
        "the output of event 12 is missing, cut off or no JSON",
    );
    const answers = readAnswers({ Charge: { output: { Payload: { id: "ch_1" } } } });
    expect((await play(cut, ORDER.definition, { answers })).text).toBe("same");
  });

  it("shows no difference where members stand in another order", async () => {
    const turned = structuredClone(events).map((event) => {
      const key = Object.keys(event).find((name) => name.endsWith("EventDetails"));
      if (key !== undefined)
        event[key] = Object.fromEntries(Object.entries(event[key] as JsonObject).toReversed()) as JsonObject;
      return event;
    });
    const { text, lines } = await play(turned, ORDER.definition);
    const { recorded, replayed } = lines();
    expect(text).toBe("same");
    expect(replayed).toEqual(recorded);
  });

  it("needs results and input where the log has no execution data", async () => {
    const bare = logRecords(events as RecordedEvent[], { level: "ALL", includeExecutionData: false }, {});
    await expect(play(bare, ORDER.definition)).rejects.toThrow("the execution's input is not in the recording");
    const { text } = await play(bare, ORDER.definition, { input: ORDER.input });
    expect(text).toContain("its result is not in the recording");
    const answers = readAnswers({ Charge: { output: { Payload: { id: "ch_1" } } } });
    const { text: same, notes } = await play(bare, ORDER.definition, { input: ORDER.input, answers });
    expect(same).toBe("same");
    expect(notes[1]).toMatch(/^Events 1, 2, 3, 4, 5, … \(\d+\) came without all of their data/);
  });

  it.each([
    [1, "input", "the input of event 1 (ExecutionStarted)"],
    [12, "output", "the output of event 12 (TaskSucceeded)"],
  ])("refuses event %i, whose %s is nested too deeply", (id, field, words) => {
    const texts = ["[".repeat(2000) + "]".repeat(2000), JSON.parse("[".repeat(2000) + "]".repeat(2000))];
    for (const text of texts)
      expect(() => historiesIn(changed(id, (details) => Object.assign(details, { [field]: text })))).toThrow(
        new HistoryError(`${words} is nested deeper than 1000 levels`, undefined, id),
      );
    const flat = changed(id, (details) => Object.assign(details, { [field]: `[${"[],".repeat(2000)}{}]` }));
    expect(historiesIn(flat)).toHaveLength(1);
  });

  it("shows long values where they differ, not where they begin alike", async () => {
    const long = (end: string): Json => ({ text: `${"x".repeat(200)}${end}` });
    const { text } = await afterEdit(
      { StartAt: "Write", States: { Write: { Type: "Pass", Result: long("one"), End: true } } },
      () => success(null),
      { "/States/Write/Result": long("two") },
    );
    expect(text).toBe(
      `diverged at event 3: the output of Write now differs at /text: …${"x".repeat(20)}two" instead of …${"x".repeat(20)}one"`,
    );
  });

  it("says of a record that breaks off that it does, where the name of its state is gone", () => {
    const lines = logRecords(events as RecordedEvent[], { level: "ALL", includeExecutionData: true }, {}).map(
      (record) => JSON.stringify(record),
    );
    lines[1] = lines[1].slice(0, lines[1].indexOf('"details"') + 12);
    expect(() => readHistories(lines.join("\n"))).toThrow(
      /^the record of event 2 \(\w+\) is cut off before the state's name$/,
    );
  });

  it("follows a history that breaks off as far as it goes", async () => {
    for (let length = 1; length < events.length; length++)
      expect(await play(events.slice(0, length), ORDER.definition)).toMatchObject({
        verdict: "same-so-far",
        change: "same so far",
        text: `same so far: the history ends after event ${length}, before the execution did; the rest is not known`,
      });
    const edit = edited(ORDER.definition, { "/States/Route/Choices/1/StringEquals": "DE" });
    expect((await play(events.slice(0, 3), edit)).verdict).toBe("same-so-far");
    expect((await play(events.slice(0, 4), edit)).text).toMatch(/^diverged at event 4/);
  });

  it("tells the recorded end as it tells its own", async () => {
    const definition = { StartAt: "S", States: { S: { Type: "Fail", Error: "Undone", Cause: "because" } } };
    const { recorded, replayed } = await play(
      eventsOf({ definition, input: {}, handler: () => success({}) }),
      definition,
    );
    expect(recorded).toMatchObject({ status: "FAILED", output: null, error: "Undone", cause: "because" });
    expect(replayed.run).toMatchObject({ status: "FAILED", output: null, error: "Undone", cause: "because" });
  });

  it("follows an execution that was stopped up to there", async () => {
    const stopped = [
      ...events.slice(0, 11),
      { id: 12, previousEventId: 0, type: "ExecutionAborted", timestamp: 1772355605 },
    ];
    const { text, recorded, replayed, notes } = await play(stopped, ORDER.definition);
    expect([text, recorded.status, replayed.status]).toEqual(["same", "ABORTED", "RUNNING"]);
    expect(notes).toContain("The execution was stopped, which a replay does not do.");
  });

  it("takes names, times, tokens, UUIDs and random numbers as they come", async () => {
    const definition = one({
      Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      Parameters: {
        Token: { "a.$": "$$.Task.Token" },
        "Id.$": "States.UUID()",
        "Name.$": "States.Format('run {} at {}', $$.Execution.Id, $$.State.EnteredTime)",
        "Any.$": "States.MathRandom(1, 100000)",
      },
    });
    const history = JSON.parse(JSON.stringify(eventsOf({ definition, input: {}, handler: () => success(1) })));
    const scheduled = history[2].taskScheduledEventDetails;
    const uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    const sent = { Token: { a: "AAAA" }, Id: uuid, Name: `run arn:x at ${new Date(9e11).toISOString()}`, Any: 7 };
    scheduled.parameters = JSON.stringify(sent);
    const { text, notes } = await play(history, definition);
    expect(text).toBe("same");
    expect(notes.join()).toContain("were not compared");
    const other = edited(definition, {
      "/States/Call/Parameters/Id.$": undefined,
      "/States/Call/Parameters/Id": "fixed",
    });
    expect((await play(history, other)).text).toBe(
      `diverged at event 3: Call is now called with "fixed" instead of "${uuid}" at /Id`,
    );
  });

  it("takes the ARNs of a template for those that were deployed, one for one", async () => {
    const arn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
    const calls = (...names: string[]): JsonObject => ({
      StartAt: "T0",
      States: Object.fromEntries(
        names.map((name, at) => [
          `T${at}`,
          { Type: "Task", Resource: arn(name), ...(at < names.length - 1 ? { Next: `T${at + 1}` } : { End: true }) },
        ]),
      ),
    });
    const text = JSON.stringify(eventsOf({ definition: calls("A", "B", "A"), input: {}, handler: () => success(1) }));
    const deployed = JSON.parse(
      text.replaceAll(/us-east-1:123456789012:function:(\w)/g, "eu-west-1:210987654321:function:stack-$1-X7"),
    );
    const standInAccount = "123456789012";
    expect((await play(deployed, calls("A", "B", "A"), { standInAccount })).text).toBe("same");
    expect((await play(deployed, calls("A", "B", "A"))).verdict).toBe("diverged");
    expect((await play(deployed, calls("A", "A", "A"), { standInAccount })).text).toMatch(
      /^diverged at event 8: T1 now calls/,
    );
    expect((await play(deployed, calls("A", "B", "B"), { standInAccount })).text).toMatch(
      /^diverged at event 13: T2 now calls/,
    );
  });

  it("knows the names that the execution's ARN tells", async () => {
    const executionArn = "arn:aws:states:eu-west-1:210987654321:execution:Orders:o-77";
    const definition = {
      StartAt: "P",
      States: { P: { Type: "Pass", Parameters: { "n.$": "$$.Execution.Name" }, End: true } },
    };
    const history = JSON.parse(JSON.stringify(eventsOf({ definition, input: {}, handler: () => success(1) })));
    const named = JSON.parse(JSON.stringify(history).replaceAll(/\{\\"n\\":\\"[\w-]+\\"\}/g, '{\\"n\\":\\"o-77\\"}'));
    expect((await play({ executionArn, events: named }, definition)).text).toBe("same");
    expect((await play({ executionArn, events: history }, definition)).text).toMatch(
      /^diverged at event 3: .*"o-77" instead of/,
    );
  });
});

describe("a replay of another machine", () => {
  it("is refused with the states it enters", async () => {
    const found = play(events, POLL.definition);
    await expect(found).rejects.toBeInstanceOf(HistoryError);
    await expect(found).rejects.toMatchObject({
      message: expect.stringMatching(
        /^it is the history of another state machine: it enters Route, Domestic, Charge, Notify, Pause, which/,
      ),
      event: 2,
    });
  });
});

describe("recorded results", () => {
  const twice: TaskHandler = ({ call }) => success({ call }, { takes: 1000 });
  const loop = {
    StartAt: "Call",
    States: {
      Call: { Type: "Task", Resource: LAMBDA, ResultPath: "$.result", Next: "More" },
      More: {
        Type: "Choice",
        Choices: [{ Variable: "$.result.call", NumericLessThan: 2, Next: "Call" }],
        Default: "Done",
      },
      Done: { Type: "Succeed" },
    },
  } as JsonObject;
  delete ((loop.States as JsonObject).Call as JsonObject).End;

  it("are served visit by visit", async () => {
    expect((await afterEdit(loop, twice)).text).toBe("same");
  });

  it("are offered from the nearest visit, and what was taken is told", async () => {
    const asked: NeededResult[] = [];
    const edits = { "/States/More/Choices/0": { Variable: "$.result.call", NumericLessThan: 3, Next: "Call" } };
    const { needed, substitutions, text } = await afterEdit(loop, twice, edits, {
      missing: (one) => {
        asked.push(one);
        return success({ call: 3 });
      },
    });
    expect(asked.map(({ visit, lack, nearest }) => [visit, lack, nearest?.visit, nearest?.output])).toEqual([
      [4, "call", 3, { call: 2 }],
    ]);
    expect([needed, substitutions.map(({ by }) => by)]).toEqual([null, ["asked"]]);
    expect(text).toBe("diverged at event 23: Choice rule 0 now matches in More: state Call is entered instead of Done");
  });

  it("may be asked for through a promise, and stop where there is none", async () => {
    const edits = { "/States/More/Choices/0": { Variable: "$.result.call", NumericLessThan: 3, Next: "Call" } };
    expect((await afterEdit(loop, twice, edits, { missing: async () => success({ call: 3 }) })).verdict).toBe(
      "diverged",
    );
    expect((await afterEdit(loop, twice, edits, { missing: async () => undefined })).verdict).toBe("needs-result");
  });

  it("count in answers only what was not recorded", async () => {
    const edits = { "/States/More/Choices/0": { Variable: "$.result.call", NumericLessThan: 9, Next: "Call" } };
    const answers = readAnswers({ Call: [{ output: { call: 5 } }, { output: { call: 9 } }] });
    const { verdict, substitutions } = await afterEdit(loop, twice, edits, { answers });
    expect([verdict, substitutions.length]).toEqual(["diverged", 2]);
  });

  it("go to their iterations, however those race", async () => {
    const events = eventsOf({ ...PARCELS, handler: PARCELS.handler });
    for (const concurrency of [1, 2, 3]) {
      const definition = edited(PARCELS.definition, { "/States/Send/MaxConcurrency": concurrency });
      expect([concurrency, (await play(events, definition)).text]).toEqual([concurrency, "same"]);
    }
  });
});

describe("patience", () => {
  const slow: TaskHandler = () => pending();
  const caught = { Catch: [{ ErrorEquals: ["States.Timeout"], Next: "Late" }] };
  const Late = { Late: { Type: "Pass", End: true } };

  it("ends a recorded timeout again", async () => {
    expect((await afterEdit(one({ TimeoutSeconds: 60, ...caught }, Late), slow)).text).toBe("same");
  });

  it("may be shorter", async () => {
    const { text, change } = await afterEdit(one({ TimeoutSeconds: 60, ...caught }, Late), slow, {
      "/States/Call/TimeoutSeconds": 20,
    });
    expect([text, change]).toEqual([
      "diverged at event 3: the timeout of Call is now 20s instead of 1m",
      "different data",
    ]);
  });

  it("needs a result where it is longer", async () => {
    const { text, needed } = await afterEdit(one({ TimeoutSeconds: 60, ...caught }, Late), slow, {
      "/States/Call/TimeoutSeconds": 90,
    });
    expect(needed?.lack).toBe("patience");
    expect(text).toContain("Call (visit 1, attempt 1): it was timed out there, and this definition waits longer");
  });

  it("ends where heartbeats stopped", async () => {
    const definition = one({ HeartbeatSeconds: 10, ...caught }, Late);
    expect((await afterEdit(definition, () => pending({ heartbeats: [8000, 17_000, 25_000] }))).text).toBe("same");
    expect((await afterEdit(definition, slow)).text).toBe("same");
  });

  it("lasts while a worker sends heartbeats, which no history tells", async () => {
    const beats = Array.from({ length: 30 }, (_, at) => (at + 1) * 9000);
    expect(
      (await afterEdit(one({ HeartbeatSeconds: 10 }), () => success(1, { takes: 280_000, heartbeats: beats }))).text,
    ).toBe("same");
  });

  it("begins anew when a worker takes an activity up", async () => {
    const activity = one({
      Resource: "arn:aws:states:us-east-1:123456789012:activity:a",
      Parameters: undefined as never,
      TimeoutSeconds: 60,
    });
    delete ((activity.States as JsonObject).Call as JsonObject).Parameters;
    expect(
      (await afterEdit(activity, () => success(1, { starts: 50_000, takes: 100_000, workerName: "w" }))).text,
    ).toBe("same");
  });

  it("ends a task that takes longer than it now lasts", async () => {
    const { text, change, replayed } = await afterEdit(one(), () => success(1, { takes: 30_000 }), {
      "/States/Call/TimeoutSeconds": 20,
    });
    expect([text, change]).toEqual([
      "diverged at event 3: the timeout of Call is now 20s instead of none",
      "now fails",
    ]);
    expect(replayed.run.error).toBe("States.Timeout");
  });
});

describe("branches", () => {
  const both = (second: JsonObject): JsonObject => ({
    StartAt: "Both",
    States: {
      Both: {
        Type: "Parallel",
        Branches: [
          one(),
          { StartAt: "Other", States: { Other: { ...(one().States as { Call: JsonObject }).Call, ...second } } },
        ],
        End: true,
      },
    },
  });
  const racing: TaskHandler = ({ state }) =>
    state === "Call" ? success("late", { takes: 9000 }) : failure("Bad", "c", { takes: 1000 });

  it("that were aborted count as far as they came", async () => {
    expect((await afterEdit(both({}), racing)).text).toBe("same");
  });

  it("that were aborted need a result where nothing aborts them any more", async () => {
    const edits = {
      "/States/Both/Branches/1/States/Other": { Type: "Pass", End: true },
    };
    const found = await afterEdit(both({}), racing, edits);
    expect(found.needed?.lack).toBe("open");
    expect(found.text).toBe(
      "needs a result that was never recorded: Call (visit 1, attempt 1): it was still under way when its branch, the execution or the recording ended; diverged at event 6: Other is now a Pass state instead of a Task",
    );
    const answers = readAnswers({ Call: { output: "done" } });
    const answered = await afterEdit(both({}), racing, edits, { answers });
    expect([answered.verdict, answered.change, answered.replayed.run.output]).toEqual([
      "diverged",
      "now succeeds",
      ["done", {}],
    ]);
  });

  it("race as they did, though AWS takes its time between states", async () => {
    const definition = both({ Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 1 }] });
    const events = eventsOf({ definition, input: {}, handler: racing }) as unknown as JsonObject[];
    const late = events.map((event) => ({
      ...event,
      timestamp: (event.timestamp as number) + (event.id as number) * 0.05,
    }));
    expect((await play(late, definition)).text).toBe("same");
  });
});

const recorded = recordedExecutions();

describe.skipIf(recorded.length === 0)("a history recorded on AWS", () => {
  const sameOf = (events: RecordedHistory["events"]) =>
    statusIn(events) === "RUNNING" ? expect.stringMatching(/^same so far/) : "same";
  const known = recorded.filter(
    ({ one, id }) => one.expected.events !== undefined && !id.includes("retry_extended_input"),
  );

  it("replays as same when it comes as records of CloudWatch Logs", async () => {
    for (const { events, one } of known.map((each) => ({ events: historyOf(each).events, one: each }))) {
      const { executionArn } = one.one.identity;
      const records = logRecords(
        events as unknown as RecordedEvent[],
        { level: "ALL", includeExecutionData: true },
        { executionArn },
      );
      const history = historiesIn(records)[0];
      const { text } = await replay(history, machineOf(one.one) as never, { ...optionsOf(one), identity: undefined });
      expect([one.id, text]).toEqual([one.id, sameOf(history.events)]);
    }
  }, 60_000);

  it("replays as same as far as it goes, wherever it breaks off", async () => {
    for (const one of known.slice(0, 100)) {
      const history = historyOf(one);
      const part = { ...history, events: history.events.slice(0, Math.ceil(history.events.length / 2)) };
      const { text } = await replay(part, machineOf(one.one) as never, optionsOf(one));
      expect([one.id, text]).toEqual([one.id, sameOf(part.events)]);
    }
  }, 60_000);

  it("replays from the log that was recorded with it", async () => {
    const logged = recorded.filter(
      ({ one }) => one.expected.logged_events !== undefined && one.logging.level === "ALL",
    );
    expect(logged.length).toBeGreaterThan(3);
    for (const one of logged) {
      const history = historiesIn(one.one.expected.logged_events as Json)[0];
      const { text } = await replay(history, machineOf(one.one) as never, { input: one.one.input, at: one.one.at });
      expect([one.id, text]).toEqual([one.id, "same"]);
    }
  }, 60_000);
});
