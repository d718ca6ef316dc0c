import type { Json } from "../../json.js";
import type { Document, Source } from "./source.js";
import type { Visit } from "./visits.js";

/** Something a value was made of: what it is called there, and where to follow it. */
export interface Ingredient {
  /** As an expression would call it: `$.a`, `$states.input.a`, `$region`. */
  readonly text: string;
  readonly source: Source;
  readonly value?: Json;
}

/** Where a chain ends. */
export type End =
  | "execution input"
  | "literal"
  | "task answer"
  | "error"
  | "expression"
  | "assembled"
  | "context"
  | "items read"
  | "results written"
  | "start variable"
  | "by hand"
  | "unknown"
  | "long";

/** One step back: to another place with the same value, or to the end of the chain. `field` made the step, null where none did. */
export interface Hop {
  readonly field: string | null;
  /** JSON pointer in the definition of what is written there. */
  readonly pointer: string | null;
  /** The event that shows it; the visit's own one where undefined. */
  readonly event?: number;
  readonly next?: Source;
  /** Where it was made, if not at the place that was asked about. */
  readonly by?: Source;
  readonly end?: End;
  /** Of an end: more about it. */
  readonly reason?: string;
  readonly reads?: readonly Ingredient[];
}

/** Ingredients that are listed. */
export const MOST = 20;

/** A step that no field made. */
export const NOTHING = { field: null, pointer: null } as const;
/** The same value at another place. */
export const pass = (next: Source): Hop => ({ ...NOTHING, next });
/** The chain ends because it cannot be followed with certainty. */
export const unknown = (reason: string): Hop => ({ ...NOTHING, end: "unknown", reason });

/** Keys as the end of a JSON pointer. */
export const below = (keys: readonly string[]): string =>
  keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** A document of a visit. */
export const inVisit = ({ actor, entered }: Visit, document: Document, keys: readonly string[]): Source => ({
  execution: actor.number,
  frame: entered.frame,
  entered: entered.id,
  document,
  keys,
});
