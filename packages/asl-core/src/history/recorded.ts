import type { Json } from "../json.js";
import type { AwsEvent } from "./aws-event.js";

/** How a recording came. */
export type HistoryFormat = "history" | "log";

/** How recordings are read. */
export interface HistoryOptions {
  /**
   * To be looked at, not run again: what a redrive added, events of types that are not known and pages of which others are
   * missing are kept, with a note each. A history then may be empty but for its `rest`.
   */
  readonly toShow?: boolean;
}

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
  /** Read to be shown: events by their ids beyond the first one that is missing. */
  readonly rest?: readonly AwsEvent[];
  /** Whether each page that was given names another one. */
  readonly more?: boolean;
  /** Ids of events whose records were cut off. */
  readonly cut?: readonly number[];
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
