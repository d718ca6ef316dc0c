import type { Json, JsonObject } from "../json.js";
import type { Status } from "../kernel/index.js";

/** A history event in AWS's shape, without its timestamp. */
export interface RecordedEvent extends JsonObject {
  id: number;
  previousEventId: number;
  type: string;
}

/** What a case gave when it was run here. */
export interface CaseResult {
  status: Status;
  input: Json;
  /** Null unless it succeeded. */
  output: Json;
  error: string | null;
  cause: string | null;
  events: RecordedEvent[];
  /** Why the run could not be compared in full: an invalid definition, a task with no recorded answer; null otherwise. */
  problem: string | null;
}
