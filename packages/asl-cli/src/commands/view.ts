import { DebugHost } from "asl-viewer/debugging/host";
import { type ExitCode, usage } from "../stop.js";
import { definitionFile, historyFile, watchedDefinition, watchedHistory } from "../ui/files.js";
import { checkServing, type WrittenViewing } from "../ui/options.js";
import { serve } from "../ui/serve.js";

/** `asl view`. Resolves with the exit code at Ctrl-C; throws Stop for what is wrong with its arguments and files. */
export async function viewCommand(path: string | undefined, options: WrittenViewing): Promise<ExitCode> {
  const { history, substitutions } = options;
  const checked = checkServing(options);
  if (path === undefined && history === undefined)
    throw usage("there is nothing to view", "Name a definition, or an execution with --history.");
  if (path === undefined && substitutions !== undefined)
    throw usage("--substitutions fills the placeholders of a definition: name one");
  const watched = [
    ...(path === undefined ? [] : [watchedDefinition(path, substitutions)]),
    ...(history === undefined ? [] : [watchedHistory(history)]),
  ];
  const read = path === undefined ? undefined : await definitionFile(path, substitutions);
  const files = [...(read === undefined ? [] : [read.file]), ...(history === undefined ? [] : [historyFile(history)])];
  const title = files.map(({ name }) => name).join(", ");
  return serve(new DebugHost({ title, files }), { watched, definition: read?.definition }, checked);
}
