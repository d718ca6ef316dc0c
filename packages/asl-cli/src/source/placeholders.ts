import { type Json, type ReadText, readablePath, validate } from "asl-core";
import { stderr } from "../output.js";
import { printable } from "../print/text.js";
import { EXIT, Stop } from "../stop.js";

const PLACEHOLDER = /\$\{([A-Za-z_][\w.:-]*)\}/g;
/** Most names that are told. */
const MOST = 10;

/**
 * Tells which placeholders a definition that is about to run still has: their texts stand for their values. Throws Stop
 * (exit code 3) where one stands for a number, say, which a text cannot. Linear in the definition.
 */
export function noteUnfilled(read: ReadText, file: string): void {
  refuseUnknown(read, file);
  const names = [...namesIn(read.text.includes("$") ? read.value : undefined)];
  if (names.length === 0) return;
  const shown = names.slice(0, MOST).join(", ");
  const more = names.length > MOST ? ` and ${names.length - MOST} more` : "";
  stderr.line(`note: ${file} has placeholders without values: ${shown}${more}; --substitutions fills them`);
}

/** The rules are silent about values that nobody knows yet; a run is not possible with those they would refuse. */
function refuseUnknown({ unknown, value }: ReadText, file: string): void {
  if (unknown === undefined || unknown.size === 0) return;
  const refused = validate(value as Json, { warnings: false }).filter(({ pointer }) => unknown.has(pointer));
  if (refused.length === 0) return;
  const places = refused.map(({ pointer }) => printable(readablePath(pointer))).slice(0, MOST);
  throw new Stop(
    EXIT.definition,
    `${file} has placeholders where it takes a value to run: ${places.join(", ")}`,
    "Give their values with --substitutions.",
  );
}

/** Definitions nest no deeper than readers accept, so this may recurse. */
function namesIn(value: Json | undefined, names = new Set<string>()): Set<string> {
  if (typeof value === "string") for (const [, name] of value.matchAll(PLACEHOLDER)) names.add(name);
  else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) namesIn(part, names);
  return names;
}
