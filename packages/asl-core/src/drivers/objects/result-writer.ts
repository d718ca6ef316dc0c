import { StatesError } from "../../errors.js";
import { type Json, type JsonObject, own, stringify } from "../../json.js";
import { formatTimestamp, type Millis } from "../../time.js";
import { encodeUtf8 } from "../../utf8.js";
import { after, type Eventual, guarded, inOrder } from "./eventual.js";
import type { ObjectStore } from "./object-store.js";

/** How a child of a distributed Map ended, or PENDING where it was never started. */
export type ChildStatus = "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED" | "RUNNING" | "PENDING";

/** One child execution, as the driver knows it. */
export interface ChildOutcome {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly executionType: "STANDARD" | "EXPRESS";
  readonly status: ChildStatus;
  readonly input: Json;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly startedAt?: Millis;
  readonly stoppedAt?: Millis;
}

/** What ResultWriter writes about a child execution: AWS's keys in AWS's order; Input and Output are JSON texts. */
export interface ChildRecord extends JsonObject {
  ExecutionArn: string;
  Name: string;
  Status: ChildStatus;
}

/** The record of a child. Source: files that AWS exported in 2025, published in the tests of a project that reads them. */
export function childRecord(child: ChildOutcome): ChildRecord {
  const succeeded = child.status === "SUCCEEDED";
  return {
    ...(child.cause === undefined ? null : { Cause: child.cause }),
    ...(child.error === undefined ? null : { Error: child.error }),
    ExecutionArn: child.executionArn,
    Input: stringify(child.input),
    InputDetails: { Included: true },
    Name: child.name,
    ...(child.output === undefined ? null : { Output: stringify(child.output) }),
    OutputDetails: { Included: true },
    RedriveCount: 0,
    ...(succeeded ? NOT_REDRIVABLE : redrivable(child)),
    ...(child.startedAt === undefined ? null : { StartDate: formatTimestamp(child.startedAt) }),
    StateMachineArn: child.stateMachineArn,
    Status: child.status,
    ...(child.stoppedAt === undefined ? null : { StopDate: formatTimestamp(child.stoppedAt) }),
  };
}

const NOT_REDRIVABLE = {
  RedriveStatus: "NOT_REDRIVABLE",
  RedriveStatusReason: "Execution is SUCCEEDED and cannot be redriven",
};
const redrivable = ({ executionType }: ChildOutcome): JsonObject => ({
  RedriveStatus: executionType === "EXPRESS" ? "REDRIVABLE_BY_MAP_RUN" : "REDRIVABLE",
});

/** A ResultWriter with a Resource, its fields evaluated. */
export interface WriteRequest {
  /** `arn:aws:states:::s3:putObject`, in any partition. */
  readonly resource: string;
  /** Parameters or Arguments: Bucket and, optionally, Prefix. */
  readonly arguments: JsonObject;
  /** WriterConfig; `{}` where there is none, which means Transformation NONE and OutputType JSON. */
  readonly config: JsonObject;
  /** Its last part names the folder of the files. */
  readonly mapRunArn: string;
  /** In the order of the items. */
  readonly records: readonly ChildRecord[];
  /** The execution's clock; the files' LastModified. */
  readonly at?: Millis;
}

/**
 * Writes the records of a Map Run and gives the result of the Map state. Files, in the folder `<Prefix>/<uuid>/`:
 * SUCCEEDED_0.json, FAILED_0.json (failed, timed out and aborted children) and PENDING_0.json (not started or not
 * ended), each only where it has records, and manifest.json, which names them. They keep the ending for JSON Lines.
 * WriterConfig shapes the successful children; the others are always written as with NONE (guide, resultwriter).
 * Throws States.ResultWriterFailed in its plain form.
 */
export function writeResults(store: ObjectStore, request: WriteRequest): Eventual<Json> {
  const { bucket, folder } = destination(request);
  const files = resultFiles(request, folder);
  const manifest = encodeUtf8(stringify(manifestOf(request.mapRunArn, bucket, files)));
  const details = { Bucket: bucket, Key: `${folder}manifest.json` };
  const bodies = [...files, { key: details.Key, body: manifest }];
  const written = inOrder(bodies, ({ key, body }) =>
    after(
      guarded(() => store.put(bucket, key, body, request.at), unwritable),
      () => true,
    ),
  );
  return after(written, () => ({ MapRunArn: request.mapRunArn, ResultWriterDetails: details }));
}

interface ResultFile {
  readonly group: Group;
  readonly key: string;
  readonly body: Uint8Array;
}
const GROUPS = ["FAILED", "PENDING", "SUCCEEDED"] as const;
type Group = (typeof GROUPS)[number];

const GROUP_OF: Record<ChildStatus, Group> = {
  SUCCEEDED: "SUCCEEDED",
  FAILED: "FAILED",
  TIMED_OUT: "FAILED",
  ABORTED: "FAILED",
  RUNNING: "PENDING",
  PENDING: "PENDING",
};

const failure = (cause: string): StatesError => new StatesError("States.ResultWriterFailed", cause, undefined, "plain");

function unwritable(reason: unknown): never {
  throw failure(reason instanceof Error ? reason.message : String(reason));
}

function destination({ resource, arguments: target, mapRunArn }: WriteRequest): { bucket: string; folder: string } {
  if (!/:states:[^:]*:[^:]*:s3:putObject$/.test(resource))
    throw failure(`The ResultWriter resource ${resource} is not supported.`);
  const bucket = own(target, "Bucket");
  const prefix = own(target, "Prefix") ?? "";
  if (typeof bucket !== "string" || bucket === "") throw failure("The ResultWriter needs a text as its Bucket.");
  if (typeof prefix !== "string") throw failure("The ResultWriter needs a text as its Prefix.");
  const parent = prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
  return { bucket, folder: `${parent}${mapRunArn.slice(mapRunArn.lastIndexOf(":") + 1)}/` };
}

function resultFiles({ records, config }: WriteRequest, folder: string): ResultFile[] {
  const files: ResultFile[] = [];
  for (const group of GROUPS) {
    const members = records.filter((record) => GROUP_OF[record.Status] === group);
    if (members.length === 0) continue;
    const text = serialized(shaped(members, own(config, "Transformation") ?? "NONE"), config);
    files.push({ group, key: `${folder}${group}_0.json`, body: encodeUtf8(text) });
  }
  return files;
}

function manifestOf(mapRunArn: string, bucket: string, files: readonly ResultFile[]): JsonObject {
  const listed = (group: Group): Json[] =>
    files.filter((file) => file.group === group).map(({ key, body }) => ({ Key: key, Size: body.length }));
  const groups = { FAILED: listed("FAILED"), PENDING: listed("PENDING"), SUCCEEDED: listed("SUCCEEDED") };
  return { DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles: groups };
}

/**
 * The result of a Map whose ResultWriter has a WriterConfig and no Resource: what would be exported stays in the state's
 * output, an array, or one text of JSON Lines. Transformation is COMPACT if absent.
 */
export function formatResults(config: JsonObject, records: readonly ChildRecord[]): Json {
  const values = shaped(records, own(config, "Transformation") ?? "COMPACT");
  return own(config, "OutputType") === "JSONL" ? serialized(values, config) : values;
}

/** NONE: the records; COMPACT: the outputs; FLATTEN: the outputs, arrays among them opened one level. */
function shaped(records: readonly ChildRecord[], transformation: Json): Json[] {
  if (transformation === "NONE") return [...records];
  if (transformation !== "COMPACT" && transformation !== "FLATTEN")
    throw failure(`The Transformation ${stringify(transformation)} is not supported.`);
  const values: Json[] = [];
  for (const record of records) {
    const value = record.Status === "SUCCEEDED" ? outputOf(record) : record;
    if (transformation === "FLATTEN" && Array.isArray(value)) for (const element of value) values.push(element);
    else values.push(value);
  }
  return values;
}

const outputOf = ({ Output }: ChildRecord): Json => (typeof Output === "string" ? JSON.parse(Output) : null);

function serialized(values: readonly Json[], config: JsonObject): string {
  const type = own(config, "OutputType") ?? "JSON";
  if (type === "JSON") return stringify(values as Json[]);
  if (type !== "JSONL") throw failure(`The OutputType ${stringify(type)} is not supported.`);
  return values.map((value) => `${stringify(value)}\n`).join("");
}
