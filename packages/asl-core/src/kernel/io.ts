import type { Json, JsonObject } from "../json.js";
import type { Node } from "../machine/machine.js";
import type { Command } from "./command.js";
import type { Event } from "./event.js";
import type { Execution, Failure, Frame } from "./execution.js";

/** Stages of a state's data, named as AWS TestState's inspection data names them. */
export type Stage =
  | "input"
  | "afterInputPath"
  | "afterParameters"
  | "afterArguments"
  | "afterItemsPath"
  | "afterItemSelector"
  | "afterItemBatcher"
  | "result"
  | "afterResultSelector"
  | "afterResultPath"
  | "variables"
  | "output";

/** What a driver passes in. Callbacks must not call the kernel and must not change what they are given. */
export interface Io {
  command(command: Command): void;
  /** Absent: events are not even constructed. */
  event?(event: Event): void;
  /** True: stop before this step. Absent: no cost. */
  stop?(node: Node, frame: Frame, execution: Execution): boolean;
  /** Each stage of a state's data flow. Absent: no cost. */
  stage?(frame: Frame, node: Node, stage: Stage, value: Json): void;
  /**
   * The value a data stage has in place of `value`: what the state goes on with. Asked only where `stage` is there to be told
   * of it. Absent: no cost. A driver that gives one must give the same when the step is made again.
   */
  replace?(frame: Frame, node: Node, stage: Stage, value: Json): Json;
  /** The context object expressions see in place of `context`, which it may change. Absent: that one. */
  context?(frame: Frame, context: JsonObject): JsonObject;
  /** Each failure of a state, before its Retry and Catch are asked, or before it ends the execution. Absent: no cost. */
  failure?(frame: Frame, node: Node, failure: Failure): void;
  /** The Retry entry at `index` takes up a failure, or would and is used up. Absent: no cost. */
  retrier?(frame: Frame, node: Node, index: number, exhausted: boolean): void;
}
