import type { Json } from "../json.js";
import type { AwsEvent } from "./aws-event.js";

/** How a recording came. */
export type HistoryFormat = "history" | "log";

/** One execution as it was recorded: events by their ids, and what the recording says beside them. */
export interface RecordedHistory {
  readonly format: HistoryFormat;
  /** In the order of their ids, 1, 2, 3, …; times in epoch seconds, 0 where there are none. */
  readonly events: readonly AwsEvent[];
  /** Whether every event has a time. */
  readonly timed: boolean;
  /** The execution's ARN; null where the recording does not name it. */
  readonly executionArn: string | null;
  /** What ran, where the recording holds it: an object, or its JSON text. */
  readonly definition: Json | undefined;
  /** STANDARD or EXPRESS, where the recording or the ARN tells. */
  readonly type: "STANDARD" | "EXPRESS" | undefined;
  /** What of the execution is not in the recording, a sentence each. */
  readonly notes: readonly string[];
}

/** A recording that cannot be read: the message names the event; the hint says what to do. */
export class HistoryError extends Error {
  override readonly name = "HistoryError";
  constructor(
    message: string,
    readonly hint?: string,
    /** Id of the event it is about. */
    readonly event?: number,
  ) {
    super(message);
  }
}
