import { END, type Machine, type Node, type NodeIndex } from "../machine/machine.js";
import type { AwsDetails } from "./aws-event.js";

/** Where an event belongs: the frame's serial and the state. */
export interface Place {
  frame: number;
  node: NodeIndex;
}

/** What is known of a frame while a history is read. */
interface Shadow {
  serial: number;
  parent: Shadow | null;
  slot: number;
  node: NodeIndex;
  entered: boolean;
  children: Shadow[];
}

const shadow = (serial: number, parent: Shadow | null, slot: number, node: NodeIndex): Shadow => ({
  serial,
  parent,
  slot,
  node,
  entered: false,
  children: [],
});

/**
 * Finds the frame of each event by following the chain of previous events, giving out serials in the order in which the
 * kernel does: all branches at ParallelStateStarted, an iteration at MapIterationStarted.
 */
export class Places {
  private readonly names = new Map<string, Node>();
  private readonly at = new Map<number, Shadow>();
  private readonly root: Shadow;
  private serials = 1;

  constructor(private readonly machine: Machine) {
    for (const node of machine.nodes) this.names.set(node.name, node);
    this.root = shadow(1, null, 0, machine.blocks[0].start);
  }

  locate(id: number, previous: number, type: string, details: AwsDetails): Place | undefined {
    if (type.startsWith("Execution")) return { frame: 1, node: END };
    const frame = this.frameOf(previous, type, details);
    if (frame === undefined) return undefined;
    this.at.set(id, frame);
    const place = { frame: frame.serial, node: frame.node };
    this.follow(id, frame, type, details);
    return place;
  }

  private frameOf(previous: number, type: string, details: AwsDetails): Shadow | undefined {
    const before = this.at.get(previous) ?? this.root;
    if (type.endsWith("StateEntered")) return this.enter(before, details);
    if (type.endsWith("Aborted")) return this.aborted(before, type, details);
    if (type.startsWith("MapIteration")) return this.mapAround(before, details);
    if (CONTAINER_ENDS.test(type)) return this.containerAround(before, type);
    return type.endsWith("StateExited") ? this.named(before, details) : before;
  }

  private enter(before: Shadow, details: AwsDetails): Shadow | undefined {
    const node = this.names.get(details.name as string);
    if (node === undefined) return undefined;
    const frame = this.childStarting(before, node) ?? before;
    frame.node = node.index;
    frame.entered = true;
    return frame;
  }

  /** The branch or iteration that begins with this state, when the event before it opened it. */
  private childStarting(before: Shadow, node: Node): Shadow | undefined {
    if (this.machine.blocks[node.block].owner !== before.node) return undefined;
    return before.children.find((child) => !child.entered && child.node === node.index);
  }

  /** Exited events of a Parallel or Map follow an event of a child: go up to the state they name. */
  private named(before: Shadow, details: AwsDetails): Shadow | undefined {
    const node = this.names.get(details.name as string);
    for (let at: Shadow | null = before; at !== null; at = at.parent) if (at.node === node?.index) return at;
    return undefined;
  }

  private mapAround(before: Shadow, details: AwsDetails): Shadow | undefined {
    return this.named(before, details);
  }

  private containerAround(before: Shadow, type: string): Shadow {
    const kind = type.startsWith("Map") ? "Map" : "Parallel";
    const own = this.machine.nodes[before.node].kind === kind && before.children.length === 0;
    return own || before.parent === null || this.isOpen(before, kind) ? before : before.parent;
  }

  /** Whether the frame itself stands at a container of this kind that has children (its own event, not a child's). */
  private isOpen(frame: Shadow, kind: string): boolean {
    return this.machine.nodes[frame.node].kind === kind && frame.children.length > 0;
  }

  private aborted(before: Shadow, type: string, details: AwsDetails): Shadow | undefined {
    const container = before.parent ?? before;
    if (type === "MapIterationAborted") return this.named(before, details) ?? container;
    const kind = type.slice(0, type.indexOf("State"));
    return this.firstAt(container, kind);
  }

  /** The first frame under a failing container that still stands at a state of this kind; it is left then. */
  private firstAt(container: Shadow, kind: string): Shadow | undefined {
    for (const child of container.children) {
      if (child.entered && this.machine.nodes[child.node].kind === kind) return child;
      const inner = this.firstAt(child, kind);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }

  /** What an event changes for those that come after it. */
  private follow(id: number, frame: Shadow, type: string, details: AwsDetails): void {
    const node = this.machine.nodes[frame.node];
    if (type === "ParallelStateStarted" && node.kind === "Parallel")
      frame.children = node.branches.map((block, slot) => this.open(frame, slot, block));
    if (type === "MapStateStarted") frame.children = [];
    if (type === "MapIterationStarted" && node.kind === "Map") {
      const child = this.open(frame, details.index as number, node.processor);
      frame.children.push(child);
      this.at.set(id, child);
    }
    if (type.endsWith("StateAborted")) frame.entered = false;
    if (type.endsWith("StateExited")) frame.children = [];
  }

  private open(parent: Shadow, slot: number, block: number): Shadow {
    return shadow(++this.serials, parent, slot, this.machine.blocks[block].start);
  }
}

const CONTAINER_ENDS = /^(Map|Parallel)State(Succeeded|Failed)$|^(Map|Parallel)StateStarted$/;
