import type { EdgeMark, NodeMark, Strip } from "../markers.js";
import { branchMarks } from "./branches.js";
import { ChildTallies } from "./child-tallies.js";
import { type CloseUp, closeUpOn } from "./close-up.js";
import { markOf as edgeMarkOf, edgeOf } from "./crossings.js";
import { shortDuration } from "./describe.js";
import { dueMark } from "./due.js";
import { type MapWork, mapWork } from "./map-work.js";
import type { OutlineNode } from "./outline.js";
import { tallyText } from "./parts.js";
import { standingOf, VisitTallies } from "./standing.js";
import type { Timeline } from "./timeline.js";
import { latest } from "./visit.js";
import type { Visit } from "./visits.js";

/** Marks of nodes and edges, by their ids. */
export interface Marks {
  readonly nodes: ReadonlyMap<string, NodeMark>;
  readonly edges: ReadonlyMap<string, EdgeMark>;
}

/**
 * Marks after `count` events with a visit chosen: states inside its iterations stand as they do there; other states inside
 * Maps say how many of their visits stand how; states that are visited several times say which visit is shown; Maps have
 * their strip. O(states × log visits) beside what is made once for each iteration.
 */
export function closeMarks(timeline: Timeline, count: number, chosen: Visit | undefined): Marks {
  const closeUp = closeUpOn(timeline, chosen);
  const plain = timeline.nodeMarks(count);
  const nodes = new Map<string, NodeMark>();
  for (const node of timeline.run.outline.nodes)
    nodes.set(node.pointer, dueOf(timeline, closeUp, node, count, chosen, plain.get(node.pointer) ?? {}));
  const edges = closeEdges(timeline, closeUp, count);
  for (const { tallies, time, tolerated } of childTallies(timeline, closeUp, count)) {
    for (const [pointer, mark] of tallies.marks(time, tolerated)) nodes.set(pointer, mark);
    for (const [id, mark] of tallies.edges(time)) edges.set(id, mark);
  }
  return { nodes, edges };
}

function dueOf(...given: Parameters<typeof markOf>): NodeMark {
  const [timeline, closeUp, { index }, count, chosen] = given;
  const mark = markOf(...given);
  if (mark.status !== "waiting") return mark;
  return dueMark(timeline, chosen?.node === index ? chosen : latest(closeUp.visitsOf(index), count), mark, count);
}

function markOf(
  timeline: Timeline,
  closeUp: CloseUp,
  node: OutlineNode,
  count: number,
  chosen: Visit | undefined,
  plain: NodeMark,
): NodeMark {
  if (plain.status === "unknown") return plain;
  const { index, kind } = node;
  const visits = closeUp.visitsOf(index);
  const isPlain = visits.length < 2 && kind !== "Map" && kind !== "Parallel" && chosen?.node !== index;
  if (isPlain && closeUp.isPlain(index)) return plain;
  const current = plain.current ? { current: true } : {};
  if (!closeUp.isSingle(index))
    return { ...talliesOf(timeline, closeUp, index).mark(count, told(timeline)), ...current };
  const shown = chosen?.node === index && chosen.from < count ? chosen : latest(visits, count);
  const close = closeUp.covers(index) || shown === chosen || kind === "Map";
  const status = close ? standing(timeline, shown, count, plain) : plain;
  return {
    ...status,
    ...current,
    ...(shown !== undefined && visits.length > 1 && { turn: { at: placeIn(visits, shown) + 1, of: visits.length } }),
    ...workMark(timeline, closeUp, shown, count),
  };
}

/** Of the chosen visit of a state that is shown as it stands everywhere, all but what the plain mark knows better. */
function standing(timeline: Timeline, shown: Visit | undefined, count: number, plain: NodeMark): NodeMark {
  const mark = standingOf(shown, count, told(timeline));
  const work = mapWork(timeline, shown, count);
  const lost =
    mark.status === "succeeded" || mark.status === "retried" ? work?.parts.tally(work.placeOf(count)).failed : 0;
  if (lost) return { status: "tolerated", count: `${lost}✕` };
  return plain.status === mark.status && plain.count === mark.count ? plain : mark;
}

const told = ({ events, run }: Timeline) => ({ events, nodeOf: ({ node }: Visit) => run.outline.nodes[node] });

/** The place of a visit among others, which are in their order. O(log visits). */
function placeIn(visits: readonly Visit[], visit: Visit): number {
  let [low, high] = [0, visits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (visits[middle].from < visit.from) low = middle + 1;
    else high = middle;
  }
  return low;
}

const tallies = new WeakMap<CloseUp, Map<number, VisitTallies>>();

function talliesOf(timeline: Timeline, closeUp: CloseUp, node: number): VisitTallies {
  const key = closeUp.covers(node) ? closeUp : closeUpOn(timeline, undefined);
  let known = tallies.get(key);
  if (known === undefined) tallies.set(key, (known = new Map()));
  let found = known.get(node);
  if (found === undefined) known.set(node, (found = new VisitTallies(closeUp.visitsOf(node))));
  return found;
}

/** The strip and the summary of a container. */
function workMark(timeline: Timeline, closeUp: CloseUp, shown: Visit | undefined, count: number): NodeMark {
  if (shown === undefined || shown.from >= count) return {};
  const work = mapWork(timeline, shown, count);
  const summary = summaryOf(timeline, shown, count, work);
  if (timeline.nodeOf(shown).kind === "Parallel") return { summary, branches: branchMarks(timeline, shown, count) };
  if (work === undefined || work.parts.total < 1 || !work.known) return summary === "" ? {} : { summary };
  const frame = closeUp.chosen.get(shown.node);
  const { parts } = work;
  const strip: Strip = {
    looks: parts.looks(work.placeOf(count)),
    size: parts.size,
    total: parts.total,
    ...(frame?.within === shown && { chosen: frame.number }),
  };
  return { strip, summary };
}

function summaryOf(timeline: Timeline, visit: Visit, count: number, work: MapWork | undefined): string {
  const { kind } = timeline.nodeOf(visit);
  if (kind !== "Map" && kind !== "Parallel") return "";
  const place = work?.placeOf(count) ?? 0;
  const slowest = work?.parts.slowest(place)?.duration;
  const end = visit.to >= 0 && visit.to < count ? visit.to : count - 1;
  const took = timeline.run.timed ? shortDuration(Math.max(0, timeline.timeOf(end) - timeline.timeOf(visit.from))) : "";
  return [
    work?.known ? tallyText(work.parts.tally(place)) : "",
    took,
    slowest === undefined ? "" : `slowest ${shortDuration(slowest)}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

interface Told {
  readonly tallies: ChildTallies;
  readonly time: number;
  /** Whether the Map has succeeded. */
  readonly tolerated: boolean;
}

/** What stands in child executions, which is not in the run's own events, by Maps. */
function childTallies(timeline: Timeline, closeUp: CloseUp, count: number): Told[] {
  if ((timeline.run.children?.size ?? 0) === 0) return [];
  return timeline.run.outline.nodes.flatMap(({ index, kind }) => {
    if (kind !== "Map" || !closeUp.isSingle(index)) return [];
    const visit = latest(closeUp.visitsOf(index), count);
    const work = mapWork(timeline, visit, count);
    if (!work?.distributed) return [];
    const { status } = standingOf(visit, count, told(timeline));
    const tolerated = status === "succeeded" || status === "retried";
    return [{ tallies: ChildTallies.of(work, timeline.run.outline), time: work.placeOf(count), tolerated }];
  });
}

/** Edges inside chosen iterations count what happened there. */
function closeEdges(timeline: Timeline, closeUp: CloseUp, count: number): Map<string, EdgeMark> {
  if (closeUp.chosen.size === 0) return timeline.edgeMarks(count);
  const all = timeline.edgeMarks(count, (node) => closeUp.covers(node));
  for (const [id, places] of coveredEdges(timeline, closeUp)) {
    const mark = edgeMarkOf(places, count);
    if (mark !== undefined) all.set(id, mark);
  }
  return all;
}

const edges = new WeakMap<CloseUp, ReadonlyMap<string, readonly number[]>>();

/** Where the edges that leave covered states were taken. O(visits inside). */
function coveredEdges(timeline: Timeline, closeUp: CloseUp): ReadonlyMap<string, readonly number[]> {
  const known = edges.get(closeUp);
  if (known !== undefined) return known;
  const found = new Map<string, number[]>();
  for (const node of timeline.run.outline.nodes)
    if (closeUp.covers(node.index))
      for (const { to, via } of closeUp.visitsOf(node.index)) {
        const id = edgeOf(node, via);
        if (id === undefined || to < 0) continue;
        const places = found.get(id);
        if (places === undefined) found.set(id, [to]);
        else places.push(to);
      }
  for (const places of found.values()) places.sort((a, b) => a - b);
  edges.set(closeUp, found);
  return found;
}
