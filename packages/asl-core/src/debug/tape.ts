import type { Limits, Token } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import type { Millis } from "../time.js";
import { beginsTurn, type Change, isChange } from "./change.js";
import { type Checkpoint, type LiveTurn, spacingAfter, standAt, takeCheckpoint } from "./checkpoint.js";
import { DeliveryLog } from "./delivery-log.js";
import type { Entry } from "./entry.js";
import { Numbers } from "./numbers.js";
import type { ByHand, Stretch } from "./past.js";
import type { Program } from "./program.js";
import type { Stand } from "./stand.js";
import type { Track } from "./track.js";
import type { Wait } from "./wait.js";

/** Stands that were made to go back to, kept as long as they are fresh. */
const RECENT = 16;

const ASKED = ["nodes", "steps", "executions", "tokens"] as const;

/** The value of one data stage of one step, changed by hand. */
export type StageChange = Extract<Change, { type: "Stage" }>;

/*
 * Theory of operation.
 *
 * The kernel is deterministic, so a run is its beginning and what came to its executions from outside: the entries. Every
 * other step follows. Checkpoints, copies of all executions every so many steps, only save time: any position is made again
 * from the last one before it, and the distance between two is bounded whatever the run's length. Events are kept once, by
 * the execution they belong to, each with the number of the step that wrote it.
 *
 * What is due but has not come about (answers given, timers set) is no part of the executions. For a run to be carried on
 * from any position, deliveries are kept with the steps at which they became due and came about: due at a position is what
 * was asked for by then and came later.
 */

/** A run as far as it has gone: all that is needed to stand anywhere in it again. */
export class Tape {
  /** How many steps it holds. */
  length = 0;
  /** One per execution, by number. */
  readonly tracks: Track[] = [];
  /** By step. Those that end an execution nobody wants any more stand behind the step they belong to. */
  readonly entries: Entry[] = [];
  /** Values changed by hand, by the number of the step they belong to. */
  readonly stages = new Map<number, StageChange[]>();
  /** In the order in which they were asked for. */
  deliveries = new DeliveryLog();
  /** Tasks that were asked for, in order: states, how many steps had happened then, executions, tokens. */
  readonly asked = { nodes: new Numbers(), steps: new Numbers(), executions: new Numbers(), tokens: new Numbers() };
  /** Tasks a handler had no answer for, and how many steps had happened when it was asked. */
  unanswered: (Wait & { readonly step: number })[] = [];
  /** Tasks answered by hand in the middle of a turn, which the answers wait for, and how many steps had happened then. */
  answered: (Wait & { readonly step: number })[] = [];
  /** Inputs given by hand, and how many steps must have happened for them to be on the tape. */
  given: (Wait & { readonly step: number })[] = [];
  private readonly programs: { readonly from: number; readonly program: Program }[];
  private readonly checkpoints: Checkpoint[] = [];
  private readonly recent: Stand[] = [];
  /** Where the next checkpoint is to be taken. */
  nextCheckpoint = 0;

  constructor(
    program: Program,
    /** Those of child executions; AWS's if absent. */
    readonly limits: Limits | undefined,
  ) {
    this.programs = [{ from: 0, program }];
  }

  /** The machine of a position: after this many steps. */
  machineAt(step: number): Machine {
    return this.programAt(step).machine;
  }

  /** The program of a position. */
  programAt(step: number): Program {
    return this.programs.findLast(({ from }) => from <= step)!.program;
  }

  /** All machines, each with the first position it applies to. */
  get machines(): readonly Stretch[] {
    return this.programs.map(({ from, program }) => ({ from, machine: program.machine }));
  }

  /** The next step gives the run another program. */
  reload(program: Program, node: (index: number) => number): void {
    this.addProgram(this.length + 1, program);
    for (const track of this.tracks) {
      track.reload(this.length, node);
      track.touched = this.length;
    }
  }

  /** Another text of the last program's definition, where it is known. */
  reread(program: Program): void {
    const { from, program: last } = this.programs.pop()!;
    this.programs.push({ from, program: { ...last, ...program, machine: last.machine } });
  }

  /** A program that applies from a position on; for those who make a tape anew. */
  addProgram(from: number, program: Program): void {
    this.programs.push({ from, program });
  }

  /** The number of the first step from one on that brings another program; Infinity where none does. */
  nextReload(step: number): number {
    return (this.programs.find(({ from }) => from > step && from > 0)?.from ?? Number.POSITIVE_INFINITY) - 1;
  }

  /** A checkpoint taken elsewhere, and where the next one is to be taken. */
  addCheckpoint(taken: Checkpoint, next: number): void {
    this.checkpoints.push(taken);
    this.nextCheckpoint = next;
  }

  /** Executions that have not ended. O(executions that have, once more for each). */
  alive(): Track[] {
    return this.tracks.filter(({ execution }) => execution.status === "RUNNING");
  }

  get lastCheckpoint(): Checkpoint | undefined {
    return this.checkpoints.at(-1);
  }

  /** Takes a checkpoint at the end of the tape. */
  checkpoint(now: Millis, turn: LiveTurn | null): Checkpoint {
    const last = this.checkpoints.at(-1);
    if (last?.step === this.length) return last;
    const taken = takeCheckpoint(this, now, turn, last);
    this.checkpoints.push(taken);
    this.nextCheckpoint = this.length + spacingAfter(taken);
    return taken;
  }

  /** Where to begin to make a position again: the last stand that is known before it. O(executions + log of the checkpoints). */
  standBefore(step: number): Stand {
    const recent = this.recent.filter((stand) => stand.step <= step).sort((a, b) => b.step - a.step)[0];
    const checkpoint = this.checkpointBefore(step);
    return recent !== undefined && recent.step >= checkpoint.step ? recent.copy() : standAt(this, checkpoint);
  }

  /** The last one up to a step. O(log n). */
  checkpointBefore(step: number): Checkpoint {
    return this.checkpoints[lastUpTo(this.checkpoints, step)];
  }

  /** Where the first one behind a step stands; Infinity where there is none. O(log n). */
  checkpointAfter(step: number): number {
    return this.checkpoints[lastUpTo(this.checkpoints, step) + 1]?.step ?? Number.POSITIVE_INFINITY;
  }

  /** Remembers a stand for those who go on from near it. */
  remember(stand: Stand): void {
    if (this.recent.some(({ step }) => step === stand.step)) return;
    if (this.recent.length >= RECENT) this.recent.shift();
    this.recent.push(stand.copy());
  }

  /** The same run for someone else, to be cut at once. O(events, entries). */
  copy(): Tape {
    const copy = new Tape(this.programs[0].program, this.limits);
    copy.length = this.length;
    copy.programs.splice(0, 1, ...this.programs);
    copy.tracks.push(...this.tracks.map((track) => track.copy()));
    for (const entry of this.entries) copy.entries.push(entry);
    for (const [step, changes] of this.stages) copy.stages.set(step, changes);
    copy.deliveries = new DeliveryLog(this.deliveries);
    for (const name of ASKED) copy.asked[name] = this.asked[name].copy();
    copy.unanswered = this.unanswered.slice();
    copy.answered = this.answered.slice();
    copy.given = this.given.slice();
    copy.checkpoints.push(...this.checkpoints);
    return copy;
  }

  /** Forgets everything after a stand; its executions are the tape's from then on. O(what is forgotten, and deliveries). */
  cut(stand: Stand): void {
    const { step } = stand;
    this.length = step;
    this.entries.length = this.entryFrom(step);
    for (const at of this.stages.keys()) if (at >= step) this.stages.delete(at);
    this.deliveries.cut(step);
    this.cutTracks(stand);
    const asked = this.asked.steps.firstFrom(step + 1);
    for (const name of ASKED) this.asked[name].cut(asked);
    this.unanswered = this.unanswered.filter((wait) => wait.step <= step);
    this.answered = this.answered.filter((wait) => wait.step <= step);
    this.given = this.given.filter((wait) => wait.step <= step);
    this.programs.length = this.programs.findLastIndex(({ from }) => from <= step) + 1;
    this.forgetFrom(step);
  }

  private cutTracks(stand: Stand): void {
    this.tracks.length = stand.executions.length;
    for (const track of this.tracks) track.cut(stand.taken(track.number), stand.step);
  }

  private forgetFrom(step: number): void {
    this.checkpoints.length = lastUpTo(this.checkpoints, step) + 1;
    const kept = this.recent.filter((stand) => stand.step <= step);
    this.recent.splice(0, this.recent.length, ...kept);
    const last = this.checkpoints.at(-1);
    this.nextCheckpoint = last === undefined ? 0 : last.step + spacingAfter(last);
  }

  /** What a person has done, in order. O(entries). */
  byHand(): ByHand[] {
    const given = new Set(this.given.map(({ execution, token }) => `${execution}:${token}`));
    const isByHand = ({ execution, what }: Entry): boolean =>
      isChange(what) || given.has(`${execution}:${(what as { token?: Token }).token}`);
    const found = this.entries.filter(isByHand) as ByHand[];
    for (const [step, changes] of this.stages)
      for (const what of changes) found.push({ step, execution: this.actingIn(step), what });
    return found.sort((a, b) => a.step - b.step);
  }

  /** The execution whose turn a kernel step belongs to. O(log entries). */
  private actingIn(step: number): number {
    for (let i = this.entryFrom(step) - 1; i >= 0; i--)
      if (this.entries[i].aside !== true && beginsTurn(this.entries[i].what)) return this.entries[i].execution;
    return 0;
  }

  /** The place in `entries` of the first one from a step on. O(log n). */
  entryFrom(step: number): number {
    let from = 0;
    let to = this.entries.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.entries[middle].step < step) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

function lastUpTo(checkpoints: readonly Checkpoint[], step: number): number {
  let from = 0;
  let to = checkpoints.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (checkpoints[middle].step <= step) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
