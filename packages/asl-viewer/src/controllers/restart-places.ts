import type { FrameId, Thread } from "asl-core/debug";
import type { Frame, Timeline, Visit } from "../timeline/index.js";
import type { LiveRun } from "./live-run.js";
import { visitOf } from "./place-of-run.js";

/** A frame that could start anew. */
export interface RestartPlace {
  readonly frame: FrameId;
  /** "Each[2]", "Split › branch 0"; "the whole execution" outside of both. */
  readonly text: string;
}

/** Where a state could be started anew. */
export interface RestartPlaces {
  /** To choose from, at most 200. */
  readonly all: readonly RestartPlace[];
  /** The one that is meant until another is chosen; one of `all`. */
  readonly meant: FrameId | undefined;
  /** Why there is none, in a sentence, where a person may ask; "" else. */
  readonly none: string;
}

const MOST = 200;
const NOTHING: RestartPlaces = { all: [], meant: undefined, none: "" };

/**
 * The frames that could start anew at a state, by its id, where the run stands. `pointed` is the visit that is chosen, or was
 * chosen last: of the state itself, its frame and no other can be meant; else the frame that it is in, of those in the state's
 * block; else the one that the run stands in. O(frames + threads).
 */
export function restartPlaces(run: LiveRun, node: string, pointed: Visit | undefined): RestartPlaces {
  const { outline, timeline, standing, execution } = run;
  const found = outline.nodes.find(({ pointer }) => pointer === node);
  if (found === undefined || standing?.executions[execution]?.status !== "RUNNING") return NOTHING;
  const visit = pointed !== undefined && isOf(timeline, pointed) ? pointed : undefined;
  if (visit?.node === found.index) return ofVisit(run, visit);
  const all = candidates(run, found.block);
  const near = [visit, visitOf(run)].flatMap((one) => aroundIn(timeline, one, found.block) ?? []);
  const wanted = [...near.map(({ serial }) => `${execution}:${serial}`), standing.stop.thread];
  const meant = wanted.find((one) => all.some(({ frame }) => frame === one)) ?? all[0]?.frame;
  return { all, meant, none: "" };
}

const isOf = ({ visits }: Timeline, visit: Visit): boolean => visits.visits[visit.index] === visit;

function ofVisit({ timeline, position, execution }: LiveRun, visit: Visit): RestartPlaces {
  const frame = timeline.frameOf(visit) as Frame;
  const text = textOf(timeline, frame);
  if (!isLive(frame, position)) return { ...NOTHING, none: `Over by now: ${text}. Go back to where it went on.` };
  const id = `${execution}:${frame.serial}`;
  return { all: [{ frame: id, text }], meant: id, none: "" };
}

const isLive = ({ first, over }: Frame, position: number): boolean =>
  first < position && (over < 0 || over >= position);

/** The frame in a block that a visit's frame is, or is within. */
function aroundIn(timeline: Timeline, visit: Visit | undefined, block: number): Frame | undefined {
  let frame = visit && (timeline.frameOf(visit) ?? undefined);
  while (frame !== undefined && blockOf(timeline, frame) !== block) frame = frame.parent ?? undefined;
  return frame;
}

const blockOf = ({ run: { outline } }: Timeline, { visits }: Frame): number =>
  outline.nodes[visits[0]?.node]?.block ?? -1;

/** Live frames in a block: of the execution that is looked at, else of its child executions that are there. */
function candidates({ outline, timeline, standing, position, execution }: LiveRun, block: number): RestartPlace[] {
  const places = new Map<FrameId, string>();
  for (const frame of timeline.visits.frames.values())
    if (blockOf(timeline, frame) === block && isLive(frame, position))
      places.set(`${execution}:${frame.serial}`, textOf(timeline, frame));
  const blocks = new Map(outline.nodes.map((one) => [one.path, one.block]));
  const threads = (standing?.threads ?? []).filter(({ state }) => blocks.get(state) === block);
  const add = (thread: Thread) => void (places.has(thread.id) || places.set(thread.id, thread.name));
  threads.filter((one) => one.execution === execution).forEach(add);
  if (places.size === 0) threads.forEach(add);
  return [...places].slice(0, MOST).map(([frame, text]) => ({ frame, text }));
}

function textOf(timeline: Timeline, { within, number }: Frame): string {
  if (within === null) return "the whole execution";
  const isMap = timeline.nodeOf(within).kind === "Map";
  return `${timeline.placeOf(within)}${isMap ? `[${number}]` : ` › branch ${number}`}`;
}
