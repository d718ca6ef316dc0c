import type { Due } from "../drivers/ledger.js";
import { KERNEL_VERSION } from "../kernel/index.js";
import type { DebugOptions } from "./debug-options.js";
import { type Entry, timeOf } from "./entry.js";
import { sourceOf } from "./program.js";
import { endOf, RECORDING_VERSION, type RecordedDelivery, type RecordedStart, type Recording } from "./recording.js";
import type { Tape } from "./tape.js";

/** The whole tape as a recording. Payloads are shared. O(entries). */
export function recordingOf(tape: Tape, options: DebugOptions): Recording {
  const program = tape.programAt(0);
  const source = sourceOf(program);
  return {
    format: "asl-recording",
    version: RECORDING_VERSION,
    kernel: KERNEL_VERSION,
    definition: program.machine.definition,
    ...(source && { source }),
    start: startOf(tape, options),
    length: tape.length,
    entries: tape.entries.map(entryOf),
    stages: [...tape.stages].flatMap(([step, changes]) => changes.map((change) => [step, change] as const)),
    children: tape.tracks.slice(1).map(({ born, birth, iteration }) => ({ born, ...birth!, iteration })),
    deliveries: deliveriesOf(tape),
    asked: askedIn(tape),
    unanswered: tape.unanswered.map(waitOf),
    ...(tape.answered.length > 0 && { answered: tape.answered.map(waitOf) }),
    ...(tape.given.length > 0 && { given: tape.given.map(waitOf) }),
    ends: tape.tracks.map(endOf),
  };
}

function entryOf(entry: Entry): Recording["entries"][number] {
  const { step, execution, what, aside } = entry;
  return aside ? [step, execution, timeOf(entry), what, 1] : [step, execution, timeOf(entry), what];
}

const askedIn = ({ asked: { steps, executions, tokens, nodes } }: Tape): Recording["asked"] =>
  Array.from({ length: steps.length }, (_, i) => [steps.at(i)!, executions.at(i)!, tokens.at(i)!, nodes.at(i)!]);

type LateWait = Tape["unanswered"][number];
const waitOf = ({ step, execution, token }: LateWait) => [step, execution, token] as const;

/** The very beginning is the first checkpoint. */
function startOf(tape: Tape, options: DebugOptions): RecordedStart {
  const root = tape.checkpointBefore(0).alive[0][1];
  const { input, seed, startedAt: at, type, identity, limits } = root;
  const { activities, refuseObjects, schedule, startAt, variables, item, abort } = options;
  const given = { childLimits: options.limits, activities, refuseObjects, schedule, startAt, variables, item, abort };
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  return { input, seed, at, type, identity, limits, ...Object.fromEntries(known) };
}

/** What has come about stands among the entries already. */
function deliveriesOf({ deliveries, entries }: Tape): RecordedDelivery[] {
  const places = new Map(entries.flatMap(({ step, aside }, i) => (aside ? [] : [[step, i] as const])));
  return Array.from({ length: deliveries.length }, (_, place) => {
    const { execution, at, lane, rank, what } = deliveries.at(place);
    const done = deliveries.doneAt(place) ?? -1;
    const entry = places.get(done);
    const isEntry = entry !== undefined && isOf(entries[entry], execution, what);
    const order = { ...(lane !== 0 && { lane }), ...(rank !== 0 && { rank }) };
    return { execution, at, asked: deliveries.askedAt(place), done, ...order, what: isEntry ? entry : what };
  });
}

/** What was in vain came at the time of an entry that is not its own. */
const isOf = (entry: Entry, execution: number, due: Due): boolean =>
  entry.execution === execution &&
  entry.what.type === due.type &&
  (entry.what as { token?: number }).token === (due as { token?: number }).token &&
  (due.type === "Begin" || timeOf(entry) === (due as { at?: number }).at);
