import { openDefinition, openRecording } from "../debug/open.js";
import { checkOptions, type WrittenOptions } from "../debug/options.js";
import { debug } from "../debug/run.js";
import type { ExitCode } from "../stop.js";

/** `asl debug`. Resolves with the exit code; throws Stop for what is wrong with its arguments and files. */
export async function debugCommand(path: string | undefined, written: WrittenOptions): Promise<ExitCode> {
  const options = checkOptions(path, written);
  const opening = path === undefined ? await openRecording(options) : await openDefinition(path, options);
  if (options.serving === undefined) return debug(opening, options.wishes);
  const { debugInBrowser } = await import("../ui/debug.js");
  const { breaks, stopOnEntry } = options.wishes;
  const { substitutions } = options.run;
  return debugInBrowser(opening, { breaks, stopOnEntry, serving: options.serving, definition: path, substitutions });
}
