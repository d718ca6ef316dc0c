import type { Condition } from "../../machine/condition.js";

/** Place of an item in its machine's list of items; NONE where the machine has no such item. */
export type Ordinal = number;
/** No such item. */
export const NONE: Ordinal = -1;

/** A condition with the items of its comparisons. */
export type Probe =
  | {
      readonly op: "comparison";
      readonly yes: Ordinal;
      readonly no: Ordinal;
      readonly condition: Condition & { op: "comparison" };
    }
  | { readonly op: "and" | "or"; readonly parts: readonly Probe[] }
  | { readonly op: "not"; readonly part: Probe };

/** The items of one choice rule. */
export interface RulePlan {
  readonly taken: Ordinal;
  readonly notTaken: Ordinal;
  readonly probe: Probe;
}

/** The items of one retrier. */
export interface RetrierPlan {
  readonly fired: Ordinal;
  readonly exhausted: Ordinal;
}

/** Which items the events of one state cover. */
export interface NodePlan {
  readonly entered: Ordinal;
  readonly rules: readonly RulePlan[];
  /** Whether the state's rules have comparisons of their own, which must be evaluated to be known. */
  readonly probing: boolean;
  readonly otherwise: Ordinal;
  readonly catchers: readonly Ordinal[];
  readonly retriers: readonly RetrierPlan[];
  readonly empty: Ordinal;
  readonly notEmpty: Ordinal;
  readonly tolerated: Ordinal;
  readonly timedOut: Ordinal;
  readonly heartbeatMissed: Ordinal;
}
