import { describe, expect, it } from "vitest";
import {
  failure,
  type ReplayOptions,
  readAnswers,
  replay,
  success,
} from "../../packages/asl-core/src/drivers/index.js";
import type { RecordedHistory } from "../../packages/asl-core/src/history/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { type Example, ORDER, PARCELS, POLL, recordingOf } from "./machines.js";
import { type Edits, edited } from "./patch.js";
import { historyOf, optionsOf, recordedExecutions } from "./recorded.js";

type Row = [title: string, edits: Edits, verdict: string, change: string, options?: ReplayOptions];

const check = async (history: RecordedHistory, definition: JsonObject, row: Row, options: ReplayOptions = {}) => {
  const [, edits, text, change] = row;
  const found = await replay(history, loadMachine(edited(definition, edits)), { ...options, ...row[4] });
  expect({ text: found.text, change: found.change }).toEqual({ text: expect.stringMatching(beginning(text)), change });
};

/** A text that ends in "…" stands for all that begin so. */
const beginning = (text: string): RegExp => {
  const escaped = text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(escaped.endsWith("…") ? `^${escaped.slice(0, -1)}` : `^${escaped}$`, "s");
};

const table = (title: string, example: Example, rows: Row[]) =>
  describe(`an edit of ${title}`, () => {
    const history = recordingOf(example);
    it.each(rows.map((row) => [row[0], row] as const))("%s", (_, row) => check(history, example.definition, row));
  });

const pass = (next: Json): Json => (next === null ? { Type: "Pass", End: true } : { Type: "Pass", Next: next });
const call = (next: Json): Json => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "check" },
  ResultPath: null,
  Next: next,
});
const CHECK = { "/States/Domestic/Next": "Check", "/States/Check": call("Charge") };
const AGAIN = { "/States/Notify/Retry": [{ ErrorEquals: ["Unreachable"], MaxAttempts: 1 }] };

const BUSY: Example = {
  definition: {
    StartAt: "P",
    States: {
      P: {
        Type: "Parallel",
        Branches: [
          {
            StartAt: "Charge",
            States: {
              Charge: {
                Type: "Task",
                Resource: "arn:aws:states:::lambda:invoke",
                Parameters: { FunctionName: "charge" },
                Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 1 }],
                End: true,
              },
            },
          },
          { StartAt: "Other", States: { Other: { Type: "Pass", End: true } } },
        ],
        Next: "Done",
      },
      Done: { Type: "Succeed" },
    },
  },
  input: {},
  handler: ({ attempt }) => (attempt === 0 ? failure("Busy", "later", { takes: 1500 }) : success({})),
};

const ALONE = {
  ...BUSY,
  definition: {
    StartAt: "Charge",
    States: {
      Charge: {
        ...(call("Charge") as JsonObject),
        Next: undefined,
        End: true,
        Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 1 }],
      },
    },
  } as unknown as JsonObject,
};

table("a retry", ALONE, [
  [
    "lets the execution time out before it",
    { "/TimeoutSeconds": 2 },
    "diverged at event 6: the execution now times out while it is in Charge",
    "now fails",
  ],
]);

table("a retry inside a Parallel", BUSY, [
  [
    "takes it away",
    { "/States/P/Branches/0/States/Charge/Retry": undefined },
    "diverged at event 10: Charge is no longer tried again after Busy",
    "now fails",
  ],
  [
    "lets the execution time out",
    { "/TimeoutSeconds": 2 },
    "diverged at event 14: the execution now times out while it is in P",
    "now fails",
  ],
]);

table("a machine that does one thing after the other", ORDER, [
  [
    "changes nothing that counts",
    { "/Comment": "another", "/States/Route/Choices/0/NumericGreaterThan": 90 },
    "same",
    "same",
  ],
  [
    "lets an earlier rule match",
    { "/States/Route/Choices/0/NumericGreaterThan": 40 },
    "diverged at event 4: Choice rule 0 now matches in Route: state Review is entered instead of Domestic",
    "now fails",
  ],
  [
    "lets a later rule match",
    { "/States/Route/Choices/1/StringEquals": "DE" },
    "diverged at event 4: Choice rule 2 now matches in Route: state Abroad is entered instead of Domestic",
    "different path",
  ],
  [
    "leaves only the default",
    { "/States/Route/Choices/1/StringEquals": "DE", "/States/Route/Choices/2/NumericGreaterThan": 1000 },
    "diverged at event 4: no Choice rule matches any more in Route: state Abroad is entered instead of Domestic",
    "different path",
  ],
  [
    "gives a state another output",
    { "/States/Domestic/Result": 6 },
    "diverged at event 5: the output of Domestic now differs at /postage: 6 instead of 5",
    "different data",
  ],
  [
    "skips a state",
    { "/States/Domestic/Next": "Notify" },
    "diverged at event 6: Domestic now goes to Notify instead of Charge",
    "now fails",
  ],
  [
    "sends a task something else",
    { "/States/Charge/Parameters/Payload": { "amount.$": "$.postage" } },
    "diverged at event 7: Charge is now called with 5 instead of 50 at /Payload/amount",
    "different data",
  ],
  [
    "waits too shortly for a task",
    { "/States/Charge/TimeoutSeconds": 3 },
    "diverged at event 7: the timeout of Charge is now 3s instead of 1m",
    "now fails",
  ],
  [
    "wants a heartbeat",
    { "/States/Charge/HeartbeatSeconds": 10 },
    "diverged at event 7: the heartbeat of Charge is now 10s instead of none",
    "different data",
  ],
  [
    "calls another service",
    { "/States/Charge/Resource": "arn:aws:states:::sqs:sendMessage" },
    'diverged at event 7: Charge now calls "sendMessage" instead of "invoke"',
    "different data",
  ],
  [
    "takes away a Retry",
    { "/States/Charge/Retry": undefined },
    "diverged at event 10: Charge is no longer tried again after Busy",
    "now fails",
  ],
  [
    "catches what was tried again",
    { "/States/Charge/Retry": undefined, "/States/Charge/Catch/0/ErrorEquals": ["Busy"] },
    "diverged at event 10: Charge is no longer tried again after Busy: catcher 0 takes it",
    "now fails",
  ],
  ["waits longer before a retry", { "/States/Charge/Retry/0/IntervalSeconds": 30 }, "same", "same"],
  [
    "selects another part of a result",
    { "/States/Charge/ResultSelector": { "id.$": "$.Payload.fee" } },
    'diverged at event 13: the output of Charge now differs at /charge/id: 2 instead of "ch_1"',
    "different data",
  ],
  [
    "selects a part that is not there",
    { "/States/Charge/ResultSelector": { "id.$": "$.Payload.none" } },
    "diverged at event 13: Charge now fails with States.Runtime: An error occurred while executing the state 'Charge'…",
    "now fails",
  ],
  [
    "leads a catcher elsewhere",
    { "/States/Notify/Catch/0/Next": "Cancel" },
    "diverged at event 19: catcher 0 of Notify now leads elsewhere: state Cancel is entered instead of Pause",
    "now fails",
  ],
  [
    "leaves an error to another catcher",
    { "/States/Notify/Catch": [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Pause" }] },
    'diverged at event 18: the output of Notify now differs at /error: {"Error":"Unreachable","Cause":"no address"} instead of nothing',
    "different data",
  ],
  [
    "no longer catches",
    { "/States/Notify/Catch": undefined },
    "diverged at event 18: Unreachable is no longer caught in Notify",
    "now fails",
  ],
  [
    "tries again where no result was recorded",
    AGAIN,
    "needs a result that was never recorded: Notify (visit 1, attempt 2): it was not recorded; diverged at event 18: Notify is now tried again after Unreachable",
    "needs a result",
  ],
  [
    "tries again, with the nearest recording",
    AGAIN,
    "diverged at event 18: Notify is now tried again after Unreachable",
    "different data",
    { missing: "nearest" },
  ],
  ["waits less", { "/States/Pause/Seconds": 5 }, "same", "same"],
  [
    "takes a state out that a catcher led to",
    { "/States/Pause": undefined, "/States/Notify/Next": "Close", "/States/Notify/Catch/0/Next": "Close" },
    "diverged at event 19: catcher 0 of Notify now leads elsewhere: state Close is entered instead of Pause",
    "different path",
  ],
  [
    "reads another field",
    { "/States/Close/Parameters": { "postage.$": "$.total", "charge.$": "$.charge.id" } },
    "diverged at event 22: the output of Close now differs at /postage: 50 instead of 5",
    "different data",
  ],
  [
    "gives a state another name",
    { "/States/Close/Next": "Finished", "/States/Finished": { Type: "Succeed" }, "/States/Done": undefined },
    "diverged at event 23: state Done is no longer entered: Close goes to Finished",
    "different path",
  ],
  [
    "ends earlier",
    { "/States/Close/Next": undefined, "/States/Close/End": true, "/States/Done": undefined },
    "diverged at event 23: state Done is no longer entered: the execution ends after Close",
    "different path",
  ],
  [
    "puts a state in between",
    { "/States/Domestic/Next": "Check", "/States/Check": pass("Charge") },
    "diverged at event 6: Domestic now goes to Check instead of Charge",
    "different path",
  ],
  [
    "puts a task in between that was never recorded",
    CHECK,
    "needs a result that was never recorded: Check (visit 1, attempt 1): no task of this state was recorded; diverged at event 6: Domestic now goes to Check instead of Charge",
    "needs a result",
  ],
  [
    "puts a task in between, with an answer for it",
    CHECK,
    "diverged at event 6: Domestic now goes to Check instead of Charge",
    "different path",
    { answers: readAnswers({ Check: { output: {} } }) },
  ],
  [
    "does without a task",
    { "/States/Charge": { Type: "Pass", Result: { id: "none" }, ResultPath: "$.charge", Next: "Notify" } },
    "diverged at event 6: Charge is now a Pass state instead of a Task",
    "different data",
  ],
  [
    "fails at the end",
    { "/States/Done": { Type: "Fail", Error: "Closed" } },
    "diverged at event 23: Done is now a Fail state instead of a Succeed",
    "now fails",
  ],
  [
    "begins elsewhere",
    { "/StartAt": "First", "/States/First": pass("Route") },
    "diverged at event 2: state First is now entered first instead of Route",
    "different path",
  ],
  [
    "limits the time of the execution",
    { "/TimeoutSeconds": 5 },
    "diverged at event 12: the execution now times out while it is in Charge",
    "now fails",
  ],
]);

table("a machine that does things side by side", PARCELS, [
  ["lets less run at once", { "/States/Send/MaxConcurrency": 1 }, "same", "same"],
  [
    "ends a branch earlier",
    {
      "/States/Prepare/Branches/0/States/Pick/Next": undefined,
      "/States/Prepare/Branches/0/States/Pick/End": true,
      "/States/Prepare/Branches/0/States/Wrap": undefined,
    },
    "diverged at event 14: state Wrap is no longer entered",
    "different path",
  ],
  [
    "makes a branch longer",
    {
      "/States/Prepare/Branches/1/States/Print/End": undefined,
      "/States/Prepare/Branches/1/States/Print/Next": "Stamp",
      "/States/Prepare/Branches/1/States/Stamp": pass(null),
    },
    "diverged at event 16: state Stamp is now entered",
    "different path",
  ],
  [
    "adds a branch",
    { "/States/Prepare/Branches/2": { StartAt: "Extra", States: { Extra: pass(null) } } },
    "diverged at event 16: the branch that begins with Extra is now run",
    "different path",
  ],
  [
    "takes a branch away",
    { "/States/Prepare/Branches/1": undefined },
    "diverged at event 6: the branch that begins with Print is no longer run",
    "different path",
  ],
  [
    "fails in a branch",
    { "/States/Prepare/Branches/1/States/Print/OutputPath": "$.none" },
    "diverged at event 11: Print now fails with States.Runtime: An error occurred while executing the state 'Print'…",
    "now fails",
  ],
  [
    "waits too shortly in a branch",
    { "/States/Prepare/Branches/0/States/Pick/TimeoutSeconds": 2 },
    "diverged at event 5: the timeout of Pick is now 2s instead of none",
    "now fails",
  ],
  [
    "iterates over less",
    { "/States/Send/ItemsPath": "$.parcels[0:2]" },
    "diverged at event 19: Send now has 2 items instead of 3",
    "different path",
  ],
  [
    "no longer tries an iteration's task again",
    { "/States/Send/ItemProcessor/States/Ship/Retry": undefined },
    "diverged at event 29: Ship is no longer tried again after Busy (iteration 1)",
    "now fails",
  ],
  [
    "gives iterations other inputs",
    { "/States/Send/ItemSelector": { "id.$": "$$.Map.Item.Value.id", "place.$": "$$.Map.Item.Index" } },
    "diverged at event 22: the input of Ship now differs at /place: 0 instead of nothing (iteration 0)",
    "different data",
  ],
  [
    "names a Map anew",
    (definition) => ({
      "/States/Prepare/Next": "Dispatch",
      "/States/Dispatch": (definition.States as JsonObject).Send,
      "/States/Send": undefined,
    }),
    "diverged at event 18: state Send is no longer entered: Prepare goes to Dispatch",
    "different path",
  ],
]);

const STOPPED = { "/States/Ready/Choices/0/Condition": '{% $states.input = "STOPPED" %}' };

table("a machine that asks again and again", POLL, [
  [
    "assigns something else",
    { "/States/Begin/Assign/limit": 2 },
    "diverged at event 3: Begin now assigns limit: 2 instead of 3",
    "now fails",
  ],
  [
    "lets an expression match earlier",
    { "/States/Ready/Choices/1/Condition": "{% $asked >= 2 %}" },
    "diverged at event 20: Choice rule 1 now matches in Ready: state Late is entered instead of Again",
    "now fails",
  ],
  [
    "counts otherwise",
    { "/States/Ask/Assign/asked": "{% $asked + 2 %}" },
    "diverged at event 8: Ask now assigns asked: 2 instead of 1",
    "now fails",
  ],
  [
    "lets another rule decide",
    STOPPED,
    "diverged at event 28: Choice rule 1 now matches in Ready: state Late is entered instead of Done",
    "now fails",
  ],
  [
    "asks once more than was recorded",
    { ...STOPPED, "/States/Ready/Choices/1/Condition": "{% $asked >= 5 %}" },
    "needs a result that was never recorded: Ask (visit 4, attempt 1): it was not recorded; diverged at event 28: no Choice rule matches any more in Ready: state Again is entered instead of Done",
    "needs a result",
  ],
  [
    "asks once more, with the nearest recording",
    { ...STOPPED, "/States/Ready/Choices/1/Condition": "{% $asked >= 5 %}" },
    "diverged at event 28: no Choice rule matches any more in Ready: state Again is entered instead of Done",
    "now fails",
    { missing: "nearest" },
  ],
  [
    "asks for something else",
    { "/States/Ask/Arguments/RunId": "r2" },
    'diverged at event 5: Ask is now called with "r2" instead of "r1" at /RunId',
    "different data",
  ],
  [
    "evaluates to nothing",
    { "/States/Ask/Output": "{% $states.result.JobRun.Missing %}" },
    "diverged at event 8: Ask now fails with States.QueryEvaluationError: …",
    "now fails",
  ],
  ["changes what was not reached", { "/States/Late/Cause": "too late" }, "same", "same"],
]);

const CORPUS: [id: string, rows: Row[]][] = [
  [
    "test_choice_unsorted_parameters_positive[CHOICE_STATE_UNSORTED_CHOICE_PARAMETERS]",
    [
      [
        "exchanges what rules ask for",
        { "/States/CheckResult/Choices/0/BooleanEquals": false, "/States/CheckResult/Choices/1/BooleanEquals": true },
        "diverged at event 4: Choice rule 1 now matches in CheckResult: state FinishFalse is entered instead of FinishTrue",
        "different path",
      ],
      [
        "leaves no rule that matches",
        { "/States/CheckResult/Choices/0/BooleanEquals": false },
        "diverged at event 3: CheckResult now fails with States.Runtime: An error occurred while executing the state 'CheckResult'…",
        "now fails",
      ],
    ],
  ],
  [
    "test_choice_unsorted_parameters_negative[CHOICE_STATE_UNSORTED_CHOICE_PARAMETERS_JSONATA]",
    [
      [
        "turns a condition round",
        { "/States/CheckResult/Choices/0/Condition": "{% $not($states.input.result.done) %}" },
        "diverged at event 4: Choice rule 0 now matches in CheckResult: state FinishTrue is entered instead of FinishFalse",
        "different path",
      ],
    ],
  ],
  [
    "TestBaseScenarios::test_map_state_retry",
    [
      [
        "tries a Map less often",
        { "/States/MapState/Retry/0/MaxAttempts": 1 },
        "diverged at event 13: MapState is no longer tried again",
        "different path",
      ],
      [
        "tries a Map more often",
        { "/States/MapState/Retry/0/MaxAttempts": 3 },
        "diverged at event 17: MapState is now tried again",
        "different path",
      ],
      [
        "no longer fails in an iteration",
        { "/States/MapState/ItemProcessor/States/HandleItemFail": pass(null) },
        "diverged at event 7: HandleItemFail is now a Pass state instead of a Fail (iteration 0)",
        "now succeeds",
      ],
      [
        "gives the Map nothing to do",
        { "/States/StartState/Result": [] },
        "diverged at event 3: the output of StartState now differs at /arr/0: nothing instead of 1",
        "now succeeds",
      ],
    ],
  ],
  [
    "TestBaseScenarios::test_parallel_state_catch",
    [
      [
        "catches something else",
        { "/States/ParallelState/Catch/0/ErrorEquals": ["Other"] },
        "diverged at event 6: FailureType is no longer caught in ParallelState",
        "now fails",
      ],
      [
        "fails with another error in a branch",
        { "/States/ParallelState/Branches/0/States/Branch1/Error": "Other" },
        "diverged at event 6: Other is no longer caught in ParallelState",
        "now fails",
      ],
      [
        "tries a Parallel again",
        { "/States/ParallelState/Retry": [{ ErrorEquals: ["FailureType"], MaxAttempts: 1 }] },
        "diverged at event 5: ParallelState is now tried again",
        "different path",
      ],
      [
        "fails no more",
        { "/States/ParallelState/Branches/0/States/Branch1": pass(null) },
        "diverged at event 4: Branch1 is now a Pass state instead of a Fail",
        "different path",
      ],
    ],
  ],
];

const recorded = recordedExecutions();

describe.skipIf(recorded.length === 0).each(CORPUS)("an edit of %s", (id, rows) => {
  const one = recorded.find((candidate) => candidate.id.endsWith(id));
  it.each(rows.map((row) => [row[0], row] as const))("%s", (_, row) =>
    check(historyOf(one!), one!.one.definition, row, optionsOf(one!)),
  );
});
