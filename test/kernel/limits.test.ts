import { success } from "../../packages/asl-core/src/drivers/handler.js";
import { NO_LIMITS } from "../../packages/asl-core/src/kernel/index.js";
import {
  end,
  given,
  items,
  lambda,
  mapOf,
  never,
  one,
  opened,
  parallelOf,
  pass,
  rows,
  scheduled,
  started,
  succeed,
} from "./rows.js";
import { caught, INVOKE, jsonata, LAMBDA, machineOf, retried, smallPayload, taskState } from "./support.js";

rows("a failed expression", [
  [
    "is recorded after the state's Entered event",
    machineOf({ P: pass({ Output: "{% $error('no') %}", ...end }) }, jsonata),
    "2<0 PassStateEntered · 3<2 EvaluationFailed · 4<3 ExecutionFailed",
  ],
  [
    "is recorded for a Map's items",
    machineOf({ M: { Type: "Map", Items: "{% 1 %}", ItemProcessor: machineOf({ A: pass() }), ...end } }, jsonata),
    "2<0 MapStateEntered · 3<2 EvaluationFailed · 4<3 MapStateFailed · 5<4 ExecutionFailed",
  ],
  [
    "is recorded once per try",
    machineOf(
      {
        T: { Type: "Task", Resource: LAMBDA, Arguments: "{% $error('no') %}", ...retried({ MaxAttempts: 2 }), ...end },
      },
      jsonata,
    ),
    "2<0 TaskStateEntered · 3<2 EvaluationFailed · 4<3 EvaluationFailed · 5<4 EvaluationFailed · 6<5 ExecutionFailed",
    never,
  ],
  [
    "is caught",
    machineOf(
      {
        T: {
          Type: "Task",
          Resource: LAMBDA,
          Arguments: "{% $error('no') %}",
          ...caught("S", ["States.QueryEvaluationError"]),
          ...end,
        },
        S: succeed,
      },
      jsonata,
    ),
    "2<0 TaskStateEntered · 3<2 EvaluationFailed · 4<3 TaskStateExited · 5<4 SucceedStateEntered · 6<5 SucceedStateExited · 7<6 ExecutionSucceeded",
    never,
  ],
  [
    "inside an iteration fails the Map",
    machineOf(
      { M: { Type: "Map", ItemProcessor: machineOf({ A: pass({ Output: "{% $error('no') %}", ...end }) }), ...end } },
      jsonata,
    ),
    `${started} · 4<3 MapIterationStarted · 5<4 PassStateEntered · 6<5 EvaluationFailed · 7<6 MapIterationFailed · 8<6 MapStateFailed · 9<8 ExecutionFailed`,
    items(1),
  ],
  [
    "of a later item's selector ends the iterations before it",
    machineOf(
      {
        M: {
          Type: "Map",
          ItemSelector: "{% $states.context.Map.Item.Index = 1 ? $error('no') : 0 %}",
          ItemProcessor: machineOf({ W: { Type: "Wait", Seconds: 1, ...end } }),
          ...caught("S"),
          ...end,
        },
        S: succeed,
      },
      jsonata,
    ),
    `${started} · 4<3 MapIterationStarted · 5<3 EvaluationFailed · 6<5 MapIterationAborted · 7<5 MapStateFailed · 8<7 MapStateExited
     9<8 SucceedStateEntered · 10<9 SucceedStateExited · 11<10 ExecutionSucceeded`,
    items(1, 2),
  ],
]);

const big = "x".repeat(300);
rows("a payload that is too large", [
  [
    "ends a Pass that is given it",
    machineOf({ P: pass() }),
    "2<0 PassStateEntered · 3<2 ExecutionFailed",
    { input: big, limits: smallPayload(200) },
  ],
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
    machineOf({
      M: mapOf({ A: pass() }, { ...caught("S"), ...end, ItemSelector: { "i.$": "$$.Map.Item.Value", "w.$": "$[0]" } }),
      S: succeed,
    }),
    `${started} · 4<3 MapIterationStarted · 5<3 MapIterationStarted
     6<4 PassStateEntered · 7<6 PassStateExited · 8<7 MapIterationSucceeded
     9<5 PassStateEntered · 10<9 PassStateExited · 11<10 MapIterationSucceeded · 12<11 MapStateSucceeded · 13<12 ExecutionFailed`,
    { input: ["x".repeat(100), "y"], limits: smallPayload(300) },
  ],
  [
    "ends a Parallel whose results are it",
    machineOf({
      P: parallelOf([machineOf({ A: pass() }), machineOf({ B: pass() })], { ...caught("S"), ...end }),
      S: succeed,
    }),
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
    machineOf({
      A: pass({ Next: "B" }),
      B: pass({ Next: "C" }),
      C: { Type: "Choice", Choices: [{ Variable: "$.x", IsPresent: true, Next: "D" }], Default: "A" },
      D: succeed,
    }),
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
