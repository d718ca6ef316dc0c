import type { Event } from "../kernel/index.js";
import { END, type Machine, type Node } from "../machine/machine.js";
import { isEventType } from "./aws-event.js";

/**
 * Writes into each event the edge it took, from the state that follows it: "next", "default", "choice 2", "catch 0";
 * "retry" for a task scheduled again. Where several edges lead to the same state, the first is given. O(events).
 */
export function inferVia(events: readonly Event[], machine: Machine): void {
  const followers = followersOf(events);
  const failing = new Set<number>();
  for (const event of events) {
    if (event.type === ("ExecutionRedriven" as string)) failing.clear();
    if (event.node === END || !isEventType(event.type)) continue;
    event.via = edgeOf(event, machine.nodes[event.node], followers.get(event.id) ?? END, failing.has(event.frame));
    remember(event, failing);
  }
}

/** Exited event → the state entered after it in the same frame. */
function followersOf(events: readonly Event[]): Map<number, number> {
  const followers = new Map<number, number>();
  const frames = new Map<number, number>();
  for (const { id, previous, frame, node, type } of events) {
    frames.set(id, frame);
    if (type.endsWith("StateEntered") && isEventType(type) && frames.get(previous) === frame)
      followers.set(previous, node);
  }
  return followers;
}

/** Which frames stand in a state whose last try has failed. */
function remember({ type, frame }: Event, failing: Set<number>): void {
  if (/(Failed|TimedOut)$/.test(type)) failing.add(frame);
  else if (/(Entered|Exited|Scheduled|StateStarted)$/.test(type)) failing.delete(frame);
}

function edgeOf(event: Event, node: Node, follower: number, failed: boolean): string | null {
  if (event.type.endsWith("Scheduled")) return failed ? "retry" : null;
  if (!event.type.endsWith("StateExited")) return null;
  if (failed)
    return `catch ${Math.max(
      0,
      node.catch.findIndex((catcher) => catcher.next === follower),
    )}`;
  if (node.kind !== "Choice") return "next";
  const rule = node.rules.findIndex((candidate) => candidate.next === follower);
  return rule < 0 ? "default" : `choice ${rule}`;
}
