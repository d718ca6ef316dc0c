import { isBelow } from "./files.js";

/** What every trace begins with. */
const isTrace = (text: string): boolean => /^input {5}\S/.test(text);

/** Files that are something else by their names. */
const OTHERS = /\.asl(\.test)?\.(json|jsonc|json5|ya?ml)$/i;

/**
 * Why a golden trace is not written to the file `path`, which is called `written` and holds `found` (undefined: there is
 * none): whatever else people have written is not lost to a wrong name, and tests make new files below their own folder
 * only. Undefined where it may be written.
 */
export function whyTraceNotWritten(
  written: string,
  found: string | undefined,
  path: string,
  folder: string,
): string | undefined {
  if (OTHERS.test(written)) return `${written} is no name for a golden trace, and is not written`;
  if (found === undefined && !isBelow(path, folder))
    return `${written} is not below the folder of the test file, and is not made there`;
  if (found === undefined || found.trim() === "" || isTrace(found)) return undefined;
  return `${written} is not a golden trace, and is not written over`;
}
