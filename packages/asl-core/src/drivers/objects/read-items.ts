import { type Json, type JsonObject, own } from "../../json.js";
import { textOf } from "./body.js";
import { readCsv } from "./csv.js";
import { Dataset, type Item, refusal } from "./dataset.js";
import { after, type Eventual, guarded, inOrder } from "./eventual.js";
import { readJson, readJsonLines } from "./json-text.js";
import { LIMITS } from "./limits.js";
import { dataFiles } from "./manifest.js";
import type { ObjectStore, ObjectSummary, StoredObject } from "./object-store.js";
import { readParquet } from "./parquet.js";

/** An ItemReader whose fields are evaluated. */
export interface ReadRequest {
  /** `arn:aws:states:::s3:getObject` or `arn:aws:states:::s3:listObjectsV2`, in any partition. */
  readonly resource: string;
  /** Parameters or Arguments: Bucket, Key, Prefix; VersionId and ExpectedBucketOwner are accepted and ignored. */
  readonly arguments: JsonObject;
  /** ReaderConfig, with the value of MaxItems or MaxItemsPath as MaxItems. */
  readonly config: JsonObject;
  /** Bytes an item may have; LIMITS.itemBytes if absent. Pass LIMITS.selectedItemBytes where an ItemSelector follows. */
  readonly maxItemBytes?: number;
  /** Bytes that all files together may have, decompressed; LIMITS.datasetBytes if absent. */
  readonly maxDatasetBytes?: number;
  /** True: only arrays can be iterated, as before September 2025 (recorded 2023); a JSON object is refused. */
  readonly refuseObjects?: boolean;
}

/**
 * The items of a distributed Map with an ItemReader, in order; at once where the store answers at once and no file is
 * Parquet, else through a promise. Throws (or rejects with) States.ItemReaderFailed in its plain form, in
 * AWS's words where they are recorded. O(bytes read); reading stops at MaxItems. The store is read one file at a time.
 */
export function readItems(store: ObjectStore, request: ReadRequest): Eventual<Item[]> {
  const { config, maxItemBytes = LIMITS.itemBytes, maxDatasetBytes = LIMITS.datasetBytes } = request;
  const dataset = new Dataset(maxItemsOf(config), maxItemBytes, maxDatasetBytes);
  const reader = new Reader(store, dataset, !request.refuseObjects);
  const action = /:states:[^:]*:[^:]*:s3:(getObject|listObjectsV2)$/.exec(request.resource)?.[1];
  if (action === undefined) throw refusal(`The ItemReader resource ${request.resource} is not supported.`);
  const done = action === "getObject" ? reader.object(request) : reader.listing(request);
  return after(done, () => dataset.items);
}

/** 0 means no limit (recorded); beyond AWS's own limit the value makes no difference (recorded). */
function maxItemsOf(config: JsonObject): number {
  const value = own(config, "MaxItems") ?? 0;
  if (typeof value !== "number") throw refusal("field MaxItems must be a number");
  if (value < 0) throw refusal("field MaxItems must be positive");
  return value === 0 ? LIMITS.items : Math.min(Math.floor(value), LIMITS.items);
}

class Reader {
  constructor(
    private readonly store: ObjectStore,
    private readonly dataset: Dataset,
    private readonly objects: boolean,
  ) {}

  /** s3:getObject: one file, or the files its manifest names. */
  object({ arguments: target, config }: ReadRequest): Eventual<void> {
    const bucket = textArgument(target, "Bucket");
    const key = textArgument(target, "Key");
    if (own(config, "InputType") === "PARQUET" && own(target, "VersionId") !== undefined)
      throw refusal("VersionId is not supported for InputType PARQUET.");
    return isManifest(config) ? this.manifest(bucket, key, config) : this.file(bucket, key, config);
  }

  /** s3:listObjectsV2: the listing itself, or what the listed files hold. */
  listing({ arguments: target, config }: ReadRequest): Eventual<void> {
    const bucket = textArgument(target, "Bucket");
    const prefix = own(target, "Prefix") === undefined ? "" : textArgument(target, "Prefix");
    const transformation = own(config, "Transformation") ?? "NONE";
    if (transformation !== "NONE" && transformation !== "LOAD_AND_FLATTEN")
      throw refusal(`The Transformation ${JSON.stringify(transformation)} is not supported.`);
    const summaries = guarded(() => this.store.list(bucket, prefix), unreachable);
    return after(summaries, (list) =>
      transformation === "NONE" ? this.summaries(list, bucket) : this.flattened(list, bucket, config),
    );
  }

  private summaries(list: ObjectSummary[], bucket: string): void {
    for (const summary of list) {
      if (this.dataset.full) return;
      this.dataset.push(listed(summary), `S3://${bucket}`);
    }
  }

  /** Placeholders that the console makes for folders hold nothing to load. */
  private flattened(list: ObjectSummary[], bucket: string, config: JsonObject): Eventual<void> {
    const files = list.filter(({ key, size }) => size > 0 || !key.endsWith("/"));
    return inOrder(files, ({ key }) => after(this.file(bucket, key, config), () => !this.dataset.full));
  }

  private manifest(bucket: string, key: string, config: JsonObject): Eventual<void> {
    const text = after(this.get(bucket, key), ({ body }) => textOf(body, uri(bucket, key), this.dataset));
    return after(text, (manifest) =>
      inOrder(dataFiles(manifest, config, bucket, uri(bucket, key)), (file) =>
        after(this.file(file.bucket, file.key, file.config), () => !this.dataset.full),
      ),
    );
  }

  private file(bucket: string, key: string, config: JsonObject): Eventual<void> {
    const type = own(config, "InputType");
    const source = uri(bucket, key);
    return after(this.get(bucket, key), ({ body }) =>
      type === "PARQUET"
        ? readParquet(body, source, this.dataset)
        : this.text(type, textOf(body, source, this.dataset), config, source),
    );
  }

  private text(type: Json | undefined, text: string, config: JsonObject, source: string): void {
    if (type === "JSON") readJson(text, config, source, this.dataset, this.objects);
    else if (type === "JSONL") readJsonLines(text, source, this.dataset);
    else if (type === "CSV") readCsv(text, config, source, this.dataset);
    else throw refusal(`The InputType ${JSON.stringify(type ?? null)} is not supported.`);
  }

  private get(bucket: string, key: string): Eventual<StoredObject> {
    return after(
      guarded(() => this.store.get(bucket, key), unreachable),
      (object) => {
        if (object === undefined) throw refusal(`The specified key does not exist: ${uri(bucket, key)}`);
        return object;
      },
    );
  }
}

const uri = (bucket: string, key: string): string => `S3://${bucket}/${key}`;

const isManifest = (config: JsonObject): boolean =>
  own(config, "InputType") === "MANIFEST" || own(config, "ManifestType") !== undefined;

function textArgument(target: JsonObject, name: string): string {
  const value = own(target, name);
  if (typeof value !== "string" || value === "") throw refusal(`The ItemReader needs a text as its ${name}.`);
  return value;
}

/** What a store throws is told in its own words, which for a missing bucket are S3's. */
function unreachable(reason: unknown): never {
  const bucket =
    reason instanceof Error && reason.name === "NoSuchBucket" ? (reason as { bucket?: string }).bucket : "";
  throw refusal(`${reason instanceof Error ? reason.message : String(reason)}${bucket ? `: ${bucket}` : ""}`);
}

/** An object in a listing, with AWS's keys in AWS's order; LastModified in seconds (measured in public, 2026). */
const listed = (summary: ObjectSummary): JsonObject => ({
  Etag: summary.etag,
  Key: summary.key,
  LastModified: Math.floor(summary.lastModified / 1000),
  Size: summary.size,
  StorageClass: summary.storageClass,
});
