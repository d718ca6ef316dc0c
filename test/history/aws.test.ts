import { describe, expect, it } from "vitest";
import { failure, pending, success } from "../../packages/asl-core/src/drivers/handler.js";
import type { Run, RunOptions } from "../../packages/asl-core/src/drivers/run.js";
import { type AwsEvent, fromAws, HistoryError, toAws } from "../../packages/asl-core/src/history/index.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import {
  ACTIVITY,
  answering,
  caught,
  INVOKE,
  jsonata,
  LAMBDA,
  machineOf,
  performLawfully,
  retried,
  TOKEN,
  taskState,
} from "../kernel/support.js";

const end = { End: true };
const succeed = { Type: "Succeed" };
const historyOf = (definition: JsonObject, options: RunOptions = {}): { history: AwsEvent[]; run: Run } => {
  const run = performLawfully(definition, options);
  return { run, history: toAws(run.events, loadMachine(definition), run.execution.identity) };
};
/** Details of the first event of a type, as AWS would send them. */
function sent(history: AwsEvent[], type: string): unknown {
  const {
    timestamp: _,
    type: __,
    id: ___,
    previousEventId: ____,
    ...details
  } = history.find((event) => event.type === type)!;
  return details;
}

const WHOLE = { truncated: false };
const task = (resource: string, more: JsonObject = end): JsonObject => machineOf({ T: taskState(resource, more) });
const ok = { handler: () => success({ a: 1 }) };
const bad = { handler: () => failure("E", "c", { takes: 1 }) };

type Row = [type: string, definition: JsonObject, options: RunOptions, details: JsonObject];
const rows: Row[] = [
  [
    "ExecutionStarted",
    machineOf({ S: succeed }),
    { input: { a: 1 } },
    {
      executionStartedEventDetails: {
        input: '{"a":1}',
        inputDetails: WHOLE,
        roleArn: "arn:aws:iam::123456789012:role/machine",
      },
    },
  ],
  [
    "ExecutionSucceeded",
    machineOf({ S: succeed }),
    {},
    { executionSucceededEventDetails: { output: "{}", outputDetails: WHOLE } },
  ],
  ["ExecutionFailed", machineOf({ F: { Type: "Fail" } }), {}, { executionFailedEventDetails: {} }],
  [
    "ExecutionFailed",
    machineOf({ F: { Type: "Fail", Error: "E", Cause: "c" } }),
    {},
    { executionFailedEventDetails: { error: "E", cause: "c" } },
  ],
  [
    "ExecutionAborted",
    machineOf({ W: { Type: "Wait", Seconds: 9, ...end } }),
    { abort: { after: 1 } },
    { executionAbortedEventDetails: {} },
  ],
  [
    "PassStateEntered",
    machineOf({ P: { Type: "Pass", ...end } }),
    { input: [1] },
    { stateEnteredEventDetails: { name: "P", input: "[1]", inputDetails: WHOLE } },
  ],
  [
    "PassStateExited",
    machineOf({ P: { Type: "Pass", Assign: { x: "abc", y: { z: null } }, ...end } }),
    {},
    {
      stateExitedEventDetails: {
        name: "P",
        output: "{}",
        outputDetails: WHOLE,
        assignedVariables: { x: '"abc"', y: '{"z":null}' },
        assignedVariablesDetails: WHOLE,
      },
    },
  ],
  [
    "LambdaFunctionScheduled",
    task(LAMBDA, { TimeoutSeconds: 5, ...end }),
    ok,
    {
      lambdaFunctionScheduledEventDetails: { resource: LAMBDA, input: "{}", inputDetails: WHOLE, timeoutInSeconds: 5 },
    },
  ],
  ["LambdaFunctionStarted", task(LAMBDA), ok, {}],
  [
    "LambdaFunctionSucceeded",
    task(LAMBDA),
    ok,
    { lambdaFunctionSucceededEventDetails: { output: '{"a":1}', outputDetails: WHOLE } },
  ],
  ["LambdaFunctionFailed", task(LAMBDA), bad, { lambdaFunctionFailedEventDetails: { error: "E", cause: "c" } }],
  [
    "LambdaFunctionTimedOut",
    task(LAMBDA, { TimeoutSeconds: 5, ...end }),
    { handler: () => pending() },
    { lambdaFunctionTimedOutEventDetails: { error: "States.Timeout" } },
  ],
  [
    "ActivityScheduled",
    task(ACTIVITY, { HeartbeatSeconds: 3, ...end }),
    ok,
    { activityScheduledEventDetails: { resource: ACTIVITY, input: "{}", inputDetails: WHOLE, heartbeatInSeconds: 3 } },
  ],
  [
    "ActivityStarted",
    task(ACTIVITY),
    { handler: () => success(1, { workerName: "w" }) },
    { activityStartedEventDetails: { workerName: "w" } },
  ],
  [
    "TaskScheduled",
    task(INVOKE, { Credentials: { RoleArn: "arn:aws:iam::123456789012:role/other" }, ...end }),
    ok,
    {
      taskScheduledEventDetails: {
        resourceType: "lambda",
        resource: "invoke",
        region: "us-east-1",
        parameters: '{"FunctionName":"f","Payload":{}}',
        taskCredentials: { roleArn: "arn:aws:iam::123456789012:role/other" },
      },
    },
  ],
  ["TaskStarted", task(INVOKE), ok, { taskStartedEventDetails: { resourceType: "lambda", resource: "invoke" } }],
  [
    "TaskSubmitted",
    task(TOKEN),
    { handler: () => success(1, { submitted: { MessageId: "m" }, takes: 1 }) },
    {
      taskSubmittedEventDetails: {
        resourceType: "sqs",
        resource: "sendMessage.waitForTaskToken",
        output: '{"MessageId":"m"}',
        outputDetails: WHOLE,
      },
    },
  ],
  [
    "TaskSucceeded",
    task(INVOKE),
    ok,
    {
      taskSucceededEventDetails: {
        resourceType: "lambda",
        resource: "invoke",
        output: '{"a":1}',
        outputDetails: WHOLE,
      },
    },
  ],
  [
    "TaskFailed",
    task(INVOKE),
    { handler: () => failure() },
    { taskFailedEventDetails: { resourceType: "lambda", resource: "invoke" } },
  ],
  [
    "TaskTimedOut",
    task(INVOKE, { TimeoutSeconds: 5, ...end }),
    { handler: () => pending() },
    { taskTimedOutEventDetails: { resourceType: "lambda", resource: "invoke", error: "States.Timeout" } },
  ],
  [
    "MapStateStarted",
    machineOf({ M: { Type: "Map", ItemProcessor: machineOf({ S: succeed }), ...end } }),
    { input: [1, 2] },
    { mapStateStartedEventDetails: { length: 2 } },
  ],
  [
    "MapIterationStarted",
    machineOf({ M: { Type: "Map", ItemProcessor: machineOf({ S: succeed }), ...end } }),
    { input: [1] },
    { mapIterationStartedEventDetails: { name: "M", index: 0 } },
  ],
  [
    "MapStateSucceeded",
    machineOf({ M: { Type: "Map", ItemProcessor: machineOf({ S: succeed }), ...end } }),
    { input: [] },
    {},
  ],
  [
    "EvaluationFailed",
    machineOf({ P: { Type: "Pass", Output: { key: "{% $states.input.nope %}" }, ...end } }, jsonata),
    {},
    {
      evaluationFailedEventDetails: {
        error: "States.QueryEvaluationError",
        cause:
          "An error occurred while executing the state 'P' (entered at the event id #2). The JSONata expression '$states.input.nope' specified for the field 'Output/key' returned nothing (undefined).",
        location: "Output/key",
        state: "P",
      },
    },
  ],
  [
    "EvaluationFailed",
    machineOf({ M: { Type: "Map", ItemProcessor: machineOf({ S: succeed }), ...end } }, jsonata),
    { input: { a: 1 } },
    {
      evaluationFailedEventDetails: {
        error: "States.QueryEvaluationError",
        cause:
          "An error occurred while executing the state 'M' (entered at the event id #2). Map state input must be an array but was: {\"a\":1}",
        state: "M",
      },
    },
  ],
];

describe("toAws", () => {
  it.each(rows)("writes %s as GetExecutionHistory does (%#)", (type, definition, options, details) => {
    expect(sent(historyOf(definition, options).history, type)).toEqual(details);
  });

  it("gives timestamps in seconds since 1970", () => {
    const { history } = historyOf(machineOf({ W: { Type: "Wait", Timestamp: "2026-01-01T00:00:01.250Z", ...end } }));
    expect(history.map(({ timestamp }) => timestamp - 1_767_225_600)).toEqual([0, 0, 1.25, 1.25]);
  });

  it("names the region of the state machine", () => {
    const identity = { stateMachineArn: "arn:aws:states:eu-west-1:123456789012:stateMachine:machine" };
    const { history } = historyOf(task(INVOKE), { ...ok, identity });
    expect(sent(history, "TaskScheduled")).toMatchObject({ taskScheduledEventDetails: { region: "eu-west-1" } });
  });

  it("writes nothing for no events", () =>
    expect(
      toAws([], loadMachine(machineOf({ S: succeed })), historyOf(machineOf({ S: succeed })).run.execution.identity),
    ).toEqual([]));
});

describe("fromAws", () => {
  const choice = machineOf({
    C: {
      Type: "Choice",
      Choices: [
        { Variable: "$", NumericEquals: 1, Next: "A" },
        { Variable: "$", NumericEquals: 2, Next: "B" },
      ],
      Default: "D",
    },
    A: { Type: "Pass", ...end },
    B: { Type: "Pass", ...end },
    D: { Type: "Pass", ...end },
  });
  const back = (definition: JsonObject, options: RunOptions = {}) =>
    fromAws(historyOf(definition, options).history, loadMachine(definition));
  const vias = (definition: JsonObject, options: RunOptions = {}) =>
    back(definition, options).flatMap(({ via }) => via ?? []);

  it.each([
    [1, "choice 0"],
    [2, "choice 1"],
    [3, "default"],
  ])("infers from what follows which way %d took: %s", (input, via) =>
    expect(vias(choice, { input })).toEqual([via, "next"]),
  );

  it("infers retries and catchers", () => {
    const states = { T: taskState(INVOKE, { ...retried({ MaxAttempts: 1 }), ...caught("S"), ...end }), S: succeed };
    expect(vias(machineOf(states), { handler: () => failure("E") })).toEqual(["retry", "catch 0", "next"]);
  });

  it("gives the events of Parallel branches and Map iterations their frames", () => {
    const inner = machineOf({
      M: {
        Type: "Map",
        ItemsPath: "$",
        ItemProcessor: machineOf({ I: { Type: "Pass", ...end } }),
        MaxConcurrency: 1,
        ...end,
      },
    });
    const P = { Type: "Parallel", Branches: [inner, machineOf({ B: { Type: "Wait", Seconds: 1, ...end } })], ...end };
    const events = back(machineOf({ P }), { input: [1, 2] });
    expect([...new Set(events.map(({ frame }) => frame))].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it("leaves a text that AWS has cut off as it is", () => {
    const { history } = historyOf(machineOf({ S: succeed }), { input: { a: 1 } });
    const cut = structuredClone(history);
    (cut[1].stateEnteredEventDetails as JsonObject).input = '{"a":';
    expect(fromAws(cut, loadMachine(machineOf({ S: succeed })))[1].details).toEqual({ input: '{"a":' });
  });

  it("reads a history without execution data", () => {
    const { history } = historyOf(machineOf({ S: succeed }));
    const bare = history.map(
      ({ timestamp, type, id, previousEventId, stateEnteredEventDetails, stateExitedEventDetails }) => ({
        timestamp,
        type,
        id,
        previousEventId,
        ...(stateEnteredEventDetails && { stateEnteredEventDetails: { name: stateEnteredEventDetails.name } }),
        ...(stateExitedEventDetails && { stateExitedEventDetails: { name: stateExitedEventDetails.name } }),
      }),
    ) as AwsEvent[];
    expect(fromAws(bare, loadMachine(machineOf({ S: succeed }))).map(({ type }) => type)).toEqual(
      history.map(({ type }) => type),
    );
  });

  it.each<[string, Partial<AwsEvent>]>([
    ["a state the machine does not have", { stateEnteredEventDetails: { name: "Nobody", input: "{}" } }],
    ["a state without a name", { stateEnteredEventDetails: {} }],
    ["an event the kernel never writes", { type: "ExecutionRedriven" }],
    ["an event AWS never writes", { type: "ActivitySubmitted" }],
    ["an event without a type", { type: undefined }],
    ["a key of Object.prototype for a state", { stateEnteredEventDetails: { name: "constructor" } }],
  ])("refuses %s", (_, change) => {
    const { history } = historyOf(machineOf({ S: succeed }));
    const changed = history.map((event, i) => (i === 1 ? ({ ...event, ...change } as AwsEvent) : event));
    expect(() => fromAws(changed, loadMachine(machineOf({ S: succeed })))).toThrow(HistoryError);
  });

  it("does not fall over events that nothing announces", () => {
    const machine = loadMachine(machineOf({ S: succeed }));
    for (const type of [
      "WaitStateAborted",
      "MapIterationAborted",
      "ParallelStateFailed",
      "MapIterationSucceeded",
      "TaskFailed",
      "MapRunFailed",
      "SomethingNew",
    ]) {
      const event: AwsEvent = { timestamp: 0, type, id: 1, previousEventId: 0 };
      try {
        fromAws([event], machine);
      } catch (error) {
        expect(error).toBeInstanceOf(HistoryError);
      }
    }
  });

  it("reads what AWS wrote before November 2024: MapStateExited after MapRunSucceeded", () => {
    const ItemProcessor = {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      ...machineOf({ A: { Type: "Pass", ...end } }),
    };
    const definition = machineOf({ M: { Type: "Map", ItemProcessor, ...end } });
    const { history, run } = historyOf(definition, { input: [1] });
    const old = history.map((event) => (event.type === "MapStateExited" ? { ...event, previousEventId: 5 } : event));
    const events = fromAws(old, loadMachine(definition));
    expect(events.map(({ frame, node }) => [frame, node])).toEqual(run.events.map(({ frame, node }) => [frame, node]));
  });

  it("keeps answers of tasks apart that run at once", () => {
    const P = {
      Type: "Parallel",
      Branches: [machineOf({ A: taskState(LAMBDA) }), machineOf({ B: taskState(LAMBDA) })],
      ...end,
    };
    const handler = answering({ A: success("a", { takes: 20 }), B: success("b", { takes: 10 }) });
    const events = back(machineOf({ P }), { handler });
    const outputs = events
      .filter(({ type }) => type === "LambdaFunctionSucceeded")
      .map(({ frame, details }) => [frame, (details as { output: unknown }).output]);
    expect(outputs).toEqual([
      [3, "b"],
      [2, "a"],
    ]);
  });
});
