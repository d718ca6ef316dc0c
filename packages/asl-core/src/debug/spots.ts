import type { Event, Failure, Frame, Stage } from "../kernel/index.js";
import type { Node } from "../machine/machine.js";
import type { Cursor } from "./cursor.js";
import type { PastHooks } from "./past.js";
import { atStep, comparePositions, type Position } from "./position.js";
import { Reel } from "./reel.js";
import type { Scene } from "./scene.js";
import { type FrameId, frameId } from "./thread.js";
import type { Told, Trap } from "./trap.js";
import { ENTRY, INSIDE, type Traps } from "./traps.js";

/** A place of the tape where breakpoints are reached, or a failure is taken up. */
export interface Spot {
  readonly position: Position;
  readonly frame: FrameId;
  readonly reached: readonly Trap[];
  /** Of the position; made when asked for. O(steps since the last one that was made, or the last checkpoint). */
  scene(): Scene;
  readonly failure?: Failure;
  readonly about?: string;
}

/** Finds the places of the tape that a session's breakpoints wait for. It moves nothing. */
export class Spots {
  constructor(
    private readonly cursor: Cursor,
    private readonly traps: Traps,
  ) {}

  /** The places in the steps of a part of the tape, in order. O(steps of the part): it is gone through once. */
  between(from: number, to: number): Spot[] {
    const { cursor, traps } = this;
    const reel = new Reel(cursor.tape, cursor.past.standAt(from));
    const finder = new Finder(reel, traps, (position) => this.sceneAt(position));
    reel.listen(finder.hooks()).to(to);
    return finder.found.sort((a, b) => comparePositions(a.position, b.position));
  }

  /** What is gone through for a condition begins near: places are asked about in order. */
  private sceneAt(position: Position): Scene {
    const { past, tape } = this.cursor;
    const before = past.standAt(position.step);
    tape.remember(before);
    return past.sceneFrom(before, position);
  }
}

/** Hears what happens on a reel, and notes where breakpoints are reached. */
class Finder {
  readonly found: Spot[] = [];
  /** The kernel step under way, and how many data stages it has had. */
  private step = -1;
  private stages = 0;
  private readonly entries: readonly Trap[];
  private readonly inside: readonly Trap[];
  private readonly events: readonly Trap[];

  constructor(
    private readonly reel: Reel,
    private readonly traps: Traps,
    private readonly sceneAt: (position: Position) => Scene,
  ) {
    this.entries = traps.of("state");
    this.inside = traps.of("stage", "rule");
    this.events = traps.of("event");
  }

  /** Nobody is told of data stages and events that no breakpoint waits for. */
  hooks(): PastHooks {
    const { inside, events } = this;
    const decides = inside.some(({ kind }) => kind === "rule");
    return {
      stop: (node, frame) => this.begin(node, frame),
      stage: (name, _value, frame, node) => this.stage(name, frame, node),
      failure: (failure, frame) => this.failure(failure, frame),
      event: decides || events.length > 0 ? (event) => this.event(event) : undefined,
    };
  }

  private begin(node: Node, frame: Frame): false {
    this.step = this.reel.stand.step;
    this.stages = 0;
    if (frame.phase === "enter" && this.isArmed(node, ENTRY))
      this.note(atStep(this.step), frame.serial, this.concerning(this.entries, node));
    return false;
  }

  private stage(name: Stage, frame: Frame, node: Node): void {
    this.stages++;
    if (this.isArmed(node, INSIDE))
      this.note(this.here, frame.serial, this.concerning(this.inside, node, { type: "stage", name }), { about: name });
  }

  private failure(failure: Failure, frame: Frame): void {
    if (this.step === this.reel.step) this.note(this.here, frame.serial, [], { failure });
  }

  private event({ type, node: index, frame, via }: Event): void {
    const node = this.reel.stand.machine.nodes[index];
    if (type === "ChoiceStateExited" && via !== null && this.isArmed(node, INSIDE))
      this.note(this.here, frame, this.concerning(this.inside, node, { type: "way", via }), { about: via });
    const reached = this.events.filter((trap) => trap.spec.event === type && trap.concerns(node));
    this.note(atStep(this.reel.step + 1), frame, reached, { about: type });
  }

  private get here(): Position {
    return { step: this.reel.step, stage: this.stages };
  }

  private isArmed({ index }: Node, bit: number): boolean {
    return (this.traps.armed(this.reel.stand.machine)[index] & bit) !== 0;
  }

  private concerning(traps: readonly Trap[], node: Node, moment?: Told): Trap[] {
    return traps.filter((trap) => trap.concerns(node) && (moment === undefined || trap.isReached(moment)));
  }

  private note(
    position: Position,
    serial: number,
    reached: readonly Trap[],
    more: Pick<Spot, "failure" | "about"> = {},
  ): void {
    if (reached.length === 0 && more.failure === undefined) return;
    const frame = frameId(this.reel.number, serial);
    this.found.push({ position, frame, reached, scene: () => this.sceneAt(position), ...more });
  }
}
