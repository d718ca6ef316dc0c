import { memberAt } from "../../definition/location.js";
import { deepEqual, type Json } from "../../json.js";

/**
 * The values of a visit, in the order in which they come about: raw input; after InputPath; Parameters or Arguments; the
 * items of a Map; one item as its iteration gets it; a batch as its child execution gets it; the result; after ResultSelector; after ResultPath; the output. Beside
 * them the context object, the Error Output a Catch sees, and variables.
 */
export type Document =
  | "input"
  | "effective"
  | "arguments"
  | "items"
  | "item"
  | "batch"
  | "result"
  | "selected"
  | "written"
  | "output"
  | "context"
  | "error"
  | "variable";

/** A place in the data of one visit of a state: where a value is, or came from. Plain JSON, good for following it later. */
export interface Source {
  readonly execution: number;
  /** Serial of the frame. */
  readonly frame: number;
  /** Id of the visit's Entered event; of a variable: as it was before that event. */
  readonly entered: number;
  readonly document: Document;
  /** The variable's name. */
  readonly name?: string;
  /** Which item, or which batch. */
  readonly item?: number;
  readonly keys: readonly string[];
}

/** The value at some keys, undefined where there is none. */
export function at(value: Json | undefined, keys: readonly string[]): Json | undefined {
  let found = value;
  for (const key of keys) found = memberAt(found, key);
  return found;
}

/** Equality of values that may be absent. */
export const same = (a: Json | undefined, b: Json | undefined): boolean =>
  a === undefined || b === undefined ? a === b : deepEqual(a, b);
