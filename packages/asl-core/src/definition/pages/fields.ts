import type { fields } from "../catalogue/fields.js";
import type { Pages } from "./page.js";

export const fieldsPages: Pages<typeof fields> = {
  "missing-fields": {
    about:
      "Something that is always needed is absent: `StartAt` and `States` of a definition or branch, the `Type` of a state, the `Resource` of a Task, the `ErrorEquals` of a retrier. All missing names of one object are reported together. The place given is the object that lacks them.",
    wrong: `{
  "Type": "Task",
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Parameters": { "FunctionName": "charge" },
  "End": true
}`,
    source: "Recorded answers of CreateStateMachine and ValidateStateMachineDefinition.",
  },
  "missing-field": {
    about:
      "A field is needed because of the value of another one. A CSV file can name its columns in its first row or have them given in `CSVHeaders`, and AWS does not guess which.",
    wrong: `{
  "Type": "Map",
  "ItemReader": {
    "Resource": "arn:aws:states:::s3:getObject",
    "ReaderConfig": { "InputType": "CSV" },
    "Parameters": { "Bucket": "orders", "Key": "today.csv" }
  },
  "ItemProcessor": {
    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
    "StartAt": "Charge",
    "States": { "Charge": { "Type": "Pass", "End": true } }
  },
  "End": true
}`,
    right: `{
  "Type": "Map",
  "ItemReader": {
    "Resource": "arn:aws:states:::s3:getObject",
    "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW" },
    "Parameters": { "Bucket": "orders", "Key": "today.csv" }
  },
  "ItemProcessor": {
    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
    "StartAt": "Charge",
    "States": { "Charge": { "Type": "Pass", "End": true } }
  },
  "End": true
}`,
    source: "Step Functions Developer Guide, ItemReader (Map).",
  },
  "missing-role": {
    about:
      "`Credentials` exists to run a task under another IAM role, so it must say which: `RoleArn`, or `RoleArn.$` for a path or intrinsic call. Other fields in it have no meaning to AWS.",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Parameters": { "FunctionName": "charge" },
  "Credentials": {},
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Parameters": { "FunctionName": "charge" },
  "Credentials": { "RoleArn": "arn:aws:iam::123456789012:role/billing" },
  "End": true
}`,
    source: "Recorded answers of CreateStateMachine.",
  },
  "unsupported-field": {
    about:
      "The object has a field that does not exist there. Often it is misspelt (names are case-sensitive), belongs to another type of state (`Retry` on a Pass), or belongs one level further out or in. AWS refuses unknown fields rather than ignoring them, so a typing error cannot go unnoticed. Put remarks into `Comment`.",
    wrong: `{
  "Type": "Pass",
  "ResultsPath": "$.greeting",
  "Result": "hello",
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "ResultPath": "$.greeting",
  "Result": "hello",
  "End": true
}`,
    source:
      "Amazon States Language specification; eight types and fifty fields measured with ValidateStateMachineDefinition.",
  },
  "other-language": {
    about:
      "Each state is written in one of two query languages, and some fields exist in one of them only: `InputPath`, `Parameters`, `ResultSelector`, `ResultPath`, `OutputPath` and everything ending in `Path` belong to JSONPath; `Arguments`, `Output`, `Items` and `Condition` to JSONata. Without a `QueryLanguage` the language is JSONPath. `QueryLanguage` on a Map or Parallel state counts for that state alone: the states inside take the machine's.",
    wrong: `{
  "Type": "Pass",
  "Output": { "total": 3 },
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "QueryLanguage": "JSONata",
  "Output": { "total": 3 },
  "End": true
}`,
    source:
      "Step Functions Developer Guide, Transforming data with JSONata; recorded answers of ValidateStateMachineDefinition.",
  },
  "language-downgrade": {
    about:
      "A machine that says JSONata at the top is JSONata throughout. A single state may be moved from JSONPath to JSONata, never back. To migrate step by step, leave the machine at JSONPath and switch state by state.",
    wrong: `{
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "QueryLanguage": "JSONPath", "End": true }
  }
}`,
    right: `{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "QueryLanguage": "JSONata", "End": true }
  }
}`,
    source: "Recorded answers of ValidateStateMachineDefinition.",
  },
  "wrong-type": {
    about:
      'The value has another JSON type than the field takes. A frequent cause is a quoted boolean (`"true"`), a single object where a list belongs (`Retry` and `Catch` are lists even with one entry), or `null`.',
    wrong: `{
  "Type": "Pass",
  "End": "true"
}`,
    right: `{
  "Type": "Pass",
  "End": true
}`,
    source: "Recorded answers of CreateStateMachine.",
  },
  "not-an-integer": {
    about:
      "The field takes a whole number: seconds, attempts, counts. Text does not do, not even text with digits. In JSONata states most of these fields also take an expression; in JSONPath states the twin ending in `Path` reads the number from the input.",
    wrong: `{
  "Type": "Wait",
  "Seconds": "10",
  "End": true
}`,
    right: `{
  "Type": "Wait",
  "Seconds": 10,
  "End": true
}`,
    source: "Amazon States Language specification; measured with ValidateStateMachineDefinition.",
  },
  "not-in-enum": {
    about: "The field takes one of a few words, written exactly so. Upper and lower case count.",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Retry": [{ "ErrorEquals": ["Busy"], "JitterStrategy": "full" }],
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Retry": [{ "ErrorEquals": ["Busy"], "JitterStrategy": "FULL" }],
  "End": true
}`,
    source: "Amazon States Language specification.",
  },
  "unknown-type": {
    about:
      "There are eight types of states, and each state says which it is. The names begin with a capital letter. Nothing else is reported about such a state, because its fields depend on its type.",
    wrong: `{
  "Type": "pass",
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "End": true
}`,
    source: "Recorded answers of CreateStateMachine.",
  },
  "below-minimum": {
    about:
      "The number is smaller than the field allows. A `BackoffRate` below 1, for example, would make retries come faster and faster.",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Retry": [{ "ErrorEquals": ["Busy"], "BackoffRate": 0.5 }],
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Retry": [{ "ErrorEquals": ["Busy"], "BackoffRate": 1.5 }],
  "End": true
}`,
    source: "Amazon States Language specification.",
  },
  "above-maximum": {
    about:
      "The number is larger than the field allows. Times end at 99,999,999 seconds, a little over three years; percentages at 100; `MaxDelaySeconds` at 31,622,400 (366 days).",
    wrong: `{
  "Type": "Wait",
  "Seconds": 100000000,
  "End": true
}`,
    right: `{
  "Type": "Wait",
  "Seconds": 86400,
  "End": true
}`,
    source: "Amazon States Language specification; Step Functions Developer Guide, Wait state.",
  },
  "empty-value": {
    about:
      "A list or object that has to hold something is empty: `States`, `Branches`, `Choices`, `ErrorEquals`, an `ItemBatcher` without a limit, a `ResultWriter` without fields.",
    wrong: `{
  "Type": "Parallel",
  "Branches": [],
  "End": true
}`,
    right: `{
  "Type": "Parallel",
  "Branches": [
    {
      "StartAt": "Charge",
      "States": { "Charge": { "Type": "Pass", "End": true } }
    }
  ],
  "End": true
}`,
    source: "Recorded answers of CreateStateMachine.",
  },
  "more-than-one": {
    about:
      "Fields were given that exclude each other, such as a literal and its twin that reads a path, or `Next` and `End`. AWS does not choose between them.",
    wrong: `{
  "Type": "Wait",
  "Seconds": 10,
  "SecondsPath": "$.delay",
  "End": true
}`,
    right: `{
  "Type": "Wait",
  "SecondsPath": "$.delay",
  "End": true
}`,
    source: "Amazon States Language specification.",
  },
  "none-of": {
    about:
      'Exactly one of several fields is needed, and none is there. Most often a state says neither what follows (`Next`) nor that it is the last (`"End": true`); `"End": false` says nothing.',
    wrong: `{
  "Type": "Pass"
}`,
    right: `{
  "Type": "Pass",
  "End": true
}`,
    source: "Amazon States Language specification; measured with ValidateStateMachineDefinition.",
  },
  "choice-kind": {
    about:
      "A rule of a Choice state asks exactly one question. In JSONPath that is `Variable` with one comparison, or one of `And`, `Or`, `Not`; in JSONata it is `Condition`. This rule has none or several of them. Use `And` to ask several things at once.",
    wrong: `{
  "Decide": {
    "Type": "Choice",
    "Choices": [{ "Next": "Done" }],
    "Default": "Done"
  },
  "Done": { "Type": "Succeed" }
}`,
    right: `{
  "Decide": {
    "Type": "Choice",
    "Choices": [{ "Variable": "$.paid", "BooleanEquals": true, "Next": "Done" }],
    "Default": "Done"
  },
  "Done": { "Type": "Succeed" }
}`,
    source: "Amazon States Language specification, Choice state.",
  },
  "bad-timestamp": {
    about:
      "Points in time are written as RFC 3339 says: date, an uppercase `T`, time with seconds, and an uppercase `Z` or an offset such as `+02:00`. AWS checks literal timestamps when the machine is created.",
    wrong: `{
  "Type": "Wait",
  "Timestamp": "2030-01-31 12:00:00",
  "End": true
}`,
    right: `{
  "Type": "Wait",
  "Timestamp": "2030-01-31T12:00:00Z",
  "End": true
}`,
    source: "Recorded answers of CreateStateMachine.",
  },
  "states-all-not-last": {
    about:
      "`States.ALL` stands for every error that may be handled. It must be the only name in its `ErrorEquals` and stand in the last entry of the list, for an entry behind it would never be looked at. List special cases first.",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Retry": [
    { "ErrorEquals": ["States.ALL"] },
    { "ErrorEquals": ["Busy"], "MaxAttempts": 8 }
  ],
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Retry": [
    { "ErrorEquals": ["Busy"], "MaxAttempts": 8 },
    { "ErrorEquals": ["States.ALL"] }
  ],
  "End": true
}`,
    source: "Amazon States Language specification, Errors.",
  },
  "heartbeat-too-long": {
    about:
      "A task that must give a sign of life every `HeartbeatSeconds` would time out before the first one is due. Make the heartbeat shorter than the timeout.",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:states:eu-west-1:123456789012:activity:pack",
  "TimeoutSeconds": 60,
  "HeartbeatSeconds": 300,
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:states:eu-west-1:123456789012:activity:pack",
  "TimeoutSeconds": 300,
  "HeartbeatSeconds": 60,
  "End": true
}`,
    source: "Amazon States Language specification, Task state.",
  },
};
