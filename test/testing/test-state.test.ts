import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import {
  type TestStateOptions,
  type TestStateRequest,
  testState,
} from "../../packages/asl-core/src/testing/test-state/index.js";
import { models } from "./service-models.js";

/** The response with its JSON texts read. */
async function answerTo(request: TestStateRequest, options?: TestStateOptions): Promise<JsonObject> {
  const { inspectionData, ...response } = await testState(request, options);
  const all = (members: object): JsonObject =>
    Object.fromEntries(Object.entries(members).map(([name, value]) => [name, read(name, value)]));
  return inspectionData === undefined ? all(response) : { ...all(response), inspectionData: all(inspectionData) };
}

const PLAIN = new Set(["status", "error", "cause", "nextState"]);
const read = (name: string, value: unknown): Json =>
  typeof value === "string" && !PLAIN.has(name) ? (JSON.parse(value) as Json) : (value as Json);

const lambda = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "f" },
  End: true,
};
const map = (more: JsonObject = {}, mode = "INLINE"): JsonObject => ({
  Type: "Map",
  ItemProcessor: {
    ProcessorConfig: mode === "INLINE" ? { Mode: mode } : { Mode: mode, ExecutionType: "STANDARD" },
    StartAt: "Work",
    States: { Work: { Type: "Pass", End: true } },
  },
  End: true,
  ...more,
});
const result = (value: Json) => ({ result: JSON.stringify(value) });
const failed = (error: string, cause?: string) => ({ errorOutput: { error, cause } });

describe("testState", () => {
  it("gives JSON texts, as AWS does", async () => {
    expect(await testState({ definition: '{"Type":"Pass","Next":"B"}', input: '{"a":1}' })).toEqual({
      status: "SUCCEEDED",
      output: '{"a":1}',
      nextState: "B",
    });
  });

  it("takes values for JSON texts", async () => {
    const answer = await answerTo({ definition: { Type: "Succeed" }, input: [1, 2] });
    expect(answer).toEqual({ status: "SUCCEEDED", output: [1, 2] });
  });

  it.each<[string, TestStateRequest, JsonObject]>([
    [
      "leaves a Choice by Default",
      { definition: { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: true, Next: "X" }], Default: "D" } },
      { status: "SUCCEEDED", output: {}, nextState: "D" },
    ],
    [
      "fails a Choice without a match",
      { definition: { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: true, Next: "X" }] } },
      {
        status: "FAILED",
        error: "States.Runtime",
        cause: "Failed to transition out of the state. The state does not point to a next state.",
      },
    ],
    [
      "waits without taking time",
      { definition: { Type: "Wait", Seconds: 299, End: true } },
      { status: "SUCCEEDED", output: {} },
    ],
    [
      "times out after five minutes",
      { definition: { Type: "Wait", Seconds: 301, End: true } },
      { status: "FAILED", error: "States.Timeout" },
    ],
    [
      "knows the states of a whole machine",
      {
        definition: { StartAt: "A", States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Fail", Error: "E" } } },
        stateName: "B",
      },
      { status: "FAILED", error: "E" },
    ],
    [
      "tries a Task again as long as a retrier allows",
      {
        definition: { ...lambda, Retry: [{ ErrorEquals: ["E"], MaxAttempts: 2, IntervalSeconds: 3 }] },
        mock: failed("E"),
      },
      { status: "RETRIABLE", error: "E" },
    ],
    [
      "catches what a used up retrier leaves",
      {
        definition: {
          ...lambda,
          Retry: [{ ErrorEquals: ["E"], MaxAttempts: 2 }],
          Catch: [{ ErrorEquals: ["E"], Next: "H", ResultPath: "$.e" }],
        },
        mock: failed("E", "c"),
        stateConfiguration: { retrierRetryCount: 2 },
      },
      { status: "CAUGHT_ERROR", error: "E", cause: "c", output: { e: { Error: "E", Cause: "c" } }, nextState: "H" },
    ],
    [
      "gives a Parallel its mocked branches",
      {
        definition: {
          Type: "Parallel",
          Branches: ["A", "B"].map((name) => ({
            StartAt: name,
            States: { [name]: { Type: "Wait", Seconds: 9, End: true } },
          })),
          ResultSelector: { "second.$": "$[1]" },
          Next: "N",
        },
        mock: result([1, 2]),
      },
      { status: "SUCCEEDED", output: { second: 2 }, nextState: "N" },
    ],
    [
      "hands a ResultWriter's object on",
      {
        definition: map(
          { ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "b" } } },
          "DISTRIBUTED",
        ),
        input: "[1]",
        mock: result({ MapRunArn: "arn" }),
      },
      { status: "SUCCEEDED", output: { MapRunArn: "arn" } },
    ],
    [
      "counts failed iterations against the tolerated percentage",
      {
        definition: map({ ToleratedFailurePercentage: 40 }, "DISTRIBUTED"),
        input: "[1,2,3,4,5]",
        mock: result([1, 2, 3]),
        stateConfiguration: { mapIterationFailureCount: 2 },
      },
      { status: "SUCCEEDED", output: [1, 2, 3] },
    ],
    [
      "answers a task that waits for a token",
      {
        definition: {
          ...lambda,
          Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
          Parameters: { QueueUrl: "q", "MessageBody.$": "$$.Task.Token" },
        },
        mock: result("approved"),
        context: '{"Task":{"Token":"T"}}',
      },
      { status: "SUCCEEDED", output: "approved" },
    ],
    [
      "answers an activity",
      {
        definition: { Type: "Task", Resource: "arn:aws:states:us-east-1:123456789012:activity:a", End: true },
        mock: result(7),
      },
      { status: "SUCCEEDED", output: 7 },
    ],
  ])("%s", async (_, request, expected) => {
    expect(await answerTo(request)).toEqual(expected);
  });

  it.each<[string, TestStateRequest, JsonObject]>([
    [
      "a Wait",
      { definition: { Type: "Wait", Seconds: 1, InputPath: "$.a", End: true }, input: '{"a":1}' },
      { input: { a: 1 }, afterInputPath: 1 },
    ],
    ["a JSONPath Fail", { definition: { Type: "Fail" } }, { input: {}, afterInputPath: {} }],
    [
      "a Task, whose ResultSelector is told of even where there is none",
      { definition: { ...lambda, InputPath: "$.a" }, input: '{"a":{}}', mock: result({ StatusCode: 1 }) },
      {
        input: { a: {} },
        afterInputPath: {},
        afterParameters: { FunctionName: "f" },
        result: { StatusCode: 1 },
        afterResultSelector: { StatusCode: 1 },
        afterResultPath: { StatusCode: 1 },
      },
    ],
    [
      "a JSONata Task with variables",
      {
        definition: {
          Type: "Task",
          QueryLanguage: "JSONata",
          Resource: "arn:aws:states:::lambda:invoke",
          Arguments: { FunctionName: "{% $name %}" },
          Assign: { status: "{% $states.result.StatusCode %}" },
          End: true,
        },
        variables: '{"name":"f"}',
        mock: result({ StatusCode: 200 }),
      },
      {
        input: {},
        afterArguments: { FunctionName: "f" },
        result: { StatusCode: 200 },
        variables: { name: "f", status: 200 },
      },
    ],
    [
      "a Map: what ItemSelector makes of every item",
      {
        definition: map({ MaxConcurrency: 1, ItemSelector: { "n.$": "$$.Map.Item.Value" } }),
        input: "[1,2,3]",
        mock: result([1, 4, 9]),
      },
      {
        input: [1, 2, 3],
        afterInputPath: [1, 2, 3],
        afterItemsPath: [1, 2, 3],
        afterItemSelector: [{ n: 1 }, { n: 2 }, { n: 3 }],
        afterResultSelector: [1, 4, 9],
        afterResultPath: [1, 4, 9],
        maxConcurrency: 1,
      },
    ],
    [
      "a distributed Map: its items from a file, in batches",
      {
        definition: map(
          {
            ItemReader: {
              Resource: "arn:aws:states:::s3:getObject",
              Parameters: { Bucket: "b", Key: "k" },
              ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
            },
            ItemBatcher: { MaxItemsPerBatch: 2 },
            ToleratedFailureCount: 1,
          },
          "DISTRIBUTED",
        ),
        mock: result([]),
        stateConfiguration: { mapItemReaderData: "id\n1\n2\n3\n" },
      },
      {
        input: {},
        afterInputPath: {},
        afterItemBatcher: [{ Items: [{ id: "1" }, { id: "2" }] }, { Items: [{ id: "3" }] }],
        afterResultSelector: [],
        afterResultPath: [],
        maxConcurrency: 0,
        toleratedFailureCount: 1,
      },
    ],
    [
      "a retrier that is used up",
      {
        definition: { ...lambda, Retry: [{ ErrorEquals: ["E"], MaxAttempts: 0 }] },
        mock: failed("E"),
      },
      { input: {}, afterInputPath: {}, afterParameters: { FunctionName: "f" }, errorDetails: { retryIndex: 0 } },
    ],
  ])("shows the data of %s", async (_, request, expected) => {
    const { inspectionData } = await answerTo({ ...request, inspectionLevel: "DEBUG" });
    expect(inspectionData).toEqual(expected);
  });

  it("gives a state inside a Map the first item, and a context object of its own making", async () => {
    const inner = { Work: { Type: "Pass", QueryLanguage: "JSONata", Output: "{% $states.context %}", End: true } };
    const definition = { StartAt: "M", States: { M: { ...map(), ItemProcessor: { StartAt: "Work", States: inner } } } };
    const { output } = await answerTo({ definition, stateName: "Work", input: '{"a":1}' });
    expect(output).toMatchObject({
      Map: { Item: { Index: 0, Value: { a: 1 } } },
      State: { Name: "Work" },
      Execution: { RoleArn: null, Input: { a: 1 } },
    });
  });

  it("lets a handler do the work of a Task without a mock", async () => {
    const roleArn = "arn:aws:iam::111111111111:role/r";
    const handler = () => ({ type: "success" as const, output: { StatusCode: 201 } });
    expect(await answerTo({ definition: lambda, roleArn }, { handler })).toMatchObject({ output: { StatusCode: 201 } });
    await expect(testState({ definition: lambda, roleArn })).rejects.toThrow("no answer for task");
  });

  it("shows the exchange of an HTTP Task with TRACE", async () => {
    const definition = {
      Type: "Task",
      Resource: "arn:aws:states:::http:invoke",
      Parameters: {
        ApiEndpoint: "https://example.com/a",
        Method: "POST",
        QueryParameters: { q: "1 2" },
        Headers: { h: "x" },
        RequestBody: { a: 1 },
        Authentication: { ConnectionArn: "arn:aws:events:us-east-1:123456789012:connection/c/1" },
      },
      End: true,
    };
    const answer = {
      Headers: { "content-type": ["text/plain"] },
      ResponseBody: "ok",
      StatusCode: 200,
      StatusText: "OK",
    };
    const { inspectionData } = await testState({ definition, inspectionLevel: "TRACE", mock: result(answer) });
    expect(inspectionData?.request).toEqual({
      protocol: "https",
      method: "POST",
      url: "https://example.com/a?q=1%202",
      headers: "[h: x]",
      body: '{"a":1}',
    });
    expect(inspectionData?.response).toEqual({
      protocol: "https",
      statusCode: "200",
      statusMessage: "OK",
      headers: "[content-type: text/plain]",
      body: "ok",
    });
  });

  it("judges mocked results only where it has models to judge by", async () => {
    const request = { definition: lambda, mock: result({ StatusCode: "200" }) };
    expect(await answerTo(request)).toMatchObject({ status: "SUCCEEDED" });
    await expect(testState(request, { models })).rejects.toMatchObject({
      code: "ValidationException",
      message: "Mock result schema validation error: Field 'StatusCode' must be a number",
    });
  });

  it.each<[Partial<TestStateRequest>, string, string]>([
    [{ definition: "{" }, "InvalidDefinition", "INVALID_JSON_DESCRIPTION"],
    [
      { definition: { StartAt: "A", States: {} } },
      "InvalidDefinition",
      "These fields are required: [Type] at /States/StateName",
    ],
    [{ definition: { Type: "Pass" } }, "InvalidDefinition", "/States/StateName"],
    [
      { definition: { Type: "Pass", QueryLanguage: "JSONata", Output: "{% {'a' 1} %}", End: true } },
      "InvalidDefinition",
      "at /States/StateName/Output",
    ],
    [
      { definition: "" },
      "ParamValidationError",
      "Invalid length for parameter definition, value: 0, valid min length: 1",
    ],
    [
      { stateName: "x".repeat(81) },
      "ValidationException",
      "at 'stateName' failed to satisfy constraint: Member must have length less than or equal to 80",
    ],
    [
      { inspectionLevel: "ALL" as "INFO" },
      "ValidationException",
      "Member must satisfy enum value set: [INFO, DEBUG, TRACE]",
    ],
    [{ stateConfiguration: { retrierRetryCount: -1 } }, "ParamValidationError", "value: -1, valid min value: 0"],
    [{ input: "nope" }, "InvalidExecutionInput", "Invalid State Machine Execution Input: 'Unrecognized token 'nope'"],
    [{ input: "" }, "InvalidExecutionInput", "Invalid State Machine Execution Input: 'Invalid execution input.'"],
    [{ variables: "[]" }, "ValidationException", "must be a JSON object"],
    [{ mock: { result: "{" } }, "ValidationException", "Mocked result must be valid JSON"],
    [
      { mock: {} },
      "ValidationException",
      "A test mock should have only one of the following fields: [result, errorOutput].",
    ],
    [
      { revealSecrets: true },
      "ValidationException",
      "TestState does not support RevealSecrets when a mock is specified.",
    ],
    [
      { context: '{"Execution":{"Id":7}}' },
      "ValidationException",
      "Invalid Context object provided: Execution.Id must be a string",
    ],
    [{ context: '{"__proto__":{}}' }, "ValidationException", "Field '__proto__' is not allowed"],
    [
      { mock: undefined, stateConfiguration: { mapIterationFailureCount: 1 } },
      "ValidationException",
      "MapIterationFailureCount",
    ],
    [{ mock: undefined, context: "{}" }, "ValidationException", "Context"],
    [
      { mock: undefined, definition: { ...lambda, Resource: "arn:aws:states:::batch:submitJob.sync" } },
      "InvalidDefinition",
      "does not support activities, '.sync' and '.waitForTaskToken'",
    ],
  ])("refuses %j", async (change, code, message) => {
    const request = { definition: lambda, mock: result({}), ...change };
    await expect(testState(request)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
});
