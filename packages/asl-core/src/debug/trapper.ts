import type { Breakpoint } from "./breakpoint.js";
import { reasonOf } from "./condition.js";
import { place } from "./inspect/place.js";
import type { Past } from "./past.js";
import type { Position } from "./position.js";
import type { Scene } from "./scene.js";
import { type FrameId, parseFrameId } from "./thread.js";
import type { Trap } from "./trap.js";
import type { Traps } from "./traps.js";
import { shown } from "./why/text.js";

/** What the breakpoints at one place come to. */
export interface Hits {
  /** Ids of those that stop. */
  readonly ids: readonly number[];
  /** What went wrong with a condition. */
  readonly faults: readonly string[];
}

/** Asks breakpoints that have been reached whether they stop: conditions, hit counts, log points. */
export class Trapper {
  constructor(
    private readonly traps: Traps,
    private readonly past: Past,
    private readonly onLog: ((text: string, breakpoint: Breakpoint, position: Position) => void) | undefined,
  ) {}

  /** Undefined where none stops. `scene`, of the position, is made only where one has an expression. */
  spring(reached: readonly Trap[], position: Position, scene: () => Scene, frame: FrameId): Hits | undefined {
    const ids: number[] = [];
    const faults: string[] = [];
    for (const trap of reached) {
      const holds = this.holds(trap, scene, frame);
      if (holds === false) {
        this.complain(trap, position);
        continue;
      }
      if (typeof holds === "string") faults.push(holds);
      trap.hits.add(position);
      if (!trap.counts(trap.hits.upTo(position)) || this.logs(trap, scene, frame)) continue;
      ids.push(trap.id);
      if (trap.spec.temporary === true) this.traps.remove(trap.id);
    }
    return ids.length === 0 ? undefined : { ids, faults };
  }

  /** Notes that breakpoints with a hit condition are hit at a place, for those who look back. */
  note(
    reached: readonly Trap[],
    { position, scene, frame }: { position: Position; scene(): Scene; frame: FrameId },
  ): void {
    for (const trap of reached)
      if (trap.isCounting && position.step >= trap.counted && this.holds(trap, scene, frame) !== false)
        trap.passes.add(position);
  }

  /** The same without counting, telling or removing anything: for those who look back, where hits have been noted. */
  holdsAny(reached: readonly Trap[], position: Position, scene: () => Scene, frame: FrameId): number[] {
    const stopping = reached.filter(
      (trap) => trap.log === undefined && counts(trap, position) && this.holds(trap, scene, frame) === true,
    );
    return stopping.map(({ id }) => id);
  }

  /** A condition that gives neither true nor false never stops: that is told, once. */
  private complain(trap: Trap, position: Position): void {
    if (trap.fault === undefined || trap.hasComplained) return;
    trap.hasComplained = true;
    this.onLog?.(trap.fault, trap.breakpoint(position), position);
  }

  /** A condition that fails stops, and says why: else it would be missed without a word. */
  private holds(trap: Trap, scene: () => Scene, frame: FrameId): boolean | string {
    if (trap.condition === undefined) return true;
    try {
      const at = placeIn(scene(), frame);
      if (at === undefined) return true;
      trap.fault = undefined;
      const value = trap.condition.ask(at, this.past);
      if (typeof value !== "boolean")
        trap.fault = `the condition ${trap.condition.text} gave ${shown(value)}, which is neither true nor false`;
      return value === true;
    } catch (error) {
      trap.fault = `the condition ${trap.condition.text} has no value: ${reasonOf(error)}`;
      return trap.fault;
    }
  }

  /** Whether it only tells. */
  private logs(trap: Trap, scene: () => Scene, frame: FrameId): boolean {
    if (trap.log === undefined) return false;
    const standing = scene();
    const at = placeIn(standing, frame);
    const text = at === undefined ? (trap.spec.log ?? "") : trap.log.at(at, this.past);
    this.onLog?.(text, trap.breakpoint(standing.position), standing.position);
    return true;
  }
}

const counts = ({ passes, counts: isMeant, isCounting }: Trap, position: Position): boolean =>
  !isCounting || isMeant(passes.upTo(position));

function placeIn(scene: Scene, id: FrameId) {
  const parts = parseFrameId(id)!;
  const actor = scene.executions[parts.execution];
  const frame = actor?.execution.frames.find((one) => one?.serial === parts.serial);
  return frame ? place(scene, actor, frame) : undefined;
}
