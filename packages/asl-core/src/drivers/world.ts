import type { Machine } from "../machine/machine.js";
import type { Clock } from "./clock.js";
import type { Coming } from "./coming.js";
import type { TaskHandler, TaskRequest } from "./handler.js";
import { UnansweredTask } from "./handler.js";
import type { Ledger } from "./ledger.js";
import { type Eventual, isPromise, memoryStore, type ObjectStore } from "./objects/index.js";
import type { RunOptions } from "./run.js";

/** What all executions of one run share: the clock, the handler, the object store, and what stopped them. */
export class World {
  readonly handler: TaskHandler;
  /** Promises whose answers the clock must wait for, in the order in which they were asked for; each gives what to do then. */
  readonly promises: Promise<() => void>[] = [];
  unanswered: TaskRequest | null = null;
  /** A caller's bug met inside a callback; thrown by the loop. */
  failure: unknown = undefined;
  /** The execution an observer stopped before one of its steps. */
  halted: { goOn(): void } | undefined = undefined;
  /** Kept where the run is moved by hand. */
  coming: Coming | undefined = undefined;
  private jobs = 0;
  readonly calls = new Map<number, number>();
  private store: ObjectStore | undefined;

  constructor(
    readonly machine: Machine,
    readonly options: RunOptions,
    readonly clock: Clock,
    readonly ledger?: Ledger,
  ) {
    this.handler = options.handler ?? unanswered;
  }

  get objects(): ObjectStore {
    this.store ??= this.options.objects ?? memoryStore();
    return this.store;
  }

  /** A number for each execution of the run, from 0. */
  countJob(): number {
    return this.jobs++;
  }

  /** How many tasks of this state were scheduled before. */
  countCall(node: number): number {
    const count = this.calls.get(node) ?? 0;
    this.calls.set(node, count + 1);
    return count;
  }

  /**
   * Runs a caller's work and gives `take` its value or `refuse` what it threw: now, or, where it answers through a
   * promise, when the driver does what the settled promise gives. So it is the driver that puts answers in order. What
   * `take` and `refuse` throw themselves stops the run.
   */
  attempt<T>(work: () => Eventual<T>, take: (value: T) => void, refuse: (reason: unknown) => void): void {
    let value: Eventual<T>;
    try {
      value = work();
    } catch (reason) {
      return this.guard(() => refuse(reason));
    }
    if (!isPromise(value)) return this.guard(() => take(value as T));
    this.promises.push(
      Promise.resolve(value).then(
        (result) => () => this.guard(() => take(result)),
        (reason: unknown) => () => this.guard(() => refuse(reason)),
      ),
    );
  }

  private guard(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.failure ??= error;
    }
  }

  get stopped(): boolean {
    return this.unanswered !== null || this.failure !== undefined;
  }
}

const unanswered: TaskHandler = (request) => {
  throw new UnansweredTask(request);
};
