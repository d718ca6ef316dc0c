import type { JsonObject } from "../json.js";
import type { Retrier } from "./machine.js";

/** No delay is longer than the longest IntervalSeconds: by then any execution of AWS's has ended. */
const LONGEST_DELAY = 99_999_999;

/** Retry entries with AWS's defaults filled in (states language: "Retrying after error"). */
export function compileRetry(entries: JsonObject[] | undefined): Retrier[] {
  return (entries ?? []).map(compileRetrier);
}

function compileRetrier(entry: JsonObject): Retrier {
  return {
    errorEquals: entry.ErrorEquals as string[],
    intervalSeconds: (entry.IntervalSeconds as number | undefined) ?? 1,
    maxAttempts: (entry.MaxAttempts as number | undefined) ?? 3,
    backoffRate: (entry.BackoffRate as number | undefined) ?? 2,
    maxDelaySeconds: (entry.MaxDelaySeconds as number | undefined) ?? LONGEST_DELAY,
    jitter: entry.JitterStrategy === "FULL",
  };
}

/** Seconds before attempt `attempt` (0-based) of a retrier, before jitter. */
export const backoffSeconds = (retrier: Retrier, attempt: number): number =>
  Math.min(retrier.intervalSeconds * retrier.backoffRate ** attempt, retrier.maxDelaySeconds);
