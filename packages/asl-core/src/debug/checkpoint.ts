import { type Command, copy, type Execution, type Frame } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import type { Millis } from "../time.js";
import { Stand, TurnUnderWay } from "./stand.js";
import type { Track } from "./track.js";

/** What of a tape checkpoints are made of. */
interface Recorded {
  readonly length: number;
  readonly tracks: readonly Track[];
  alive(): Track[];
  machineAt(step: number): Machine;
}

/** The turn that is under way on the live end: a list of commands that goes on growing. */
export interface LiveTurn {
  readonly execution: number;
  readonly commands: readonly Command[];
}

/** All executions that have not ended, as they stood after a number of steps. */
export interface Checkpoint {
  readonly step: number;
  readonly now: Millis;
  /** How many executions there were. */
  readonly count: number;
  /** Ascending by number. Executions nothing has happened to are shared with the checkpoint before. */
  readonly alive: readonly (readonly [number, Execution])[];
  readonly turn: { readonly execution: number; readonly commands: readonly Command[]; readonly count: number } | null;
}

/** Steps between two checkpoints, at least and at most. */
const NEAREST = 500;
const FARTHEST = 4096;
/** Steps for each live frame: what a copy costs, in time and in memory, is shared among them. */
const PER_FRAME = 1;
/** Results gathered by a Map that take as much to copy as a frame. */
const RESULTS = 10;

/** The executions of the live end, copied. O(live frames of executions that something has happened to). */
export function takeCheckpoint(
  tape: Recorded,
  now: Millis,
  turn: LiveTurn | null,
  last: Checkpoint | undefined,
): Checkpoint {
  const before = new Map(last?.alive);
  const alive = tape.alive().map((track) => [track.number, copied(track, last, before)] as const);
  const kept = turn && { ...turn, count: turn.commands.length };
  return { step: tape.length, now, count: tape.tracks.length, alive, turn: kept };
}

function copied(track: Track, last: Checkpoint | undefined, before: ReadonlyMap<number, Execution>): Execution {
  const known = before.get(track.number);
  if (known !== undefined && track.touched < last!.step && last!.turn?.execution !== track.number) return known;
  const taken = copy(track.execution);
  taken.awaiting = NOBODY;
  return known === undefined ? taken : sharing(taken, known);
}

/** A copy that has the very frames of an earlier one where nothing has happened to them. O(live frames). */
function sharing(execution: Execution, known: Execution): Execution {
  const { frames } = execution;
  for (let i = 0; i < frames.length; i++) {
    const earlier = known.frames[i];
    if (frames[i] && earlier && isSame(frames[i]!, earlier)) frames[i] = earlier;
  }
  return execution;
}

/** Whether two states of a frame are one; those that are seldom or never the same are not looked into. */
function isSame(a: Frame, b: Frame): boolean {
  for (const name of TELLING) if (a[name] !== b[name]) return false;
  return a.attempts === null && b.attempts === null && a.join === null && b.join === null;
}

/** Every field of a frame, those first that differ most often; false: `isSame` looks at it in another way. */
const FIELDS: Record<keyof Frame, boolean> = {
  serial: true,
  last: true,
  phase: true,
  token: true,
  node: true,
  entered: true,
  input: true,
  output: true,
  variables: true,
  failure: true,
  progress: true,
  timeoutDue: true,
  heartbeatDue: true,
  bound: true,
  stored: true,
  retries: true,
  enteredAt: true,
  timed: true,
  item: true,
  slot: true,
  parent: true,
  timeout: true,
  heartbeat: true,
  attempts: false,
  join: false,
};
const TELLING = (Object.keys(FIELDS) as (keyof Frame)[]).filter((name) => FIELDS[name]);

/** Steps until the next checkpoint: the more there is to copy, the longer. */
export function spacingAfter({ alive }: Checkpoint): number {
  let weight = 0;
  for (const [, execution] of alive) weight += weightOf(execution);
  return Math.max(NEAREST, Math.min(FARTHEST, PER_FRAME * weight));
}

function weightOf({ frames }: Execution): number {
  let weight = frames.length;
  for (const frame of frames)
    if (frame?.join) weight += (frame.join.results.length + (frame.join.run?.children.length ?? 0)) / RESULTS;
  return weight;
}

/** Who waits under which token follows from the frames: it is not kept. */
const NOBODY: Execution["awaiting"] = {};

function waking(execution: Execution): Execution {
  const awaiting: Execution["awaiting"] = {};
  for (let i = 0; i < execution.frames.length; i++) {
    const token = execution.frames[i]?.token ?? 0;
    if (token !== 0) awaiting[token] = i;
  }
  return { ...execution, awaiting };
}

/** The stand at a checkpoint. O(executions and live frames). */
export function standAt(tape: Recorded, { step, now, count, alive, turn }: Checkpoint): Stand {
  const executions = tape.tracks.slice(0, count).map(({ execution }) => execution);
  for (const [number, execution] of alive) executions[number] = waking(execution);
  const underWay = turn && new TurnUnderWay(turn.execution, turn.commands, turn.count);
  return new Stand(tape.machineAt(step), step, now, executions, underWay);
}
