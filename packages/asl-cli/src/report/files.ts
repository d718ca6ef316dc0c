import { basename } from "node:path";
import type { Json } from "asl-core";
import { type AwsEvent, redactHistory, secretLiterals } from "asl-core/history";
import type { PageFile } from "asl-viewer/page";
import type { LoadedDefinition } from "../run/definition.js";

/**
 * The definition as its author wrote it. Where it stands among other things, or something was filled in, what ran: JSON.
 */
export function definitionFile({ machine, read, path, name, embedded }: LoadedDefinition, filled: boolean): PageFile {
  const asWritten = !embedded && !filled && path !== "-";
  if (asWritten) return { name: basename(path), text: read.text };
  return { name: `${name}.asl.json`, text: JSON.stringify(machine.definition, null, 2) };
}

/** A history as GetExecutionHistory answers it, without the values of keys that hold one of some words. */
export const historyFile = (events: readonly AwsEvent[], words: readonly string[]): PageFile => ({
  name: "history.json",
  text: JSON.stringify({ events: words.length === 0 ? events : redactHistory(events, words) }),
});

/** Places that are named; of more it is said how many there are. */
const NAMED = 5;

/** What a reader of a page must know from which something was taken out: also where its definition has such values itself. */
export function redactedNote(definition: Json, words: readonly string[]): string {
  const literals = literalsNote([definition], words);
  return literals === undefined ? REDACTED : `${REDACTED}. ${literals}`;
}

/** Where definitions have values of such keys themselves, in a sentence without a full stop; undefined where they have none. */
export function literalsNote(definitions: readonly Json[], words: readonly string[]): string | undefined {
  const literals = [...new Set(definitions.flatMap((one) => secretLiterals(one, words)))];
  if (literals.length === 0) return undefined;
  const more = literals.length > NAMED ? `, and ${literals.length - NAMED} more` : "";
  return `The definition has values of such keys itself: ${literals.slice(0, NAMED).join(", ")}${more}`;
}

const REDACTED =
  "values of such keys are taken out of data, and what is equal to them; the definition stays as it is written, and so do " +
  "longer texts put together from what was taken out";
