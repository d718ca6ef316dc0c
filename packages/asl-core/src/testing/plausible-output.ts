import { identity } from "../drivers/answer.js";
import { success, type TaskHandler, type TaskRequest } from "../drivers/handler.js";
import { isObject, type Json, type JsonObject, own } from "../json.js";
import { parseResource } from "../machine/resource.js";
import type { AnswerShapes } from "./answer-shapes.js";
import { sampleOutput } from "./sample-output.js";

/**
 * Something of the shape a service gives back, for a task nobody has an answer for: by its published model where `shapes`
 * has it, else of the shapes listed here from the services' API references. A service that is in neither, or a function
 * called by its own ARN, gives `{}`.
 */
export function plausibleOutput(request: TaskRequest, shapes?: AnswerShapes): Json {
  const { type, action, pattern } = parseResource(request.resource);
  if (pattern === "token") return {};
  if (type === "lambda") return { ...(identity(request) as JsonObject), Payload: {} };
  const [name, sync] = action.split(".");
  if (type === "states" && sync !== undefined) return finishedExecution(request, sync);
  const shape = shapes?.get(request.resource);
  if (shape) return sampleOutput(shape);
  return sync === undefined ? calledShape(type, name) : (JOBS[`${type}:${name}`] ?? {});
}

/** An SDK integration gives what the same call of the optimised one gives. */
const calledShape = (type: string, name: string): JsonObject =>
  (own(SHAPES, `${type}:${name}`) ?? own(SHAPES, `${type.replace("aws-sdk:", "")}:${name}`) ?? {}) as JsonObject;

/** Gives every task such an answer. `shapes` are asked for when the first task is. */
export function lenient(shapes: () => AnswerShapes | undefined): TaskHandler {
  return (request) => {
    const by = shapes();
    if (by === undefined || by.get(request.resource) !== undefined) return success(plausibleOutput(request, by));
    return by.load(request.resource).then(() => success(plausibleOutput(request, by)));
  };
}

const ID = "00000000-0000-4000-8000-000000000000";
const ARN = "arn:aws:states:us-east-1:123456789012:execution:machine:run";

/** `.sync:2` gives the output as JSON, `.sync` as a text. */
function finishedExecution({ arguments: given }: TaskRequest, sync: string): JsonObject {
  const input = isObject(given) ? own(given, "Input") : undefined;
  const base = { ExecutionArn: ARN, Name: "run", Status: "SUCCEEDED" };
  return sync === "sync:2"
    ? { ...base, Input: input ?? {}, Output: {} }
    : { ...base, Input: JSON.stringify(input ?? {}), Output: "{}" };
}

const FINISHED_QUERY: JsonObject = { QueryExecution: { QueryExecutionId: ID, Status: { State: "SUCCEEDED" } } };

/** Answers of request-response calls. */
const SHAPES: JsonObject = {
  "dynamodb:getItem": { Item: {} },
  "dynamodb:putItem": {},
  "dynamodb:updateItem": { Attributes: {} },
  "dynamodb:deleteItem": {},
  "sqs:sendMessage": { MessageId: ID, MD5OfMessageBody: "" },
  "sns:publish": { MessageId: ID },
  "events:putEvents": { Entries: [{ EventId: ID }], FailedEntryCount: 0 },
  "states:startExecution": { ExecutionArn: ARN, StartDate: 0 },
  "batch:submitJob": { JobArn: "", JobId: ID, JobName: "" },
  "ecs:runTask": { Failures: [], Tasks: [] },
  "glue:startJobRun": { JobRunId: "" },
  "athena:startQueryExecution": { QueryExecutionId: ID },
  "athena:getQueryExecution": FINISHED_QUERY,
  "athena:getQueryResults": { ResultSet: { Rows: [] } },
  "http:invoke": { ResponseBody: {}, StatusCode: 200, StatusText: "OK", Headers: {} },
  "apigateway:invoke": { ResponseBody: {}, StatusCode: 200, StatusText: "OK", Headers: {} },
  "bedrock:invokeModel": { Body: {}, ContentType: "application/json" },
  "codebuild:startBuild": { Build: {} },
  "aws-sdk:dynamodb:query": { Count: 0, Items: [], ScannedCount: 0 },
  "aws-sdk:s3:getObject": { Body: "" },
  "aws-sdk:s3:listObjectsV2": { Contents: [], KeyCount: 0 },
  "aws-sdk:sqs:sendMessage": { MessageId: ID },
};

/** What `.sync` tasks give when their job is done. */
const JOBS: Readonly<Record<string, JsonObject>> = {
  "batch:submitJob": { JobId: ID, Status: "SUCCEEDED" },
  "ecs:runTask": { LastStatus: "STOPPED", Containers: [{ ExitCode: 0 }] },
  "glue:startJobRun": { JobName: "", JobRunState: "SUCCEEDED" },
  "athena:startQueryExecution": FINISHED_QUERY,
  "codebuild:startBuild": { Build: { BuildStatus: "SUCCEEDED" } },
};
