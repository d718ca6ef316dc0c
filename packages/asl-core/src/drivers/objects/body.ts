import { decodeUtf8 } from "../../utf8.js";
import { type Dataset, refusal } from "./dataset.js";
import { type Decompressor, decompressorOf } from "./decompress.js";

/**
 * The text of a file: UTF-8, without a byte order mark, decompressed where its first bytes say gzip or zstd (AWS accepts
 * both; no text begins with these bytes). The bytes are charged to the dataset while they are decompressed, so that a
 * small file cannot grow without bound. Throws a refusal for a damaged file.
 */
export function textOf(body: Uint8Array, source: string, dataset: Dataset): string {
  const decompress = decompressorOf(body);
  if (decompress !== undefined) return decode(decompressed(body, decompress, source, dataset));
  dataset.charge(body.length);
  return decode(body);
}

function decompressed(body: Uint8Array, decompress: Decompressor, source: string, dataset: Dataset): Uint8Array {
  const chunks: Uint8Array[] = [];
  try {
    decompress(body, (chunk) => {
      dataset.charge(chunk.length);
      chunks.push(chunk);
    });
  } catch (reason) {
    throw unreadable(reason, source);
  }
  return joined(chunks);
}

/** A refusal passes; anything else means that the compressed file is damaged. */
function unreadable(reason: unknown, source: string): Error {
  if (reason instanceof Error && reason.name === "StatesError") return reason;
  return refusal(`${source} cannot be decompressed: ${reason instanceof Error ? reason.message : String(reason)}`);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** What Node and browsers have in common; the package is compiled without the types of either. */
interface Texts {
  TextDecoder?: new () => { decode(bytes: Uint8Array): string };
}

/** The platform's decoder is many times faster than ours on a large file; not every host has one. */
export function decode(bytes: Uint8Array): string {
  const { TextDecoder } = globalThis as unknown as Texts;
  const text = TextDecoder === undefined ? decodeUtf8(bytes) : new TextDecoder().decode(bytes);
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
