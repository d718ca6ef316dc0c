import type { Event } from "../kernel/index.js";
import type { Past, PastHooks } from "./past.js";
import { comparePositions, formatPosition, type Position } from "./position.js";
import { Reel } from "./reel.js";
import type { Scene } from "./scene.js";
import type { Stand } from "./stand.js";
import { sceneOf } from "./stand-scene.js";
import type { Tape } from "./tape.js";

/** Farther than this from the last stand that is known, one is left behind for those who go on backwards from here. */
const FAR = 256;
const BEHIND = 64;

/** The recorded time of a run: every position of its tape, and of the step that comes after it where that is known. */
export class TapePast implements Past {
  constructor(private readonly tape: Tape) {}

  stepOfEvent(execution: number, eventId: number): number {
    const step = this.knownStepOf(execution, eventId);
    if (step === undefined) throw new RangeError(`there is no event ${eventId} in execution ${execution}`);
    return step;
  }

  knownStepOf(execution: number, eventId: number): number | undefined {
    return this.tape.tracks[execution]?.steps.at(eventId - 1);
  }

  /** The stand between two steps. Throws RangeError where the tape does not reach it. */
  standAt(step: number): Stand {
    const { tape } = this;
    if (!(step >= 0 && step <= tape.length))
      throw new RangeError(`there is no step ${step}: the run has gone as far as ${tape.length}`);
    const reel = new Reel(tape, tape.standBefore(step));
    if (step - reel.stand.step > FAR) {
      reel.to(step - BEHIND);
      tape.remember(reel.stand);
    }
    reel.to(step);
    return reel.stand;
  }

  get machines() {
    return this.tape.machines;
  }

  byHand() {
    return this.tape.byHand();
  }

  sceneAt(position: Position): Scene {
    return this.sceneFrom(this.standAt(position.step), position);
  }

  /** The same from the stand before the step, which is left as it is. */
  sceneFrom(before: Stand, position: Position): Scene {
    const stand = before.copy();
    if (position.stage === 0) return sceneOf(this.tape, stand, position);
    const ahead: Event[] = [];
    const reel = new Reel(this.tape, stand).listen({ event: (event) => void ahead.push(event) });
    if (stand.turn === null || !reel.into(position.stage)) throw noPosition(position);
    return sceneOf(this.tape, stand, position, ahead);
  }

  watch(from: Position, to: Position, hooks: PastHooks): void {
    if (comparePositions(from, to) >= 0) return;
    const reel = new Reel(this.tape, this.standAt(from.step)).listen(hooks);
    if (from.step === to.step) return void this.into(reel, to, from.stage);
    if (from.stage > 0) reel.into(Number.MAX_SAFE_INTEGER, from.stage);
    if (reel.to(to.step) && to.stage > 0) this.into(reel, to, 0);
  }

  private into(reel: Reel, to: Position, skip: number): void {
    if (reel.stand.turn === null || !reel.into(to.stage, skip)) throw noPosition(to);
  }
}

const noPosition = (position: Position): RangeError =>
  new RangeError(`there is no position ${formatPosition(position)}: its step has no such data stage`);
