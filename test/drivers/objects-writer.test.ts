import { describe, expect, it } from "vitest";
import {
  type ChildOutcome,
  childRecord,
  formatResults,
  memoryStore,
  type ObjectStore,
  readItems,
  type WriteRequest,
  writeResults,
} from "../../packages/asl-core/src/drivers/objects/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";

const ARN = "arn:aws:states:us-east-1:111111111111";
const MAP_RUN = `${ARN}:mapRun:sm/Map:ad9b5f27-090b-3ac6-9beb-243cd77144a7`;
const FOLDER = "ad9b5f27-090b-3ac6-9beb-243cd77144a7/";

const child = (name: string, rest: Partial<ChildOutcome> = {}): ChildOutcome => ({
  executionArn: `${ARN}:execution:sm/Map:${name}`,
  stateMachineArn: `${ARN}:stateMachine:sm/Map`,
  name,
  executionType: "STANDARD",
  status: "SUCCEEDED",
  input: { n: 1 },
  output: [name, 1],
  startedAt: 0,
  stoppedAt: 1500,
  ...rest,
});
const failedChild = (name: string, rest: Partial<ChildOutcome> = {}): ChildOutcome =>
  child(name, { status: "FAILED", output: undefined, error: "E", cause: "c", ...rest });

const request = (children: ChildOutcome[], rest: Partial<WriteRequest> = {}): WriteRequest => ({
  resource: "arn:aws:states:::s3:putObject",
  arguments: { Bucket: "out", Prefix: "jobs" },
  config: {},
  mapRunArn: MAP_RUN,
  records: children.map(childRecord),
  ...rest,
});

function written(children: ChildOutcome[], rest: Partial<WriteRequest> = {}) {
  const store = memoryStore({ out: {} });
  const result = writeResults(store, request(children, rest)) as JsonObject;
  const text = (key: string) => new TextDecoder().decode(store.get("out", key)!.body);
  return { store, result, text, keys: store.list("out").map(({ key }) => key) };
}

describe("childRecord", () => {
  it.each<[string, ChildOutcome, string]>([
    [
      "a successful child",
      child("a"),
      `{"ExecutionArn":"${ARN}:execution:sm/Map:a","Input":"{\\"n\\":1}","InputDetails":{"Included":true},"Name":"a","Output":"[\\"a\\",1]","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"NOT_REDRIVABLE","RedriveStatusReason":"Execution is SUCCEEDED and cannot be redriven","StartDate":"1970-01-01T00:00:00.000Z","StateMachineArn":"${ARN}:stateMachine:sm/Map","Status":"SUCCEEDED","StopDate":"1970-01-01T00:00:01.500Z"}`,
    ],
    [
      "a failed Express child",
      failedChild("b", { executionType: "EXPRESS" }),
      `{"Cause":"c","Error":"E","ExecutionArn":"${ARN}:execution:sm/Map:b","Input":"{\\"n\\":1}","InputDetails":{"Included":true},"Name":"b","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE_BY_MAP_RUN","StartDate":"1970-01-01T00:00:00.000Z","StateMachineArn":"${ARN}:stateMachine:sm/Map","Status":"FAILED","StopDate":"1970-01-01T00:00:01.500Z"}`,
    ],
  ])("writes AWS's keys in AWS's order for %s", (_, outcome, text) => {
    expect(JSON.stringify(childRecord(outcome))).toBe(text);
  });
});

describe("writeResults", () => {
  it("gives the Map Run and where its manifest lies", () => {
    expect(JSON.stringify(written([child("a")]).result)).toBe(
      `{"MapRunArn":"${MAP_RUN}","ResultWriterDetails":{"Bucket":"out","Key":"jobs/${FOLDER}manifest.json"}}`,
    );
  });

  it("writes one file per group and a manifest that names them with their sizes", () => {
    const children = [
      child("a"),
      failedChild("b"),
      failedChild("c", { status: "TIMED_OUT" }),
      failedChild("d", { status: "ABORTED" }),
      failedChild("e", { status: "PENDING", startedAt: undefined, stoppedAt: undefined }),
    ];
    const { keys, text } = written(children);
    const folder = `jobs/${FOLDER}`;
    const names = ["FAILED_0.json", "PENDING_0.json", "SUCCEEDED_0.json"];
    expect(keys).toEqual([...names, "manifest.json"].map((name) => folder + name));
    const [FAILED, PENDING, SUCCEEDED] = names.map((name) => [
      { Key: folder + name, Size: text(folder + name).length },
    ]);
    expect(JSON.parse(text(`${folder}manifest.json`))).toEqual({
      DestinationBucket: "out",
      MapRunArn: MAP_RUN,
      ResultFiles: { FAILED, PENDING, SUCCEEDED },
    });
    const failed = JSON.parse(text(`${folder}FAILED_0.json`)) as JsonObject[];
    expect(failed.map(({ Name }) => Name)).toEqual(["b", "c", "d"]);
  });

  it("writes a manifest alone for a Map Run without children", () => {
    const { keys, text } = written([]);
    expect(keys).toEqual([`jobs/${FOLDER}manifest.json`]);
    expect(JSON.parse(text(keys[0])).ResultFiles).toEqual({ FAILED: [], PENDING: [], SUCCEEDED: [] });
  });

  it.each([
    [undefined, ""],
    ["", ""],
    ["a/b", "a/b/"],
    ["a/b/", "a/b/"],
  ])("puts the folder below the prefix %j", (Prefix, parent) => {
    const target: JsonObject = Prefix === undefined ? { Bucket: "out" } : { Bucket: "out", Prefix };
    expect(written([], { arguments: target }).keys).toEqual([`${parent}${FOLDER}manifest.json`]);
  });

  const children = [child("a"), child("b", { output: { x: [] } }), child("c", { output: null })];
  it.each<[string, JsonObject, string]>([
    ["COMPACT", { Transformation: "COMPACT" }, '[["a",1],{"x":[]},null]'],
    ["FLATTEN", { Transformation: "FLATTEN" }, '["a",1,{"x":[]},null]'],
    ["COMPACT as JSON Lines", { Transformation: "COMPACT", OutputType: "JSONL" }, '["a",1]\n{"x":[]}\nnull\n'],
  ])("writes the successful children as %s", (_, config, text) => {
    expect(written(children, { config }).text(`jobs/${FOLDER}SUCCEEDED_0.json`)).toBe(text);
  });

  it("writes failed children as records whatever the transformation", () => {
    const { text } = written([failedChild("b")], { config: { Transformation: "FLATTEN" } });
    expect(JSON.parse(text(`jobs/${FOLDER}FAILED_0.json`))).toEqual([childRecord(failedChild("b"))]);
  });

  it("writes what an ItemReader reads back", () => {
    const { store } = written(children, { config: { Transformation: "FLATTEN", OutputType: "JSONL" } });
    const items = readItems(store, {
      resource: "arn:aws:states:::s3:getObject",
      arguments: { Bucket: "out", Key: `jobs/${FOLDER}SUCCEEDED_0.json` },
      config: { InputType: "JSONL" },
    });
    expect(items).toHaveLength(4);
  });

  it("stamps the files with the execution's clock", () => {
    const { store, keys } = written([], { at: 1234 });
    expect(store.get("out", keys[0])?.lastModified).toBe(1234);
  });

  it("answers through a promise where the store does", async () => {
    const store = memoryStore();
    const slow: ObjectStore = { ...store, put: async (bucket, key, body) => store.put(bucket, key, body) };
    const result = writeResults(slow, request([child("a")]));
    expect(result).toBeInstanceOf(Promise);
    expect(await result).toMatchObject({ MapRunArn: MAP_RUN });
    expect(store.list("out")).toHaveLength(2);
  });

  it.each<[string, Partial<WriteRequest>, string]>([
    [
      "an unknown resource",
      { resource: "arn:aws:states:::s3:getObject" },
      "The ResultWriter resource arn:aws:states:::s3:getObject is not supported.",
    ],
    ["no bucket", { arguments: {} }, "The ResultWriter needs a text as its Bucket."],
    [
      "a prefix that is no text",
      { arguments: { Bucket: "out", Prefix: 1 } },
      "The ResultWriter needs a text as its Prefix.",
    ],
    ["an unknown transformation", { config: { Transformation: "X" } }, 'The Transformation "X" is not supported.'],
    ["an unknown output type", { config: { OutputType: "CSV" } }, 'The OutputType "CSV" is not supported.'],
  ])("fails for %s", (_, rest, cause) => {
    expect(() => written([child("a")], rest)).toThrow(
      expect.objectContaining({ error: "States.ResultWriterFailed", cause, form: "plain" }),
    );
  });

  it("fails with the store's own words where the store throws", () => {
    const store: ObjectStore = {
      ...memoryStore(),
      put: () => {
        throw new Error("ENOSPC: no space left");
      },
    };
    expect(() => writeResults(store, request([]))).toThrow(
      expect.objectContaining({ error: "States.ResultWriterFailed", cause: "ENOSPC: no space left" }),
    );
  });
});

describe("formatResults", () => {
  const children = [child("a"), child("b", { output: { x: 1 } }), failedChild("c")];
  it.each<[string, JsonObject, Json]>([
    ["outputs, and records of failures, by default", {}, [["a", 1], { x: 1 }, childRecord(children[2])]],
    ["flattened outputs", { Transformation: "FLATTEN" }, ["a", 1, { x: 1 }, childRecord(children[2])]],
    ["records", { Transformation: "NONE", OutputType: "JSON" }, children.map(childRecord)],
  ])("gives %s", (_, config, expected) => {
    expect(formatResults(config, children.map(childRecord))).toEqual(expected);
  });

  it("gives JSON Lines as one text", () => {
    const records = children.slice(0, 2).map(childRecord);
    expect(formatResults({ Transformation: "COMPACT", OutputType: "JSONL" }, records)).toBe('["a",1]\n{"x":1}\n');
  });
});
