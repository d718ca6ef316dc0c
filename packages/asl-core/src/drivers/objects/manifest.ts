import { isObject, type Json, type JsonObject, own } from "../../json.js";
import { readRows } from "./csv.js";
import { refusal } from "./dataset.js";
import { parseJson } from "./json-text.js";

/** Where a data file lies, and how it is to be read. */
export interface DataFile {
  readonly bucket: string;
  readonly key: string;
  /** ReaderConfig for this file: InputType and, for an inventory, the headers its manifest gives. */
  readonly config: JsonObject;
}

/**
 * The data files that a manifest names, in its order. ATHENA_DATA: a list of S3 URIs, one a line, of files of the
 * configured InputType. S3_INVENTORY (and no ManifestType): the manifest.json of an S3 Inventory report, whose data files
 * lie in its destination bucket. Source: guide, input-output-itemreader; S3 guide, inventory manifests.
 */
export function dataFiles(text: string, config: JsonObject, bucket: string, source: string): DataFile[] {
  const type = own(config, "ManifestType") ?? "S3_INVENTORY";
  if (type === "ATHENA_DATA") return athenaFiles(text, config, source);
  if (type === "S3_INVENTORY") return inventoryFiles(parseJson(text, source), config, bucket, source);
  throw refusal(`The ManifestType ${JSON.stringify(type)} is not supported.`);
}

function athenaFiles(text: string, config: JsonObject, source: string): DataFile[] {
  const files: DataFile[] = [];
  readRows(text, ",", ([uri]) => {
    const match = /^s3:\/\/([^/]+)\/(.+)$/i.exec(uri.trim());
    if (match === null) throw refusal(`${source} is not an Athena manifest: "${uri.slice(0, 100)}" is no S3 URI.`);
    files.push({ bucket: match[1], key: match[2], config });
    return true;
  });
  return files;
}

function inventoryFiles(manifest: Json, config: JsonObject, bucket: string, source: string): DataFile[] {
  const files = isObject(manifest) ? own(manifest, "files") : undefined;
  if (!isObject(manifest) || !Array.isArray(files)) throw refusal(`${source} is not an S3 Inventory manifest.`);
  const reader = inventoryConfig(manifest, config, source);
  const home = destination(own(manifest, "destinationBucket")) ?? bucket;
  return files.map((file) => {
    const key = isObject(file) ? own(file, "key") : undefined;
    if (typeof key !== "string") throw refusal(`${source} is not an S3 Inventory manifest: a file has no key.`);
    return { bucket: home, key, config: reader };
  });
}

function inventoryConfig(manifest: JsonObject, config: JsonObject, source: string): JsonObject {
  const format = own(manifest, "fileFormat") ?? "CSV";
  if (format === "Parquet") return { InputType: "PARQUET" };
  if (format !== "CSV") throw refusal(`${source} lists ${JSON.stringify(format)} files; CSV and Parquet can be read.`);
  const schema = own(manifest, "fileSchema");
  if (own(config, "CSVHeaders") !== undefined || typeof schema !== "string") return { ...config, InputType: "CSV" };
  const headers = schema.split(",").map((name) => name.trim());
  return { InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: headers };
}

/** Manifests name the bucket by its ARN. */
const destination = (arn: Json | undefined): string | undefined =>
  typeof arn === "string" && arn !== "" ? arn.slice(arn.lastIndexOf(":") + 1) : undefined;
