import type { FileMetaData } from "hyparquet";
import { encodeBase64 } from "../../base64.js";
import { type Json, type JsonObject, put } from "../../json.js";
import { type Dataset, refusal } from "./dataset.js";
import { LIMITS } from "./limits.js";

/**
 * Adds the rows of a Parquet file to the dataset, row group by row group. The libraries are loaded when the first such
 * file is read. Integers of 64 bits become numbers (exact up to 2^53), dates and timestamps ISO 8601 texts, bytes that
 * are no text base64, NaN and infinities null; AWS documents no conversions.
 */
export async function readParquet(body: Uint8Array, source: string, dataset: Dataset): Promise<void> {
  checkFooter(body, source);
  try {
    await readRowGroups(body, source, dataset);
  } catch (reason) {
    if (reason instanceof Error && reason.name === "StatesError") throw reason;
    throw refusal(`${source} cannot be read as Parquet: ${reason instanceof Error ? reason.message : String(reason)}`);
  }
}

const MAGIC = [0x50, 0x41, 0x52, 0x31];
const isMagic = (body: Uint8Array, at: number): boolean => MAGIC.every((byte, i) => body[at + i] === byte);

/** A Parquet file begins and ends with "PAR1"; the four bytes before the end give the length of the metadata. */
function checkFooter(body: Uint8Array, source: string): void {
  if (body.length < 12 || !isMagic(body, 0) || !isMagic(body, body.length - 4))
    throw refusal(`${source} is not a Parquet file.`);
  const footer = new DataView(body.buffer, body.byteOffset + body.length - 8, 4).getUint32(0, true);
  if (footer > LIMITS.footerBytes)
    throw refusal(`The footer of ${source} has ${footer} bytes; the limit is ${LIMITS.footerBytes} bytes.`);
}

async function readRowGroups(body: Uint8Array, source: string, dataset: Dataset): Promise<void> {
  const [{ parquetMetadataAsync, parquetReadObjects }, { compressors }] = await Promise.all([
    import("hyparquet"),
    import("hyparquet-compressors"),
  ]);
  const file = {
    byteLength: body.length,
    slice: (start: number, end = body.length) =>
      body.buffer.slice(body.byteOffset + start, body.byteOffset + end) as ArrayBuffer,
  };
  const metadata = await parquetMetadataAsync(file);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    if (dataset.full) return;
    charge(group, source, dataset);
    const rowEnd = rowStart + Math.min(Number(group.num_rows), dataset.room);
    const rows = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd });
    for (const row of rows) dataset.push(toJson(row, 0), source);
    rowStart += Number(group.num_rows);
  }
}

function charge(group: FileMetaData["row_groups"][number], source: string, dataset: Dataset): void {
  const bytes = Number(group.total_byte_size);
  if (!(bytes <= LIMITS.rowGroupBytes))
    throw refusal(`A row group of ${source} has ${bytes} bytes; the limit is ${LIMITS.rowGroupBytes} bytes.`);
  dataset.charge(bytes);
}

function toJson(value: unknown, depth: number): Json {
  if (depth > LIMITS.depth) throw refusal(`A row nests deeper than ${LIMITS.depth} levels.`);
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || value === null) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return encodeBase64(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return Array.from(value as ArrayLike<unknown>, (element) => toJson(element, depth + 1));
  return objectToJson(value, depth);
}

function objectToJson(value: object, depth: number): JsonObject {
  const result: JsonObject = {};
  for (const [key, member] of Object.entries(value)) put(result, key, toJson(member, depth + 1));
  return result;
}
