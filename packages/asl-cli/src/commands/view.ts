import { DebugHost } from "asl-viewer/debugging/host";
import { type ExitCode, usage } from "../stop.js";
import { comparedDefinition, watchedDefinition, watchedHistory } from "../ui/files.js";
import { checkServing, type WrittenViewing } from "../ui/options.js";
import { serve } from "../ui/serve.js";

/** `asl view`. Resolves with the exit code at Ctrl-C; throws Stop for what is wrong with its arguments and files. */
export async function viewCommand(path: string | undefined, options: WrittenViewing): Promise<ExitCode> {
  const { history, substitutions, compare } = options;
  const checked = checkServing(options);
  checkNamed(path, options);
  const read = path === undefined ? undefined : await watchedDefinition(path, substitutions);
  const watched = [
    ...(read === undefined ? [] : [read.watched]),
    ...(history === undefined ? [] : [watchedHistory(history)]),
  ];
  const before = compare && read && (await comparedDefinition(compare, substitutions, read.watched.file));
  const files = [...watched.map(({ file }) => file), ...(before ? [before] : [])];
  const title = files.map(({ name }) => name).join(", ");
  return serve(new DebugHost({ title, files }), { watched, definition: read?.definition }, checked);
}

/** Throws Stop (usage) where what is to be viewed is not named, or does not go together. */
function checkNamed(path: string | undefined, { history, substitutions, compare }: WrittenViewing): void {
  if (path === undefined && history === undefined)
    throw usage("there is nothing to view", "Name a definition, or an execution with --history.");
  if (path === undefined && substitutions !== undefined)
    throw usage("--substitutions fills the placeholders of a definition: name one");
  if (compare === undefined) return;
  if (path === undefined) throw usage("--compare names an older version of a definition: name the new one, too");
  if (history !== undefined)
    throw usage("--compare shows two definitions in one picture, and --history an execution", "Give one of them.");
}
