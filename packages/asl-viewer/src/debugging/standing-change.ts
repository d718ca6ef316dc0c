import { deepEqual, type Json } from "asl-core";
import type { ExecutionStanding, Kept, Standing, StandingChange } from "./protocol.js";

/** What of a standing is otherwise than in one before. O(executions + threads + waiting tasks + data of what is suggested). */
export function changeOf(before: Standing, after: Standing): StandingChange {
  return {
    ...after,
    since: before.revision,
    waiting: listChange(before.waiting, after.waiting),
    suggestions: isSame(before.suggestions, after.suggestions) ? undefined : after.suggestions,
    threads: listChange(before.threads, after.threads),
    executions: after.executions.filter((one, number) => !isSame(before.executions[number], one)),
    executionCount: after.executions.length,
  };
}

/**
 * The standing that a change of `before` tells of: `changedStanding(before, changeOf(before, after))` equals `after`. Lists in which
 * nothing changed are those of `before`.
 */
export function changedStanding(before: Standing, change: StandingChange): Standing {
  const { since, executionCount, ...rest } = change;
  return {
    ...rest,
    waiting: changedList(before.waiting, change.waiting),
    suggestions: change.suggestions ?? before.suggestions,
    threads: changedList(before.threads, change.threads),
    executions: laidOver(before.executions, change.executions, executionCount),
  };
}

interface Named {
  readonly id: string;
}

/** Those that are new or otherwise, and the places of those that are as they were. */
function listChange<One extends Named>(before: readonly One[], after: readonly One[]): (One | Kept)[] {
  const places = new Map(before.map(({ id }, at) => [id, at]));
  const told: (One | [from: number, count: number])[] = [];
  for (const one of after) {
    const at = places.get(one.id);
    const last = told.at(-1);
    if (at === undefined || !isSame(before[at], one)) told.push(one);
    else if (Array.isArray(last) && last[0] + last[1] === at) last[1]++;
    else told.push([at, 1]);
  }
  return told;
}

function changedList<One extends Named>(before: readonly One[], told: readonly (One | Kept)[]): readonly One[] {
  const after = told.flatMap((one) => (isKept(one) ? before.slice(one[0], one[0] + one[1]) : [one]));
  return told.every(isKept) && told.length < 2 && after.length === before.length ? before : after;
}

const isKept = (one: object): one is Kept => Array.isArray(one);

function laidOver(
  before: readonly ExecutionStanding[],
  changed: readonly ExecutionStanding[],
  count: number,
): readonly ExecutionStanding[] {
  if (changed.length === 0 && count === before.length) return before;
  const all = before.slice(0, count);
  for (const one of changed) all[one.execution] = one;
  return all;
}

const isSame = (one: object | undefined, other: object): boolean =>
  one !== undefined && deepEqual(one as unknown as Json, other as unknown as Json);
