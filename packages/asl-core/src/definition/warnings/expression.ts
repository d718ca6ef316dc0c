import type { Segment } from "../location.js";
import type { Read } from "./reads.js";

/**
 * Where in a state's life an expression is evaluated. `input`: InputPath. `arguments`: what the work needs, times
 * included. `items`: the items of a Map and what is made of each. `selector`: ResultSelector. `resultPath`: where a
 * result is written, its own or a catcher's. `output`: Output, OutputPath; of a choice rule or catcher too. `assign`:
 * Assign of the state, a choice rule or a catcher. `choice`: conditions. `error`: Error and Cause of a Fail.
 */
export type Stage =
  | "input"
  | "arguments"
  | "items"
  | "selector"
  | "resultPath"
  | "output"
  | "assign"
  | "choice"
  | "error";

/** One expression of a state. Spans of its reads count UTF-16 units in `text`, as Finding.span does. */
export interface Expression {
  /** From the definition's root to the string. */
  readonly path: readonly Segment[];
  /** The state's field it stands in: `Parameters`, `Choices`, `Catch`. */
  readonly field: string;
  /** The entry of Choices or Catch it stands in, else -1. */
  readonly index: number;
  readonly stage: Stage;
  /** `unknown`: in a JSONata state a string with a `${placeholder}`, which may become any expression. */
  readonly kind: "path" | "intrinsic" | "jsonata" | "unknown";
  /** The string as written; JSONata with its markers. */
  readonly text: string;
  /** Everything it reads, in order. Empty for ResultPath, which writes. */
  readonly reads: readonly Read[];
}
