import { loadMachine, type TestMachine } from "asl-core/testing";
import type { JsonObject } from "../../packages/asl-core/src/json.js";

export const LAMBDA = "arn:aws:states:::lambda:invoke";
export const SQS = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
export const PUT = "arn:aws:states:::dynamodb:putItem";

export const task = (more: JsonObject = { End: true }): JsonObject => ({
  Type: "Task",
  Resource: LAMBDA,
  Parameters: { FunctionName: "f", "Payload.$": "$" },
  ...more,
});

/** A machine of these states, which begins with the first. */
export const machineOf = (states: JsonObject, more: JsonObject = {}): Promise<TestMachine> =>
  loadMachine({ StartAt: Object.keys(states)[0], States: states, ...more });

/** Asks a manager; reminds after a day, twice; then escalates to the director, who has a day. */
export const escalation = (): Promise<TestMachine> =>
  machineOf({
    Ask: {
      Type: "Task",
      Resource: SQS,
      Parameters: { QueueUrl: "q", MessageBody: { "token.$": "$$.Task.Token" } },
      TimeoutSeconds: 86_400,
      HeartbeatSeconds: 43_200,
      Retry: [{ ErrorEquals: ["States.Timeout"], MaxAttempts: 1, IntervalSeconds: 60 }],
      Catch: [{ ErrorEquals: ["States.Timeout"], ResultPath: "$.late", Next: "Escalate" }],
      End: true,
    },
    Escalate: {
      Type: "Task",
      Resource: SQS,
      Parameters: { QueueUrl: "director", MessageBody: { "token.$": "$$.Task.Token" } },
      TimeoutSeconds: 86_400,
      End: true,
    },
  });
