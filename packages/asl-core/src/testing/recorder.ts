import type { Observer } from "../drivers/observer.js";
import type { Json } from "../json.js";
import {
  type Event,
  type EventOf,
  type Execution,
  type Failure,
  type Frame,
  iterationsOf,
  type Stage,
} from "../kernel/index.js";
import type { Machine, Node } from "../machine/machine.js";
import type { Visit } from "./visit.js";
import { VisitRecord } from "./visit-record.js";

/** What is kept of one execution. */
interface Kept {
  /** The visit each frame is on, by the frame's serial. */
  readonly open: Map<number, VisitRecord>;
  readonly iteration: readonly number[];
}

/** Records every visit of a run, child executions included. O(1) per event and stage. */
export class Recorder implements Required<Pick<Observer, "event" | "stage" | "failure" | "child">> {
  private readonly visits: VisitRecord[] = [];
  private readonly executions = new Map<Execution, Kept>();
  private readonly counts = new Map<string, number>();

  constructor(private readonly machine: Machine) {}

  child(child: Execution, iteration: readonly number[]): void {
    this.executions.set(child, { open: new Map(), iteration });
  }

  event(event: Event, execution: Execution): void {
    if (event.node < 0) return;
    const kind = kindOf(event.type);
    if (kind === undefined) return;
    const visit = this.keptOf(execution).open.get(event.frame);
    if (visit === undefined) return;
    if (kind === "scheduled")
      visit.attempt(event.at).arguments = (event as EventOf<"TaskScheduled">).details.parameters;
    else if (kind === "exited")
      visit.exited(event as EventOf<"PassStateExited">, this.machine.nodes[event.node], this.machine);
    else if (kind === "ended") visit.attempt(event.at).endedAt = event.at;
    else if (visit.status === "running") {
      visit.status = "aborted";
      visit.exitedAt = event.at;
    }
  }

  stage(stage: Stage, value: Json, frame: Frame, node: Node, execution: Execution): void {
    const { open } = this.keptOf(execution);
    if (stage === "input") open.set(frame.serial, this.enter(frame, node, execution));
    else {
      const visit = open.get(frame.serial);
      if (visit === undefined) return;
      visit.stage(stage, value, execution.now);
      if (stage === "output") visit.left(frame, execution);
    }
  }

  failure(failure: Failure, frame: Frame, _node: Node, execution: Execution): void {
    this.keptOf(execution).open.get(frame.serial)?.failed(failure, execution);
  }

  /** The visits so far: what a run at its end left open has been aborted. O(visits). */
  settled(): Visit[] {
    for (const [execution, { open }] of this.executions)
      for (const visit of open.values()) visit.close(execution.status === "RUNNING", execution.now);
    return this.visits.map((visit) => visit.plain());
  }

  private enter(frame: Frame, node: Node, execution: Execution): VisitRecord {
    const around = this.keptOf(execution).iteration;
    const iteration = [...around, ...iterationsOf(execution, frame)];
    const visit = new VisitRecord(node, frame, execution, iteration, this.count(`${node.index}:${iteration.join()}`));
    this.visits.push(visit);
    return visit;
  }

  private count(key: string): number {
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count;
  }

  private keptOf(execution: Execution): Kept {
    let kept = this.executions.get(execution);
    if (kept === undefined) {
      kept = { open: new Map(), iteration: [] };
      this.executions.set(execution, kept);
    }
    return kept;
  }
}

type Kind = "scheduled" | "ended" | "exited" | "aborted";

const KINDS = new Map<string, Kind | undefined>();

/** What an event means for its visit. Each type is looked at once. */
function kindOf(type: string): Kind | undefined {
  if (!KINDS.has(type)) KINDS.set(type, readKind(type));
  return KINDS.get(type);
}

function readKind(type: string): Kind | undefined {
  if (type.endsWith("StateExited")) return "exited";
  if (type.endsWith("StateAborted")) return "aborted";
  const step = /^(?:Task|LambdaFunction|Activity)(Scheduled$|Succeeded$|TimedOut$|\w*Failed$)/.exec(type)?.[1];
  if (step === undefined) return undefined;
  return step === "Scheduled" ? "scheduled" : "ended";
}
