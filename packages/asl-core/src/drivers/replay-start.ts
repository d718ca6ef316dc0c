import { dataOf, knownText } from "../history/event-data.js";
import { type AwsEvent, HistoryError, type RecordedHistory } from "../history/index.js";
import type { Json } from "../json.js";
import type { Identity } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import type { Millis } from "../time.js";
import { identityOf } from "./identity.js";
import type { Run, RunOptions } from "./run.js";

/** What of a run a caller may say; the rest comes from the recording. */
export interface ReplayRunOptions
  extends Pick<RunOptions, "type" | "identity" | "objects" | "refuseObjects" | "limits" | "seed" | "observer" | "at"> {
  /** The execution's input, where the recording does not hold it. */
  input?: Json;
  /** The account of ARNs in the definition that stand for others: those of a template, STAND_IN_ACCOUNT. */
  standInAccount?: string;
}

/** Names of an execution whose real ones nobody knows: no workflow has these. */
const MACHINE = "replayed-state-machine";
const EXECUTION = "replayed-execution";

/** How the replay of a recording starts, and the names in it that stand for others. Throws HistoryError without an input. */
export function startOfReplay(
  history: RecordedHistory,
  machine: Machine,
  options: ReplayRunOptions,
): { run: RunOptions; names: string[] } {
  const [first] = history.events;
  const input = knownText(first, "input") ?? options.input;
  if (input === undefined)
    throw new HistoryError("the execution's input is not in the recording", "Give it with --input.", 1);
  const type = options.type ?? history.type ?? "STANDARD";
  const { identity, names } = identityIn(history, type, options.identity);
  const at = options.at ?? (first.timestamp > 0 ? Math.round(first.timestamp * 1000) : undefined);
  const { objects, refuseObjects, limits, seed, observer } = options;
  const activities = activitiesIn(history, machine);
  return { run: { input, type, identity, at, objects, refuseObjects, limits, seed, observer, activities }, names };
}

function identityIn(
  { events: [first], executionArn }: RecordedHistory,
  type: "STANDARD" | "EXPRESS",
  given: Partial<Identity> | undefined,
): { identity: Partial<Identity>; names: string[] } {
  const role = first.executionStartedEventDetails?.roleArn;
  const roleArn = typeof role === "string" && role !== "" ? { roleArn: role } : null;
  const known = executionArn === null ? undefined : namesIn(executionArn);
  if (given !== undefined || known !== undefined) return { identity: { ...roleArn, ...known, ...given }, names: [] };
  const made = identityOf(MACHINE, EXECUTION, type);
  return { identity: { ...made, ...roleArn }, names: [made.executionArn, made.stateMachineArn, MACHINE, EXECUTION] };
}

/** Names and ARNs that the ARN of an execution tells. */
function namesIn(executionArn: string): Partial<Identity> | undefined {
  const found = /^(arn:[\w-]+:states:[\w-]*:\d*):(?:execution|express):([^:]+):([^:]+)/.exec(executionArn);
  if (found === null) return undefined;
  const [, prefix, machine, executionName] = found;
  const stateMachineName = machine.replace(/\/.*/, "");
  return {
    executionArn,
    executionName,
    stateMachineName,
    stateMachineArn: `${prefix}:stateMachine:${stateMachineName}`,
  };
}

/** Activities that the machine names, but for those that the recording says do not exist. */
function activitiesIn({ events }: RecordedHistory, { nodes }: Machine): string[] {
  const cause = JSON.stringify(events[events.length - 1]);
  return nodes.flatMap((node) =>
    node.kind === "Task" &&
    node.resource.events === "Activity" &&
    !cause.includes(`The activity ${node.resource.arn} does not exist`)
      ? [node.resource.arn]
      : [],
  );
}

/** What both executions were given, and when the replay ran. */
export function replayed({ events }: RecordedHistory, run: Run): { given: Json[]; from: Millis; to: Millis } {
  const given = events.filter(isGiven).map((event) => dataOf(event).values as Json);
  return { given: [run.execution.input, ...given], from: run.execution.startedAt, to: run.execution.now };
}

const isGiven = ({ type }: AwsEvent): boolean =>
  /^(Task|LambdaFunction|Activity)(Succeeded|Submitted|Failed)$/.test(type);
