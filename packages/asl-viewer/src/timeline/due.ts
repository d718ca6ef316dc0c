import type { NodeMark } from "../markers.js";
import { shortDuration } from "./describe.js";
import { asHalted } from "./halts.js";
import type { Timeline } from "./timeline.js";
import type { Visit } from "./visits.js";

/** The mark of a state that waits, with until when it does: its Wait, or the time before its next try. What the run does not tell stays out. O(tries). */
export function dueMark(timeline: Timeline, whole: Visit | undefined, mark: NodeMark, count: number): NodeMark {
  if (mark.status !== "waiting" || whole === undefined || !timeline.run.timed) return mark;
  const visit = asHalted(whole, count);
  const again = visit.tries.find(({ from }) => from >= count);
  if (again !== undefined) return { ...mark, note: `tries again at ${shortDuration(timeline.timeOf(again.from))}` };
  if (timeline.nodeOf(visit).kind !== "Wait" || visit.to < count || visit.aborted) return mark;
  const text = `until ${shortDuration(timeline.timeOf(visit.to))}`;
  return { ...mark, count: text, note: text };
}
