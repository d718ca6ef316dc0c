import { DebugHost } from "asl-viewer/debugging/host";
import { type ExitCode, usage } from "../stop.js";
import { watchedDefinition, watchedHistory } from "../ui/files.js";
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
  const read = path === undefined ? undefined : await watchedDefinition(path, substitutions);
  const watched = [
    ...(read === undefined ? [] : [read.watched]),
    ...(history === undefined ? [] : [watchedHistory(history)]),
  ];
  const files = watched.map(({ file }) => file);
  const title = files.map(({ name }) => name).join(", ");
  return serve(new DebugHost({ title, files }), { watched, definition: read?.definition }, checked);
}
