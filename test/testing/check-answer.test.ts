import { constants, deflateRawSync, gunzipSync, gzipSync, inflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Json } from "../../packages/asl-core/src/json.js";
import { checkAnswer, type FieldValidationMode } from "../../packages/asl-core/src/testing/test-state/index.js";
import { modelArchive } from "../../packages/asl-core/src/testing/test-state/model-archive.js";
import type { Inflate } from "../../packages/asl-core/src/testing/test-state/zip.js";
import { models } from "./service-models.js";

const job = {
  JobName: "n",
  JobId: "i",
  JobQueue: "q",
  Status: "SUCCEEDED",
  StartedAt: 1767225600000,
  JobDefinition: "d",
};
const execution = { ExecutionArn: "a", StateMachineArn: "m", Status: "SUCCEEDED", StartDate: "2026-01-01" };

describe("checkAnswer", () => {
  it.each<[string, Json, FieldValidationMode, string[]]>([
    ["sqs:sendMessage", { MessageId: "m", MD5OfMessageBody: "5" }, "STRICT", []],
    ["sqs:sendMessage", { MessageId: 7, SdkHttpMetadata: {} }, "STRICT", ["Field 'MessageId' must be a string"]],
    ["sqs:sendMessage", "sent", "STRICT", ["Result must be an object"]],
    ["sqs:sendMessage.waitForTaskToken", "approved", "STRICT", []],
    ["aws-sdk:sqs:sendMessage", { Md5OfMessageBody: 5 }, "PRESENT", ["Field 'Md5OfMessageBody' must be a string"]],
    [
      "states:startExecution",
      {},
      "STRICT",
      ["Required field 'ExecutionArn' is missing", "Required field 'StartDate' is missing"],
    ],
    ["states:startExecution", {}, "PRESENT", []],
    ["states:startExecution", { StartDate: 1 }, "NONE", []],
    ["states:startExecution.sync", { ...execution, Output: "{}" }, "STRICT", []],
    ["states:startExecution.sync", { ...execution, Output: {} }, "STRICT", ["Field 'Output' must be a string"]],
    ["states:startExecution.sync:2", { ...execution, Output: {}, Input: [] }, "STRICT", []],
    [
      "states:startExecution.sync",
      { ...execution, Status: "DONE" },
      "STRICT",
      ["Field 'Status' is not an expected value"],
    ],
    ["batch:submitJob", { JobName: "n", JobId: "i" }, "STRICT", []],
    ["batch:submitJob.sync", job, "STRICT", []],
    ["batch:submitJob.sync", { ...job, JobId: 1 }, "STRICT", ["Field 'JobId' must be a string"]],
    ["batch:submitJob.sync", { Jobs: [{ ...job, JobId: 1 }] }, "STRICT", ["Field 'JobId' must be a string"]],
    [
      "glue:startJobRun.sync",
      { Id: "i", JobRunState: "LOST" },
      "STRICT",
      ["Field 'JobRunState' is not an expected value"],
    ],
    ["ecs:runTask", { Tasks: [{ Containers: {} }], Failures: [] }, "STRICT", ["Field 'Containers' must be an array"]],
    ["ecs:runTask.sync", { Containers: {} }, "STRICT", ["Field 'Containers' must be an array"]],
    ["codebuild:startBuild.sync", { BuildStatus: "LOST" }, "STRICT", ["Field 'BuildStatus' is not an expected value"]],
    [
      "athena:startQueryExecution.sync",
      { QueryExecution: { QueryExecutionId: 1 } },
      "STRICT",
      ["Field 'QueryExecutionId' must be a string"],
    ],
    ["elasticmapreduce:createCluster", { ClusterId: 1 }, "STRICT", []],
    ["elasticmapreduce:createCluster.sync", { Id: 1 }, "STRICT", ["Field 'Id' must be a string"]],
    ["emr-serverless:startJobRun.sync", { JobRunId: 1 }, "PRESENT", ["Field 'JobRunId' must be a string"]],
    ["bedrock:invokeModel", { Body: { text: "…" }, ContentType: "application/json" }, "STRICT", []],
    ["lambda:invoke", { Payload: [1], StatusCode: 200 }, "STRICT", []],
    ["aws-sdk:lambda:invoke", { Payload: [1] }, "STRICT", ["Field 'Payload' must be a string"]],
    [
      "dynamodb:getItem",
      { Item: { id: { S: 1 }, n: { BOOL: "yes" } } },
      "STRICT",
      ["Field 'S' must be a string", "Field 'BOOL' must be a boolean"],
    ],
    [
      "aws-sdk:rds:describeDBInstances",
      { DbInstances: [{ AllocatedStorage: "1" }] },
      "STRICT",
      ["Field 'AllocatedStorage' must be a number"],
    ],
    ["aws-sdk:cloudwatchlogs:describeLogGroups", { LogGroups: {} }, "STRICT", ["Field 'LogGroups' must be an array"]],
    [
      "aws-sdk:lambda:getFunction",
      { Configuration: { MemorySize: 1 } },
      "PRESENT",
      ["Field 'MemorySize' is less than the minimum value"],
    ],
    ["http:invoke", 7, "STRICT", []],
    ["apigateway:invoke", 7, "STRICT", []],
    ["eks:call", 7, "STRICT", []],
    ["aws-sdk:nothing:doNothing", 7, "STRICT", []],
    ["aws-sdk:s3:doNothing", 7, "STRICT", []],
  ])("says of the answer of %s, %j, judged %s: %j", async (resource, output, mode, problems) => {
    expect(await checkAnswer(`arn:aws:states:::${resource}`, output, mode, models)).toEqual(problems);
  });

  it.each(["arn:aws:lambda:us-east-1:123456789012:function:f", "arn:aws:states:us-east-1:123456789012:activity:a"])(
    "takes whatever %s answers",
    async (resource) => expect(await checkAnswer(resource, 7, "STRICT", models)).toEqual([]),
  );
});

const inflate: Inflate = (bytes, most, format) =>
  (format === "raw" ? inflateRawSync : gunzipSync)(bytes, {
    maxOutputLength: most,
    finishFlush: constants.Z_SYNC_FLUSH,
  });

const service = (serviceId: string, operation: string): string =>
  JSON.stringify({ metadata: { serviceId }, operations: { [operation]: {} }, shapes: {} });

describe("an archive of models", () => {
  const archive = file(
    zip({
      "x/botocore/data/queues/2020-01-01/service-2.json": service("Queue Service", "Old"),
      "x/botocore/data/queues/2024-01-01/service-2.json.gz": gzipSync(service("Queue Service", "New")),
      "x/botocore/data/queues/2024-01-01/paginators-1.json": "{",
      "botocore/data/other/2020-01-01/service-2.json": service("Other", "Do"),
    }),
  );

  it.each([
    ["other", "Do"],
    ["queueservice", "New"],
    ["queues", undefined],
    ["constructor", undefined],
  ])("finds %s by its id, in its newest version", async (id, operation) => {
    const model = await modelArchive(archive, inflate)(id);
    expect(Object.keys(model?.operations ?? {})[0]).toBe(operation);
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["no archive", Buffer.from("PK, but not really")],
    ["the end of one", zip({ a: "b" }).subarray(40)],
  ])("rejects %s", async (_, bytes) => {
    await expect(modelArchive(file(bytes), inflate)("other")).rejects.toThrow(/zip archive/);
  });
});

function file(bytes: Buffer) {
  return { size: bytes.length, read: (offset: number, length: number) => bytes.subarray(offset, offset + length) };
}

/** An archive of deflated files. */
function zip(files: Record<string, string | Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = deflateRawSync(content);
    const local = header(30, { 0: 0x04034b50 }, { 8: 8, 26: name.length });
    const sizes = { 20: data.length, 24: Buffer.byteLength(content), 42: offset };
    directory.push(header(46, { 0: 0x02014b50, ...sizes }, { 10: 8, 28: name.length }), Buffer.from(name));
    parts.push(local, Buffer.from(name), data);
    offset += local.length + name.length + data.length;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([...parts, ...directory, header(22, { 0: 0x06054b50, 12: length, 16: offset }, {})]);
}

function header(length: number, longs: Record<number, number>, shorts: Record<number, number>): Buffer {
  const bytes = Buffer.alloc(length);
  for (const [at, value] of Object.entries(longs)) bytes.writeUInt32LE(value, Number(at));
  for (const [at, value] of Object.entries(shorts)) bytes.writeUInt16LE(value, Number(at));
  return bytes;
}
