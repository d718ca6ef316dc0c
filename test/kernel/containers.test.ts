import { failure, pending, success } from "../../packages/asl-core/src/drivers/handler.js";
import { boom, end, given, items, mapOf, opened, parallelOf, pass, rows, started, succeed } from "./rows.js";
import { caught, INVOKE, jsonata, LAMBDA, machineOf, retried, TOKEN, taskState } from "./support.js";

const sequential = { MaxConcurrency: 1, ...end };

rows("a Parallel", [
  [
    "exits after its last branch event",
    machineOf({ P: parallelOf([machineOf({ A: pass() }), machineOf({ B: pass() })]) }),
    `${opened} · 4<3 PassStateEntered · 5<4 PassStateExited · 6<3 PassStateEntered · 7<6 PassStateExited
     8<7 ParallelStateSucceeded · 9<7 ParallelStateExited · 10<9 ExecutionSucceeded`,
  ],
  [
    "fails with a Fail inside",
    machineOf({ P: parallelOf([machineOf({ F: boom })]) }),
    `${opened} · 4<3 FailStateEntered · 5<4 ParallelStateFailed · 6<5 ExecutionFailed`,
  ],
  [
    "exits by a catcher",
    machineOf({ P: parallelOf([machineOf({ F: boom })], { ...caught("S"), ...end }), S: succeed }),
    `${opened} · 4<3 FailStateEntered · 5<4 ParallelStateFailed · 6<5 ParallelStateExited
     7<6 SucceedStateEntered · 8<7 SucceedStateExited · 9<8 ExecutionSucceeded`,
  ],
  [
    "aborts the failing task, then fails",
    machineOf({ P: parallelOf([machineOf({ T: taskState(TOKEN) })], { ...caught("S"), ...end }), S: succeed }),
    `${opened} · 4<3 TaskStateEntered · 5<4 TaskScheduled · 6<5 TaskStarted · 7<6 TaskSubmitted · 8<7 TaskFailed
     9<8 TaskStateAborted · 10<8 ParallelStateFailed · 11<10 ParallelStateExited
     12<11 SucceedStateEntered · 13<12 SucceedStateExited · 14<13 ExecutionSucceeded`,
    given({ T: failure("E", "c", { takes: 10, submitted: {} }) }),
  ],
  [
    "starts over without failing first",
    machineOf({ P: parallelOf([machineOf({ F: boom })], { ...retried({ MaxAttempts: 1 }), ...end }) }),
    `${opened} · 4<3 FailStateEntered · 5<4 ParallelStateStarted · 6<5 FailStateEntered · 7<6 ParallelStateFailed · 8<7 ExecutionFailed`,
  ],
  [
    "cannot catch a runtime error inside",
    machineOf({
      P: parallelOf([machineOf({ A: pass({ InputPath: "$.nope", ...end }) })], { ...caught("S"), ...end }),
      S: succeed,
    }),
    `${opened} · 4<3 PassStateEntered · 5<4 ExecutionFailed`,
  ],
  [
    "has succeeded before its own ResultSelector fails",
    machineOf({ P: parallelOf([machineOf({ A: pass() })], { ResultSelector: { "a.$": "$[0].nope" }, ...end }) }),
    `${opened} · 4<3 PassStateEntered · 5<4 PassStateExited · 6<5 ParallelStateSucceeded · 7<6 ExecutionFailed`,
  ],
  [
    "catches a failed expression inside",
    machineOf(
      {
        P: parallelOf([machineOf({ A: pass({ Output: "{% $error('no') %}", ...end }) })], { ...caught("S"), ...end }),
        S: succeed,
      },
      jsonata,
    ),
    `${opened} · 4<3 PassStateEntered · 5<4 EvaluationFailed · 6<5 ParallelStateFailed · 7<6 ParallelStateExited
     8<7 SucceedStateEntered · 9<8 SucceedStateExited · 10<9 ExecutionSucceeded`,
  ],
  [
    "aborts what the other branches do, after the failing event",
    machineOf({
      P: parallelOf([
        machineOf({ W: { Type: "Wait", Seconds: 9, ...end } }),
        machineOf({ T: taskState(LAMBDA) }),
        machineOf({ V: { Type: "Wait", Seconds: 1, Next: "F" }, F: boom }),
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
        machineOf({ Q: parallelOf([machineOf({ W: { Type: "Wait", Seconds: 9, ...end } })]) }),
        machineOf({ V: { Type: "Wait", Seconds: 1, Next: "F" }, F: boom }),
      ]),
    }),
    `${opened} · 4<3 ParallelStateEntered · 5<4 ParallelStateStarted · 6<3 WaitStateEntered · 7<5 WaitStateEntered
     8<6 WaitStateExited · 9<8 FailStateEntered · 10<9 WaitStateAborted · 11<9 ParallelStateAborted
     12<9 ParallelStateFailed · 13<12 ExecutionFailed`,
  ],
  [
    "fails before it starts where its arguments do",
    machineOf(
      {
        P: parallelOf([machineOf({ A: pass() })], { Arguments: "{% $error('no') %}", ...caught("S"), ...end }),
        S: succeed,
      },
      jsonata,
    ),
    `2<0 ParallelStateEntered · 3<2 EvaluationFailed · 4<3 ParallelStateFailed · 5<4 ParallelStateExited
     6<5 SucceedStateEntered · 7<6 SucceedStateExited · 8<7 ExecutionSucceeded`,
  ],
  [
    "fails once more where its catcher's output does",
    machineOf(
      {
        P: parallelOf([machineOf({ F: boom })], {
          Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $error('no') %}", Next: "S" }],
          ...end,
        }),
        S: succeed,
      },
      jsonata,
    ),
    `${opened} · 4<3 FailStateEntered · 5<4 ParallelStateFailed · 6<4 EvaluationFailed · 7<6 ParallelStateFailed · 8<7 ExecutionFailed`,
  ],
]);

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
        {
          C: { Type: "Choice", Choices: [{ Variable: "$", NumericEquals: 2, Next: "F" }], Default: "A" },
          A: pass(),
          F: boom,
        },
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
