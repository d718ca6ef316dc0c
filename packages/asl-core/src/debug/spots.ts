import type { Failure } from "../kernel/index.js";
import { type Cursor, nextOf } from "./cursor.js";
import { atStep, type Position } from "./position.js";
import { Reel } from "./reel.js";
import { type Moment, rehearse } from "./rehearsal.js";
import type { Scene } from "./scene.js";
import type { Stand } from "./stand.js";
import { type FrameId, frameId } from "./thread.js";
import type { Trap } from "./trap.js";
import { ENTRY, INSIDE, type Traps } from "./traps.js";

/** A place of the tape where breakpoints are reached, or a failure is taken up. */
export interface Spot {
  readonly position: Position;
  readonly frame: FrameId;
  readonly reached: readonly Trap[];
  /** Of the position; made when asked for. */
  scene(): Scene;
  readonly failure?: Failure;
  readonly about?: string;
}

/** A bit beside ENTRY and INSIDE: the step writes an event that is waited for. */
const WRITES = 4;

/** Finds the places of the tape that a session's breakpoints wait for. It moves nothing. */
export class Spots {
  constructor(
    private readonly cursor: Cursor,
    private readonly traps: Traps,
  ) {}

  /** Steps of a part of the tape that have any, ascending, with what they have. O(steps of the part). */
  steps(from: number, to: number): Map<number, number> {
    const { cursor, traps } = this;
    const found = new Map<number, number>();
    const mark = (step: number, bits: number) => void (bits > 0 && found.set(step, (found.get(step) ?? 0) | bits));
    const events = new Set(traps.of("event").map(({ spec }) => spec.event));
    const reel = new Reel(cursor.tape, cursor.past.standAt(from));
    const { stand } = reel;
    reel.listen({
      stop: ({ index }, { phase }) => {
        const armed = traps.armed(stand.machine)[index];
        mark(stand.step, phase === "enter" ? armed : armed & INSIDE);
        return false;
      },
      event: events.size === 0 ? undefined : ({ type }) => mark(reel.step, events.has(type) ? WRITES : 0),
      failure: () => mark(reel.step, INSIDE),
    });
    reel.to(to);
    return found;
  }

  /** The stands before some steps, ascending. O(distance between the first and the last, and live frames for each). */
  *before(steps: Iterable<number>): Generator<Stand> {
    let reel: Reel | undefined;
    for (const step of steps) {
      reel ??= new Reel(this.cursor.tape, this.cursor.past.standAt(step));
      reel.to(step);
      yield reel.stand.copy();
    }
  }

  /** What a step has, in order. `bits`: as `steps` gives them. */
  in(before: Stand, bits: number): Spot[] {
    const next = nextOf(before);
    const spots: Spot[] = [];
    if (next !== undefined && (bits & ENTRY) !== 0)
      spots.push(this.entry(before, frameId(next.number, next.frame.serial)));
    if (next !== undefined && (bits & INSIDE) !== 0)
      for (const moment of rehearse(this.cursor.tape, before).moments)
        spots.push(this.inside(before, moment, next.number));
    if ((bits & WRITES) !== 0) spots.push(...this.written(before));
    return spots.filter(({ reached, failure }) => reached.length > 0 || failure !== undefined);
  }

  private entry(before: Stand, frame: FrameId): Spot {
    const position = atStep(before.step);
    const { node } = nextOf(before)!;
    const reached = this.traps.of("state").filter((trap) => trap.concerns(node));
    return { position, frame, reached, scene: () => this.cursor.past.sceneFrom(before, position) };
  }

  private inside(before: Stand, moment: Moment, number: number): Spot {
    const position = { step: before.step, stage: moment.stage };
    const frame = frameId(number, moment.frame.serial);
    const common = { position, frame, scene: () => this.cursor.past.sceneFrom(before, position) };
    if (moment.type === "failure") return { ...common, reached: [], failure: moment.failure };
    const isReached = (trap: Trap): boolean => trap.concerns(moment.node) && trap.isReached(moment);
    return { ...common, reached: this.traps.of(moment.type === "stage" ? "stage" : "rule").filter(isReached) };
  }

  private *written(before: Stand): Generator<Spot> {
    const position = atStep(before.step + 1);
    const { nodes } = before.machine;
    for (const track of this.cursor.tape.tracks) {
      const { steps, number } = track;
      for (let i = steps.firstFrom(before.step); steps.at(i) === before.step; i++) {
        const { type, node, frame } = track.eventsAt(before.step)[i];
        const reached = this.traps.of("event").filter((trap) => trap.spec.event === type && trap.concerns(nodes[node]));
        const scene = () => this.cursor.past.sceneAt(position);
        yield { position, frame: frameId(number, frame), reached, scene, about: type };
      }
    }
  }
}
