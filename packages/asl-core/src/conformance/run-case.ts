import { memoryStore } from "../drivers/objects/index.js";
import type { Run, RunOptions } from "../drivers/run.js";
import { runSync } from "../drivers/virtual.js";
import { toAws } from "../history/index.js";
import type { Json } from "../json.js";
import type { StartOptions } from "../kernel/index.js";
import { DefinitionError, loadMachine } from "../machine/load.js";
import type { Machine } from "../machine/machine.js";
import { recordedAnswers } from "./answers.js";
import type { ConformanceCase } from "./case.js";
import type { CaseResult, RecordedEvent } from "./result.js";

/** How a recording that stops before the execution's end is stopped here: as StopExecution does. */
type Abort = NonNullable<RunOptions["abort"]>;

/** Runs a case on the virtual clock, with the recorded answers. Throws what a bug throws, never for a definition. */
export function runCase(one: ConformanceCase): CaseResult {
  const machine = machineOf(one);
  return typeof machine === "string" ? refused(one, machine) : resultOf(one, executeCase(one, machine), machine);
}

/** The machine of a case, or the reason why its definition is refused. */
export function machineOf({ definition, type }: ConformanceCase): Machine | string {
  try {
    return loadMachine(definition, { type });
  } catch (error) {
    if (error instanceof DefinitionError) return error.message;
    throw error;
  }
}

const refused = ({ input }: ConformanceCase, reason: string): CaseResult => ({
  status: "FAILED",
  input,
  output: null,
  error: null,
  cause: null,
  events: [],
  problem: `the definition is refused: ${reason}`,
});

/**
 * The run of a case. Where AWS's execution was stopped, or still running when its history was read, the run is first
 * made as if it were not, to learn when the last recorded event happens, and then stopped right after that moment.
 */
export function executeCase(one: ConformanceCase, machine: Machine): Run {
  return runSync(machine, { ...optionsOf(one, machine), abort: stoppedAfter(one, machine) });
}

/** What an execution of a case starts with. */
export function startOf(one: ConformanceCase, machine: Machine): StartOptions {
  const { input, at, type, identity } = one;
  return { input, at, type, identity, seed: 1, activities: knownActivities(one, machine) };
}

/** Options of one run of a case; they are used up by it. */
const optionsOf = (one: ConformanceCase, machine: Machine): RunOptions => ({
  ...startOf(one, machine),
  handler: recordedAnswers(one.mocks),
  objects: memoryStore(one.objects),
  refuseObjects: one.recorded < OBJECTS_ITERATED,
});

/** Since then a distributed Map iterates over the members of objects (developer guide: document history). */
const OBJECTS_ITERATED = Date.UTC(2025, 8, 11);

/** The activities that existed: AWS got as far as scheduling a task of theirs. */
const knownActivities = ({ mocks }: ConformanceCase, { nodes }: Machine): string[] =>
  nodes.flatMap((node) =>
    node.kind === "Task" && node.resource.events === "Activity" && mocks.has(node.name) ? [node.resource.arn] : [],
  );

function stoppedAfter(one: ConformanceCase, machine: Machine): Abort | undefined {
  const { status, events = [], error, cause } = one.expected;
  if (status !== "RUNNING" && status !== "ABORTED") return undefined;
  const recorded = status === "RUNNING" ? events.length : events.length - 1;
  const last = runSync(machine, optionsOf(one, machine)).events[recorded - 1];
  return { after: last === undefined ? 1 : last.at - one.at + 1, error: text(error), cause: text(cause) };
}

const text = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** A run in AWS's words. A case that AWS had not finished loses the stop that ended it here. */
export function resultOf(one: ConformanceCase, run: Run, machine: Machine): CaseResult {
  const stopped = one.expected.status === "RUNNING" && run.status === "ABORTED";
  const events = stopped ? run.events.slice(0, -1) : run.events;
  return {
    status: stopped ? "RUNNING" : run.status,
    input: run.execution.input,
    output: run.output,
    error: run.error,
    cause: run.cause,
    events: toAws(events, machine, run.execution.identity).map(untimed),
    problem: problemOf(run),
  };
}

function problemOf({ unanswered }: Run): string | null {
  if (unanswered === null) return null;
  const { path, call, iteration } = unanswered;
  const place = iteration.length === 0 ? "" : `, iteration ${iteration.join("/")}`;
  return `no recorded answer for task "${path}" (call ${call + 1}${place})`;
}

function untimed(event: object): RecordedEvent {
  const { timestamp: _, ...rest } = event as RecordedEvent;
  return rest as RecordedEvent;
}
