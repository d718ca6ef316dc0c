import { openDefinition, openRecording } from "../debug/open.js";
import { checkOptions, type WrittenOptions } from "../debug/options.js";
import { debug } from "../debug/run.js";
import type { ExitCode } from "../stop.js";

/** `asl debug`. Resolves with the exit code; throws Stop for what is wrong with its arguments and files. */
export async function debugCommand(path: string | undefined, written: WrittenOptions): Promise<ExitCode> {
  const options = checkOptions(path, written);
  const opening = path === undefined ? await openRecording(options) : await openDefinition(path, options);
  return debug(opening, options.wishes);
}
