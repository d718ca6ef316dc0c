import { HandlerError, readAnswers, runSync } from "asl-core";
import { loadMachine, type TestOptions, UnansweredError } from "asl-core/testing";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { LAMBDA, machineOf, SQS, task } from "./support.js";

describe("a run", () => {
  it("tells its end, its duration and its transitions", async () => {
    const machine = await machineOf({ Rest: { Type: "Wait", Seconds: 90, Next: "Done" }, Done: { Type: "Succeed" } });
    const run = await machine.run({ input: { a: 1 }, clock: "2030-01-01T00:00:00Z" });
    expect(run).toMatchObject({ status: "SUCCEEDED", output: { a: 1 }, error: null, duration: 90_000, transitions: 2 });
    expect(run.history.map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "WaitStateEntered",
      "WaitStateExited",
      "SucceedStateEntered",
      "SucceedStateExited",
      "ExecutionSucceeded",
    ]);
    expect(run.state("Done")[0].enteredAt).toBe(Date.parse("2030-01-01T00:01:30Z"));
  });

  it("tells error and cause", async () => {
    const machine = await machineOf({ No: { Type: "Fail", Error: "E", Cause: "c" } });
    const run = await machine.run();
    expect(run).toMatchObject({ status: "FAILED", error: "E", cause: "c", output: null });
    expect(run.state("No")).toMatchObject([{ status: "failed", error: "E", cause: "c" }]);
  });

  it("suggests the state that was meant", async () => {
    const machine = await machineOf({ "Charge card": { Type: "Succeed" } });
    const run = await machine.run();
    expect(() => run.state("Chrge card")).toThrow(/did you mean "Charge card"\?/);
    expect(() => run.state("X")).toThrow(RangeError);
  });

  it("may run many times at once", async () => {
    const machine = await machineOf({ A: task() });
    const runs = await Promise.all([1, 2, 3].map((n) => machine.run({ answers: { A: [{ output: n }] } })));
    expect(runs.map(({ output }) => output)).toEqual([1, 2, 3]);
  });

  it("comes to the same bytes as one that nobody watches", async () => {
    const machine = await machineOf({
      A: task({ Retry: [{ ErrorEquals: ["E"], JitterStrategy: "FULL" }], Next: "B" }),
      B: { Type: "Map", ItemProcessor: { StartAt: "C", States: { C: task() } }, End: true },
    });
    const answers = { A: [{ error: "E" }, { output: [1, 2] }], C: { identity: true as const } };
    const { handler } = readAnswers(answers as never, machine.machine);
    const { identity, type } = (await machine.run({ answers })).raw.execution;
    const plain = runSync(machine.machine, { handler, identity, type, history: false });
    expect((await machine.run({ answers })).raw.execution).toEqual(plain.execution);
  });

  it("names machine and execution in its context", async () => {
    const machine = await loadMachine(
      {
        StartAt: "A",
        States: {
          A: { Type: "Pass", Parameters: { "n.$": "$$.Execution.Name", "m.$": "$$.StateMachine.Name" }, End: true },
        },
      },
      { name: "orders" },
    );
    expect((await machine.run({ name: "run-7" })).output).toEqual({ n: "run-7", m: "orders" });
  });

  it.each<[string, TestOptions, RegExp]>([
    ["an unknown option", { inputs: {} } as TestOptions, /no option "inputs"/],
    ["a clock that is no time", { clock: "tomorrow" }, /clock is no time: "tomorrow"/],
    ["an input that is not JSON", { input: new Date() as never }, /input is not JSON/],
    ["a start that does not exist", { startAt: "Nope" }, /no state "Nope"; it has A/],
    ["answers for states that do not exist", { answers: { Aa: { output: 1 } } }, /no Task state "Aa"/],
    ["answers that are plain values", { answers: { A: "ok" as never } }, /An answer is an object/],
  ])("refuses %s", async (_, options, message) => {
    const machine = await machineOf({ A: task() });
    await expect(machine.run(options)).rejects.toThrow(message);
  });
});

describe("a visit", () => {
  it("has every stage of the data, what was sent, and the variables after it", async () => {
    const machine = await machineOf({
      First: { Type: "Pass", Assign: { "who.$": "$.name" }, Next: "Charge" },
      Charge: {
        Type: "Task",
        Resource: LAMBDA,
        InputPath: "$.order",
        Parameters: { FunctionName: "charge", "Payload.$": "$" },
        ResultSelector: { "id.$": "$.Payload.id" },
        ResultPath: "$.charge",
        OutputPath: "$.charge",
        Assign: { "charge.$": "$.Payload.id" },
        End: true,
      },
    });
    const run = await machine.run({
      input: { name: "Ada", order: { n: 1 } },
      answers: { Charge: { output: { Payload: { id: "c1" } }, takes: "2s" } },
    });
    const [charge] = run.state("Charge");
    expect(charge.stages).toEqual([
      { stage: "input", value: { name: "Ada", order: { n: 1 } } },
      { stage: "afterInputPath", value: { n: 1 } },
      { stage: "afterParameters", value: { FunctionName: "charge", Payload: { n: 1 } } },
      { stage: "result", value: { Payload: { id: "c1" } } },
      { stage: "afterResultSelector", value: { id: "c1" } },
      { stage: "afterResultPath", value: { name: "Ada", order: { n: 1 }, charge: { id: "c1" } } },
      { stage: "output", value: { id: "c1" } },
      { stage: "variables", value: { who: "Ada", charge: "c1" } },
    ]);
    expect(charge).toMatchObject({
      type: "Task",
      status: "succeeded",
      arguments: { FunctionName: "charge", Payload: { n: 1 } },
      result: { Payload: { id: "c1" } },
      output: { id: "c1" },
      variables: { who: "Ada", charge: "c1" },
      assigned: { charge: "c1" },
      via: "next",
    });
    expect(charge.next).toBeUndefined();
    expect(charge.exitedAt! - charge.enteredAt).toBe(2000);
    expect(run.state("First")[0]).toMatchObject({ variables: { who: "Ada" }, next: "Charge", attempts: [] });
  });

  const retried = {
    Try: task({
      Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 3, MaxAttempts: 2 }],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Caught" }],
      Next: "Good",
    }),
    Good: { Type: "Succeed" },
    Caught: { Type: "Succeed" },
  };

  it("has an attempt for each try", async () => {
    const machine = await machineOf(retried);
    const run = await machine.run({
      answers: {
        Try: [
          { error: "Busy", cause: "one", takes: "1s" },
          { output: { ok: true }, takes: "2s" },
        ],
      },
    });
    const [visit] = run.state("Try");
    const t = visit.enteredAt;
    expect(visit.attempts).toMatchObject([
      { error: "Busy", cause: "one", startedAt: t, endedAt: t + 1000, arguments: { FunctionName: "f" } },
      { result: { ok: true }, startedAt: t + 4000, endedAt: t + 6000 },
    ]);
    expect(visit).toMatchObject({ status: "succeeded", next: "Good", error: undefined, cause: undefined });
  });

  it("tells what was caught, and by which edge", async () => {
    const machine = await machineOf(retried);
    const run = await machine.run({ answers: { Try: { error: "Broken", cause: "why" } } });
    expect(run.state("Try")).toMatchObject([
      {
        status: "caught",
        error: "Broken",
        cause: "why",
        via: "catch 0",
        next: "Caught",
        attempts: [{ error: "Broken" }],
      },
    ]);
  });

  it("tells the failure that ended the run", async () => {
    const machine = await machineOf({ Try: task() });
    const run = await machine.run({ answers: { Try: { error: "Broken" } } });
    expect(run.state("Try")[0]).toMatchObject({ status: "failed", error: "Broken", cause: null, output: undefined });
  });

  it("tells the interpreter's own errors", async () => {
    const machine = await machineOf({ A: { Type: "Pass", InputPath: "$.missing", End: true } });
    const [visit] = (await machine.run()).state("A");
    expect(visit).toMatchObject({ status: "failed", error: "States.Runtime" });
  });

  it("counts a Catch that fails itself as one try", async () => {
    const machine = await loadMachine({
      QueryLanguage: "JSONata",
      StartAt: "A",
      States: {
        A: {
          Type: "Task",
          Resource: LAMBDA,
          Arguments: { FunctionName: "f" },
          Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.input.x + 'a' %}", Next: "B" }],
          Next: "B",
        },
        B: { Type: "Succeed" },
      },
    });
    const [visit] = (await machine.run({ input: { x: 1 }, answers: { A: { error: "E" } } })).state("A");
    expect(visit.attempts).toMatchObject([{ error: "E" }]);
    expect(visit).toMatchObject({ status: "failed", error: "States.QueryEvaluationError" });
  });

  it("counts visits of a loop", async () => {
    const machine = await loadMachine({
      QueryLanguage: "JSONata",
      StartAt: "Poll",
      States: {
        Poll: {
          Type: "Task",
          Resource: LAMBDA,
          Arguments: { FunctionName: "f" },
          Assign: { done: "{% $states.result.Payload %}" },
          Next: "Done?",
        },
        "Done?": { Type: "Choice", Choices: [{ Condition: "{% $done %}", Next: "End" }], Default: "Poll" },
        End: { Type: "Succeed" },
      },
    });
    const run = await machine.run({
      answers: { Poll: [{ output: { Payload: false }, repeat: 2 }, { output: { Payload: true } }] },
    });
    expect(run.state("Poll").map(({ visit, variables }) => [visit, variables.done])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(run.state("Done?").map(({ via, next }) => [via, next])).toEqual([
      ["default", "Poll"],
      ["default", "Poll"],
      ["choice 0", "End"],
    ]);
  });

  it("tells Map iterations, those of distributed Maps too", async () => {
    for (const mode of ["INLINE", "DISTRIBUTED"]) {
      const config: JsonObject = mode === "INLINE" ? { Mode: mode } : { Mode: mode, ExecutionType: "STANDARD" };
      const machine = await machineOf({
        Each: {
          Type: "Map",
          ItemProcessor: { ProcessorConfig: config, StartAt: "One", States: { One: task() } },
          End: true,
        },
      });
      const run = await machine.run({ input: ["a", "b"] as never, answers: { One: { identity: true } } });
      expect(run.state("One").map(({ iteration, input, visit }) => [iteration, input, visit])).toEqual([
        [[0], "a", 1],
        [[1], "b", 1],
      ]);
      expect(run.state("Each › One")).toHaveLength(2);
      expect(run.state("Each")[0].attempts).toHaveLength(1);
    }
  });

  it("tells what a failing sibling ended, and what Parallel tried again", async () => {
    const machine = await machineOf({
      Split: {
        Type: "Parallel",
        Branches: [
          { StartAt: "Bad", States: { Bad: task() } },
          { StartAt: "Slow", States: { Slow: { Type: "Wait", Seconds: 60, End: true } } },
        ],
        Retry: [{ ErrorEquals: ["E"], MaxAttempts: 1, IntervalSeconds: 5 }],
        End: true,
      },
    });
    const run = await machine.run({ answers: { Bad: { error: "E", takes: "1s" } } });
    expect(run.state("Split")[0]).toMatchObject({ status: "failed", attempts: [{ error: "E" }, { error: "E" }] });
    expect(run.state("Slow")).toMatchObject([
      { status: "aborted", visit: 1 },
      { status: "aborted", visit: 2 },
    ]);
    expect(run.state("Bad").map(({ status }) => status)).toEqual(["failed", "failed"]);
  });

  it("tells what waits at the end", async () => {
    const machine = await machineOf({
      Ask: { Type: "Task", Resource: SQS, Parameters: { QueueUrl: "q", MessageBody: "m" }, End: true },
    });
    const run = await machine.run({ answers: { Ask: { pending: true } } });
    expect(run.status).toBe("RUNNING");
    expect(run.state("Ask")).toMatchObject([{ status: "running", exitedAt: undefined }]);
    expect(run.waiting).toMatchObject([{ state: "Ask" }]);
  });
});

describe("a start inside the machine", () => {
  const states = {
    First: { Type: "Fail" },
    Split: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: "A",
          States: {
            A: { Type: "Fail" },
            B: { Type: "Pass", Parameters: { "v.$": "$v", "in.$": "$.x" }, Next: "C" },
            C: { Type: "Pass", End: true },
          },
        },
      ],
      End: true,
    },
    Each: {
      Type: "Map",
      ItemProcessor: {
        StartAt: "I",
        States: {
          I: { Type: "Pass", Parameters: { "i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value" }, End: true },
        },
      },
      End: true,
    },
  };
  states.First = {
    Type: "Choice",
    Choices: [{ Variable: "$.a", IsPresent: true, Next: "Split" }],
    Default: "Each",
  } as never;
  (states.Split.Branches[0].States as Record<string, unknown>).A = {
    Type: "Choice",
    Choices: [{ Variable: "$.a", IsPresent: true, Next: "C" }],
    Default: "B",
  };

  it("runs on to the end of its block, with variables", async () => {
    const machine = await machineOf(states as never);
    const run = await machine.run({ startAt: "Split › branch 0 › B", input: { x: 1 }, variables: { v: 2 } });
    expect(run).toMatchObject({ status: "SUCCEEDED", output: { v: 2, in: 1 } });
    expect(run.visits.map(({ state }) => state)).toEqual(["B", "C"]);
  });

  it("knows the item it works on", async () => {
    const machine = await machineOf(states as never);
    const run = await machine.run({ startAt: "I", item: { Index: 3, Value: "x" } });
    expect(run.output).toEqual({ i: 3, v: "x" });
    expect(run.state("I")[0].iteration).toEqual([3]);
  });
});

describe("a task without an answer", () => {
  it("fails a strict run, with the request and an answer to paste", async () => {
    const machine = await machineOf({ A: { Type: "Pass", Next: "Charge card" }, "Charge card": task() });
    const error = (await machine.run({ input: { id: 7 } }).catch((reason: unknown) => reason)) as UnansweredError;
    expect(error).toBeInstanceOf(UnansweredError);
    expect(error.request.state).toBe("Charge card");
    expect(error.run.visits).toHaveLength(2);
    expect(error.message).toBe(
      [
        'no answer for call 1 of task "Charge card", try 1',
        `  resource   ${LAMBDA}`,
        '  arguments  {"FunctionName":"f","Payload":{"id":7}}',
        "  path       A → Charge card",
        "Add it to the answers:",
        '  "Charge card": { output: {"ExecutedVersion":"$LATEST","Payload":{},"StatusCode":200} },',
        "or pass strict: false to give every such task an answer of this kind.",
      ].join("\n"),
    );
  });

  it("gets a plausible one in a lenient run", async () => {
    const machine = await machineOf({
      A: task({ Next: "B" }),
      B: {
        Type: "Task",
        Resource: "arn:aws:states:::sqs:sendMessage",
        Parameters: { QueueUrl: "q", MessageBody: "m" },
        End: true,
      },
    });
    const run = await machine.run({ strict: false });
    expect(run.state("A")[0].result).toMatchObject({ Payload: {}, StatusCode: 200 });
    expect(run.output).toMatchObject({ MessageId: expect.any(String) });
  });

  it.each(["arn:aws:states:::athena:getQueryExecution", "arn:aws:states:::aws-sdk:athena:getQueryExecution"])(
    "gets one that looks like the service's from %s",
    async (Resource) => {
      const machine = await machineOf({
        A: { Type: "Task", Resource, Parameters: { QueryExecutionId: "q" }, End: true },
      });
      const { output } = await machine.run({ strict: false });
      expect(output).toMatchObject({ QueryExecution: { Status: { State: "SUCCEEDED" } } });
    },
  );

  it("goes to the handler", async () => {
    const machine = await machineOf({ A: task({ Next: "B" }), B: task() });
    const run = await machine.run({
      answers: { A: { output: 1 } },
      handler: ({ state }) => ({ type: "success", output: state }),
    });
    expect(run.output).toBe("B");
  });
});

describe("answers in code", () => {
  it("reports those that nobody asked for", async () => {
    const machine = await machineOf({ A: task() });
    const run = await machine.run({ answers: { A: [{ output: 1 }, { output: 2 }], default: { output: 3 } } });
    expect(run.unused).toEqual([
      { key: "A", index: 1 },
      { key: "default", index: -1 },
    ]);
  });

  it("refuse what is not JSON", async () => {
    const machine = await machineOf({ A: task() });
    await expect(machine.run({ answers: { A: () => 1n } })).rejects.toThrow(HandlerError);
  });

  it("hold the clock while a promise is open", async () => {
    const machine = await machineOf({ A: task({ TimeoutSeconds: 1, End: true }) });
    const run = await machine.run({ answers: { A: async () => Promise.resolve("late") } });
    expect(run).toMatchObject({ status: "SUCCEEDED", output: "late", duration: 0 });
  });
});
