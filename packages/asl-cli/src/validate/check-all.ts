import { resolve } from "node:path";
import { stderr } from "../output.js";
import { Progress } from "../print/progress.js";
import { type Checking, check } from "./check.js";
import { type CheckedFile, isEmpty } from "./checked.js";
import type { Found } from "./found.js";
import { merged } from "./merge.js";

/** What earlier checks found, by file: `undefined` where it holds no machine. */
export type Known = Map<string, CheckedFile | undefined>;

/** What names a file among the known. */
export const keyOf = ({ path, id = "" }: Found): string => `${resolve(path)}#${id}`;

/**
 * Checks files one after the other, but for those already known, with a line of progress where it takes long. Definitions
 * that were found by looking around and belong to a template, which knows more about them, are told of there only.
 */
export async function checkAll(
  found: readonly Found[],
  checking: Checking,
  known: Known = new Map(),
): Promise<CheckedFile[]> {
  const progress = new Progress(stderr);
  try {
    for (const [index, one] of found.entries()) {
      progress.tell(() => `${index} of ${found.length} files …`);
      if (!known.has(keyOf(one))) known.set(keyOf(one), await check(one, checking));
    }
  } finally {
    progress.end();
  }
  const files = found.map((one) => known.get(keyOf(one))).filter((file) => file !== undefined);
  return distinct(withMachines(merged(files)));
}

/** A module of Terraform has several files, of which one holds the machine: the others are passed over beside it. */
function withMachines(files: readonly CheckedFile[]): readonly CheckedFile[] {
  if (files.every(({ machines }) => machines.length === 0)) return files;
  return files.filter((file) => file.kind !== "terraform" || !isEmpty(file));
}

function distinct(files: readonly CheckedFile[]): CheckedFile[] {
  const included = new Set(files.flatMap(({ opened }) => opened).map((path) => resolve(path)));
  return files.filter(({ file, by, kind }) => by === "name" || kind !== "definition" || !included.has(resolve(file)));
}
