import { decodeUtf8 } from "../../utf8.js";

/** A file that can be read in pieces. */
export interface PiecewiseFile {
  readonly size: number;
  /** Bytes from `offset` on; fewer than `length` only at the file's end. */
  read(offset: number, length: number): Uint8Array;
}

/**
 * Undoes raw deflate (RFC 1951), or gzip (RFC 1952): of bytes that end early, what they hold so far. Throws where they are
 * none, or hold more than `most` bytes.
 */
export type Inflate = (bytes: Uint8Array, most: number, format: "raw" | "gzip") => Uint8Array;

/** A file inside a zip archive. */
export interface ZipEntry {
  readonly name: string;
  readonly offset: number;
  readonly compressed: number;
  readonly size: number;
  /** 0: as it is; 8: deflated. */
  readonly method: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_LENGTH = 22;
const MOST_DIRECTORY = 16 * 1024 * 1024;
/** The most bytes of one file that are unpacked. */
const MOST_BYTES = 64 * 1024 * 1024;
/** As much of a file as counts as its beginning, in bytes as they are stored. */
const BEGINNING = 2048;

/**
 * The files of an archive (APPNOTE.TXT 4.3), by its directory at the end. Throws Error where it is no such archive, or a
 * Zip64 one. O(size of the directory).
 */
export function zipEntries(file: PiecewiseFile): ZipEntry[] {
  const tail = view(file.read(Math.max(0, file.size - END_LENGTH - 65_535), END_LENGTH + 65_535));
  let at = tail.byteLength - END_LENGTH;
  while (at >= 0 && tail.getUint32(at, true) !== END_OF_DIRECTORY) at--;
  if (at < 0) throw new Error("this is no zip archive");
  const length = tail.getUint32(at + 12, true);
  const offset = tail.getUint32(at + 16, true);
  if (length > MOST_DIRECTORY || offset + length > file.size) throw new Error("this zip archive cannot be read");
  return directory(view(file.read(offset, length)));
}

function directory(bytes: DataView): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= bytes.byteLength && bytes.getUint32(at, true) === DIRECTORY_ENTRY; ) {
    const nameLength = bytes.getUint16(at + 28, true);
    const name = decodeUtf8(new Uint8Array(bytes.buffer, bytes.byteOffset + at + 46, nameLength));
    entries.push({
      name,
      method: bytes.getUint16(at + 10, true),
      compressed: bytes.getUint32(at + 20, true),
      size: bytes.getUint32(at + 24, true),
      offset: bytes.getUint32(at + 42, true),
    });
    at += 46 + nameLength + bytes.getUint16(at + 30, true) + bytes.getUint16(at + 32, true);
  }
  return entries;
}

/**
 * The bytes of one file, or with `beginning` some at its start; those of a file that is gzip itself (`.gz`) unpacked once
 * more. Throws Error where the archive is damaged, or the file has more than 64 MB.
 */
export function zipBytes(file: PiecewiseFile, entry: ZipEntry, inflate: Inflate, beginning = false): Uint8Array {
  const length = beginning ? Math.min(entry.compressed, BEGINNING) : entry.compressed;
  const stored = file.read(startOf(file, entry), length);
  const bytes = entry.method === 0 ? stored : inflate(stored, MOST_BYTES, "raw");
  return entry.name.endsWith(".gz") ? inflate(bytes, MOST_BYTES, "gzip") : bytes;
}

function startOf(file: PiecewiseFile, { name, offset, compressed }: ZipEntry): number {
  const header = view(file.read(offset, 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL_HEADER || compressed > MOST_BYTES)
    throw new Error(`${name} cannot be read from its archive`);
  return offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
