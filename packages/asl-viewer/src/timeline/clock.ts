import { shortDuration } from "./describe.js";
import type { Timeline } from "./timeline.js";

/** A year in milliseconds: what a clock shows before is counted from zero, and is nobody's time of day. */
const YEAR = 365 * 86_400_000;

/** Whether a run tells times of day: it has times, and its clock was not begun at zero. */
export const hasClock = ({ run, events }: Timeline): boolean => run.timed && (events[0]?.at ?? 0) >= YEAR;

/**
 * A time in milliseconds since the run's beginning, in words: as it is, "12.4 s", or with `absolute` as the time of day where
 * the reader is, "14:03:07.125", after its date where the run went over midnight.
 */
export function timeText(timeline: Timeline, time: number, absolute: boolean): string {
  if (!absolute || !hasClock(timeline)) return shortDuration(time);
  const [date, clock] = parts(new Date(timeline.events[0].at + time));
  return isOneDay(timeline) ? clock : `${date} ${clock}`;
}

/** The same, for where there is room: with `absolute` always with date and zone, "2026-11-22 14:03:07.125 UTC+01:00". */
export function wholeTimeText(timeline: Timeline, time: number, absolute: boolean): string {
  if (!absolute || !hasClock(timeline)) return shortDuration(time);
  const at = new Date(timeline.events[0].at + time);
  return `${parts(at).join(" ")} ${zoneAt(at)}`;
}

/** The zone of the times of day of a run, as it began: "UTC+01:00". */
export const zoneOf = ({ events }: Timeline): string => zoneAt(new Date(events[0]?.at ?? 0));

function zoneAt(at: Date): string {
  const offset = -at.getTimezoneOffset();
  if (offset === 0) return "UTC";
  const size = Math.abs(offset);
  return `UTC${offset < 0 ? "−" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function isOneDay({ events }: Timeline): boolean {
  const [first, last] = [events[0].at, events[events.length - 1].at].map((at) => parts(new Date(at))[0]);
  return first === last;
}

function parts(at: Date): readonly [date: string, clock: string] {
  const date = [String(at.getFullYear()).padStart(4, "0"), two(at.getMonth() + 1), two(at.getDate())].join("-");
  const clock = [two(at.getHours()), two(at.getMinutes()), two(at.getSeconds())].join(":");
  return [date, `${clock}.${String(at.getMilliseconds()).padStart(3, "0")}`];
}

const two = (value: number): string => String(value).padStart(2, "0");
