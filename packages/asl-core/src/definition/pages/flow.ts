import type { flow } from "../catalogue/flow.js";
import type { Pages } from "./page.js";

const QUOTAS = "Step Functions Developer Guide, Quotas.";

export const flowPages: Pages<typeof flow> = {
  "endless-loop": {
    about:
      "The states lead to one another and nowhere else: no rule, Default or Catch leaves the loop, and none of its states ends. Nothing in it takes time either, neither a Wait nor a job, activity or callback that is waited for. The execution spins until its history is full (25,000 events) and fails, and every transition is paid for. Loops with a Wait, and loops left through a Choice or a Catch, are not meant.",
    wrong: `{
  "Ask": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:ask", "Next": "Is it done?" },
  "Is it done?": {
    "Type": "Choice",
    "Choices": [{ "Variable": "$.error", "IsPresent": true, "Next": "Give up" }],
    "Default": "Ask again"
  },
  "Ask again": { "Type": "Pass", "Next": "Think" },
  "Think": { "Type": "Pass", "Next": "Ask again" },
  "Give up": { "Type": "Fail" }
}`,
    right: `{
  "Ask": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:ask", "Next": "Is it done?" },
  "Is it done?": {
    "Type": "Choice",
    "Choices": [{ "Variable": "$.error", "IsPresent": true, "Next": "Give up" }],
    "Default": "Ask again"
  },
  "Ask again": { "Type": "Pass", "Next": "Think" },
  "Think": { "Type": "Wait", "Seconds": 60, "Next": "Ask" },
  "Give up": { "Type": "Fail" }
}`,
    source: QUOTAS,
  },
  "steady-loop": {
    about:
      "Only Choice states lead out of this loop, and no state in it changes a value they look at: what led round once leads round again, until a task fails or the history is full. Often a ResultPath is missing or writes to another place than the one that is compared.",
    wrong: `{
  "Wait": { "Type": "Wait", "Seconds": 30, "Next": "Ask" },
  "Ask": {
    "Type": "Task",
    "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "status" },
    "ResultPath": "$.answer",
    "Next": "Done?"
  },
  "Done?": {
    "Type": "Choice",
    "Choices": [{ "Variable": "$.status", "StringEquals": "DONE", "Next": "Done" }],
    "Default": "Wait"
  },
  "Done": { "Type": "Succeed" }
}`,
    right: `{
  "Wait": { "Type": "Wait", "Seconds": 30, "Next": "Ask" },
  "Ask": {
    "Type": "Task",
    "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "status" },
    "ResultPath": "$.answer",
    "Next": "Done?"
  },
  "Done?": {
    "Type": "Choice",
    "Choices": [{ "Variable": "$.answer.Payload.status", "StringEquals": "DONE", "Next": "Done" }],
    "Default": "Wait"
  },
  "Done": { "Type": "Succeed" }
}`,
    source: "The specification, ResultPath.",
  },
  "unreachable-rule": {
    about:
      "A Choice takes the first rule that holds. This rule asks exactly what an earlier one asks, or stands behind one that always holds, so it is never taken. Most often a rule was copied and its condition left as it was. Conditions that may change from one evaluation to the next, such as those with `$random()`, are let be.",
    wrong: `{
  "How much?": {
    "Type": "Choice",
    "Choices": [
      { "Variable": "$.amount", "NumericGreaterThan": 100, "Next": "Ask" },
      { "Variable": "$.amount", "NumericGreaterThan": 100, "Next": "Refuse" }
    ],
    "Default": "Accept"
  },
  "Ask": { "Type": "Succeed" },
  "Refuse": { "Type": "Fail" },
  "Accept": { "Type": "Succeed" }
}`,
    right: `{
  "How much?": {
    "Type": "Choice",
    "Choices": [
      { "Variable": "$.amount", "NumericGreaterThan": 1000, "Next": "Refuse" },
      { "Variable": "$.amount", "NumericGreaterThan": 100, "Next": "Ask" }
    ],
    "Default": "Accept"
  },
  "Ask": { "Type": "Succeed" },
  "Refuse": { "Type": "Fail" },
  "Accept": { "Type": "Succeed" }
}`,
    source: "Amazon States Language specification, Choice State.",
  },
  "unsent-token": {
    about:
      "A task with `.waitForTaskToken` waits until somebody calls SendTaskSuccess or SendTaskFailure with its token. The token is made for this one task and stands only in its context object: unless the task sends it along, nobody can ever answer. AWS accepts the definition; the execution then waits until a timeout, or for a year.",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  "Parameters": {
    "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/approvals",
    "MessageBody": { "order.$": "$.order" }
  },
  "TimeoutSeconds": 86400,
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  "Parameters": {
    "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/approvals",
    "MessageBody": { "order.$": "$.order", "token.$": "$$.Task.Token" }
  },
  "TimeoutSeconds": 86400,
  "End": true
}`,
    source:
      "Step Functions Developer Guide, Wait for a callback with task token. Recorded: AWS creates such a state machine.",
  },
  "unbounded-wait": {
    about:
      "The task waits for somebody's answer: a callback with a task token, or a worker of an activity. If the message is lost or the worker dies, nothing tells AWS, and the execution stays open for up to a year. `TimeoutSeconds` bounds the whole wait; `HeartbeatSeconds` fails the task as soon as the worker stops sending SendTaskHeartbeat. Both raise `States.Timeout`, which Retry and Catch can name. A `TimeoutSeconds` of the whole machine will do as well.",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  "Parameters": {
    "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/approvals",
    "MessageBody": { "token.$": "$$.Task.Token" }
  },
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  "Parameters": {
    "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/approvals",
    "MessageBody": { "token.$": "$$.Task.Token" }
  },
  "TimeoutSeconds": 86400,
  "End": true
}`,
    source: "Step Functions Developer Guide, Best practices: use timeouts to avoid stuck executions.",
  },
  "wait-outlasts-execution": {
    about:
      "The execution is over before this Wait is: its machine has a `TimeoutSeconds` no longer than the wait, or its type does not live that long. Express executions end after five minutes, Standard ones after a year. Whenever the state is reached, the execution times out in it. Inside a distributed Map the type is the `ExecutionType` of its children.",
    wrong: `{
  "StartAt": "Rest",
  "TimeoutSeconds": 60,
  "States": { "Rest": { "Type": "Wait", "Seconds": 90, "End": true } }
}`,
    right: `{
  "StartAt": "Rest",
  "TimeoutSeconds": 120,
  "States": { "Rest": { "Type": "Wait", "Seconds": 90, "End": true } }
}`,
    source: `${QUOTAS} Recorded: an execution that times out in a Wait.`,
  },
  "timeout-outlasts-execution": {
    about:
      "The task's `TimeoutSeconds` or `HeartbeatSeconds` is longer than the whole execution may last, so it never strikes: the execution ends first, and no Retry or Catch sees that. Express executions end after five minutes, Standard ones after a year, and a machine with a `TimeoutSeconds` of its own after that. The default, 99999999, is let be.",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
  "TimeoutSeconds": 600,
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
  "TimeoutSeconds": 60,
  "End": true
}`,
    type: "EXPRESS",
    source: QUOTAS,
  },
  "payload-too-large": {
    about:
      "What a state takes in, gives out or sends to a service may have 262,144 bytes (256 KiB) as UTF-8. The literal parts of this field alone have more, whatever its expressions give. The execution fails with `States.DataLimitExceeded` when the state is reached. Keep large data in S3 and pass its key.",
    wrong: `{
  "Type": "Pass",
  "Result": { "list": "…" },
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "Result": { "bucket": "lists", "key": "2026/today.json" },
  "End": true
}`,
    source: `${QUOTAS} Recorded: an execution that fails with States.DataLimitExceeded.`,
  },
  "too-many-events": {
    about:
      "The history of a Standard execution holds 25,000 events; the next one fails it with `States.Runtime`. Every iteration of an inline Map starts and ends, and every state in it is entered and left, all in the history of the one execution. With so many items known beforehand that is more than it holds. The items of a distributed Map have histories of their own.",
    wrong: `{
  "Type": "Map",
  "QueryLanguage": "JSONata",
  "Items": "{% [1..10000] %}",
  "ItemProcessor": {
    "StartAt": "Count",
    "States": { "Count": { "Type": "Pass", "End": true } }
  },
  "End": true
}`,
    right: `{
  "Type": "Map",
  "QueryLanguage": "JSONata",
  "Items": "{% [1..10000] %}",
  "ItemProcessor": {
    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
    "StartAt": "Count",
    "States": { "Count": { "Type": "Pass", "End": true } }
  },
  "End": true
}`,
    source: QUOTAS,
  },
  "unused-execution-type": {
    about:
      "The ExecutionType of a processor says of what type the child executions of a distributed Map are. An inline Map runs its items in the execution itself. Whether AWS refuses the field there is not on record.",
    wrong: `{
  "Type": "Map",
  "ItemProcessor": {
    "ProcessorConfig": { "Mode": "INLINE", "ExecutionType": "EXPRESS" },
    "StartAt": "A", "States": { "A": { "Type": "Succeed" } }
  },
  "End": true
}`,
    right: `{
  "Type": "Map",
  "ItemProcessor": {
    "ProcessorConfig": { "Mode": "INLINE" },
    "StartAt": "A", "States": { "A": { "Type": "Succeed" } }
  },
  "End": true
}`,
    source: "The guide, Map state: ExecutionType goes with DISTRIBUTED.",
  },
  "concurrency-out-of-reach": {
    about:
      "`MaxConcurrency` asks for more than AWS does. An inline Map runs at most 40 iterations at the same time, a distributed one at most 10,000 child executions. Larger numbers change nothing; 0, the default, asks for as many as there may be.",
    wrong: `{
  "Type": "Map",
  "MaxConcurrency": 500,
  "ItemProcessor": {
    "StartAt": "Count",
    "States": { "Count": { "Type": "Pass", "End": true } }
  },
  "End": true
}`,
    right: `{
  "Type": "Map",
  "MaxConcurrency": 500,
  "ItemProcessor": {
    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
    "StartAt": "Count",
    "States": { "Count": { "Type": "Pass", "End": true } }
  },
  "End": true
}`,
    source: "Step Functions Developer Guide, Map state processing modes.",
  },
};
