import { expect } from "vitest";
import type { Run } from "../../packages/asl-core/src/drivers/run.js";
import { fromAws, toAws } from "../../packages/asl-core/src/history/index.js";
import type {
  Command,
  Event,
  Execution,
  Input,
  StartChild,
  StartOptions,
} from "../../packages/asl-core/src/kernel/index.js";
import { saveSnapshot } from "../../packages/asl-core/src/kernel/index.js";
import type { Machine, Node } from "../../packages/asl-core/src/machine/machine.js";
import {
  durable,
  type Recording,
  type Replay,
  type Replayed,
  serialised,
  stepwise,
  unobserved,
  whole,
} from "./drivers.js";

/** A run that was made, and how it was started. */
export interface Checked {
  readonly machine: Machine;
  readonly start: StartOptions;
  readonly run: Run;
}

/** Laws that a run of the kernel must keep, beyond giving the right answer; each throws where it is broken. */
export const LAWS: Record<string, (recording: Recording, run: Run, replayed: Replayed) => void> = {
  "stepping with budget 1 gives the same events": (recording, run) => same(stepwise, recording, run),
  "a JSON round trip after every step changes nothing": (recording, run) => same(serialised, recording, run),
  "replaying the recorded inputs changes nothing": (_, run, replayed) => sameAsRun(replayed, run),
  "chained transition equals advance": (recording, run) => same(durable, recording, run),
  "observers change nothing": (recording, run) =>
    expect(saveSnapshot(unobserved(recording))).toBe(saveSnapshot(run.execution)),
  "fromAws(toAws(events)) equals the events": ({ machine }, run) => {
    const back = fromAws(toAws(run.events, machine, run.execution.identity), machine);
    expect(plain(toTargets(back, machine))).toEqual(plain(toTargets(run.events, machine)));
  },
  "nothing is left at the end": (_, run, replayed) => nothingLeft(run.execution, replayed.trace),
};

/** Asserts all laws for a run and for the child executions of its distributed Maps. */
export function checkLaws({ machine, start, run }: Checked): void {
  const recording: Recording = { machine, start, inputs: run.inputs };
  const replayed = whole(recording);
  for (const [law, holds] of Object.entries(LAWS)) named(law, () => holds(recording, run, replayed));
  for (const child of run.children)
    checkLaws({ machine, start: startOf(child.execution, start, replayed.trace), run: child });
}

/** Lets a failure begin with the law that was broken. */
function named(law: string, holds: () => void): void {
  try {
    holds();
  } catch (error) {
    if (error instanceof Error) error.message = `law broken: ${law}\n${error.message}`;
    throw error;
  }
}

const same = (replay: Replay, recording: Recording, run: Run): void => sameAsRun(replay(recording), run);

function sameAsRun({ events, execution }: Replayed, run: Run): void {
  expect(plain(events)).toEqual(plain(run.events));
  expect(saveSnapshot(execution)).toBe(saveSnapshot(run.execution));
}

/** As JSON has it: absent and undefined are the same. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/**
 * AWS does not tell which of several edges to the same state was taken: they count as one, named by that state. Where
 * the execution ended before the next state was entered, the edge cannot be known at all.
 */
const toTargets = (events: readonly Event[], { nodes }: Machine) => {
  const followed = new Set(events.filter(({ type }) => type.endsWith("StateEntered")).map(({ previous }) => previous));
  const targetAfter = ({ id, node, via }: Event) => (followed.has(id) ? targetOf(via!, nodes[node]) : "to nowhere");
  return events.map((event) => ({ ...event, via: event.via === null ? null : targetAfter(event) }));
};

function targetOf(via: string, node: Node): string {
  const ways = node.kind === "Choice" ? [...node.rules, node.otherwise] : node.catch;
  const taken = ways.find((way) => way?.via === via);
  return taken ? `to ${taken.next}` : via;
}

/** At the end no frame, no token and no timer or task of the driver's is left. */
function nothingLeft(execution: Execution, trace: readonly (Command | Input)[]): void {
  if (execution.status === "RUNNING") return;
  const { frames, ready, awaiting, current } = execution;
  expect({ frames: frames.filter((frame) => frame !== null), ready, awaiting, current }).toEqual({
    frames: [],
    ready: [],
    awaiting: {},
    current: -1,
  });
  expect(leftToDo(trace)).toEqual([]);
}

/** Commands that neither an input has answered nor a Withdraw has taken back. */
function leftToDo(trace: readonly (Command | Input)[]): Command[] {
  let open: Command[] = [];
  for (const entry of trace) {
    if (entry.type === "StartTimer" || entry.type === "ScheduleTask") open.push(entry);
    else if (entry.type === "Withdraw") open = open.filter(({ token }) => token !== entry.token);
    else if (entry.type === "TimerFired") open = without(open, (one) => isTimer(one, entry));
    else if (entry.type === "TaskSucceeded" || entry.type === "TaskFailed")
      open = without(open, ({ type, token }) => type === "ScheduleTask" && token === entry.token);
  }
  return open;
}

const isTimer = (one: Command, { token, timer }: Extract<Input, { type: "TimerFired" }>): boolean =>
  one.type === "StartTimer" && one.token === token && one.timer === timer;

function without(open: Command[], ended: (command: Command) => boolean): Command[] {
  const index = open.findIndex(ended);
  return index < 0 ? open : open.toSpliced(index, 1);
}

/** How a child execution was started, read off the command that asked for it. */
function startOf(execution: Execution, parent: StartOptions, trace: readonly (Command | Input)[]): StartOptions {
  const { input, identity, block, startedAt: at, type } = execution;
  const isMine = (one: Command | Input): one is StartChild =>
    one.type === "StartChild" && one.identity.executionArn === identity.executionArn;
  const { seed } = trace.find(isMine)!;
  return { ...parent, input, at, seed, type, identity, block };
}
