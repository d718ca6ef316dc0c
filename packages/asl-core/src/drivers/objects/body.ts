import { decodeUtf8 } from "../../utf8.js";
import { type Dataset, refusal } from "./dataset.js";
import { after, type Eventual, guarded } from "./eventual.js";

/**
 * The text of a file: UTF-8, without a byte order mark, decompressed where its first bytes say gzip or zstd (AWS accepts
 * both; no text begins with these bytes). At once for a plain file, through a promise for a compressed one. The bytes
 * are charged to the dataset while they are decompressed, so that a small file cannot grow without bound.
 */
export function textOf(body: Uint8Array, source: string, dataset: Dataset): Eventual<string> {
  const inflate = decompressor(body);
  if (inflate === undefined) return plainText(body, dataset);
  const chunks = guarded(
    () => inflate(body, (bytes) => dataset.charge(bytes)),
    (reason) => unreadable(reason, source),
  );
  return after(chunks, (parts) => decode(joined(parts)));
}

function plainText(body: Uint8Array, dataset: Dataset): string {
  dataset.charge(body.length);
  return decode(body);
}

/** A refusal passes; anything else means that the compressed file is damaged. */
function unreadable(reason: unknown, source: string): never {
  if (reason instanceof Error && reason.name === "StatesError") throw reason;
  throw refusal(`${source} cannot be decompressed: ${reason instanceof Error ? reason.message : String(reason)}`);
}

type Decompressor = (body: Uint8Array, charge: (bytes: number) => void) => Promise<Uint8Array[]>;

function decompressor(body: Uint8Array): Decompressor | undefined {
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzip;
  return body[0] === 0x28 && body[1] === 0xb5 && body[2] === 0x2f && body[3] === 0xfd ? unzstd : undefined;
}

/** What Node and browsers have in common; the package is compiled without the types of either. */
interface Streams {
  DecompressionStream: new (
    format: "gzip",
  ) => {
    readable: { getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }>; cancel(): Promise<void> } };
    writable: { getWriter(): { write(chunk: Uint8Array): Promise<void>; close(): Promise<void> } };
  };
}
interface Texts {
  TextDecoder?: new () => { decode(bytes: Uint8Array): string };
}

async function gunzip(body: Uint8Array, charge: (bytes: number) => void): Promise<Uint8Array[]> {
  const stream = new (globalThis as unknown as Streams).DecompressionStream("gzip");
  const writer = stream.writable.getWriter();
  const written = Promise.allSettled([writer.write(body), writer.close()]);
  const reader = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      charge(part.value!.length);
      chunks.push(part.value!);
    }
  } catch (reason) {
    await reader.cancel().catch(() => {});
    throw reason;
  }
  await written;
  return chunks;
}

/** Fed piece by piece, because one piece may unfold to many times its size. */
async function unzstd(body: Uint8Array, charge: (bytes: number) => void): Promise<Uint8Array[]> {
  const { Decompress } = await import("fzstd");
  const chunks: Uint8Array[] = [];
  const stream = new Decompress((chunk) => {
    charge(chunk.length);
    chunks.push(chunk);
  });
  for (let i = 0; i < body.length; i += PIECE) stream.push(body.subarray(i, i + PIECE), i + PIECE >= body.length);
  return chunks;
}

const PIECE = 65_536;

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** The platform's decoder is many times faster than ours on a large file; not every host has one. */
function decode(bytes: Uint8Array): string {
  const { TextDecoder } = globalThis as unknown as Texts;
  const text = TextDecoder === undefined ? decodeUtf8(bytes) : new TextDecoder().decode(bytes);
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
