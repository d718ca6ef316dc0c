import type { Json } from "../json.js";
import type { Millis } from "../time.js";
import type { Token } from "./execution.js";

/**
 * What a timer ends: a Wait, a retry's delay, a task's patience (whole, or between heartbeats), the execution's
 * time.
 */
export type TimerKind = "wait" | "backoff" | "timeout" | "heartbeat" | "execution";

/** Where a task failed: AWS writes a different event for each. */
export type FailedStage = "schedule" | "start" | "submit" | "run";

/** How a child execution of a distributed Map ended. */
export type ChildResult =
  | { status: "SUCCEEDED"; output: Json }
  | { status: "FAILED" | "TIMED_OUT" | "ABORTED"; error: string | null; cause: string | null };

/** An item read by an ItemReader. */
export interface ReadItem {
  value: Json;
  key?: string;
  source: string;
}

/**
 * The only way anything enters an execution. Plain JSON. `at` is the only clock the kernel has. An input whose token no
 * frame waits for is dropped, so late and repeated inputs are harmless.
 */
export type Input =
  | { type: "TaskStarted"; token: Token; at: Millis; workerName?: string }
  | { type: "TaskSubmitted"; token: Token; at: Millis; output: Json }
  | { type: "TaskSucceeded"; token: Token; at: Millis; output: Json }
  | { type: "TaskFailed"; token: Token; at: Millis; error: string | null; cause: string | null; stage?: FailedStage }
  | { type: "TaskHeartbeat"; token: Token; at: Millis }
  | { type: "TimerFired"; token: Token; at: Millis; timer: TimerKind }
  | { type: "ItemsRead"; token: Token; at: Millis; items: ReadItem[] }
  | { type: "ChildEnded"; token: Token; at: Millis; index: number; result: ChildResult }
  | { type: "ResultsWritten"; token: Token; at: Millis; output: Json }
  | { type: "Aborted"; at: Millis; error?: string; cause?: string };
