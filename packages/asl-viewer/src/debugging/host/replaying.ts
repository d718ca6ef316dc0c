import { type Event, type Json, type Machine, type RecordedHistory, type ReplayOptions, replay } from "asl-core";
import type { DebugSession } from "asl-core/debug";
import { type AwsEvent, dataOf, placingEvents } from "asl-core/history";
import type { Replayed } from "../protocol.js";
import { seldom } from "./seldom.js";

/**
 * How a session compares with the history it has replayed. Linear where it wrote the same events; else the history is
 * replayed once more, to say where the two part. From there on no event stands in place of a recorded one: what it tells
 * would be of another execution. Others get a turn by `breathe` now and then.
 */
export async function comparison(
  history: RecordedHistory,
  { scene: { executions, machine } }: DebugSession,
  options: Pick<ReplayOptions, "missing" | "children" | "type" | "input">,
  breathe: () => Promise<void>,
): Promise<Replayed> {
  if (isSame(history.events, executions[0].events, machine)) return { same: true };
  const rest = seldom(breathe);
  const { replayed, difference, needed } = await replay(history, machine, { ...options, breathe: rest });
  const ids = await idsOf(history.events, replayed.events, rest);
  const parting = difference?.event ?? Number.POSITIVE_INFINITY;
  return {
    same: false,
    ids: ids.map((id, index) => (history.events[index].id < parting ? id : 0)),
    ...(difference !== null && { difference: `event ${difference.event}: ${difference.text}` }),
    ...(needed !== null && { needed: needed.text }),
  };
}

/** Whether a run wrote the recorded events one by one, errors too; it may have written more, where the recording breaks off. */
function isSame(recorded: readonly AwsEvent[], events: readonly Event[], { nodes }: Machine): boolean {
  if (events.length < recorded.length) return false;
  return recorded.every((one, index) => {
    const event = events[index];
    const name = one.stateEnteredEventDetails?.name;
    if (event.type !== one.type || event.previous !== one.previousEventId) return false;
    return (!name || nodes[event.node]?.name === name) && isSameError(one, event);
  });
}

/** Whether the same went wrong, as far as the recording tells. */
function isSameError(recorded: AwsEvent, { type, details }: Event): boolean {
  if (!FAILURE.test(type) || details === null) return true;
  const { values } = dataOf(recorded);
  const { error = null, cause = null } = details as { error?: Json; cause?: Json };
  return (values.error ?? error) === error && (values.cause ?? cause) === cause;
}

const FAILURE = /(?:Failed|TimedOut)$/;

/** For each recorded event the id of the one that was written in its place; 0 for none. Linear. */
async function idsOf(
  recorded: readonly AwsEvent[],
  replayed: readonly AwsEvent[],
  rest: () => Promise<void>,
): Promise<number[]> {
  const places = new Map<string, number>();
  const keys = await keysOf(replayed, rest);
  replayed.forEach(({ id }, index) => places.set(keys[index], id));
  return (await keysOf(recorded, rest)).map((key) => places.get(key) ?? 0);
}

/** Events that are placed in one go. */
const STRIDE = 512;

/** Place of an event, however branches and iterations raced: its thread, and the how manieth of its type and state it is there. */
async function keysOf(events: readonly AwsEvent[], rest: () => Promise<void>): Promise<string[]> {
  const counts = new Map<string, number>();
  const keys: string[] = [];
  for (const { event, thread, state } of placingEvents(events)) {
    const kind = `${event.type} ${state} ${thread.key}`;
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    if (keys.push(`${count} ${kind}`) % STRIDE === 0) await rest();
  }
  return keys;
}
