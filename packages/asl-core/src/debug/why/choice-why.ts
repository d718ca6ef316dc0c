import type { Json } from "../../json.js";

/** How a condition, or a part of one, came out; "error": what it needed was not there. */
export type Outcome = "true" | "false" | "error" | "not evaluated";

/** One side of a comparison. */
export interface OperandWhy {
  readonly text: string;
  readonly constant: boolean;
  /** Where it ends in the text of its comparison; absent where it does not stand there in one piece. */
  readonly end?: number;
  /** Undefined where there was nothing. */
  readonly value?: Json;
}

/** A condition, or a part of one, and how it came out. */
export interface ConditionWhy {
  readonly op: "and" | "or" | "not" | "comparison";
  /** As written. */
  readonly text: string;
  /** JSON pointer in the definition. */
  readonly pointer: string;
  readonly outcome: Outcome;
  /** The first part that made the whole come out as it did. */
  readonly decisive: boolean;
  /** Of a comparison: what it compares or reads. */
  readonly operands: readonly OperandWhy[];
  readonly parts: readonly ConditionWhy[];
  readonly error?: string;
}

/** One rule of a Choice. */
export interface RuleWhy {
  readonly rule: number;
  readonly outcome: Outcome;
  /** Name of the state it leads to. */
  readonly next: string;
  readonly condition: ConditionWhy;
  /** One sentence. */
  readonly text: string;
}

/** Why a Choice went where it went. Plain JSON. */
export interface ChoiceWhy {
  readonly state: string;
  readonly execution: number;
  /** The visit's Entered event; null where the state is not entered yet. */
  readonly event: number | null;
  readonly rules: readonly RuleWhy[];
  /** "choice 2", "default", or null where the state fails. */
  readonly taken: string | null;
  /** Name of the next state. */
  readonly next: string | null;
  readonly error?: { readonly error: string; readonly cause: string };
  /** All of it, a line per rule, its parts below it. */
  readonly text: string;
}
