import { readText } from "../definition/index.js";
import type { Due } from "../drivers/ledger.js";
import { startExecution } from "../drivers/virtual.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import { type Execution, KERNEL_VERSION, type Limits } from "../kernel/index.js";
import { loadMachine } from "../machine/load.js";
import { type Checkpoint, spacingAfter } from "./checkpoint.js";
import type { DebugOptions, OpenOptions } from "./debug-options.js";
import type { Entry } from "./entry.js";
import type { Program, Source } from "./program.js";
import {
  endOf,
  RECORDING_VERSION,
  type RecordedDelivery,
  type RecordedEnd,
  type Recording,
  RecordingError,
} from "./recording.js";
import { Reel } from "./reel.js";
import { movedNode } from "./reload.js";
import { Stand } from "./stand.js";
import { Tape } from "./tape.js";
import { Track } from "./track.js";

/** A recording made ready to go on. */
export interface Opened {
  readonly options: DebugOptions;
  readonly tape: Tape;
  /** The end of the tape. */
  readonly stand: Stand;
  /** Where a redacted recording does not come out the same, and goes no further. */
  readonly note?: string;
}

/** Steps of a recording, at most: a number that is beyond it is damage. */
const LONGEST = 2 ** 31;
/** Events of all its executions, at most: a small file must not make a run that fills the memory. */
const MOST_EVENTS = 2_000_000;
/** Bytes of a payload, and of variables, at most. */
const LARGEST = 64 * 1024 * 1024;

/**
 * Makes the run of a recording again and gives what `use` makes of it. Throws RecordingError, whatever is wrong with the
 * recording. O(steps).
 */
export function openRecording<T>(
  recording: Recording,
  readSource: OpenOptions["readSource"],
  use: (opened: Opened) => T,
): T {
  checkHead(recording);
  try {
    return use(new Remake(recording, readSource).open());
  } catch (error) {
    if (error instanceof RecordingError) throw error;
    if (error instanceof TypeError)
      throw new RecordingError("the recording is damaged: a part of it is missing or has another form");
    throw new RecordingError(`the recording is damaged: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function checkHead(recording: unknown): asserts recording is Recording {
  if (!isObject(recording as Json) || (recording as Recording).format !== "asl-recording")
    throw new RecordingError("this is no recording: its format is not asl-recording");
  const { version, kernel } = recording as { version: unknown; kernel: unknown };
  if (version !== RECORDING_VERSION)
    throw new RecordingError(
      `the recording has version ${shown(version)}; this is read here: version ${RECORDING_VERSION}`,
    );
  if (kernel !== KERNEL_VERSION)
    throw new RecordingError(`the recording was made by kernel ${shown(kernel)}, this is kernel ${KERNEL_VERSION}`);
}

/** Makes a recorded run again. */
class Remake {
  private readonly tape: Tape;
  private readonly stand: Stand;

  constructor(
    private readonly recording: Recording,
    private readonly readSource: OpenOptions["readSource"],
  ) {
    const { definition, start, length } = recording;
    if (!Number.isInteger(length) || length < 0 || length > LONGEST) throw new RangeError("it has no length");
    checkEnds(recording);
    const program = this.program(definition, recording.source);
    const { machine } = program;
    this.tape = new Tape(program, start.childLimits && bounded(start.childLimits));
    const root = startExecution(machine, this.options(), start.at);
    this.tape.tracks.push(new Track(0, 0, null, [], root));
    this.stand = new Stand(machine, 0, start.at, [root], null);
  }

  private options(): DebugOptions {
    const { childLimits: _, ...start } = this.recording.start;
    return { ...start, limits: bounded(start.limits) };
  }

  open(): Opened {
    this.fill();
    const short = this.play();
    const { tape, stand } = this;
    tape.tracks.forEach((track, i) => (track.execution = stand.taken(i)));
    if (short !== undefined) tape.cut(stand);
    const note = short ?? this.check();
    const options = { ...this.options(), limits: tape.limits };
    return { options, tape, stand, ...(note !== undefined && { note }) };
  }

  /**
   * A definition in a recording is as little trusted as any other. The text is only shown: where it is another one than the
   * definition's, lines are not to be trusted.
   */
  private program(definition: JsonObject, source: Source | undefined): Program {
    const machine = loadMachine(definition, { type: this.recording.start.type });
    if (source === undefined) return { machine };
    const { text, format, file } = source;
    const read = this.readSource ?? (format === "json" ? readText : undefined);
    return { machine, file, read: read?.(text, { format, file }) };
  }

  private fill(): void {
    const { tape, recording } = this;
    for (const [step, execution, at, what, aside] of recording.entries)
      tape.entries.push(
        checked({ step, execution, at, what, ...(aside === 1 && { aside: true as const }) }, tape.entries.at(-1)),
      );
    for (const [step, change] of recording.stages) {
      const known = tape.stages.get(step);
      if (known === undefined) tape.stages.set(step, [change]);
      else known.push(change);
    }
    for (const { born, iteration, ...birth } of recording.children)
      tape.tracks.push(new Track(tape.tracks.length, born, birth, iteration, this.stand.executions[0]));
    for (const one of recording.deliveries) this.due(one);
    tape.unanswered = recording.unanswered.map(waitOf);
    tape.answered = (recording.answered ?? []).map(waitOf);
    tape.given = (recording.given ?? []).map(waitOf);
    for (const { step, what } of tape.entries)
      if (what.type === "Reload") tape.addProgram(step + 1, this.program(what.definition as JsonObject, what.source));
    this.fillAsked();
  }

  private due({ execution, at, asked, done, lane = 0, rank = 0, what }: RecordedDelivery): void {
    const due = typeof what === "number" ? (this.tape.entries[what].what as Due) : what;
    if (typeof due?.type !== "string" || typeof at !== "number")
      throw new RangeError("something is due that is nothing");
    this.tape.deliveries.add(asked, execution, due, at, lane, rank, done < 0 ? undefined : done);
  }

  private fillAsked(): void {
    const { asked } = this.tape;
    for (const [step, execution, token, node] of this.recording.asked) {
      asked.steps.push(step);
      asked.executions.push(execution);
      asked.tokens.push(token);
      asked.nodes.push(node);
    }
  }

  /** Makes all steps happen, writes their events and takes checkpoints. What went wrong where a redacted run does not come out. */
  private play(): string | undefined {
    const { tape, stand, recording } = this;
    const isRedacted = recording.redacted !== undefined;
    let room = MOST_EVENTS;
    const reel: Reel = new Reel(tape, stand).listen({
      event: (event) => {
        const track = tape.tracks[reel.number];
        if (--room < 0 || (!isRedacted && event.id > recording.ends[reel.number].events))
          throw new RecordingError("the recording does not come out the same: it has more events than it says");
        track.write(event, reel.step);
      },
    });
    tape.length = recording.length;
    try {
      while (stand.step < recording.length) {
        this.checkpoint();
        const reload = tape.nextReload(stand.step);
        if (reload === stand.step) this.reload(reload);
        const to = reload === stand.step ? reload + 1 : Math.min(tape.nextCheckpoint, recording.length, reload);
        reel.to(to);
      }
    } catch (error) {
      if (!isRedacted) throw error;
      return `the recording was redacted and does not come out the same: it goes as far as step ${stand.step}`;
    }
    this.checkpoint();
    return undefined;
  }

  private reload(step: number): void {
    const { tape } = this;
    const [from, to] = [tape.machineAt(step), tape.machineAt(step + 1)];
    for (const track of tape.tracks) track.reload(step, (node) => movedNode(node, from, to));
  }

  private checkpoint(): void {
    const { tape, stand } = this;
    if (stand.step < tape.nextCheckpoint) return;
    const { step, now, executions, turn } = stand.copy();
    const alive = executions.map((execution, i) => [i, execution] as const).filter(([, one]) => isAlive(one));
    const commands = turn?.commands() ?? [];
    const taken: Checkpoint = {
      step,
      now,
      count: executions.length,
      alive,
      turn: turn && { execution: turn.execution, commands, count: commands.length },
    };
    tape.addCheckpoint(taken, step + spacingAfter(taken));
  }

  /** Whether the same has come about; a redacted run may come out another way. */
  private check(): string | undefined {
    const { ends, redacted } = this.recording;
    const { tracks } = this.tape;
    if (ends.length === tracks.length && tracks.every((track, i) => isEnd(endOf(track), ends[i]))) return undefined;
    if (redacted === undefined) throw new RecordingError("the recording does not come out the same");
    return "the recording was redacted and does not come out the same";
  }
}

const waitOf = ([step, execution, token]: readonly [number, number, number]) => ({ step, execution, token });

/** Every execution has an end, and not more events all together than are taken. */
function checkEnds({ ends, children }: Recording): void {
  if (ends.length !== children.length + 1) throw new RangeError("it does not say how its executions end");
  const isCount = (count: unknown): boolean => Number.isInteger(count) && (count as number) >= 0;
  if (!ends.every(({ events }) => isCount(events))) throw new RangeError("it does not say how many events there are");
  const all = ends.reduce((sum, { events }) => sum + events, 0);
  if (all > MOST_EVENTS) throw new RangeError(`it has ${all} events, and ${MOST_EVENTS} are taken at most`);
}

/** Limits as they were recorded, but for payloads that would fill the memory. */
function bounded(limits: Limits): Limits {
  if (!Object.values(limits).every((one) => typeof one === "number" && one >= 0))
    throw new RangeError("its limits are none");
  const least = (limit = 0): number => (limit === 0 ? LARGEST : Math.min(limit, LARGEST));
  return { ...limits, payload: least(limits.payload), variables: least(limits.variables) };
}

const isEnd = (a: RecordedEnd, b: RecordedEnd): boolean =>
  a.status === b.status && a.events === b.events && a.steps === b.steps && a.trace === b.trace;

const isAlive = ({ status }: Execution): boolean => status === "RUNNING";

function checked(entry: Entry, before: Entry | undefined): Entry {
  const { step, execution, at, what } = entry;
  const isFine = [step, execution].every((one) => Number.isInteger(one) && one >= 0) && typeof at === "number";
  if (!isFine || typeof what?.type !== "string" || step < (before?.step ?? 0)) throw new RangeError("an entry is none");
  return entry;
}

/** What stands where a version is looked for: in short. */
const shown = (value: unknown): string => (JSON.stringify(value) ?? "undefined").replace(/^"(.*)"$/, "$1").slice(0, 60);
