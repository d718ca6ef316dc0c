import { type BranchMark, STATUSES } from "../markers.js";
import { shortDuration } from "./describe.js";
import { standingOf } from "./standing.js";
import type { Timeline } from "./timeline.js";
import { latest } from "./visit.js";
import type { Frame, Visit } from "./visits.js";

/** How the branches of a Parallel's visit stand after `count` events, in its last try, by their numbers. O(branches × log visits). */
export function branchMarks(timeline: Timeline, visit: Visit, count: number): (BranchMark | undefined)[] {
  const from = visit.tries.findLast((one) => one.from < count)?.from ?? visit.from;
  const frames = visit.children.filter(({ first }) => first > from && first < count);
  const ends = frames.map((frame) => endOf(frame, visit, count));
  const slowest = Math.max(...ends);
  const isAlone = ends.filter((end) => end === slowest).length === 1;
  const isOver = visit.to >= 0 && visit.to < count;
  const marks: (BranchMark | undefined)[] = [];
  for (const [at, frame] of frames.entries()) {
    const isCritical = isOver && isAlone && frames.length > 1 && ends[at] === slowest;
    marks[frame.number] = markOf(timeline, frame, ends[at], count, isCritical);
  }
  return marks;
}

/** The index of the last event of a branch, as far as it has come. */
function endOf(frame: Frame, { to }: Visit, count: number): number {
  const end = frame.over >= 0 ? frame.over : to >= 0 ? to : count - 1;
  return Math.min(end, count - 1);
}

function markOf(timeline: Timeline, frame: Frame, end: number, count: number, critical: boolean): BranchMark {
  const { events, run } = timeline;
  const last = latest(frame.visits, count);
  const mark = standingOf(last, count, { events, nodeOf: ({ node }) => run.outline.nodes[node] });
  const isLive = frame.over < 0 || frame.over >= count;
  const done = mark.status === "retried" || mark.status === "caught" ? "succeeded" : (mark.status ?? "running");
  const status = isLive && done === "succeeded" ? "running" : done;
  const took = run.timed ? shortDuration(timeline.timeOf(end) - timeline.timeOf(frame.first)) : "";
  return { status, text: `${STATUSES[status].sign} ${took}`.trim(), ...(critical && { critical }) };
}
