import type { EdgeMark, NodeMark, Status } from "../markers.js";
import type { Timeline } from "../timeline/index.js";
import type { Merged } from "./merged.js";
import type { Both, Shown, Side } from "./side.js";

/** How all nodes stand after so many events of either run, by ids of the merged graph; of both, what tells them apart. */
export function comparedNodes(
  runs: Both<Timeline>,
  merged: Merged,
  counts: Both<number>,
  shown: Shown,
): Map<string, NodeMark> {
  const marksOf = (side: Side) => translated(runs[side].nodeMarks(counts[side]), side, merged);
  if (shown !== "both") return marksOf(shown);
  const [a, b] = [marksOf("a"), marksOf("b")];
  const ids = new Set([...a.keys(), ...b.keys()]);
  return new Map([...ids].map((id) => [id, joined(a.get(id), b.get(id))]));
}

function joined(a: NodeMark | undefined, b: NodeMark | undefined): NodeMark {
  const [ours, theirs] = [isReached(a), isReached(b)];
  if (!ours && !theirs) return b ?? a ?? {};
  if (!theirs) return { ...a, side: "a" };
  if (!ours) return { ...b, side: "b" };
  const current = a?.current === true || b?.current === true;
  const differs = a?.status !== b?.status;
  const worse = RANK.indexOf(a?.status as Status) > RANK.indexOf(b?.status as Status) ? a : b;
  return { ...worse, ...(current && { current }), ...(differs && { side: "differs" as const }) };
}

/** From good to bad: where runs differ, the worse is drawn. */
const RANK: readonly Status[] = [
  ...(["unreached", "unknown", "succeeded", "mocked", "retried", "tolerated", "waiting", "running"] as const),
  ...(["caught", "aborted", "timed-out", "failed"] as const),
];

const isReached = (mark: NodeMark | undefined): boolean => mark?.status !== undefined && mark.status !== "unreached";

/** Edges that were taken after so many events of either run; of both, which took them. */
export function comparedEdges(
  runs: Both<Timeline>,
  merged: Merged,
  counts: Both<number>,
  shown: Shown,
): Map<string, EdgeMark> {
  const marksOf = (side: Side) => translated(runs[side].edgeMarks(counts[side]), side, merged);
  if (shown !== "both") return marksOf(shown);
  const [a, b] = [marksOf("a"), marksOf("b")];
  const all = new Map<string, EdgeMark>();
  for (const [id, mark] of a) all.set(id, b.has(id) ? { taken: true } : { ...mark, side: "a" });
  for (const [id, mark] of b) if (!a.has(id)) all.set(id, { ...mark, side: "b" });
  return all;
}

const translated = <Mark>(marks: ReadonlyMap<string, Mark>, side: Side, merged: Merged): Map<string, Mark> =>
  new Map([...marks].map(([id, mark]) => [merged.id(side, id), mark]));
