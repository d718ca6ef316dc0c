import { closeSync, fstatSync, lstatSync, openSync, readSync, statSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { makeFolder } from "./make-folder.js";
import { middleCut, printable } from "./print/text.js";
import type { ExitCode } from "./stop.js";
import { EXIT, Stop } from "./stop.js";
import { whyUnwritable } from "./unwritable.js";

/** The most bytes of a file that are read. */
const MOST = 256 * 1024 * 1024;

/** What a file is read for: how messages call it, and the exit code where it cannot be read. */
export interface Purpose {
  readonly what: string;
  readonly exitCode: ExitCode;
}

/** A file's text. Throws Stop where it is missing, unreadable, a folder, too large or no UTF-8 text. */
export function readTextFile(path: string, purpose: Purpose): string {
  return decode(path, readBytes(path, purpose), purpose);
}

/** All of standard input as text. Throws Stop where it is too large or no UTF-8 text. */
export const readStandardInput = (purpose: Purpose): string =>
  decode("standard input", readAll(0, "-", purpose), purpose);

function readBytes(path: string, purpose: Purpose): Buffer {
  const file = attempt(path, purpose, () => openSync(path, "r"));
  try {
    if (fstatSync(file).isDirectory()) throw failed(purpose, `${shownPath(path)} is a folder`, "Name a file in it.");
    return readAll(file, path, purpose);
  } finally {
    closeSync(file);
  }
}

/** Reads in pieces: sizes of pipes and devices are not known before. */
function readAll(file: number, path: string, purpose: Purpose): Buffer {
  const pieces: Buffer[] = [];
  let size = 0;
  for (;;) {
    const piece = Buffer.allocUnsafe(size < 65_536 ? 65_536 : 1_048_576);
    const count = attempt(path, purpose, () => readPiece(file, piece));
    if (count === 0) return Buffer.concat(pieces, size);
    pieces.push(piece.subarray(0, count));
    size += count;
    if (size > MOST) throw failed(purpose, `${shownPath(path)} has more than ${MOST / 1048576} MB`);
  }
}

function readPiece(file: number, piece: Buffer): number {
  for (;;)
    try {
      return readSync(file, piece);
    } catch (reason) {
      const { code } = reason as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw reason;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
}

function decode(path: string, bytes: Buffer, purpose: Purpose): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw failed(purpose, `${shownPath(path)} is UTF-16 text`, "Save it as UTF-8.");
  if (bytes.includes(0)) throw failed(purpose, `${shownPath(path)} is a binary file, not text`);
  const text = bytes.toString("utf8");
  if (text.includes("\ufffd") && !Buffer.from(text).equals(bytes))
    throw failed(purpose, `${shownPath(path)} is not UTF-8 text`, "Save it as UTF-8.");
  return text;
}

const REASONS: Record<string, (path: string) => string> = {
  ENOENT: (path) => `there is no file ${path}`,
  ELOOP: (path) => `${path} is a link that leads back to itself`,
  ENAMETOOLONG: (path) => `the name ${middleCut(path, 80)} is too long`,
  ENOTDIR: (path) => `there is no file ${path}`,
  EACCES: (path) => `${path} may not be read`,
  EPERM: (path) => `${path} may not be read`,
  EISDIR: (path) => `${path} is a folder`,
};

function attempt<T>(path: string, purpose: Purpose, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? whyAbsent(path) : REASONS[code]?.(shownPath(path));
    throw failed(purpose, reason ?? `${shownPath(path)}: ${printable(message)}`);
  }
}

/** What is wrong with the name of a file that is not there. */
function whyAbsent(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    return `${shownPath(path)} is a link to what is not there`;
  return path.includes("\ufffd") ? `the name ${shownPath(path)} is not UTF-8` : REASONS.ENOENT(shownPath(path));
}

/** A name for messages: it cannot steer a terminal, and one that nobody would see stands in quotation marks. */
export const shownPath = (path: string): string => (path.trim() === "" ? JSON.stringify(path) : printable(path));

const failed = ({ what, exitCode }: Purpose, message: string, hint?: string): Stop =>
  new Stop(exitCode, `cannot read the ${what}: ${message}`, hint);

/** Throws Stop (usage) where the folder that a file is to be written to is not there. */
export function checkFolder(path: string): void {
  const folder = dirname(path);
  if (statSync(folder, { throwIfNoEntry: false }) === undefined)
    throw new Stop(
      EXIT.usage,
      `cannot write ${shownPath(path)}: there is no folder ${shownPath(folder)}`,
      "Make it first, or name another.",
    );
}

/** Writes a file, of text or bytes, into a folder that is there. Throws Stop (usage) where that fails. */
export function writeTextFile(path: string, text: string | Uint8Array): void {
  checkFolder(path);
  write(path, text, () => {});
}

/** The same, for what a command is there to write and for files of a folder that it fills: folders that are missing are made. */
export function writeIntoFolder(path: string, text: string | Uint8Array): void {
  write(path, text, () => makeFolder(dirname(path)));
}

function write(path: string, text: string | Uint8Array, prepare: () => void): void {
  try {
    prepare();
    writeFileSync(path, text);
  } catch (reason) {
    throw new Stop(EXIT.usage, `cannot write ${shownPath(path)}: ${whyUnwritable(reason)}`);
  }
}

/** A path as people would write it from here: relative where the file stands below the current folder. */
export function shortPath(path: string): string {
  const short = relative("", path);
  return short === "" || short.startsWith("..") ? path : short;
}
