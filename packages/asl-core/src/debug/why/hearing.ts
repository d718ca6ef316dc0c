import type { Event, Execution, Failure, Frame } from "../../kernel/index.js";
import type { Node } from "../../machine/machine.js";
import type { Millis } from "../../time.js";
import { backoff } from "../inspect/observe.js";
import type { PastHooks } from "../past.js";

/** Hears of the failures of one step: of a frame, or of the first that fails, and of the containers around. */
export class Hearing implements PastHooks {
  /** The first failure, and the serial of its frame. */
  heard: Failure | undefined = undefined;
  frame: number | undefined = undefined;
  /** By frame: the failure of a Catch entry that had taken the frame's own. */
  readonly seconds = new Map<number, Failure>();
  /** By frame: until the next try. */
  readonly delays = new Map<number, Millis>();
  /** Whether the execution ended with the first failure, containers not asked. */
  ended = false;
  private failing: Frame | undefined = undefined;
  private readonly asked = new Set<number>();

  constructor(private readonly serial: number | undefined) {}

  failure(failure: Failure, frame: Frame): void {
    const { serial } = frame;
    if (this.frame === undefined && this.serial !== undefined && this.serial !== serial) return;
    this.failing = frame;
    if (this.asked.has(serial)) this.seconds.set(serial, failure);
    this.asked.add(serial);
    this.heard ??= failure;
    this.frame ??= serial;
  }

  retrier(node: Node, index: number, exhausted: boolean, execution: Execution): void {
    const { failing } = this;
    if (failing === undefined || exhausted) return;
    this.delays.set(failing.serial, backoff(node.retry[index], failing.attempts![index], execution));
  }

  event(event: Event): void {
    if (event.type === "ExecutionFailed") this.ended = this.asked.size === 1;
  }
}
