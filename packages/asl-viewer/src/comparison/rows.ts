import type { Status } from "../markers.js";
import { statusOfVisit, type Timeline, type Visit } from "../timeline/index.js";
import type { Merged } from "./merged.js";
import type { Pair } from "./pairs.js";
import type { Both, Side } from "./side.js";

/** What one run did in a state. */
export interface SideOfState {
  readonly visits: number;
  /** Of the last visit; undefined while it goes on. */
  readonly status: Status | undefined;
  /** Milliseconds of all visits that have ended; undefined where there are no times. */
  readonly duration: number | undefined;
}

/** A state in two runs. */
export interface StateRow {
  /** Id in the merged graph. */
  readonly node: string;
  readonly name: string;
  readonly depth: number;
  /** Undefined where a run never came there. */
  readonly a: SideOfState | undefined;
  readonly b: SideOfState | undefined;
  /** Milliseconds that B took more than A; undefined where one of them is not known. */
  readonly delta: number | undefined;
}

/** All states that either run came to, in the order of the merged graph. O(visits + states). */
export function stateRows(runs: Both<Timeline>, merged: Merged, pairs: readonly Pair[]): StateRow[] {
  const visits = { a: new Map<string, Visit[]>(), b: new Map<string, Visit[]>() };
  for (const pair of pairs)
    for (const side of ["a", "b"] as const) {
      const visit = pair[side];
      if (visit === undefined) continue;
      const known = visits[side].get(pair.node);
      if (known === undefined) visits[side].set(pair.node, [visit]);
      else known.push(visit);
    }
  return [...merged.graph.nodes.values()].flatMap(({ id, name, group }): StateRow[] => {
    const sides = { a: sideOf(runs, "a", visits.a.get(id)), b: sideOf(runs, "b", visits.b.get(id)) };
    if (sides.a === undefined && sides.b === undefined) return [];
    const [ours, theirs] = [sides.a?.duration, sides.b?.duration];
    const delta = ours === undefined || theirs === undefined ? undefined : theirs - ours;
    return [{ node: id, name, depth: depthOf(merged, group), ...sides, delta }];
  });
}

function sideOf(runs: Both<Timeline>, side: Side, visits: readonly Visit[] | undefined): SideOfState | undefined {
  if (visits === undefined) return undefined;
  const timeline = runs[side];
  const last = visits[visits.length - 1];
  return {
    visits: visits.length,
    status: statusOfVisit(timeline, last, timeline.length),
    duration: timeline.run.timed ? visits.reduce((sum, visit) => sum + durationOf(timeline, visit), 0) : undefined,
  };
}

/** Milliseconds of a visit; of one that has not ended, until the run's last event. */
export const durationOf = (timeline: Timeline, { from, to }: Visit): number =>
  timeline.timeOf(to < 0 ? timeline.length - 1 : to) - timeline.timeOf(from);

function depthOf({ graph }: Merged, group: string): number {
  let depth = 0;
  for (let at = graph.groups.get(group); at?.owner; at = graph.groups.get(graph.nodes.get(at.owner)?.group ?? ""))
    depth++;
  return depth;
}
