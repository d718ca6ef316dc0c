import { DebugHost } from "asl-viewer/debugging/host";
import { readMachine } from "../run/definition.js";
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
  const watched = [
    ...(path === undefined ? [] : [watchedDefinition(path, substitutions)]),
    ...(history === undefined ? [] : [watchedHistory(history)]),
  ];
  const files = await Promise.all(watched.map((one) => one.read()));
  const title = files.map(({ name }) => name).join(", ");
  const definition =
    path === undefined ? undefined : (await readMachine(path, substitutions, "view")).machine.read.value;
  return serve(new DebugHost({ title, files }), { watched, definition }, checked);
}
