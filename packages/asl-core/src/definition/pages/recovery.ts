import type { recovery } from "../catalogue/recovery.js";
import type { Pages } from "./page.js";

const GUIDE = "Step Functions Developer Guide, Handling errors.";
const TASK = `"Type": "Task",
  "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",`;

export const recoveryPages: Pages<typeof recovery> = {
  "unreachable-retrier": {
    about:
      "When a state fails, AWS takes the first retrier that names the error, and that one alone: when its attempts are used up the error goes to `Catch`, not to a later retrier. So a retrier all of whose errors an earlier one names is never used. `States.TaskFailed` stands for every error but `States.Timeout`, so nothing much can come after it. (A `States.ALL` that is not alone and last is refused by AWS itself: that is an error, not this warning.)",
    wrong: `{
  ${TASK}
  "Retry": [
    { "ErrorEquals": ["States.TaskFailed"], "MaxAttempts": 2 },
    { "ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 10, "MaxAttempts": 8 }
  ],
  "End": true
}`,
    right: `{
  ${TASK}
  "Retry": [
    { "ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 10, "MaxAttempts": 8 },
    { "ErrorEquals": ["States.TaskFailed"], "MaxAttempts": 2 }
  ],
  "End": true
}`,
    source: `${GUIDE} Recorded executions.`,
  },
  "unreachable-catcher": {
    about:
      "When a state fails for good, AWS takes the first catcher that names the error. A catcher all of whose errors an earlier one names is never taken, and the state it leads to may never run. `States.TaskFailed` stands for every error but `States.Timeout`: put the special errors before it. (A `States.ALL` that is not alone and last is refused by AWS itself: that is an error, not this warning.)",
    wrong: `{
  "Charge": {
    ${TASK.replaceAll("\n", "\n  ")}
    "Catch": [
      { "ErrorEquals": ["States.TaskFailed"], "Next": "Apologise" },
      { "ErrorEquals": ["CardDeclined"], "Next": "AskAgain" }
    ],
    "End": true
  },
  "Apologise": { "Type": "Fail" },
  "AskAgain": { "Type": "Succeed" }
}`,
    right: `{
  "Charge": {
    ${TASK.replaceAll("\n", "\n  ")}
    "Catch": [
      { "ErrorEquals": ["CardDeclined"], "Next": "AskAgain" },
      { "ErrorEquals": ["States.TaskFailed"], "Next": "Apologise" }
    ],
    "End": true
  },
  "Apologise": { "Type": "Fail" },
  "AskAgain": { "Type": "Succeed" }
}`,
    source: `${GUIDE} Recorded executions.`,
  },
  "shadowed-error": {
    about:
      "An entry of `Retry` or `Catch` names several errors, and an earlier entry takes this one of them, by its name or by `States.TaskFailed`. The first entry that names an error decides, so the name has no effect here. The settings of the earlier entry apply, which may not be what you see when you read this one.",
    wrong: `{
  ${TASK}
  "Retry": [
    { "ErrorEquals": ["Lambda.ServiceException", "Lambda.SdkClientException"], "MaxAttempts": 2 },
    { "ErrorEquals": ["Lambda.TooManyRequestsException", "Lambda.ServiceException"], "MaxAttempts": 8 }
  ],
  "End": true
}`,
    right: `{
  ${TASK}
  "Retry": [
    { "ErrorEquals": ["Lambda.ServiceException", "Lambda.SdkClientException"], "MaxAttempts": 2 },
    { "ErrorEquals": ["Lambda.TooManyRequestsException"], "MaxAttempts": 8 }
  ],
  "End": true
}`,
    source: GUIDE,
  },
  "repeated-error": {
    about:
      "One `ErrorEquals` holds the same name twice. It does no harm, but often the second was meant to be another name, which now is not handled.",
    wrong: `{
  ${TASK}
  "Retry": [{ "ErrorEquals": ["Lambda.ServiceException", "Lambda.ServiceException"] }],
  "End": true
}`,
    right: `{
  ${TASK}
  "Retry": [{ "ErrorEquals": ["Lambda.ServiceException", "Lambda.SdkClientException"] }],
  "End": true
}`,
    source: GUIDE,
  },
  "unknown-error-name": {
    about:
      "Names that begin with `States.` are AWS's own, and this is none of them. Error names are compared exactly, case included, so the entry never matches and the error it was meant for goes unhandled. AWS does not check the spelling. A name that a Fail state of the same definition raises is let be.",
    wrong: `{
  ${TASK}
  "Retry": [{ "ErrorEquals": ["States.TimeOut"] }],
  "End": true
}`,
    right: `{
  ${TASK}
  "Retry": [{ "ErrorEquals": ["States.Timeout"] }],
  "End": true
}`,
    source: GUIDE,
  },
  "uncatchable-error": {
    about:
      "`States.Runtime` is raised where the machine itself cannot go on: a path finds nothing, an intrinsic function is fed the wrong thing, no choice rule holds. It ends the execution at once, whatever `Retry` and `Catch` say, also from inside branches and iterations. An entry that names it is never used; what it should guard against must be prevented.",
    wrong: `{
  ${TASK}
  "Retry": [{ "ErrorEquals": ["States.Runtime", "States.Timeout"] }],
  "End": true
}`,
    right: `{
  ${TASK}
  "Retry": [{ "ErrorEquals": ["States.Timeout"] }],
  "End": true
}`,
    source: `${GUIDE} Recorded: a catcher for States.Runtime that is not taken.`,
  },
};
