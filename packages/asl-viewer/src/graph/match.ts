import { isObject, type Json, type JsonObject, own } from "asl-core";
import type { GraphNode } from "./graph.js";

/** A node with the state it stands for; null for marks. */
export interface Candidate {
  readonly node: GraphNode;
  readonly state: JsonObject | null;
}

/** Two of a pair stand for the same state; one alone was added or removed. */
export interface Pair {
  readonly before?: Candidate;
  readonly after?: Candidate;
}

/** So alike two states of different names must be to count as one renamed, of 1. */
const ALIKE = 0.6;
/** Where more comparisons were needed, nothing counts as renamed. */
const MOST = 10_000;

/** Fields that edges and groups stand for. */
const ELSEWHERE = new Set(["Next", "End", "Default", "Branches", "ItemProcessor", "Iterator"]);

/**
 * Pairs the states of two versions of one block: by name, then, of what is left, by what they hold, most alike first.
 * A state stays itself only while it stays a Parallel, a Map or neither.
 */
export function matched(before: readonly Candidate[], after: readonly Candidate[]): Pair[] {
  const byName = new Map(before.map((one) => [keyOf(one.node), one]));
  const pairs: Pair[] = [];
  const added: Candidate[] = [];
  for (const one of after) {
    const other = byName.get(keyOf(one.node));
    if (other === undefined) added.push(one);
    else pairs.push({ before: other, after: one });
    byName.delete(keyOf(one.node));
  }
  return [...pairs, ...renamed([...byName.values()], added)];
}

const shapeOf = ({ kind }: GraphNode): string => (kind === "Parallel" || kind === "Map" ? kind : "state");

const keyOf = (node: GraphNode): string => (node.path === "" ? node.kind + node.name : `${shapeOf(node)} ${node.name}`);

function renamed(removed: readonly Candidate[], added: readonly Candidate[]): Pair[] {
  const compared = removed.length * added.length > MOST ? [] : removed;
  const scored = compared.flatMap((before) =>
    added.map((after) => ({ before, after, score: likeness(before, after) })).filter(({ score }) => score >= ALIKE),
  );
  scored.sort((a, b) => b.score - a.score);
  const taken = new Set<Candidate>();
  const pairs: Pair[] = [];
  for (const { before, after } of scored) {
    if (taken.has(before) || taken.has(after)) continue;
    taken.add(before).add(after);
    pairs.push({ before, after });
  }
  const alone = (one: Candidate): boolean => !taken.has(one);
  return [
    ...pairs,
    ...added.filter(alone).map((after) => ({ after })),
    ...removed.filter(alone).map((before) => ({ before })),
  ];
}

/** From 0, nothing in common, to 1. States of different types have nothing in common. */
function likeness(before: Candidate, after: Candidate): number {
  const [a, b] = [before.state, after.state];
  if (a === null || b === null || before.node.kind !== after.node.kind) return 0;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  let [same, all] = [0, 0];
  for (const key of keys) {
    if (key === "Comment" || key === "Type") continue;
    const weight = ELSEWHERE.has(key) ? 0.5 : 1;
    all += weight;
    same += weight * shareOf(a[key], b[key]);
  }
  return all === 0 ? ALIKE : same / all;
}

/** How much of two fields is the same. */
function shareOf(a: Json | undefined, b: Json | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (canonical(a) === canonical(b)) return 1;
  if (!isObject(a) || !isObject(b)) return 0;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  const same = [...keys].filter(
    (key) => a[key] !== undefined && b[key] !== undefined && canonical(a[key]) === canonical(b[key]),
  );
  return keys.size === 0 ? 1 : same.length / keys.size;
}

/** Names of the fields that differ, but for those that edges and groups stand for; "ItemProcessor.ProcessorConfig" of a Map. */
export function changedFields({ state: before }: Candidate, { state: after }: Candidate): string[] {
  if (before === null || after === null) return [];
  const fields = namesIn(before, after).filter(
    (key) => !ELSEWHERE.has(key) && canonical(stay(key, before)) !== canonical(stay(key, after)),
  );
  return [...fields, ...processorFields(processorOf(before), processorOf(after))];
}

const namesIn = (before: JsonObject, after: JsonObject): string[] => [
  ...new Set([...Object.keys(before), ...Object.keys(after)]),
];

/** What differs in what a Map does for each item, but for its states. */
const processorFields = (before: JsonObject, after: JsonObject): string[] =>
  namesIn(before, after)
    .filter((key) => key !== "States" && key !== "StartAt")
    .filter((key) => canonical(own(before, key)) !== canonical(own(after, key)))
    .map((key) => `ItemProcessor.${key}`);

/** A Map's ItemProcessor, by its name before 2022 Iterator; empty in other states. */
function processorOf(state: JsonObject): JsonObject {
  const processor = own(state, "ItemProcessor") ?? own(state, "Iterator");
  return isObject(processor) ? processor : {};
}

/** A field without where it leads. */
function stay(key: string, state: JsonObject): Json | undefined {
  const value = own(state, key);
  if ((key !== "Choices" && key !== "Catch") || !Array.isArray(value)) return value;
  return value.map((one) => {
    if (!isObject(one)) return one;
    const { Next: _, ...rest } = one;
    return rest;
  });
}

/** A text that is the same for equal values, whatever the order of their keys. */
const canonical = (value: Json | undefined): string =>
  value === undefined
    ? ""
    : JSON.stringify(value, (_, inner: Json) =>
        isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
      );
