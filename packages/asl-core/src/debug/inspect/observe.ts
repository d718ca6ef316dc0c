import type { Json } from "../../json.js";
import type { Execution, Failure, Frame, Stage } from "../../kernel/index.js";
import type { Node, Retrier } from "../../machine/machine.js";
import { backoffSeconds } from "../../machine/policies.js";
import { fraction } from "../../random.js";
import type { Millis } from "../../time.js";
import type { Past, PastHooks } from "../past.js";
import { atStep } from "../position.js";
import type { Scene } from "../scene.js";
import { memoryOf } from "./memory.js";
import { isInside, type Place, stepOf } from "./place.js";

/** A value after one data stage. */
export interface StageValue {
  readonly stage: Stage;
  readonly value: Json;
  /** The number of the step that gave it. */
  readonly step: number;
  /** The item an ItemSelector made it of. */
  readonly item?: number;
}

/** One failed try of a visit. */
export interface FailedTry {
  /** 0 for the first try of the visit. */
  readonly attempt: number;
  readonly error: string | null;
  readonly cause: string | null;
  readonly heartbeat: boolean;
  /** When it failed. */
  readonly at: Millis;
  /** The number of the step that took it up. */
  readonly step: number;
  /** The Retry entry that names the error; null where none does. */
  readonly retrier: number | null;
  /** Whether that entry was used up. */
  readonly exhausted: boolean;
  /** Milliseconds until the next try, jitter applied; null where there is none. */
  readonly delay: Millis | null;
  /** When the next try is due; null where there is none. */
  readonly due: Millis | null;
}

/** What can be seen of a visit so far by going through it once more. */
export interface Observed {
  /** Of this try, in their order; a stage that came twice counts with its last value, an ItemSelector's with each. */
  readonly stages: readonly StageValue[];
  readonly tries: readonly FailedTry[];
  /** The failure that the step being looked into takes up; null where it takes up none. */
  readonly failure: Failure | null;
}

/** Steps of a visit that are gone through as a whole; of longer ones only the steps that have something to show are. */
const WHOLE = 2000;
/** Values of one stage that are kept: the first ones. */
const MOST = 1000;

const seen = new WeakMap<Scene, Map<string, Observed>>();

/**
 * The visit of a place, up to the scene's position. O(steps of the visit), at most some thousand where `tries` are not asked
 * for; remembered for the scene.
 */
export function observe(at: Place, past: Past, tries = false): Observed {
  const { scene, actor, frame } = at;
  let known = seen.get(scene);
  if (known === undefined) seen.set(scene, (known = new Map()));
  const needed = tries && mayHaveFailed(frame);
  const key = `${actor.number}:${frame.serial}${needed ? " tries" : ""}`;
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = look(at, past, needed)));
  return found;
}

/** The try that fails in the step at hand, with what that step decides about it. O(steps since the last checkpoint). */
export function failingTry({ scene, actor, frame }: Place, past: Past): FailedTry | undefined {
  const { step } = scene.position;
  const watcher = new Watcher(actor.number, frame.serial);
  past.watch(atStep(step), atStep(step + 1), watcher);
  return watcher.settled(step).tries[0];
}

const mayHaveFailed = ({ retries, phase }: Frame): boolean => retries > 0 || phase === "backoff" || phase === "again";

function look(at: Place, past: Past, whole: boolean): Observed {
  const { scene, actor, frame } = at;
  const watcher = new Watcher(actor.number, frame.serial);
  if (!isInside(at, past)) return watcher.settled(-1);
  const { position } = scene;
  const entry = stepOf(past, scene, actor.number, frame.entered);
  if (whole || position.step - entry <= WHOLE) past.watch(atStep(entry), position, watcher);
  else {
    for (const step of stepsOfInterest(at, past, entry)) past.watch(atStep(step), atStep(step + 1), watcher);
    if (position.stage > 0) past.watch(atStep(position.step), position, watcher);
  }
  return watcher.settled(position.step);
}

/** The steps that entered the state, began its last try, and opened the last iteration. Steps without events of their own are missed. */
function stepsOfInterest({ scene, actor, frame }: Place, past: Past, entry: number): number[] {
  const { events, number } = actor;
  const ids = memoryOf(past).index(actor).ofFrame(frame.serial, frame.entered, events.length);
  const started = ids.findLast((id) => /Scheduled$|StateStarted$/.test(events[id - 1].type));
  const opened = ids.findLast((id) => events[id - 1].type === "MapIterationStarted");
  const steps = [started, opened].flatMap((id) => (id === undefined ? [] : [stepOf(past, scene, number, id)]));
  return [...new Set([entry, ...steps])].filter((step) => step < scene.position.step).sort((a, b) => a - b);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Hears what concerns one frame of one execution. */
class Watcher implements PastHooks {
  private stages: StageValue[] = [];
  private readonly tries: Mutable<FailedTry>[] = [];
  private last: Failure | null = null;
  private now = 0;
  private acting = -1;
  private failedIn = -1;
  private failing: Frame | undefined = undefined;
  private item = 0;

  constructor(
    private readonly execution: number,
    private readonly serial: number,
  ) {}

  step(step: number, execution: number): void {
    this.now = step;
    this.acting = execution;
    this.failing = undefined;
    this.item = 0;
  }

  private concerns({ serial }: Frame): boolean {
    return this.acting === this.execution && serial === this.serial;
  }

  stage(stage: Stage, value: Json, frame: Frame): void {
    if (!this.concerns(frame)) return;
    if (this.failedIn >= 0 && this.failedIn !== this.now) this.beginTry();
    const step = this.now;
    if (stage === "afterItemSelector") this.keep({ stage, value, step, item: this.itemOf(frame) });
    else {
      this.stages = this.stages.filter((one) => one.stage !== stage);
      this.stages.push({ stage, value, step });
    }
  }

  private keep(value: StageValue): void {
    if (this.stages.length < MOST) this.stages.push(value);
  }

  /** Items are counted up as they are started; for batches all are selected first. */
  private itemOf({ join }: Frame): number {
    return join !== null && join.next > 0 ? join.next - 1 : this.item++;
  }

  /** A new try works on the same input. */
  private beginTry(): void {
    this.stages = this.stages.filter(({ stage }) => stage === "input");
    this.failedIn = -1;
  }

  /** A Catch that fails itself does so in the step that took up the try's own failure. */
  failure(failure: Failure, frame: Frame, _node: Node, execution: Execution): void {
    this.failing = undefined;
    if (!this.concerns(frame) || this.failedIn === this.now) return;
    const { error, cause, heartbeat } = failure;
    this.failedIn = this.now;
    this.failing = frame;
    this.last = failure;
    const { now: at } = execution;
    const given = { attempt: frame.retries, error, cause, heartbeat, at, step: this.now };
    this.tries.push({ ...given, retrier: null, exhausted: false, delay: null, due: null });
  }

  retrier(node: Node, index: number, exhausted: boolean, execution: Execution): void {
    const last = this.tries.at(-1);
    if (this.failing === undefined || last === undefined || this.acting !== this.execution) return;
    last.retrier = index;
    last.exhausted = exhausted;
    if (exhausted) return;
    last.delay = backoff(node.retry[index], this.failing.attempts![index], execution);
    last.due = execution.now + last.delay;
  }

  /** What was found, once all has been heard up to a step. */
  settled(step: number): Observed {
    const failure = this.failedIn === step ? this.last : null;
    return { stages: this.stages, tries: this.tries, failure };
  }
}

/**
 * The delay of a retrier's n-th retry as the run has just drawn it: where it has jitter, the execution's seed is the one
 * that the random number came from.
 */
export function backoff(retrier: Retrier, n: number, { seed }: Execution): Millis {
  const full = backoffSeconds(retrier, n - 1) * 1000;
  return Math.round(retrier.jitter ? fraction(seed) * full : full);
}
