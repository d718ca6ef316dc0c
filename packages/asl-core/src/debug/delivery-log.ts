import type { Delivery, Due } from "../drivers/ledger.js";
import { Numbers } from "./numbers.js";

const NEVER = 0xffffffff;
const TIMERS = ["wait", "backoff", "timeout", "heartbeat", "execution"] as const;
/** Timers under larger tokens are kept as they are. */
const MOST = 2 ** 27;

/** Everything that ever became due, in order, and the steps at which it did and came about: a few bytes each. */
export class DeliveryLog {
  private readonly asked: Numbers;
  private readonly done: Numbers;
  private readonly executions: Numbers;
  private readonly times: number[];
  /** A timer is a number: its token and kind. */
  private readonly whats: (Due | number)[];
  /** Lanes and ranks, only where a schedule gives them. */
  private readonly orders: (readonly [lane: number, rank: number] | undefined)[];

  constructor(from?: DeliveryLog) {
    this.asked = from?.asked.copy() ?? new Numbers();
    this.done = from?.done.copy() ?? new Numbers();
    this.executions = from?.executions.copy() ?? new Numbers();
    this.times = from?.times.slice() ?? [];
    this.whats = from?.whats.slice() ?? [];
    this.orders = from?.orders.slice() ?? [];
  }

  get length(): number {
    return this.asked.length;
  }

  /** Gives the place of a delivery that became due after so many steps. */
  add(asked: number, execution: number, what: Due, at: number, lane: number, rank: number, done = NEVER): number {
    const place = this.length;
    this.asked.push(asked);
    this.done.push(done);
    this.executions.push(execution);
    this.times.push(at);
    this.whats.push(packed(what, at));
    if (lane !== 0 || rank !== 0) this.orders[place] = [lane, rank];
    return place;
  }

  /** It came about as the step with this number. */
  deliver(place: number, step: number): void {
    this.done.set(place, step);
  }

  /** A delivery, for whom `place` is set. */
  at(place: number): Delivery {
    const [lane, rank] = this.orders[place] ?? [0, 0];
    const at = this.times[place];
    return { place, execution: this.executions.at(place)!, what: unpacked(this.whats[place], at), at, lane, rank };
  }

  askedAt(place: number): number {
    return this.asked.at(place)!;
  }

  /** Undefined: it has not come about. */
  doneAt(place: number): number | undefined {
    const step = this.done.at(place);
    return step === NEVER ? undefined : step;
  }

  /** What is due still, in the order in which it was asked for. O(length). */
  outstanding(): Delivery[] {
    const found: Delivery[] = [];
    for (let place = 0; place < this.length; place++) if (this.done.at(place) === NEVER) found.push(this.at(place));
    return found;
  }

  lanes(): number[] {
    return Array.from({ length: this.length }, (_, place) => this.orders[place]?.[0] ?? 0);
  }

  /**
   * As it was after so many steps. A command that a schedule put off is no step: one carried out after the last step has been
   * carried out, as what came of it is kept. O(length).
   */
  cut(step: number): void {
    const length = this.asked.firstFrom(step + 1);
    this.asked.cut(length);
    this.done.cut(length);
    this.executions.cut(length);
    this.times.length = this.whats.length = length;
    this.orders.length = Math.min(this.orders.length, length);
    for (let place = 0; place < length; place++) {
      const done = this.done.at(place)!;
      if (done > step || (done === step && !this.isCommand(place))) this.done.set(place, NEVER);
    }
  }

  private isCommand(place: number): boolean {
    const what = this.whats[place];
    return typeof what === "object" && (what.type === "ScheduleTask" || what.type === "StartTimer");
  }
}

function packed(what: Due, at: number): Due | number {
  if (what.type !== "TimerFired" || what.at !== at || what.token >= MOST) return what;
  return what.token * 8 + TIMERS.indexOf(what.timer);
}

/** An input is the run's own from its delivery on: each time another object. */
function unpacked(what: Due | number, at: number): Due {
  if (typeof what === "number") return { type: "TimerFired", token: Math.floor(what / 8), timer: TIMERS[what % 8], at };
  const isInput = what.type !== "Begin" && what.type !== "ScheduleTask" && what.type !== "StartTimer";
  return isInput ? { ...what, at } : what;
}
