import type { Phase } from "../../kernel/index.js";
import { iterationsOf } from "../../kernel/index.js";
import type { StateType } from "../../machine/machine.js";
import type { Millis } from "../../time.js";
import type { Past } from "../past.js";
import type { Scene } from "../scene.js";
import { type FrameId, frameId, type ThreadId } from "../thread.js";
import { memoryOf } from "./memory.js";
import { isInside, nameOf, type Place, placeAround, placeOf, stepOf } from "./place.js";

/** One frame of a stack. Plain JSON. */
export interface StackFrame {
  readonly id: FrameId;
  /** The thread whose stack it is in. */
  readonly thread: ThreadId;
  /** Path of the state. */
  readonly state: string;
  /** Name of the state. */
  readonly name: string;
  /** What the frame is called: "execution", "iteration 3 of Charge". */
  readonly block: string;
  readonly type: StateType;
  /** enter: it stands in front of the state. */
  readonly phase: Phase;
  readonly execution: number;
  /** Indexes of the Map iterations around it, outermost first, distributed Maps included. */
  readonly iteration: readonly number[];
  /** 1 where the frame enters the state for the first time, then 2, 3, …; of a state not yet entered what it will be. */
  readonly visit: number;
  /** On the execution's clock; where the state is not entered yet, now. */
  readonly enteredAt: Millis;
  /** The number of the step that entered the state; where it is not entered yet, of the next step. */
  readonly step: number;
}

/**
 * The frames of a thread, innermost first: the Parallel or Map around each, and across a child execution the Map that
 * started it. Throws RangeError where the thread is not live. O(depth), beside taking up events that are new.
 */
export function stack(scene: Scene, past: Past, thread: ThreadId): StackFrame[] {
  const frames: StackFrame[] = [];
  for (let at: Place | undefined = placeOf(scene, thread); at !== undefined; at = placeAround(at))
    frames.push(stackFrame(at, past, thread));
  return frames;
}

function stackFrame(at: Place, past: Past, thread: ThreadId): StackFrame {
  const { scene, actor, frame, node } = at;
  const { execution, number, iteration } = actor;
  const inside = isInside(at, past);
  return {
    id: frameId(number, frame.serial),
    thread,
    state: node.path,
    name: node.name,
    block: nameOf(at),
    type: node.kind,
    phase: frame.phase,
    execution: number,
    iteration: [...iteration, ...iterationsOf(execution, frame)],
    visit: visitOf(at, past, inside),
    enteredAt: inside ? frame.enteredAt : execution.now,
    step: inside ? stepOf(past, scene, number, frame.entered) : scene.position.step,
  };
}

/** Which visit of its state a frame is on, or is about to begin. */
export function visitOf({ actor, frame, node }: Place, past: Past, inside: boolean): number {
  const index = memoryOf(past).index(actor);
  return inside ? index.visitOf(frame.entered) : index.visitsBefore(frame.serial, node.index, actor.events.length) + 1;
}
