import type { Stage } from "../kernel/index.js";

/**
 * Where to stop. At least one of `state`, `line`, `error`, `event` is given; all that is given must hold. Plain JSON.
 */
export interface BreakpointSpec {
  /** Name or path of a state: a name that several states have means all of them. */
  readonly state?: string;
  /** 1-based, in the text of the program. */
  readonly line?: number;
  /**
   * With `line`: 1-based, in UTF-16 units; which of the states, fields and rules that begin on the line is meant. Absent: the
   * first state.
   */
  readonly column?: number;
  /** Stops inside the state, right after this data stage. */
  readonly stage?: Stage;
  /** Stops in a Choice where this rule (from 0), or the Default, is taken: before the state is left. */
  readonly rule?: number | "default";
  /** Stops at a failure with this error name; "*": any. */
  readonly error?: string;
  /** Stops after the step that writes an event of this type. */
  readonly event?: string;
  /** With `error`. True: only failures that a Catch (or Retry) of some state around takes; false: only those that end the execution. */
  readonly caught?: boolean;
  /**
   * Must give true in the frame's scope. JSONata in `{% … %}`, or bare; a JSONPath or an intrinsic call; or both mixed, as in
   * `$.total > 100 and $$.State.RetryCount = 0`: a text without markers is JSONata in which `$` means what JSONPath's `$`
   * does (the state's effective input, behind it what the next field would read) and `$$` the context object, whatever the
   * state's language. One that cannot be read makes the breakpoint unverified; one that fails stops, and the stop says why.
   */
  readonly condition?: string;
  /** Which hits stop: "5" the fifth, ">=5" from the fifth on, "%2" every second. */
  readonly hitCondition?: string;
  /** A log point: the text is told instead of stopping; `{% … %}` and `{…}` in it are expressions. */
  readonly log?: string;
  /** True if absent. */
  readonly enabled?: boolean;
  /** Removed once it has stopped the run. */
  readonly temporary?: boolean;
}

/** A breakpoint of a session. Plain JSON. */
export interface Breakpoint extends BreakpointSpec {
  readonly id: number;
  /** Whether it can be hit at all; else `message` says why not. */
  readonly verified: boolean;
  readonly message?: string;
  /** Times it was passed with its condition true. */
  readonly hits: number;
  /** The line where it really is. */
  readonly line?: number;
  /** Of a breakpoint with a column: where it really is. */
  readonly column?: number;
  /** Readable: "Charge, after Arguments". */
  readonly place?: string;
}
