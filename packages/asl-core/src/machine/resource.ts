import { isActivity } from "../definition/rules/resources.js";

/** How a Task waits for its work to end (AWS: "service integration patterns"). */
export type IntegrationPattern = "request" | "sync" | "token";

/** A Task's Resource, taken apart the way AWS's history does. */
export interface Resource {
  readonly arn: string;
  /** Prefix of the history events this kind of task writes. */
  readonly events: "LambdaFunction" | "Activity" | "Task";
  /** `resourceType` in task events: "lambda", "sqs", "aws-sdk:sfn"; empty for direct Lambda ARNs and activities. */
  readonly type: string;
  /** `resource` in task events: "invoke", "startExecution.sync:2". */
  readonly action: string;
  readonly pattern: IntegrationPattern;
}

const SERVICE = /^arn:[^:]+:states:[^:]*:[^:]*:((?:aws-sdk:)?[^:]+):(.+)$/;

/** Takes a Resource ARN apart. Unknown forms are treated as a request to whatever the ARN names. */
export function parseResource(arn: string): Resource {
  if (isActivity(arn)) return { arn, events: "Activity", type: "", action: "", pattern: "request" };
  const match = SERVICE.exec(arn);
  if (match === null) return { arn, events: "LambdaFunction", type: "", action: "", pattern: "request" };
  return { arn, events: "Task", type: match[1], action: match[2], pattern: patternOf(match[2]) };
}

function patternOf(action: string): IntegrationPattern {
  if (action.endsWith(".waitForTaskToken")) return "token";
  return action.endsWith(".sync") || action.endsWith(".sync:2") ? "sync" : "request";
}

/** The name AWS gives a task in "The state/task 'X' returned a result with a size exceeding …". */
export const limitName = (resource: Resource): string => (resource.events === "Task" ? resource.type : resource.arn);
