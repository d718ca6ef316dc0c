import {
  hasClock,
  shortDuration,
  type Timeline,
  timeText,
  type Visit,
  wholeTimeText,
  zoneOf,
} from "../../timeline/index.js";

/** How long the line is; in times of day from when to when. */
export function extentOf(timeline: Timeline, byTime: boolean, absolute: boolean): string {
  if (!byTime) return `${timeline.length} events`;
  const end = timeline.timeOf(timeline.length - 1);
  if (!absolute || !hasClock(timeline)) return shortDuration(end);
  return `${timeText(timeline, 0, true)} – ${timeText(timeline, end, true)} ${zoneOf(timeline)}`;
}

/** What a visit is, in a few lines. */
export function hintOf(timeline: Timeline, visit: Visit, absolute: boolean): string[] {
  const end = visit.to < 0 ? timeline.length - 1 : visit.to;
  const took = timeline.run.timed ? shortDuration(timeline.timeOf(end) - timeline.timeOf(visit.from)) : "";
  const failed = visit.tries.filter((one) => one.failed);
  const error = failed.at(-1)?.error;
  return [
    timeline.placeOf(visit),
    timeline.run.timed ? `from ${wholeTimeText(timeline, timeline.timeOf(visit.from), absolute)}` : "",
    [took, visit.to < 0 ? "not ended" : ""].filter(Boolean).join(", "),
    failed.length > 0 ? `${failed.length} of ${visit.tries.length} tries failed${error ? `: ${error}` : ""}` : "",
  ].filter(Boolean);
}
