import { failure, success } from "../../packages/asl-core/src/drivers/handler.js";
import { activity, boom, end, given, lambda, never, one, pass, rows, scheduled, submitted, succeed } from "./rows.js";
import { ACTIVITY, caught, INVOKE, LAMBDA, machineOf, retried, SYNC, TOKEN, taskState } from "./support.js";

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

const timed = { TimeoutSeconds: 3, ...end };

rows("a task", [
  [
    "invokes a Lambda function",
    one(LAMBDA),
    `${lambda} · 5<4 LambdaFunctionSucceeded · 6<5 TaskStateExited · 7<6 ExecutionSucceeded`,
    given({ T: success(1) }),
  ],
  [
    "fails with a Lambda function",
    one(LAMBDA),
    `${lambda} · 5<4 LambdaFunctionFailed · 6<5 ExecutionFailed`,
    given({ T: failure("E") }),
  ],
  [
    "times out with a Lambda function",
    one(LAMBDA, timed),
    `${lambda} · 5<4 LambdaFunctionTimedOut · 6<5 ExecutionFailed`,
    never,
  ],
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
  [
    "has no submission of a Lambda function to fail",
    one(LAMBDA),
    `${lambda} · 5<4 LambdaFunctionFailed · 6<5 ExecutionFailed`,
    given({ T: failure("E", "c", { stage: "submit" }) }),
  ],
  [
    "requests and waits for the response",
    one(INVOKE),
    `${scheduled} · 5<4 TaskSucceeded · 6<5 TaskStateExited · 7<6 ExecutionSucceeded`,
    given({ T: success(1) }),
  ],
  [
    "fails with a service",
    one(INVOKE),
    `${scheduled} · 5<4 TaskFailed · 6<5 ExecutionFailed`,
    given({ T: failure("E") }),
  ],
  ["times out with a service", one(INVOKE, timed), `${scheduled} · 5<4 TaskTimedOut · 6<5 ExecutionFailed`, never],
  [
    "submits a job and succeeds",
    one(SYNC),
    `${submitted} · 6<5 TaskSucceeded · 7<6 TaskStateExited · 8<7 ExecutionSucceeded`,
    given({ T: success(1) }),
  ],
  [
    "submits a job and fails",
    one(SYNC),
    `${submitted} · 6<5 TaskFailed · 7<6 ExecutionFailed`,
    given({ T: failure("E", "c", { takes: 10, submitted: {} }) }),
  ],
  [
    "fails at once where the call that submits does",
    one(SYNC),
    `${scheduled} · 5<4 TaskFailed · 6<5 ExecutionFailed`,
    given({ T: failure("E") }),
  ],
  ["submits a job and times out", one(SYNC, timed), `${submitted} · 6<5 TaskTimedOut · 7<6 ExecutionFailed`, never],
  [
    "cannot submit a job",
    one(SYNC),
    `${scheduled} · 5<4 TaskSubmitFailed · 6<5 ExecutionFailed`,
    given({ T: failure("E", "c", { stage: "submit" }) }),
  ],
  [
    "waits for a token and succeeds",
    one(TOKEN),
    `${submitted} · 6<5 TaskSucceeded · 7<6 TaskStateExited · 8<7 ExecutionSucceeded`,
    given({ T: success(1, { takes: 5000 }) }),
  ],
  [
    "misses a heartbeat",
    one(TOKEN, { HeartbeatSeconds: 2, ...end }),
    `${submitted} · 6<5 TaskTimedOut · 7<6 ExecutionFailed`,
    never,
  ],
  [
    "waits for an activity",
    one(ACTIVITY),
    `${activity} · 5<4 ActivitySucceeded · 6<5 TaskStateExited · 7<6 ExecutionSucceeded`,
    given({ T: success(1, { workerName: "w" }) }),
  ],
  [
    "fails with an activity",
    one(ACTIVITY),
    `${activity} · 5<4 ActivityFailed · 6<5 ExecutionFailed`,
    given({ T: failure("E") }),
  ],
  [
    "times out with an activity",
    one(ACTIVITY, timed),
    `${activity} · 5<4 ActivityTimedOut · 6<5 ExecutionFailed`,
    never,
  ],
  [
    "has no start of an activity to fail",
    one(ACTIVITY),
    `${activity} · 5<4 ActivityFailed · 6<5 ExecutionFailed`,
    given({ T: failure("E", "c", { stage: "start" }) }),
  ],
  [
    "schedules nothing where its parameters miss a path",
    machineOf({
      T: taskState(INVOKE, { Parameters: { FunctionName: "f", "Payload.$": "$.nope" }, ...caught("S"), Next: "S" }),
      S: succeed,
    }),
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
    given({ T: failure(undefined, undefined, { takes: 10, submitted: {} }) }),
  ],
  [
    "catches a timeout",
    machineOf({ T: taskState(INVOKE, { TimeoutSeconds: 1, ...caught("S"), ...end }), S: succeed }),
    `${scheduled} · 5<4 TaskTimedOut · 6<5 TaskStateExited · 7<6 SucceedStateEntered · 8<7 SucceedStateExited · 9<8 ExecutionSucceeded`,
    never,
  ],
]);
