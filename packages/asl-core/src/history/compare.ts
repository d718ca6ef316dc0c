import { type Json, own } from "../json.js";
import type { AwsEvent } from "./aws-event.js";
import { dataOf } from "./event-data.js";
import type { Side } from "./sides.js";
import type { PlacedEvent } from "./threads.js";
import type { Volatile } from "./volatile.js";

/** Where two histories part: what stands in one place of one thread on either side; null where that side has no more. */
export interface Parting {
  /** Id of the recorded event. */
  readonly event: number;
  readonly recorded: PlacedEvent | null;
  readonly replayed: PlacedEvent | null;
  /** The field of both events' details that differs, where both are of one type. */
  readonly field: Field | undefined;
  /** What came before in the thread, on both sides. */
  readonly before: { readonly recorded: PlacedEvent | undefined; readonly replayed: PlacedEvent | undefined };
  /** What comes next in the thread. */
  readonly after: { readonly recorded: PlacedEvent | undefined; readonly replayed: PlacedEvent | undefined };
}

/** One member of an event's details that differs, and where in it. */
export interface Field {
  readonly name: string;
  /** RFC 6901 pointer in the member. */
  readonly pointer: string;
  readonly recorded: Json | undefined;
  readonly replayed: Json | undefined;
}

/** Events that are compared in one go. */
const STRIDE = 64;

/** What is not told again, or decided by the account an execution runs in. */
const IGNORED = new Set([
  ...["roleArn", "region", "mapRunArn", "stateMachineAliasArn", "stateMachineVersionArn", "workerName", "resourceType"],
]);

/**
 * The first place at which two histories part, by the recorded event's id; undefined where they tell the same. Threads are
 * laid side by side by their places, so it does not matter in which order branches and iterations ran. Fields the
 * recording does not hold match anything and are handed to `unknown`. Where a branch or iteration was cut short because
 * another failed, how far it had come does not count; of the one that failed it does. Linear in both. Yields how many events
 * are compared, after little work each time.
 */
export function* firstParting(
  recorded: Side,
  replayed: Side,
  values: Volatile,
  unknown: (event: AwsEvent, field: string) => void,
): Generator<number, Parting | undefined> {
  let first: Parting | undefined;
  let compared = 0;
  const found = (parting: Parting | undefined): void => {
    if (parting !== undefined && (first === undefined || isBefore(parting, first))) first = parting;
  };
  for (const [key, thread] of recorded.threads) {
    const other = replayed.threads.get(key);
    if (other === undefined) found(missingThread(thread, replayed));
    else found(yield* partingOf(thread, other, { recorded, replayed, values, unknown }, compared));
    compared += thread.length;
  }
  for (const [key, thread] of replayed.threads) if (!recorded.threads.has(key)) found(extraThread(thread, recorded));
  return first;
}

/** Of two at one event the inner one tells why. */
function isBefore(one: Parting, other: Parting): boolean {
  return one.event < other.event || (one.event === other.event && depthOf(one) > depthOf(other));
}

const depthOf = ({ recorded, replayed }: Parting): number => (recorded ?? replayed)?.thread.depth ?? 0;

interface Comparing {
  readonly recorded: Side;
  readonly replayed: Side;
  readonly values: Volatile;
  readonly unknown: (event: AwsEvent, field: string) => void;
}

type Thread = readonly PlacedEvent[];

function* partingOf(
  ours: Thread,
  theirs: Thread,
  comparing: Comparing,
  compared: number,
): Generator<number, Parting | undefined> {
  const common = Math.min(ours.length, theirs.length);
  for (let at = 0; at < common; at++) {
    if ((compared + at) % STRIDE === 0) yield compared + at;
    const parting = differing(ours, theirs, at, comparing);
    if (parting !== undefined) return parting;
  }
  const { recorded, replayed } = comparing;
  if (theirs.length < ours.length) {
    const parting = partingAt(ours, theirs, common, ours[common].event.id);
    if (!isCut(theirs[0], replayed)) return parting;
    const end = replayed.ends.get(theirs[common - 1].event.id);
    return end && { ...parting, replayed: end };
  }
  if (theirs.length === ours.length) return undefined;
  if (isCut(ours[0], recorded)) {
    const end = recorded.ends.get(ours[common - 1].event.id);
    return end && { ...partingAt(ours, theirs, common, end.event.id), recorded: end };
  }
  return partingAt(ours, theirs, common, endOf(ours[0], comparing.recorded));
}

function differing(ours: Thread, theirs: Thread, at: number, { values, unknown }: Comparing): Parting | undefined {
  const [one, other] = [ours[at], theirs[at]];
  const { event } = one;
  if (!sameKind(one, other)) return partingAt(ours, theirs, at, event.id);
  const field = differingField(event, other.event, values, unknown);
  return field === undefined ? undefined : { ...partingAt(ours, theirs, at, event.id), field };
}

function sameKind({ event: one, state }: PlacedEvent, { event: other, state: otherState }: PlacedEvent): boolean {
  return state === otherState && (one.type === other.type || (isTimeout(one) && isTimeout(other)));
}

/** A task that its service timed out fails with the same error. */
const isTimeout = (event: AwsEvent): boolean =>
  /(TimedOut|Failed)$/.test(event.type) && !event.type.startsWith("Execution") && errorOf(event) === "States.Timeout";

const errorOf = (event: AwsEvent): Json | undefined => dataOf(event).values.error;

function partingAt(ours: Thread, theirs: Thread, at: number, event: number): Parting {
  return {
    event,
    recorded: ours[at] ?? null,
    replayed: theirs[at] ?? null,
    field: undefined,
    before: { recorded: ours[at - 1], replayed: theirs[at - 1] },
    after: { recorded: ours[at + 1], replayed: theirs[at + 1] },
  };
}

/** Whether a thread may have ended before its work was done: its Parallel or Map failed, or nobody knows yet. */
function isCut({ thread }: PlacedEvent, side: Side): boolean {
  return thread.within === null ? !side.complete : !side.succeeded.has(thread.within);
}

/** Where the recording shows that a thread had ended. */
function endOf({ thread, event }: PlacedEvent, side: Side): number {
  return (thread.within === null ? undefined : side.succeeded.get(thread.within)?.event.id) ?? event.id;
}

/** A recorded branch or iteration that is not run any more, where the Parallel or Map around it still is. */
function missingThread(thread: Thread, replayed: Side): Parting | undefined {
  const { within } = thread[0].thread;
  if (within === null || !replayed.tries.has(within) || isCut(thread[0], replayed)) return undefined;
  return partingAt(thread, [], 0, thread[0].event.id);
}

function extraThread(thread: Thread, recorded: Side): Parting | undefined {
  const { within } = thread[0].thread;
  if (within === null || !recorded.tries.has(within) || isCut(thread[0], recorded)) return undefined;
  return partingAt([], thread, 0, endOf(thread[0], recorded));
}

/** The first member of the details that differs. What the recording lacks is handed to `unknown`. */
function differingField(
  one: AwsEvent,
  other: AwsEvent,
  values: Volatile,
  unknown: (event: AwsEvent, field: string) => void,
): Field | undefined {
  const [ours, theirs] = [dataOf(one), dataOf(other)];
  for (const name of ours.unknown) unknown(one, name);
  const silent = new Set(ours.unknown);
  if (silent.has("output")) silent.add("assignedVariables");
  for (const name of new Set([...Object.keys(theirs.values), ...Object.keys(ours.values)])) {
    if (IGNORED.has(name) || silent.has(name)) continue;
    const [recorded, replayed] = [own(ours.values, name), own(theirs.values, name)];
    if (name === "cause" && recorded === undefined && replayed === "") continue;
    const pointer = values.differing(recorded, replayed, "");
    if (pointer !== undefined)
      return { name, pointer, recorded: at(recorded, pointer), replayed: at(replayed, pointer) };
  }
  return undefined;
}

/** The value a pointer leads to; undefined where there is none. */
function at(value: Json | undefined, pointer: string): Json | undefined {
  let found = value;
  for (const step of pointer.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof found !== "object" || found === null) return undefined;
    found = Array.isArray(found) ? found[Number(key)] : own(found, key);
  }
  return found;
}
