import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import { checkFolder } from "../files.js";
import { Stop, usage } from "../stop.js";
import { whyUnwritable } from "../unwritable.js";

/** Files a run reads, by what they are called in messages. */
export type Sources = Readonly<Record<string, string | undefined>>;

/** Throws Stop (usage) where what `option` writes cannot be written to `path`, or would replace a file the run reads. */
export function checkWritten(option: "history" | "report", path: string, sources: Sources): void {
  try {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    if (existing === undefined) checkFolder(path);
    accessSync(existing === undefined ? dirname(path) : path, constants.W_OK);
  } catch (reason) {
    if (reason instanceof Stop) throw usage(`--${option}: ${reason.message}`, reason.hint);
    throw usage(`cannot write the ${option} to ${path}: ${whyUnwritable(reason)}`);
  }
  for (const [what, source] of Object.entries(sources))
    if (source !== undefined && isSame(path, source))
      throw usage(`--${option} ${path} would overwrite the ${what}`, `Give the ${option} a file of its own.`);
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return a !== undefined && b !== undefined && a.isFile() && a.ino === b.ino && a.dev === b.dev;
}
