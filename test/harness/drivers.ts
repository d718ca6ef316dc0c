import {
  advance,
  type Command,
  type Event,
  type Execution,
  type Input,
  type Io,
  loadSnapshot,
  type StartOptions,
  saveSnapshot,
  start,
  transition,
} from "../../packages/asl-core/src/kernel/index.js";
import type { Machine } from "../../packages/asl-core/src/machine/machine.js";

/** What is needed to make a run again: its beginning, and every input in order. */
export interface Recording {
  readonly machine: Machine;
  readonly start: StartOptions;
  readonly inputs: readonly Input[];
}

/** What a run left behind. `trace` holds commands and inputs in the order in which they crossed the border. */
export interface Replayed {
  readonly events: Event[];
  readonly trace: (Command | Input)[];
  readonly execution: Execution;
}

/** A way to feed a recording to the kernel. All ways must give the same events, commands and final bytes. */
export type Replay = (recording: Recording) => Replayed;

/** The inputs of each turn: the first one has none. */
const turns = ({ inputs }: Recording): (Input | undefined)[] => [undefined, ...inputs];

/** One call of `advance` per input, with every observer a driver may have. */
export const whole: Replay = (recording) => {
  const { machine } = recording;
  const { events, trace, io } = observed();
  const execution = start(machine, recording.start);
  for (const input of turns(recording)) {
    if (input !== undefined) trace.push(input);
    advance(machine, execution, { ...io, stop: () => false, stage() {} }, input);
  }
  return { events, trace, execution };
};

/** The same with nobody watching. */
export function unobserved({ machine, inputs, start: options }: Recording): Execution {
  const execution = start(machine, options);
  const io: Io = { command() {} };
  for (const input of [undefined, ...inputs]) advance(machine, execution, io, input);
  return execution;
}

/** One step per call. */
export const stepwise: Replay = (recording) => steps(recording, (execution) => execution);

/** One step per call, and between two steps the execution is nothing but text. */
export const serialised: Replay = (recording) =>
  steps(recording, (execution) => loadSnapshot(recording.machine, saveSnapshot(execution)));

function steps(recording: Recording, between: (execution: Execution) => Execution): Replayed {
  const { machine } = recording;
  const { events, trace, io } = observed();
  let execution = start(machine, recording.start);
  for (let input of turns(recording)) {
    if (input !== undefined) trace.push(input);
    for (;;) {
      const outcome = advance(machine, execution, io, input, 1);
      execution = between(execution);
      if (outcome !== "budget") break;
      input = undefined;
    }
  }
  return { events, trace, execution };
}

/** A durable engine: each turn starts from a stored snapshot, through the pure façade, and stores the next one. */
export const durable: Replay = (recording) => {
  const { machine } = recording;
  const { events, trace } = observed();
  let stored = saveSnapshot(start(machine, recording.start));
  for (const input of turns(recording)) {
    if (input !== undefined) trace.push(input);
    const snapshot = loadSnapshot(machine, stored);
    const turn = transition(machine, snapshot, input);
    if (saveSnapshot(snapshot) !== stored) throw new Error("transition changed the snapshot it was given");
    events.push(...turn.events);
    trace.push(...turn.commands);
    stored = saveSnapshot(turn.next);
  }
  return { events, trace, execution: loadSnapshot(machine, stored) };
};

function observed() {
  const events: Event[] = [];
  const trace: (Command | Input)[] = [];
  const io: Io = { event: (event) => void events.push(event), command: (command) => void trace.push(command) };
  return { events, trace, io };
}
