import type { Span } from "../../definition/positions.js";

/** The kinds of items, in the order of reports; thresholds are set by these names. */
export const ITEM_KINDS = [
  "states",
  "rules",
  "comparisons",
  "defaults",
  "catchers",
  "retriers",
  "maps",
  "tolerance",
  "timeouts",
] as const;
/** What an item is about. */
export type ItemKind = (typeof ITEM_KINDS)[number];

/** What has to happen for an item to count as covered. */
export type Outcome =
  | "entered"
  | "taken"
  | "not taken"
  | "true"
  | "false"
  | "fired"
  | "exhausted"
  | "empty"
  | "not empty"
  | "tolerated"
  | "timed out"
  | "heartbeat missed";

/** One thing about a machine that a run can show, or not. */
export interface Item {
  /**
   * Made of the state's pointer and of what the item itself says, not of its index: the same after edits elsewhere. Unique
   * within a machine.
   */
  readonly id: string;
  readonly kind: ItemKind;
  readonly outcome: Outcome;
  /** What the item shares with those that stand for the other outcomes of the same thing. */
  readonly group: string;
  /** JSON pointer of what it is about in the definition; "" for the machine itself. */
  readonly pointer: string;
  /** The part of the text there that it is about, where that is only a part. */
  readonly span?: Span;
  /** The state it belongs to, readable: "Split › branch 0 › Fetch"; "" for the machine itself. */
  readonly path: string;
  /** The thing itself, without state and outcome: "rule 1: $.total NumericGreaterThan 100". */
  readonly text: string;
}
