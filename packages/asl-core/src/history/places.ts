import { END, type Machine, type Node, type NodeIndex } from "../machine/machine.js";
import { type Abort, abortsAfter, takeAbort } from "./aborts.js";
import { type AwsDetails, isEventType } from "./aws-event.js";
import { Halted } from "./halted.js";
import { type Shadow, shadow } from "./shadow.js";

/** Where an event belongs: the frame's serial and the state. */
export interface Place {
  frame: number;
  node: NodeIndex;
}

/**
 * Finds the frame of each event by following the chain of previous events, giving out serials in the order in which the
 * kernel does: all branches at ParallelStateStarted, an iteration at MapIterationStarted.
 */
export class Places {
  private readonly names = new Map<string, Node>();
  private readonly at = new Map<number, Shadow>();
  /** Failing event → the Aborted events still expected to follow it. */
  private readonly aborts = new Map<number, Abort[]>();
  private readonly root: Shadow;
  private readonly halted: Halted;
  private serials = 1;

  constructor(private readonly machine: Machine) {
    for (const node of machine.nodes) this.names.set(node.name, node);
    this.halted = new Halted(machine);
    this.root = shadow(1, null, 0, machine.blocks[0].start);
  }

  locate(id: number, previous: number, type: string, details: AwsDetails): Place | undefined {
    if (EXECUTION.test(type)) {
      if (type === "ExecutionRedriven") this.halted.redrive();
      return { frame: 1, node: END };
    }
    const frame = this.frameOf(previous, type, details);
    if (frame === undefined) return undefined;
    this.at.set(id, frame);
    this.halted.follow(type, frame);
    const place = { frame: frame.serial, node: frame.node };
    this.follow(id, frame, type, details);
    return place;
  }

  private frameOf(previous: number, type: string, details: AwsDetails): Shadow | undefined {
    const before = this.at.get(previous) ?? this.halted.take(type, details) ?? this.root;
    if (!isEventType(type)) return before;
    if (type.endsWith("StateEntered")) return this.enter(before, details);
    if (/^(?!Execution|MapRun).*Aborted$/.test(type)) return this.aborted(before, previous, type, details);
    if (CONTAINER.test(type)) return this.containerAround(before, type);
    const name = details.name ?? details.state;
    return typeof name === "string" ? (this.named(before, name) ?? this.halted.named(name)) : before;
  }

  private enter(before: Shadow, details: AwsDetails): Shadow | undefined {
    const node = this.names.get(details.name as string);
    if (node === undefined) return undefined;
    const frame = this.childStarting(before, node) ?? before;
    frame.node = node.index;
    frame.entered = true;
    frame.failed = false;
    return frame;
  }

  /** The branch or iteration that begins with this state, when the event before it opened it. */
  private childStarting(before: Shadow, node: Node): Shadow | undefined {
    if (this.machine.blocks[node.block].owner !== before.node) return undefined;
    return before.children.find((child) => !child.entered && child.node === node.index);
  }

  /** Events of a Parallel or Map follow an event of a child: go up to the state they name. */
  private named(before: Shadow, name: string): Shadow | undefined {
    const node = this.names.get(name)?.index;
    return outward(before, (frame) => frame.node === node);
  }

  /** The nearest frame around an event that stands in a Parallel or Map which has not failed yet. */
  private containerAround(before: Shadow, type: string): Shadow {
    const kind = type.startsWith("Map") ? "Map" : "Parallel";
    return outward(before, (frame) => this.standsAt(frame, kind)) ?? before;
  }

  private standsAt(frame: Shadow, kind: string): boolean {
    return frame.entered && !frame.failed && this.machine.nodes[frame.node].kind === kind;
  }

  private aborted(before: Shadow, previous: number, type: string, details: AwsDetails): Shadow | undefined {
    let expected = this.aborts.get(previous);
    if (expected === undefined) this.aborts.set(previous, (expected = abortsAfter(before, this.machine)));
    const abort = takeAbort(expected, type, details);
    if (abort === undefined) return undefined;
    if (type === "MapIterationAborted") abort.left.ended = true;
    else abort.left.entered = false;
    return abort.frame;
  }

  /** What an event changes for those that come after it. */
  private follow(id: number, frame: Shadow, type: string, details: AwsDetails): void {
    if (!isEventType(type)) return;
    const node = this.machine.nodes[frame.node];
    if (type === "ParallelStateStarted" && node.kind === "Parallel")
      frame.children = node.branches.map((block, slot) => this.open(frame, slot, block));
    if (type === "MapStateStarted") frame.children = [];
    if (/^(Map|Parallel)State(Started|Failed)$/.test(type)) frame.failed = type.endsWith("Failed");
    if (/^(Map|Parallel)StateFailed$/.test(type)) frame.children = [];
    if (type === "EvaluationFailed") frame.failed = false;
    if (type === "MapIterationStarted" && node.kind === "Map") {
      const child = this.open(frame, details.index as number, node.processor);
      frame.children.push(child);
      this.at.set(id, child);
    }
    if (/^MapIteration(Succeeded|Failed)$/.test(type)) this.iterationEnded(frame, details.index as number);
    if (/State(Aborted|Exited)$/.test(type)) frame.entered = false;
    if (type.endsWith("StateExited")) frame.children = [];
  }

  private iterationEnded({ children }: Shadow, slot: number): void {
    const child = children.find((one) => one.slot === slot);
    if (child !== undefined) child.ended = true;
  }

  private open(parent: Shadow, slot: number, block: number): Shadow {
    return shadow(++this.serials, parent, slot, this.machine.blocks[block].start);
  }
}

const EXECUTION = /^Execution(Started|Succeeded|Failed|Aborted|TimedOut|Redriven)$/;
const CONTAINER = /^(Map|Parallel)State(Started|Succeeded|Failed)$/;

/** The nearest frame, from this one to the root, that is meant. */
function outward(from: Shadow, isIt: (frame: Shadow) => boolean): Shadow | undefined {
  for (let at: Shadow | null = from; at !== null; at = at.parent) if (isIt(at)) return at;
  return undefined;
}
