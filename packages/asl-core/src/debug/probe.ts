import type { Event, Execution, Failure, Frame } from "../kernel/index.js";
import type { Node } from "../machine/machine.js";

/** What a session looks out for while a run goes on, live or on the tape. What is absent costs nothing. */
export interface Probe {
  /** By node index: whether `before` is asked of its steps. Null: it is asked of all. */
  readonly armed: Uint8Array | null;
  /** True halts before the step. */
  before?(node: Node, frame: Frame, execution: Execution, number: number): boolean;
  /** True halts between two turns. */
  after?(): boolean;
  /** True halts after the step that wrote the event. */
  event?(event: Event, execution: Execution, number: number): boolean;
  /** True halts after the step that took up the failure. */
  failure?(failure: Failure, frame: Frame, node: Node, execution: Execution, number: number): boolean;
  /** True halts after the step in which a Retry entry took up a failure. */
  retrier?(node: Node, number: number): boolean;
}
