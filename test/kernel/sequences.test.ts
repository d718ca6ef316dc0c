import { describe, it } from "vitest";
import { failure, pending, success } from "../../packages/asl-core/src/drivers/handler.js";
import type { RunOptions } from "../../packages/asl-core/src/drivers/run.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { NO_LIMITS } from "../../packages/asl-core/src/kernel/index.js";
import {
  ACTIVITY,
  answering,
  caught,
  expectChain,
  INVOKE,
  jsonata,
  LAMBDA,
  machineOf,
  performLawfully,
  retried,
  SYNC,
  smallPayload,
  taskState,
  TOKEN,
} from "./support.js";

/** What it does, the machine, the events after ExecutionStarted, and how it is run. */
type Row = [title: string, definition: JsonObject, chain: string, options?: RunOptions];

function rows(name: string, table: Row[]): void {
  describe(name, () => {
    it.each(table)("%s", (_, definition, chain, options) => expectChain(performLawfully(definition, options), chain));
  });
}

const end = { End: true };
const pass = (more: JsonObject = end): JsonObject => ({ Type: "Pass", ...more });
const succeed = { Type: "Succeed" };
const boom = { Type: "Fail", Error: "Boom", Cause: "because" };
const block = (states: JsonObject): JsonObject => machineOf(states);
const given = (outcomes: Parameters<typeof answering>[0], more: RunOptions = {}): RunOptions => ({
  handler: answering(outcomes),
  ...more,
});

rows("a simple state", [
  [
    "enters and exits a Pass",
    machineOf({ P: pass() }),
    "2<0 PassStateEntered · 3<2 PassStateExited · 4<3 ExecutionSucceeded",
  ],
  [
    "follows one Pass with another",
    machineOf({ P: pass({ Next: "Q" }), Q: pass() }),
    "2<0 PassStateEntered · 3<2 PassStateExited · 4<3 PassStateEntered · 5<4 PassStateExited · 6<5 ExecutionSucceeded",
  ],
  [
    "shows nothing of a Wait's timer",
    machineOf({ W: { Type: "Wait", Seconds: 5, ...end } }),
    "2<0 WaitStateEntered · 3<2 WaitStateExited · 4<3 ExecutionSucceeded",
  ],
  [
    "leaves a Choice by a rule",
    machineOf({ C: { Type: "Choice", Choices: [{ Variable: "$.x", NumericEquals: 1, Next: "P" }] }, P: pass() }),
    "2<0 ChoiceStateEntered · 3<2 ChoiceStateExited · 4<3 PassStateEntered · 5<4 PassStateExited · 6<5 ExecutionSucceeded",
    { input: { x: 1 } },
  ],
  [
    "exits a Succeed",
    machineOf({ S: succeed }),
    "2<0 SucceedStateEntered · 3<2 SucceedStateExited · 4<3 ExecutionSucceeded",
  ],
  ["never exits a Fail", machineOf({ F: boom }), "2<0 FailStateEntered · 3<2 ExecutionFailed"],
  [
    "ends at a Choice without a match",
    machineOf({ C: { Type: "Choice", Choices: [{ Variable: "$.x", NumericEquals: 1, Next: "P" }] }, P: pass() }),
    "2<0 ChoiceStateEntered · 3<2 ExecutionFailed",
    { input: { x: 2 } },
  ],
  [
    "lets an abort follow nothing",
    machineOf({ W: { Type: "Wait", Seconds: 5, ...end } }),
    "2<0 WaitStateEntered · 3<0 ExecutionAborted",
    { abort: { after: 1000 } },
  ],
  [
    "lets the execution's timeout follow nothing",
    machineOf({ W: { Type: "Wait", Seconds: 5, ...end } }, { TimeoutSeconds: 1 }),
    "2<0 WaitStateEntered · 3<0 ExecutionTimedOut",
  ],
]);

const scheduled = "2<0 TaskStateEntered · 3<2 TaskScheduled · 4<3 TaskStarted";
const submitted = `${scheduled} · 5<4 TaskSubmitted`;
const lambda = "2<0 TaskStateEntered · 3<2 LambdaFunctionScheduled · 4<3 LambdaFunctionStarted";
const activity = "2<0 TaskStateEntered · 3<2 ActivityScheduled · 4<3 ActivityStarted";
const one = (resource: string, more?: JsonObject): JsonObject => machineOf({ T: taskState(resource, more) });
const timed = { TimeoutSeconds: 3, ...end };
const never = given({ T: pending() });

rows("a task", [
  ["invokes a Lambda function", one(LAMBDA), `${lambda} · 5<4 LambdaFunctionSucceeded · 6<5 TaskStateExited · 7<6 ExecutionSucceeded`, given({ T: success(1) })],
  ["fails with a Lambda function", one(LAMBDA), `${lambda} · 5<4 LambdaFunctionFailed · 6<5 ExecutionFailed`, given({ T: failure("E") })],
  ["times out with a Lambda function", one(LAMBDA, timed), `${lambda} · 5<4 LambdaFunctionTimedOut · 6<5 ExecutionFailed`, never],
  [
    "cannot schedule a Lambda function",
    one(LAMBDA),
    "2<0 TaskStateEntered · 3<2 LambdaFunctionScheduled · 4<3 LambdaFunctionScheduleFailed · 5<4 ExecutionFailed",
    given({ T: failure("E", "c", { stage: "schedule" }) }),
  ],
  [
    "cannot start a Lambda function",
    one(LAMBDA),
    "2<0 TaskStateEntered · 3<2 LambdaFunctionScheduled · 4<3 LambdaFunctionStartFailed · 5<4 ExecutionFailed",
    given({ T: failure("E", "c", { stage: "start" }) }),
  ],
  ["has no submission of a Lambda function to fail", one(LAMBDA), `${lambda} · 5<4 LambdaFunctionFailed · 6<5 ExecutionFailed`, given({ T: failure("E", "c", { stage: "submit" }) })],
  ["requests and waits for the response", one(INVOKE), `${scheduled} · 5<4 TaskSucceeded · 6<5 TaskStateExited · 7<6 ExecutionSucceeded`, given({ T: success(1) })],
  ["fails with a service", one(INVOKE), `${scheduled} · 5<4 TaskFailed · 6<5 ExecutionFailed`, given({ T: failure("E") })],
  ["times out with a service", one(INVOKE, timed), `${scheduled} · 5<4 TaskTimedOut · 6<5 ExecutionFailed`, never],
  ["submits a job and succeeds", one(SYNC), `${submitted} · 6<5 TaskSucceeded · 7<6 TaskStateExited · 8<7 ExecutionSucceeded`, given({ T: success(1) })],
  ["submits a job and fails", one(SYNC), `${submitted} · 6<5 TaskFailed · 7<6 ExecutionFailed`, given({ T: failure("E", "c", { takes: 10 }) })],
  ["fails at once where the call that submits does", one(SYNC), `${scheduled} · 5<4 TaskFailed · 6<5 ExecutionFailed`, given({ T: failure("E") })],
  ["submits a job and times out", one(SYNC, timed), `${submitted} · 6<5 TaskTimedOut · 7<6 ExecutionFailed`, never],
  [
    "cannot submit a job",
    one(SYNC),
    `${scheduled} · 5<4 TaskSubmitFailed · 6<5 ExecutionFailed`,
    given({ T: failure("E", "c", { stage: "submit" }) }),
  ],
  ["waits for a token and succeeds", one(TOKEN), `${submitted} · 6<5 TaskSucceeded · 7<6 TaskStateExited · 8<7 ExecutionSucceeded`, given({ T: success(1, { takes: 5000 }) })],
  ["misses a heartbeat", one(TOKEN, { HeartbeatSeconds: 2, ...end }), `${submitted} · 6<5 TaskTimedOut · 7<6 ExecutionFailed`, never],
  ["waits for an activity", one(ACTIVITY), `${activity} · 5<4 ActivitySucceeded · 6<5 TaskStateExited · 7<6 ExecutionSucceeded`, given({ T: success(1, { workerName: "w" }) })],
  ["fails with an activity", one(ACTIVITY), `${activity} · 5<4 ActivityFailed · 6<5 ExecutionFailed`, given({ T: failure("E") })],
  ["times out with an activity", one(ACTIVITY, timed), `${activity} · 5<4 ActivityTimedOut · 6<5 ExecutionFailed`, never],
  [
    "has no start of an activity to fail",
    one(ACTIVITY),
    `${activity} · 5<4 ActivityFailed · 6<5 ExecutionFailed`,
    given({ T: failure("E", "c", { stage: "start" }) }),
  ],
  [
    "schedules nothing where its parameters miss a path",
    machineOf({ T: taskState(INVOKE, { Parameters: { FunctionName: "f", "Payload.$": "$.nope" }, ...caught("S"), Next: "S" }), S: succeed }),
    "2<0 TaskStateEntered · 3<2 ExecutionFailed",
    never,
  ],
  [
    "ends where its OutputPath misses, uncaught",
    machineOf({ T: taskState(INVOKE, { OutputPath: "$.nope", ...caught("S"), Next: "S" }), S: succeed }),
    `${scheduled} · 5<4 TaskSucceeded · 6<5 ExecutionFailed`,
    given({ T: success({}) }),
  ],
  [
    "schedules nothing for an activity that does not exist",
    one(ACTIVITY),
    "2<0 TaskStateEntered · 3<2 ExecutionFailed",
    given({ T: success(1) }, { activities: [] }),
  ],
]);

rows("a retry or a catch", [
  [
    "schedules again without entering again",
    one(INVOKE, { ...retried({ MaxAttempts: 2 }), ...end }),
    `${scheduled} · 5<4 TaskFailed · 6<5 TaskScheduled · 7<6 TaskStarted · 8<7 TaskFailed
     9<8 TaskScheduled · 10<9 TaskStarted · 11<10 TaskSucceeded · 12<11 TaskStateExited · 13<12 ExecutionSucceeded`,
    given({ T: [failure("E"), failure("F"), success(1)] }),
  ],
  [
    "gives up after the last try",
    one(INVOKE, { ...retried({ MaxAttempts: 1 }), ...end }),
    `${scheduled} · 5<4 TaskFailed · 6<5 TaskScheduled · 7<6 TaskStarted · 8<7 TaskFailed · 9<8 ExecutionFailed`,
    given({ T: failure("E") }),
  ],
  [
    "exits by a catcher",
    machineOf({ T: taskState(INVOKE, { ...caught("S"), ...end }), S: succeed }),
    `${scheduled} · 5<4 TaskFailed · 6<5 TaskStateExited · 7<6 SucceedStateEntered · 8<7 SucceedStateExited · 9<8 ExecutionSucceeded`,
    given({ T: failure("E") }),
  ],
  [
    "catches after a submission",
    machineOf({ T: taskState(TOKEN, { ...caught("S"), ...end }), S: succeed }),
    `${submitted} · 6<5 TaskFailed · 7<6 TaskStateExited · 8<7 SucceedStateEntered · 9<8 SucceedStateExited · 10<9 ExecutionSucceeded`,
    given({ T: failure(undefined, undefined, { takes: 10 }) }),
  ],
  [
    "catches a timeout",
    machineOf({ T: taskState(INVOKE, { TimeoutSeconds: 1, ...caught("S"), ...end }), S: succeed }),
    `${scheduled} · 5<4 TaskTimedOut · 6<5 TaskStateExited · 7<6 SucceedStateEntered · 8<7 SucceedStateExited · 9<8 ExecutionSucceeded`,
    never,
  ],
]);

const parallelOf = (branches: JsonObject[], more: JsonObject = end): JsonObject => ({ Type: "Parallel", Branches: branches as Json, ...more });
const opened = "2<0 ParallelStateEntered · 3<2 ParallelStateStarted";

rows("a Parallel", [
  [
    "exits after its last branch event",
    machineOf({ P: parallelOf([block({ A: pass() }), block({ B: pass() })]) }),
    `${opened} · 4<3 PassStateEntered · 5<4 PassStateExited · 6<3 PassStateEntered · 7<6 PassStateExited
     8<7 ParallelStateSucceeded · 9<7 ParallelStateExited · 10<9 ExecutionSucceeded`,
  ],
  [
    "fails with a Fail inside",
    machineOf({ P: parallelOf([block({ F: boom })]) }),
    `${opened} · 4<3 FailStateEntered · 5<4 ParallelStateFailed · 6<5 ExecutionFailed`,
  ],
  [
    "exits by a catcher",
    machineOf({ P: parallelOf([block({ F: boom })], { ...caught("S"), ...end }), S: succeed }),
    `${opened} · 4<3 FailStateEntered · 5<4 ParallelStateFailed · 6<5 ParallelStateExited
     7<6 SucceedStateEntered · 8<7 SucceedStateExited · 9<8 ExecutionSucceeded`,
  ],
  [
    "aborts the failing task, then fails",
    machineOf({ P: parallelOf([block({ T: taskState(TOKEN) })], { ...caught("S"), ...end }), S: succeed }),
    `${opened} · 4<3 TaskStateEntered · 5<4 TaskScheduled · 6<5 TaskStarted · 7<6 TaskSubmitted · 8<7 TaskFailed
     9<8 TaskStateAborted · 10<8 ParallelStateFailed · 11<10 ParallelStateExited
     12<11 SucceedStateEntered · 13<12 SucceedStateExited · 14<13 ExecutionSucceeded`,
    given({ T: failure("E", "c", { takes: 10 }) }),
  ],
  [
    "starts over without failing first",
    machineOf({ P: parallelOf([block({ F: boom })], { ...retried({ MaxAttempts: 1 }), ...end }) }),
    `${opened} · 4<3 FailStateEntered · 5<4 ParallelStateStarted · 6<5 FailStateEntered · 7<6 ParallelStateFailed · 8<7 ExecutionFailed`,
  ],
  [
    "cannot catch a runtime error inside",
    machineOf({ P: parallelOf([block({ A: pass({ InputPath: "$.nope", ...end }) })], { ...caught("S"), ...end }), S: succeed }),
    `${opened} · 4<3 PassStateEntered · 5<4 ExecutionFailed`,
  ],
  [
    "has succeeded before its own ResultSelector fails",
    machineOf({ P: parallelOf([block({ A: pass() })], { ResultSelector: { "a.$": "$[0].nope" }, ...end }) }),
    `${opened} · 4<3 PassStateEntered · 5<4 PassStateExited · 6<5 ParallelStateSucceeded · 7<6 ExecutionFailed`,
  ],
  [
    "catches a failed expression inside",
    machineOf({ P: parallelOf([block({ A: pass({ Output: "{% $error('no') %}", ...end }) })], { ...caught("S"), ...end }), S: succeed }, jsonata),
    `${opened} · 4<3 PassStateEntered · 5<4 EvaluationFailed · 6<5 ParallelStateFailed · 7<6 ParallelStateExited
     8<7 SucceedStateEntered · 9<8 SucceedStateExited · 10<9 ExecutionSucceeded`,
  ],
  [
    "aborts what the other branches do, after the failing event",
    machineOf({
      P: parallelOf([
        block({ W: { Type: "Wait", Seconds: 9, ...end } }),
        block({ T: taskState(LAMBDA) }),
        block({ V: { Type: "Wait", Seconds: 1, Next: "F" }, F: boom }),
      ]),
    }),
    `${opened} · 4<3 WaitStateEntered · 5<3 TaskStateEntered · 6<5 LambdaFunctionScheduled · 7<3 WaitStateEntered
     8<6 LambdaFunctionStarted · 9<7 WaitStateExited · 10<9 FailStateEntered · 11<10 WaitStateAborted · 12<10 TaskStateAborted
     13<10 ParallelStateFailed · 14<13 ExecutionFailed`,
    given({ T: success(1, { takes: 60_000 }) }),
  ],
  [
    "aborts what is nested, inner states first",
    machineOf({
      P: parallelOf([
        block({ Q: parallelOf([block({ W: { Type: "Wait", Seconds: 9, ...end } })]) }),
        block({ V: { Type: "Wait", Seconds: 1, Next: "F" }, F: boom }),
      ]),
    }),
    `${opened} · 4<3 ParallelStateEntered · 5<4 ParallelStateStarted · 6<3 WaitStateEntered · 7<5 WaitStateEntered
     8<6 WaitStateExited · 9<8 FailStateEntered · 10<9 WaitStateAborted · 11<9 ParallelStateAborted
     12<9 ParallelStateFailed · 13<12 ExecutionFailed`,
  ],
  [
    "fails before it starts where its arguments do",
    machineOf({ P: parallelOf([block({ A: pass() })], { Arguments: "{% $error('no') %}", ...caught("S"), ...end }), S: succeed }, jsonata),
    `2<0 ParallelStateEntered · 3<2 EvaluationFailed · 4<3 ParallelStateFailed · 5<4 ParallelStateExited
     6<5 SucceedStateEntered · 7<6 SucceedStateExited · 8<7 ExecutionSucceeded`,
  ],
  [
    "fails once more where its catcher's output does",
    machineOf({
      P: parallelOf([block({ F: boom })], { Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $error('no') %}", Next: "S" }], ...end }),
      S: succeed,
    }, jsonata),
    `${opened} · 4<3 FailStateEntered · 5<4 ParallelStateFailed · 6<4 EvaluationFailed · 7<6 ParallelStateFailed · 8<7 ExecutionFailed`,
  ],
]);

const mapOf = (states: JsonObject, more: JsonObject = end): JsonObject => ({ Type: "Map", ItemsPath: "$", ItemProcessor: block(states), ...more });
const started = "2<0 MapStateEntered · 3<2 MapStateStarted";
const items = (...input: Json[]): RunOptions => ({ input });
const sequential = { MaxConcurrency: 1, ...end };

rows("an inline Map", [
  [
    "has no iteration for no item",
    machineOf({ M: mapOf({ A: pass() }) }),
    `${started} · 4<3 MapStateSucceeded · 5<3 MapStateExited · 6<5 ExecutionSucceeded`,
    items(),
  ],
  [
    "exits after its last iteration",
    machineOf({ M: mapOf({ A: pass() }) }),
    `${started} · 4<3 MapIterationStarted · 5<4 PassStateEntered · 6<5 PassStateExited · 7<6 MapIterationSucceeded
     8<7 MapStateSucceeded · 9<7 MapStateExited · 10<9 ExecutionSucceeded`,
    items(1),
  ],
  [
    "starts the next iteration after the last state of the one before",
    machineOf({ M: mapOf({ A: pass() }, sequential) }),
    `${started} · 4<3 MapIterationStarted · 5<4 PassStateEntered · 6<5 PassStateExited · 7<6 MapIterationSucceeded
     8<6 MapIterationStarted · 9<8 PassStateEntered · 10<9 PassStateExited · 11<10 MapIterationSucceeded
     12<11 MapStateSucceeded · 13<11 MapStateExited · 14<13 ExecutionSucceeded`,
    items(1, 2),
  ],
  [
    "starts iterations at once where it may",
    machineOf({ M: mapOf({ A: pass() }) }),
    `${started} · 4<3 MapIterationStarted · 5<3 MapIterationStarted
     6<4 PassStateEntered · 7<6 PassStateExited · 8<7 MapIterationSucceeded
     9<5 PassStateEntered · 10<9 PassStateExited · 11<10 MapIterationSucceeded
     12<11 MapStateSucceeded · 13<11 MapStateExited · 14<13 ExecutionSucceeded`,
    items(1, 2),
  ],
  [
    "fails with a Fail inside",
    machineOf({ M: mapOf({ F: boom }) }),
    `${started} · 4<3 MapIterationStarted · 5<4 FailStateEntered · 6<5 MapIterationFailed · 7<5 MapStateFailed · 8<7 ExecutionFailed`,
    items(1),
  ],
  [
    "exits by a catcher",
    machineOf({ M: mapOf({ F: boom }, { ...caught("S"), ...end }), S: succeed }),
    `${started} · 4<3 MapIterationStarted · 5<4 FailStateEntered · 6<5 MapIterationFailed · 7<5 MapStateFailed · 8<7 MapStateExited
     9<8 SucceedStateEntered · 10<9 SucceedStateExited · 11<10 ExecutionSucceeded`,
    items(1),
  ],
  [
    "starts over without failing first",
    machineOf({ M: mapOf({ F: boom }, { ...retried({ MaxAttempts: 1 }), ...end }) }),
    `${started} · 4<3 MapIterationStarted · 5<4 FailStateEntered · 6<5 MapIterationFailed · 7<5 MapStateStarted
     8<7 MapIterationStarted · 9<8 FailStateEntered · 10<9 MapIterationFailed · 11<9 MapStateFailed · 12<11 ExecutionFailed`,
    items(1),
  ],
  [
    "starts over while an iteration that ended is about to be replaced",
    machineOf({
      M: mapOf(
        { C: { Type: "Choice", Choices: [{ Variable: "$", NumericEquals: 2, Next: "F" }], Default: "A" }, A: pass(), F: boom },
        { MaxConcurrency: 2, ...retried({ MaxAttempts: 1 }), ...caught("S"), ...end },
      ),
      S: succeed,
    }),
    `${started} · 4<3 MapIterationStarted · 5<3 MapIterationStarted
     6<4 ChoiceStateEntered · 7<6 ChoiceStateExited · 8<7 PassStateEntered · 9<8 PassStateExited · 10<9 MapIterationSucceeded
     11<5 ChoiceStateEntered · 12<11 ChoiceStateExited · 13<12 FailStateEntered · 14<13 MapIterationFailed
     15<13 MapStateStarted · 16<15 MapIterationStarted · 17<15 MapIterationStarted
     18<16 ChoiceStateEntered · 19<18 ChoiceStateExited · 20<19 PassStateEntered · 21<20 PassStateExited · 22<21 MapIterationSucceeded
     23<17 ChoiceStateEntered · 24<23 ChoiceStateExited · 25<24 FailStateEntered · 26<25 MapIterationFailed
     27<25 MapStateFailed · 28<27 MapStateExited · 29<28 SucceedStateEntered · 30<29 SucceedStateExited · 31<30 ExecutionSucceeded`,
    items(1, 2, 3),
  ],
  [
    "aborts the failing task, then each other iteration with its task",
    machineOf({ M: mapOf({ T: taskState(INVOKE, { TimeoutSeconds: 2, ...end }) }) }),
    `${started} · 4<3 MapIterationStarted · 5<3 MapIterationStarted
     6<4 TaskStateEntered · 7<6 TaskScheduled · 8<5 TaskStateEntered · 9<8 TaskScheduled · 10<7 TaskStarted · 11<9 TaskStarted
     12<10 TaskTimedOut · 13<12 MapIterationFailed · 14<12 TaskStateAborted · 15<12 MapIterationAborted · 16<12 TaskStateAborted
     17<12 MapStateFailed · 18<17 ExecutionFailed`,
    given({ T: pending() }, items(1, 2)),
  ],
  [
    "nests: the outer iteration goes on after the inner Map's exit",
    machineOf({ M: mapOf({ N: mapOf({ A: pass() }) }, sequential) }),
    `${started} · 4<3 MapIterationStarted · 5<4 MapStateEntered · 6<5 MapStateStarted
     7<6 MapIterationStarted · 8<7 PassStateEntered · 9<8 PassStateExited · 10<9 MapIterationSucceeded
     11<10 MapStateSucceeded · 12<10 MapStateExited · 13<12 MapIterationSucceeded
     14<12 MapIterationStarted · 15<14 MapStateEntered · 16<15 MapStateStarted · 17<16 MapStateSucceeded · 18<16 MapStateExited
     19<18 MapIterationSucceeded · 20<19 MapStateSucceeded · 21<19 MapStateExited · 22<21 ExecutionSucceeded`,
    items([1], []),
  ],
  [
    "fails before it starts where MaxConcurrencyPath is no number",
    machineOf({ M: mapOf({ A: pass() }, { ItemsPath: "$.items", MaxConcurrencyPath: "$.n", ...end }) }),
    "2<0 MapStateEntered · 3<2 ExecutionFailed",
    { input: { items: [1], n: "x" } },
  ],
]);

rows("a failed expression", [
  [
    "is recorded after the state's Entered event",
    machineOf({ P: pass({ Output: "{% $error('no') %}", ...end }) }, jsonata),
    "2<0 PassStateEntered · 3<2 EvaluationFailed · 4<3 ExecutionFailed",
  ],
  [
    "is recorded for a Map's items",
    machineOf({ M: { Type: "Map", Items: "{% 1 %}", ItemProcessor: block({ A: pass() }), ...end } }, jsonata),
    "2<0 MapStateEntered · 3<2 EvaluationFailed · 4<3 MapStateFailed · 5<4 ExecutionFailed",
  ],
  [
    "is recorded once per try",
    machineOf({ T: { Type: "Task", Resource: LAMBDA, Arguments: "{% $error('no') %}", ...retried({ MaxAttempts: 2 }), ...end } }, jsonata),
    "2<0 TaskStateEntered · 3<2 EvaluationFailed · 4<3 EvaluationFailed · 5<4 EvaluationFailed · 6<5 ExecutionFailed",
    never,
  ],
  [
    "is caught",
    machineOf({ T: { Type: "Task", Resource: LAMBDA, Arguments: "{% $error('no') %}", ...caught("S", ["States.QueryEvaluationError"]), ...end }, S: succeed }, jsonata),
    "2<0 TaskStateEntered · 3<2 EvaluationFailed · 4<3 TaskStateExited · 5<4 SucceedStateEntered · 6<5 SucceedStateExited · 7<6 ExecutionSucceeded",
    never,
  ],
  [
    "inside an iteration fails the Map",
    machineOf({ M: { Type: "Map", ItemProcessor: block({ A: pass({ Output: "{% $error('no') %}", ...end }) }), ...end } }, jsonata),
    `${started} · 4<3 MapIterationStarted · 5<4 PassStateEntered · 6<5 EvaluationFailed · 7<6 MapIterationFailed · 8<6 MapStateFailed · 9<8 ExecutionFailed`,
    items(1),
  ],
  [
    "of a later item's selector ends the iterations before it",
    machineOf({
      M: {
        Type: "Map",
        ItemSelector: "{% $states.context.Map.Item.Index = 1 ? $error('no') : 0 %}",
        ItemProcessor: block({ W: { Type: "Wait", Seconds: 1, ...end } }),
        ...caught("S"),
        ...end,
      },
      S: succeed,
    }, jsonata),
    `${started} · 4<3 MapIterationStarted · 5<3 EvaluationFailed · 6<5 MapIterationAborted · 7<5 MapStateFailed · 8<7 MapStateExited
     9<8 SucceedStateEntered · 10<9 SucceedStateExited · 11<10 ExecutionSucceeded`,
    items(1, 2),
  ],
]);

const big = "x".repeat(300);
rows("a payload that is too large", [
  ["ends a Pass that is given it", machineOf({ P: pass() }), "2<0 PassStateEntered · 3<2 ExecutionFailed", { input: big, limits: smallPayload(200) }],
  [
    "ends a Pass that makes it",
    machineOf({ P: pass({ Result: big, ...end }) }),
    "2<0 PassStateEntered · 3<2 ExecutionFailed",
    { limits: smallPayload(200) },
  ],
  [
    "fails a task that returns it, which can be caught",
    machineOf({ T: taskState(INVOKE, { ...caught("S"), ...end }), S: succeed }),
    `${scheduled} · 5<4 TaskFailed · 6<5 TaskStateExited · 7<6 SucceedStateEntered · 8<7 SucceedStateExited · 9<8 ExecutionSucceeded`,
    given({ T: success(big) }, { limits: smallPayload(250) }),
  ],
  [
    "fails a Lambda function that returns it",
    one(LAMBDA),
    `${lambda} · 5<4 LambdaFunctionFailed · 6<5 ExecutionFailed`,
    given({ T: success(big) }, { limits: smallPayload(200) }),
  ],
  [
    "ends a task whose arguments are it",
    one(INVOKE, { Parameters: { FunctionName: "f", Payload: big }, ...end }),
    "2<0 TaskStateEntered · 3<2 ExecutionFailed",
    given({ T: success(1) }, { limits: smallPayload(200) }),
  ],
  [
    "ends a task that keeps its input beside it",
    machineOf({ T: taskState(INVOKE, { ResultPath: "$.b", ...caught("S"), ...end }), S: succeed }),
    `${scheduled} · 5<4 TaskSucceeded · 6<5 ExecutionFailed`,
    given({ T: success(big.slice(0, 150)) }, { input: { a: big.slice(0, 150) }, limits: smallPayload(250) }),
  ],
  [
    "ends a Map whose results are it",
    machineOf({ M: mapOf({ A: pass() }, { ...caught("S"), ...end, ItemSelector: { "i.$": "$$.Map.Item.Value", "w.$": "$[0]" } }), S: succeed }),
    `${started} · 4<3 MapIterationStarted · 5<3 MapIterationStarted
     6<4 PassStateEntered · 7<6 PassStateExited · 8<7 MapIterationSucceeded
     9<5 PassStateEntered · 10<9 PassStateExited · 11<10 MapIterationSucceeded · 12<11 MapStateSucceeded · 13<12 ExecutionFailed`,
    { input: ["x".repeat(100), "y"], limits: smallPayload(300) },
  ],
  [
    "ends a Parallel whose results are it",
    machineOf({ P: parallelOf([block({ A: pass() }), block({ B: pass() })], { ...caught("S"), ...end }), S: succeed }),
    `${opened} · 4<3 PassStateEntered · 5<4 PassStateExited · 6<3 PassStateEntered · 7<6 PassStateExited · 8<7 ParallelStateSucceeded · 9<8 ExecutionFailed`,
    { input: "x".repeat(150), limits: smallPayload(200) },
  ],
  [
    "ends a state that assigns it",
    machineOf({ P: pass({ Assign: { "v.$": "States.Format('{}{}', $, $)" }, ...end }) }),
    "2<0 PassStateEntered · 3<2 ExecutionFailed",
    { input: "x".repeat(150), limits: smallPayload(200) },
  ],
]);

rows("the limit of events", [
  [
    "lets the last event end the execution",
    machineOf({ A: pass({ Next: "B" }), B: pass({ Next: "C" }), C: { Type: "Choice", Choices: [{ Variable: "$.x", IsPresent: true, Next: "D" }], Default: "A" }, D: succeed }),
    `2<0 PassStateEntered · 3<2 PassStateExited · 4<3 PassStateEntered · 5<4 PassStateExited
     6<5 ChoiceStateEntered · 7<6 ChoiceStateExited · 8<7 PassStateEntered · 9<8 PassStateExited · 10<9 ExecutionFailed`,
    { limits: { ...NO_LIMITS, events: 10 } },
  ],
  [
    "is not met by an execution that just fits",
    machineOf({ A: pass() }),
    "2<0 PassStateEntered · 3<2 PassStateExited · 4<3 ExecutionSucceeded",
    { limits: { ...NO_LIMITS, events: 4 } },
  ],
]);
