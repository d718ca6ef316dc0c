import { basename } from "node:path";
import { HistoryError, isObject, type Json, own, parseJson, type ReadText, readHistories } from "asl-core";
import type { OpenFile } from "asl-viewer/debugging/host";
import { readTextFile, shownPath } from "../files.js";
import { readMachine } from "../run/definition.js";
import { targetOf } from "../source/target.js";
import { EXIT, Stop, usage } from "../stop.js";
import type { Watched } from "./serve.js";

/** A definition that pages are told of when it is saved, read once. Rejects as `definitionFile`. */
export async function watchedDefinition(
  written: string,
  substitutions: string | undefined,
): Promise<{ watched: Watched; definition: Json }> {
  const read = () => definitionFile(written, substitutions);
  const { file, definition } = await read();
  const { path } = targetOf(written);
  return { watched: { path, file, read: async () => (await read()).file }, definition };
}

/**
 * The version before of a definition, which is read once; named by its path where that of the other is the same. Rejects as
 * `definitionFile`.
 */
export async function comparedDefinition(
  written: string,
  substitutions: string | undefined,
  other: OpenFile,
): Promise<OpenFile> {
  const { file } = await definitionFile(written, substitutions);
  const name = file.name === other.name ? shownPath(targetOf(written).path) : file.name;
  return { ...file, name: name === other.name ? `before ${name}` : name, compared: true };
}

/** The same of a history. Throws as `historyFile`. */
export const watchedHistory = (path: string): Watched => ({
  ...{ path, file: historyFile(path) },
  read: () => historyFile(path),
});

/**
 * A definition for the page, whatever mistakes it has: as its author wrote it; where it stands among other things, or
 * something was filled in, as JSON. Rejects with Stop where none can be read.
 */
async function definitionFile(
  written: string,
  substitutions: string | undefined,
): Promise<{ file: OpenFile; definition: Json }> {
  const { path, machine } = await readMachine(written, substitutions, "view");
  const { id, read } = machine;
  if (!isObject(read.value) || !isObject(own(read.value, "States"))) throw refusalOf(shownPath(path), read);
  const definition = read.value;
  if (id === "" && substitutions === undefined)
    return { file: { name: basename(path), text: read.text, kind: "definition" }, definition };
  const name = `${id === "" ? basename(path).replace(/\.[^.]*$/, "") : id}.asl.json`;
  return { file: { name, text: JSON.stringify(definition, null, 2), kind: "definition" }, definition };
}

/** Says where a text is damaged, or that it holds something else. */
function refusalOf(file: string, { value, diagnostics }: ReadText): Stop {
  const fault = value === undefined ? diagnostics.find(({ severity }) => severity === "error") : undefined;
  if (fault?.range === undefined)
    return new Stop(EXIT.definition, `${file} holds no state machine`, "A definition has StartAt and States.");
  const { line, column } = fault.range.start;
  return new Stop(EXIT.definition, `${file}:${line}:${column}: ${fault.message}`, fault.hint);
}

/** A recorded execution for the page, or a recording of the debugger. Throws Stop (usage) where it is neither. */
function historyFile(path: string): OpenFile {
  const text = readTextFile(path, { what: "history", exitCode: EXIT.usage });
  const name = basename(path);
  const value = text.includes("asl-recording") ? parseJson(text) : undefined;
  if (isObject(value) && own(value, "format") === "asl-recording") return { name, text, kind: "recording" };
  try {
    readHistories(text);
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    throw usage(`cannot read the history: ${shownPath(path)}: ${error.message}`, error.hint);
  }
  return { name, text, kind: "history" };
}
