import { Gunzip } from "fflate/browser";
import { Decompress } from "fzstd";
import { crc32 } from "./crc32.js";

/** Gives what a compressed file unfolds to, chunk by chunk. Throws an Error for a damaged file. */
export type Decompressor = (body: Uint8Array, emit: (chunk: Uint8Array) => void) => void;

/** The decompressor for a file that begins as gzip or Zstandard do; undefined for any other. */
export function decompressorOf(body: Uint8Array): Decompressor | undefined {
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzip;
  return body[0] === 0x28 && body[1] === 0xb5 && body[2] === 0x2f && body[3] === 0xfd ? unzstd : undefined;
}

/** One member or several (RFC 1952, section 2.2); their checksums, which the library ignores, are verified here. */
const gunzip: Decompressor = (body, emit) => {
  let crc = 0;
  let size = 0;
  const endMember = (end: number) => {
    if (uint32(body, end - 8) !== crc || uint32(body, end - 4) !== size) throw new Error("incorrect checksum");
    crc = size = 0;
  };
  const stream = new Gunzip((chunk) => {
    emit(chunk);
    crc = crc32(chunk, crc);
    size = (size + chunk.length) >>> 0;
  });
  stream.onmember = endMember;
  inPieces(body, stream);
  endMember(body.length);
};

const unzstd: Decompressor = (body, emit) => inPieces(body, new Decompress(emit));

const PIECE = 16_384;

/** Fed piece by piece, because one piece may unfold to many times its size. */
function inPieces(body: Uint8Array, stream: { push(chunk: Uint8Array, final: boolean): void }): void {
  for (let i = 0; i < body.length; i += PIECE) stream.push(body.subarray(i, i + PIECE), i + PIECE >= body.length);
}

const uint32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
