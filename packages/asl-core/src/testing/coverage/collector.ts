import type { Observer } from "../../drivers/observer.js";
import { FrameScope } from "../../kernel/context.js";
import type { Event, Execution, Frame } from "../../kernel/index.js";
import { END, type Machine, type MapNode, type Node } from "../../machine/machine.js";
import { type Items, itemsOf } from "./items.js";
import { NONE, type NodePlan, type Ordinal } from "./plan.js";
import { probe } from "./probe.js";

/**
 * Watches runs of one machine and marks the items they cover: pass it as a run's `observer`. It only reads: a run is the
 * same with and without it.
 */
export class Collector implements Observer {
  private readonly items: Items;
  private scope: ObserverScope | undefined;

  /** `marks`: one byte per item, 1 where it is covered; shared where several machines are of one definition. */
  constructor(
    readonly machine: Machine,
    readonly marks: Uint8Array = new Uint8Array(itemsOf(machine).list.length),
  ) {
    this.items = itemsOf(machine);
  }

  readonly retrier = (node: Node, index: number, exhausted: boolean): void => {
    const plan = this.items.plans[node.index].retriers[index];
    this.mark(exhausted ? plan.exhausted : plan.fired);
  };

  readonly event = (event: Event, execution: Execution): void => {
    switch (event.type) {
      case "TaskStateEntered":
      case "PassStateEntered":
      case "WaitStateEntered":
      case "SucceedStateEntered":
      case "FailStateEntered":
      case "ParallelStateEntered":
      case "MapStateEntered":
        this.marks[this.items.plans[event.node].entered] = 1;
        return;
      case "ChoiceStateEntered":
        return this.chooses(event, execution);
      case "ChoiceStateExited":
        return this.chose(this.items.plans[event.node], event.via!);
      case "TaskStateExited":
      case "ParallelStateExited":
      case "MapStateExited":
        if (event.via !== "next") this.mark(this.items.plans[event.node].catchers[numberIn(event.via!)]);
        return;
      case "MapStateStarted":
        return this.mapStarted(event.node, event.details.length);
      case "MapRunSucceeded":
        return this.mapRan(event, execution);
      case "TaskTimedOut":
      case "LambdaFunctionTimedOut":
      case "ActivityTimedOut":
        return this.taskTimedOut(event, execution);
      case "EvaluationFailed":
        return this.evaluationFailed(event.node, event.details.location);
      case "ExecutionStarted":
        return this.childStarted(execution);
      case "ExecutionTimedOut":
        return this.timedOut(execution);
      case "ExecutionFailed":
        return this.failed(execution);
    }
  };

  private mark(ordinal: Ordinal): void {
    if (ordinal !== NONE) this.marks[ordinal] = 1;
  }

  private chooses({ node, frame }: Event, execution: Execution): void {
    const plan = this.items.plans[node];
    this.marks[plan.entered] = 1;
    if (plan.probing) this.probe(plan, node, frameOf(execution, frame), execution);
  }

  /** Evaluates the rules as the state does, for what no event tells. */
  private probe({ rules }: NodePlan, node: number, frame: Frame | undefined, execution: Execution): void {
    if (frame === undefined) return;
    this.scope = this.scope?.of === execution ? this.scope : new ObserverScope(this.machine, execution);
    const scope = this.scope.at(frame, frame.input);
    try {
      const { effective } = this.machine.nodes[node].flow;
      if (effective !== null) scope.at(frame, effective(scope));
      for (const rule of rules) {
        const holds = probe(rule.probe, scope, this.marks);
        this.mark(holds ? rule.taken : rule.notTaken);
        if (holds) return;
      }
    } catch {
      // What a condition throws is the run's to tell.
    }
  }

  private chose({ rules, otherwise }: NodePlan, via: string): void {
    const taken = via === "default" ? rules.length : numberIn(via);
    for (let i = 0; i < taken; i++) this.marks[rules[i].notTaken] = 1;
    this.mark(taken < rules.length ? rules[taken].taken : otherwise);
  }

  /** What a reader reads is not known yet: its child executions tell. */
  private mapStarted(node: number, length: number): void {
    const { empty, notEmpty } = this.items.plans[node];
    if (length > 0) this.mark(notEmpty);
    else if (!(this.machine.nodes[node] as MapNode).distributed?.reader) this.mark(empty);
  }

  private mapRan({ node, frame }: Event, execution: Execution): void {
    const join = frameOf(execution, frame)?.join;
    if (!join?.run) return;
    const { empty, tolerated } = this.items.plans[node];
    if (join.items.length === 0) this.mark(empty);
    if (join.run.failed > 0) this.mark(tolerated);
  }

  /** An execution that a test begins inside of a Map is none of its children. */
  private childStarted({ block, identity }: Execution): void {
    const owner = this.machine.blocks[block].owner;
    if (owner !== END && identity.stateMachineName.includes("/")) this.mark(this.items.plans[owner].notEmpty);
  }

  /** The clock that ran out is the one that is due. */
  private taskTimedOut({ node, frame, at }: Event, execution: Execution): void {
    const { timeoutDue = 0, heartbeatDue = 0 } = frameOf(execution, frame) ?? {};
    const plan = this.items.plans[node];
    if (timeoutDue !== 0 && timeoutDue <= at) this.mark(plan.timedOut);
    else if (heartbeatDue !== 0 && heartbeatDue <= at) this.mark(plan.heartbeatMissed);
  }

  /** A condition that fails: the rules before it did not hold. */
  private evaluationFailed(node: number, location: string | null): void {
    const index = /^Choices\[(\d+)\]\/Condition/.exec(location ?? "")?.[1];
    const { rules } = this.items.plans[node];
    for (let i = 0; i < Math.min(Number(index ?? 0), rules.length); i++) this.mark(rules[i].notTaken);
  }

  private timedOut({ block, now, startedAt }: Execution): void {
    const { timeoutSeconds } = this.machine;
    if (block === 0 && timeoutSeconds !== null && now - startedAt >= timeoutSeconds * 1000)
      this.mark(this.items.timedOut);
  }

  /** Where no rule holds, or a path finds nothing, the state never exits. */
  private failed(execution: Execution): void {
    const frame = execution.frames[execution.current];
    if (frame && this.machine.nodes[frame.node].kind === "Choice")
      this.probe(this.items.plans[frame.node], frame.node, frame, execution);
  }
}

/** "choice 12" → 12. */
const numberIn = (via: string): number => Number(via.slice(via.lastIndexOf(" ") + 1));

/** The running frame, as a rule: O(1); else O(live frames). */
function frameOf({ frames, current }: Execution, serial: number): Frame | undefined {
  const running = frames[current];
  if (running?.serial === serial) return running;
  return frames.find((frame) => frame?.serial === serial) ?? undefined;
}

/** An observer asks a driver for nothing. */
const SILENT = { command: () => {} };

/** What expressions see, without the execution's random numbers: drawing one would change the run. */
class ObserverScope extends FrameScope {
  constructor(
    machine: Machine,
    readonly of: Execution,
  ) {
    super(machine, of, SILENT);
  }

  override random(): number {
    return 0.5;
  }
}
