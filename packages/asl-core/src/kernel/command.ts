import type { Json, JsonObject } from "../json.js";
import type { NodeIndex } from "../machine/machine.js";
import type { Millis } from "../time.js";
import type { Child, Identity, Token } from "./execution.js";
import type { TimerKind } from "./input.js";

/** What an execution asks its driver for. Plain JSON. */
export type Command =
  | ScheduleTask
  | { type: "StartTimer"; token: Token; timer: TimerKind; at: Millis }
  | ReadItems
  | StartChild
  | WriteResults
  /** Forget everything asked for under this token: answers to it will be ignored. */
  | { type: "Withdraw"; token: Token };

/** Do one task. Answer with TaskSucceeded or TaskFailed; TaskStarted and TaskSubmitted before that are optional. */
export interface ScheduleTask {
  type: "ScheduleTask";
  token: Token;
  node: NodeIndex;
  /** Index of the frame that waits, for `requestContext`. */
  frame: number;
  arguments: Json;
  /** Null: none are set. */
  credentials: Json;
  /** Null: not set; likewise heartbeatSeconds. */
  timeoutSeconds: number | null;
  heartbeatSeconds: number | null;
  attempt: number;
}

/** Read a distributed Map's items. Answer with ItemsRead, or TaskFailed with `States.ItemReaderFailed`. */
export interface ReadItems {
  type: "ReadItems";
  token: Token;
  resource: string;
  arguments: JsonObject;
  config: JsonObject;
  /** An ItemSelector will reduce the items: larger ones may be read. */
  selected: boolean;
}

/** Run a child execution: `startChild(machine, execution, command)`. Answer with ChildEnded. */
export interface StartChild {
  type: "StartChild";
  token: Token;
  index: number;
  block: number;
  executionType: "STANDARD" | "EXPRESS";
  identity: Identity;
  input: Json;
  seed: number;
}

/** Write a distributed Map's results. Answer with ResultsWritten, or TaskFailed with `States.ResultWriterFailed`. */
export interface WriteResults {
  type: "WriteResults";
  token: Token;
  /** Null: only format the results. */
  resource: string | null;
  arguments: JsonObject;
  config: JsonObject;
  mapRunArn: string;
  executionType: "STANDARD" | "EXPRESS";
  children: Child[];
}
