import type { Event, Execution } from "asl-core";

/** Events of one execution whose states are remembered. */
const MOST = 1_000_000;

/** Remembers which state ended a failed execution: pass `event` to a run's observer. */
export class Fault {
  /** Index of the state's node; undefined where none did, or nothing failed. */
  node: number | undefined;
  private root: Execution | undefined;
  /** By event id, less one. */
  private readonly nodes: number[] = [];

  readonly event = (event: Event, execution: Execution): void => {
    this.root ??= execution;
    if (execution !== this.root) return;
    if (event.type === "ExecutionFailed") this.failed(event.previous);
    if (this.nodes.length < MOST) this.nodes.push(event.node);
  };

  /** ExecutionFailed follows the last event of the state that failed. */
  private failed(previous: number): void {
    const node = this.nodes[previous - 1];
    if (node !== undefined && node >= 0) this.node = node;
  }
}
