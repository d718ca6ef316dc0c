import { type Json, type ReadText, readablePath, type SourceMachine, validate } from "asl-core";
import { stderr } from "../output.js";
import { printable } from "../print/text.js";
import { EXIT, Stop } from "../stop.js";

/** Most names that are told. */
const MOST = 10;

/**
 * Tells which placeholders a definition that is about to run still has: their texts stand for their values. Throws Stop
 * (exit code 3) where one stands for a number, say, which a text cannot. Linear in the definition.
 */
export function noteUnfilled({ read, file, unfilled = [] }: SourceMachine): void {
  refuseUnknown(read, file);
  if (unfilled.length > 0)
    stderr.line(`note: ${file} has placeholders without values: ${listOf(unfilled)}; --substitutions fills them`);
}

/** What was told of values that fill nothing: definitions may be read more than once. */
const told = new Set<string>();

/** Tells which of the values that were given for placeholders fill none; the same ones once. */
export function noteUnused(names: readonly string[]): void {
  const list = listOf(names);
  if (names.length === 0 || told.has(list)) return;
  told.add(list);
  stderr.line(`note: nothing is filled by these substitutions: ${list}`);
}

function listOf(names: readonly string[]): string {
  const more = names.length > MOST ? ` and ${names.length - MOST} more` : "";
  return printable(names.slice(0, MOST).join(", ")) + more;
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
