import type { Input } from "../kernel/index.js";
import type { Millis } from "../time.js";
import type { Change } from "./change.js";

/** An execution is given the floor without an input: at its beginning, and after a change that gave it something to do. */
export interface Begin {
  readonly type: "Begin";
}

/** What comes to an execution from outside. */
export type Arrival = Begin | Input | Change;

/** Something that came to an execution from outside, and the step it was. Plain JSON. */
export interface Entry {
  /** How many steps had happened: it is the step with this number, or, for a Stage, a part of it. */
  readonly step: number;
  /** Number of the execution. */
  readonly execution: number;
  /** The run's clock then; absent where `what` says it. */
  readonly at?: Millis;
  readonly what: Arrival;
  /** It ends an execution that its parent wants no more, at the end of that step, and is no step of its own. */
  readonly aside?: true;
}

/** The run's clock at an entry. */
export const timeOf = ({ at, what }: Entry): Millis => at ?? (what as Input).at;
