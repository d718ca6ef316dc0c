import type { Desk } from "./desk.js";

/** What the words of a command stand for: what completion offers. */
export type Taken = "state" | "place" | "expression" | "pointer" | "verb" | "scope" | "file" | "error";

/** The groups of help, in its order. */
export const GROUPS = ["moving", "stopping", "looking", "explaining", "changing", "keeping"] as const;

/** One command of the debugger. */
export interface Verb {
  readonly name: string;
  /** Shorter and other names. */
  readonly aliases: readonly string[];
  readonly group: (typeof GROUPS)[number];
  /** What follows the name: "[count]". */
  readonly takes: string;
  /** One line of help. */
  readonly summary: string;
  /** More lines of help, with examples. */
  readonly more?: readonly string[];
  /** An empty line does it once more. */
  readonly repeats?: true;
  readonly completes?: Taken;
  /** Throws Mistake for what cannot be done so. */
  run(desk: Desk, rest: string): void | Promise<void>;
}
