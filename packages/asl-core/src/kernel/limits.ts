import { StatesError } from "../errors.js";
import { type Json, MAX_NESTING, nestsTooDeeply } from "../json.js";
import type { Machine } from "../machine/machine.js";
import type { Millis } from "../time.js";
import type { Execution, Limits } from "./execution.js";
import { exactSize, sizeBound } from "./size.js";

/** AWS's limits for a Standard execution (service quotas). */
export const AWS_LIMITS: Limits = { payload: 262_144, variables: 10_485_760, events: 25_000, lifetime: 0 };
/**
 * AWS's limits for an Express execution: five minutes, and no count of events. Ours ends an endless loop, which AWS ends
 * by the clock.
 */
export const EXPRESS_LIMITS: Limits = { ...AWS_LIMITS, events: 1_000_000, lifetime: 300_000 };
/** None of AWS's limits: for benchmarks and what-if runs. What is nested too deeply to be walked still ends an execution. */
export const NO_LIMITS: Limits = { payload: 0, variables: 0, events: 0, lifetime: 0 };

/** AWS's limits for a type of execution. */
export const limitsOf = (type: "STANDARD" | "EXPRESS"): Limits => (type === "EXPRESS" ? EXPRESS_LIMITS : AWS_LIMITS);

/** When an execution times out: after its TimeoutSeconds, or after what its type allows; null: never. */
export function deadlineOf({ timeoutSeconds }: Machine, { block, limits, startedAt }: Execution): Millis | null {
  const own = timeoutSeconds === null || block !== 0 ? Number.POSITIVE_INFINITY : timeoutSeconds * 1000;
  const allowed = limits.lifetime === 0 ? Number.POSITIVE_INFINITY : limits.lifetime;
  const life = Math.min(own, allowed);
  return Number.isFinite(life) ? startedAt + life : null;
}

/** The error of a payload, or of variables, too large; `name` is the state, or what the task runs (recorded: test_states_errors). */
export const dataLimitExceeded = (name: string): StatesError =>
  new StatesError(
    "States.DataLimitExceeded",
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    undefined,
    "plain",
  );

/** What cannot be walked or written safely ends the execution, like other faults of its own making. */
const nestedTooDeeply = (): StatesError =>
  new StatesError("States.Runtime", `The document is nested more than ${MAX_NESTING} levels deep.`);

/** Whether a payload is too large or nested too deeply; measures it exactly only where its bound leaves doubt. `limit` 0: no limit. */
export const exceeds = (value: Json, bound: number, limit: number): boolean =>
  limit !== 0 && bound > limit && exactSize(value) > limit;

/**
 * Levels a payload can gain without being looked at. Without a limit of payloads a frame's bound counts them, so that
 * nothing gets much deeper than MAX_NESTING and even large documents are seldom walked.
 */
const UNSEEN = MAX_NESTING / 4;

/** A bound that is within the limit, exact if need be; throws where the payload is too large or nested too deeply. `limit` 0: no limit. */
export function checkSize(value: Json, bound: number, limit: number, name: string): number {
  if (bound <= (limit === 0 ? UNSEEN : limit)) return bound;
  return measure(value, limit, name);
}

function measure(value: Json, limit: number, name: string): number {
  if (limit === 0) {
    refuseDeep(value);
    return 0;
  }
  const exact = exactSize(value);
  if (exact > limit) throw Number.isFinite(exact) ? dataLimitExceeded(name) : nestedTooDeeply();
  return exact;
}

/** Throws where a value is nested too deeply. O(size). */
export function refuseDeep(value: Json): void {
  if (nestsTooDeeply(value)) throw nestedTooDeeply();
}

/** Whether the result of a task is more than may be taken up. O(size), or less where the bound leaves no doubt. */
export const isTooMuch = (output: Json, limit: number): boolean =>
  limit === 0 ? nestsTooDeeply(output) : exceeds(output, sizeBound(output, undefined, 0, limit), limit);

/** Inputs that are bound to be smaller are not measured. */
const SMALL = 4096;

/**
 * What a new execution knows of its input: a bound within the limit where the input is within it. A larger input is
 * measured at once, because the bound of every document it becomes part of adds up from here.
 */
export function inputBound(input: Json, limit: number): number {
  if (limit === 0) return nestsTooDeeply(input) ? UNSEEN + 1 : 0;
  const enough = Math.min(SMALL, limit);
  const bound = sizeBound(input, undefined, 0, enough);
  return bound > enough ? Math.min(exactSize(input), Number.MAX_SAFE_INTEGER) : bound;
}
