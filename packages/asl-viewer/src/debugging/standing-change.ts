import { deepEqual, type Json } from "asl-core";
import type { ExecutionStanding, Standing, StandingChange } from "./protocol.js";

/** What of a standing is otherwise than in one before. O(executions + threads + waiting tasks). */
export function changeOf(before: Standing, after: Standing): StandingChange {
  return {
    ...after,
    since: before.revision,
    waiting: named(before.waiting, after.waiting),
    threads: named(before.threads, after.threads),
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
    waiting: whole(before.waiting, change.waiting),
    threads: whole(before.threads, change.threads),
    executions: laidOver(before.executions, change.executions, executionCount),
  };
}

interface Named {
  readonly id: string;
}

/** Those that are as they were, by their ids alone. */
function named<One extends Named>(before: readonly One[], after: readonly One[]): (One | string)[] {
  const known = byId(before);
  return after.map((one) => (isSame(known.get(one.id), one) ? one.id : one));
}

function whole<One extends Named>(before: readonly One[], told: readonly (One | string)[]): readonly One[] {
  if (told.length === before.length && told.every((one, at) => one === before[at].id)) return before;
  const known = byId(before);
  return told.flatMap((one) => (typeof one === "string" ? (known.get(one) ?? []) : [one]));
}

const byId = <One extends Named>(all: readonly One[]): Map<string, One> => new Map(all.map((one) => [one.id, one]));

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
