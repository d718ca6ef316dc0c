import { type Command, copy, type Execution } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import type { Millis } from "../time.js";

/** A turn under way: what its execution has asked for since the turn began is carried out at its end. */
export class TurnUnderWay {
  private readonly more: Command[] = [];

  /** `base`: a list that others may go on filling, of which the first `count` belong to the turn. */
  constructor(
    readonly execution: number,
    private readonly base: readonly Command[] = [],
    private readonly count = base.length,
  ) {}

  push(command: Command): void {
    this.more.push(command);
  }

  commands(): Command[] {
    return [...this.base.slice(0, this.count), ...this.more];
  }

  /** The same commands for another machine. */
  moved(node: (index: number) => number, block: (index: number) => number): TurnUnderWay {
    const commands = this.commands().map((command): Command => {
      if (command.type === "ScheduleTask") return { ...command, node: node(command.node) };
      return command.type === "StartChild" ? { ...command, block: block(command.block) } : command;
    });
    return new TurnUnderWay(this.execution, commands);
  }

  copy(): TurnUnderWay {
    if (this.more.length === 0) return new TurnUnderWay(this.execution, this.base, this.count);
    return new TurnUnderWay(this.execution, this.commands());
  }
}

/** All executions of a run between two steps, and the turn under way. */
export class Stand {
  /** Executions that are this stand's own to change; the others are shared with checkpoints and scenes. */
  private readonly owned = new Set<number>();

  constructor(
    public machine: Machine,
    public step: number,
    public now: Millis,
    readonly executions: Execution[],
    public turn: TurnUnderWay | null,
  ) {}

  /** An execution to be changed. O(its live frames) the first time after it was shared. */
  own(number: number): Execution {
    if (this.owned.has(number)) return this.executions[number];
    this.owned.add(number);
    return (this.executions[number] = copy(this.executions[number]));
  }

  /** An execution that nobody else has. */
  add(execution: Execution): void {
    this.owned.add(this.executions.length);
    this.executions.push(execution);
  }

  /** An execution for someone else to change: one that has ended never changes again. */
  taken(number: number): Execution {
    return this.executions[number].status === "RUNNING" ? this.own(number) : this.executions[number];
  }

  /** An execution for others to look at later: it is copied before it changes again. */
  shared(number: number): Execution {
    this.owned.delete(number);
    return this.executions[number];
  }

  /** The same once more; from here on both copy what they change. O(executions). */
  copy(): Stand {
    this.owned.clear();
    return new Stand(this.machine, this.step, this.now, this.executions.slice(), this.turn?.copy() ?? null);
  }
}

/** Whether nothing is left of a turn: the execution waits, or has ended. */
export const isIdle = ({ status, current, ready }: Execution): boolean =>
  status !== "RUNNING" || (current < 0 && ready.length === 0);
