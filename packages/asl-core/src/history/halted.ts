import type { Machine, Node } from "../machine/machine.js";
import { type AwsDetails, isEventType } from "./aws-event.js";
import type { Shadow } from "./shadow.js";

const FAILS = /^(Task|LambdaFunction|Activity)\w*(Failed|TimedOut)$|^EvaluationFailed$/;
/** AWS redrives an execution no more often. */
const MOST_REDRIVES = 1000;

/**
 * Frames that stood in a state when their execution ended, for what a redrive goes on with: its first events follow none of
 * theirs.
 */
export class Halted {
  /** Those that have entered a state and not left it; aborted ones, too. */
  private readonly standing = new Set<Shadow>();
  private waiting: Shadow[] = [];
  private failing: Shadow | undefined;
  private redrives = 0;

  constructor(private readonly machine: Machine) {}

  /** Follows what happens to a frame. */
  follow(type: string, frame: Shadow): void {
    if (!isEventType(type)) return;
    if (type.endsWith("StateEntered")) this.standing.add(frame);
    else if (type.endsWith("StateExited")) this.standing.delete(frame);
    else if (FAILS.test(type)) this.failing = frame;
  }

  /** The execution goes on: first with what failed last. O(frames). */
  redrive(): void {
    if (++this.redrives > MOST_REDRIVES) return;
    const all = [...this.standing].filter((one) => this.isInside(one));
    this.waiting = [...all.filter((one) => one === this.failing), ...all.filter((one) => one !== this.failing)];
  }

  /** Where a redrive went on with several frames, which of them it was shows only by the state that an event names. */
  named(name: string): Shadow | undefined {
    if (this.redrives === 0) return undefined;
    return [...this.standing].findLast(({ node }) => this.machine.nodes[node].name === name);
  }

  /** Whether the states around a frame are those it was opened in. */
  private isInside({ node, parent }: Shadow): boolean {
    const { nodes, blocks } = this.machine;
    return parent === null || (this.standing.has(parent) && blocks[nodes[node].block].owner === parent.node);
  }

  /** The frame that an event goes on with, the frames around it with it; undefined where it is none of those. */
  take(type: string, { name }: AwsDetails): Shadow | undefined {
    if (this.waiting.length === 0) return undefined;
    const fits = this.fitting(type, name);
    const at = this.waiting.findIndex((frame) => fits(this.machine.nodes[frame.node]));
    const frame = at < 0 ? undefined : this.waiting.splice(at, 1)[0];
    if (frame !== undefined) goOn(frame);
    return frame;
  }

  private fitting(type: string, name: AwsDetails[string] | undefined): (node: Node) => boolean {
    const { nodes } = this.machine;
    if (type.endsWith("StateEntered") && !this.waiting.some(({ node }) => nodes[node].name === name)) {
      const block = nodes.find((node) => node.name === name)?.block;
      return (node) => node.block === block;
    }
    if (typeof name === "string") return (node) => node.name === name;
    const kind = /^(Map|Parallel|Wait)/.exec(type)?.[1] ?? "Task";
    return (node) => node.kind === kind;
  }
}

function goOn(frame: Shadow): void {
  for (let at: Shadow = frame; ; at = at.parent) {
    Object.assign(at, { entered: true, failed: false, ended: false });
    if (at.parent === null) return;
    if (!at.parent.children.includes(at)) at.parent.children.push(at);
  }
}
