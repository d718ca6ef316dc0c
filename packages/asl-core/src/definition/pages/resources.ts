import type { resources } from "../catalogue/resources.js";
import type { Pages } from "./page.js";

const EXPRESS = "An Express machine runs at most five minutes and cannot wait for something outside of it";
const RECORDED = "Recorded answers of CreateStateMachine.";

export const resourcesPages: Pages<typeof resources> = {
  "not-an-arn": {
    about:
      "`Resource` says what a Task calls, by ARN: a Lambda function, an activity, or an integration such as `arn:aws:states:::sqs:sendMessage`. The text has not the form of an ARN. A placeholder that a tool replaces, `${FunctionArn}`, is accepted.",
    wrong: `{
  "Type": "Task",
  "Resource": "charge-card",
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:charge-card",
  "End": true
}`,
    source: "Amazon States Language specification, Task state; measured with ValidateStateMachineDefinition.",
  },
  "unknown-resource": {
    about:
      "The ARN names an integration that does not exist: the service or the action is unknown, or the action exists but not with this pattern (`.sync` waits for a job, `.waitForTaskToken` for a callback). Services without an integration of their own are called through the AWS SDK, `arn:aws:states:::aws-sdk:service:action`, with the service in small letters and the action beginning with a small one. SDK calls have no `.sync`.",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::dynamodb:query",
  "Parameters": { "TableName": "orders" },
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::aws-sdk:dynamodb:query",
  "Parameters": { "TableName": "orders" },
  "End": true
}`,
    source: `${RECORDED} Which actions exist: Step Functions Developer Guide, Integrating services.`,
  },
  "suspicious-arn": {
    about:
      "The Resource has the form of an ARN, and nothing that a task calls has such a one: of another service, without the parts that name a function or an activity, with an account that has no twelve digits, with blanks, or an integration with a region and no account. AWS is likely to refuse it, when the machine is created or when the task runs; no answer of AWS to these is on record, so this is no error. What other tools will put in place later, such as ACCOUNT_ID, is let be.",
    wrong: `{ "Type": "Task", "Resource": "arn:aws:lambda:::function:charge", "End": true }`,
    right: `{ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge", "End": true }`,
    source: "The guide, Integrating services.",
  },
  "misspelt-service": {
    about:
      "The service of an AWS SDK integration is nearly, but not quite, spelt like one there is. AWS refuses services that do not exist. Services and actions are not compared with a full list, so other names pass.",
    wrong: `{ "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamdb:query", "End": true }`,
    right: `{ "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:query", "End": true }`,
  },
  "resource-not-allowed": {
    about:
      "An `ItemReader` reads from, and a `ResultWriter` writes to Amazon S3, and only by these actions. The right ones are in the hint.",
    wrong: `{
  "Type": "Map",
  "ItemReader": {
    "Resource": "arn:aws:states:::s3:listObjects",
    "Parameters": { "Bucket": "orders" }
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
    "Resource": "arn:aws:states:::s3:listObjectsV2",
    "Parameters": { "Bucket": "orders" }
  },
  "ItemProcessor": {
    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
    "StartAt": "Charge",
    "States": { "Charge": { "Type": "Pass", "End": true } }
  },
  "End": true
}`,
    source: "Step Functions Developer Guide, ItemReader (Map) and ResultWriter (Map).",
  },
  "express-activity": {
    about: `${EXPRESS}. Activities are worked off by programs of yours in their own time, so they belong into Standard machines. The rule speaks where the machine's type is known: from a template, or from \`--type express\`.`,
    type: "EXPRESS",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:states:eu-west-1:123456789012:activity:pack",
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:pack",
  "End": true
}`,
    source: RECORDED,
  },
  "express-sync": {
    about: `${EXPRESS}, so the pattern \`.sync\`, which waits for a job to end, is refused. Start the job without \`.sync\`, or move the state into a Standard machine. The same holds inside a distributed Map whose children are Express executions.`,
    type: "EXPRESS",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::ecs:runTask.sync",
  "Parameters": { "TaskDefinition": "report" },
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::ecs:runTask",
  "Parameters": { "TaskDefinition": "report" },
  "End": true
}`,
    source: RECORDED,
  },
  "express-token": {
    about: `${EXPRESS}, so the pattern \`.waitForTaskToken\` is refused. Move the state into a Standard machine, which the Express machine may start with \`states:startExecution\`.`,
    type: "EXPRESS",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  "Parameters": {
    "QueueUrl": "https://sqs.eu-west-1.amazonaws.com/123456789012/approvals",
    "MessageBody": { "token.$": "$$.Task.Token" }
  },
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:states:::sqs:sendMessage",
  "Parameters": {
    "QueueUrl": "https://sqs.eu-west-1.amazonaws.com/123456789012/approvals",
    "MessageBody": { "order.$": "$.id" }
  },
  "End": true
}`,
    source: "Recorded answers of CreateStateMachine and ValidateStateMachineDefinition.",
  },
  "express-distributed": {
    about:
      "A distributed Map starts child executions and waits for them, which only a Standard machine can. Its children may be Express. Inside an Express machine use an inline Map, or start a Standard machine that holds the Map.",
    type: "EXPRESS",
    wrong: `{
  "Type": "Map",
  "ItemProcessor": {
    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
    "StartAt": "Charge",
    "States": { "Charge": { "Type": "Pass", "End": true } }
  },
  "End": true
}`,
    right: `{
  "Type": "Map",
  "ItemProcessor": {
    "ProcessorConfig": { "Mode": "INLINE" },
    "StartAt": "Charge",
    "States": { "Charge": { "Type": "Pass", "End": true } }
  },
  "End": true
}`,
    source: "Step Functions Developer Guide, Distributed Map.",
  },
  "activity-credentials": {
    about:
      "`Credentials` names the role that Step Functions takes on to call a service. For an activity nothing is called: a worker asks for the task with credentials of its own.",
    wrong: `{
  "Type": "Task",
  "Resource": "arn:aws:states:eu-west-1:123456789012:activity:pack",
  "Credentials": { "RoleArn": "arn:aws:iam::123456789012:role/packing" },
  "HeartbeatSeconds": 300,
  "End": true
}`,
    right: `{
  "Type": "Task",
  "Resource": "arn:aws:states:eu-west-1:123456789012:activity:pack",
  "HeartbeatSeconds": 300,
  "End": true
}`,
    source: "Measured with ValidateStateMachineDefinition.",
  },
};
