import { type Event, isObject, type Json, type JsonObject, own, parsePointer } from "asl-core";
import type { SceneExecution } from "asl-core/debug";
import { NOWHERE, type Outline, type OutlineNode, outlineOf } from "./outline.js";
import { type Child, type Children, failureOf, type Run } from "./run.js";

/** "machine/label" of an ARN of a Map Run or of one of its executions; undefined for others. */
export function mapRunKey(arn: string | null | undefined): string | undefined {
  return /^arn:[^:]*:states:[^:]*:[^:]*:(?:mapRun|execution|express):([^:]+\/[^:]+)/.exec(arn ?? "")?.[1];
}

/** The executions of a recording as one run with its children, theirs, and so on. O(executions). */
export function familyOf(executions: readonly SceneExecution[], definition: Json): Run {
  const byParent = new Map<number, SceneExecution[]>();
  for (const one of executions) {
    const parent = one.parent?.execution ?? -1;
    const known = byParent.get(parent);
    if (known === undefined) byParent.set(parent, [one]);
    else known.push(one);
  }
  const whole = outlineOf(definition);
  const insides = new Map<number, Inside>();
  const runOfOne = (one: SceneExecution): Run => ({
    ...{ timed: true, inferred: false, notes: [], execution: one.number },
    ...(one.parent === null ? { outline: whole, events: one.events } : laidInside(one.events, whole, insides)),
    executionArn: one.parent === null ? null : one.execution.identity.executionArn,
    children: grouped(byParent.get(one.number) ?? [], (child) => childOf(child, runOfOne)),
  });
  return runOfOne(executions[0]);
}

/** What a Map does for each item as an outline of its own, and its states by their indexes in the whole. */
interface Inside {
  readonly outline: Outline;
  readonly nodes: Int32Array;
}

/** The events of a child execution on what its Map does, whose states have the ids that they have in the whole. */
function laidInside(
  events: readonly Event[],
  whole: Outline,
  insides: Map<number, Inside>,
): Pick<Run, "outline" | "events"> {
  const first = events.find(({ node }) => node >= 0);
  const owner = whole.blocks[whole.nodes[first?.node ?? NOWHERE]?.block ?? NOWHERE]?.owner ?? NOWHERE;
  if (owner === NOWHERE) return { outline: whole, events };
  let inside = insides.get(owner);
  if (inside === undefined) insides.set(owner, (inside = insideOf(whole, whole.nodes[owner])));
  const { outline, nodes } = inside;
  return { outline, events: events.map((event) => ({ ...event, node: event.node < 0 ? NOWHERE : nodes[event.node] })) };
}

function insideOf(whole: Outline, map: OutlineNode): Inside {
  const outline = outlineOf(processorOf(map), parsePointer(whole.blocks[map.processor].pointer));
  const indexes = new Map(outline.nodes.map(({ pointer, index }) => [pointer, index]));
  return { outline, nodes: Int32Array.from(whole.nodes, ({ pointer }) => indexes.get(pointer) ?? NOWHERE) };
}

function grouped(executions: readonly SceneExecution[], make: (one: SceneExecution) => Child): Children {
  const found = new Map<string, Child[]>();
  for (const one of executions) add(found, mapRunKey(one.execution.identity.executionArn) ?? "", make(one));
  return found;
}

/** Adds a child to those of its Map Run. */
export function add(found: Map<string, Child[]>, key: string, child: Child): void {
  const known = found.get(key);
  if (known === undefined) found.set(key, [child]);
  else known.push(child);
}

function childOf(one: SceneExecution, runOfOne: (one: SceneExecution) => Run): Child {
  let made: Run | undefined;
  const { events } = one;
  const last = events[events.length - 1];
  const failure = last && failureOf(last);
  return {
    number: one.iteration.at(-1) ?? 0,
    name: one.execution.identity.executionName,
    ...lifeOf(events[0]?.at ?? 0, last?.at ?? 0, last?.type ?? ""),
    error: failure?.error ?? "",
    cause: firstLine(failure?.cause ?? ""),
    run: () => (made ??= runOfOne(one)),
  };
}

/** From when to when an execution went on, and how it ended, by its last event. */
export function lifeOf(from: number, at: number, type: string): Pick<Child, "from" | "to" | "ending"> {
  const how = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.exec(type)?.[1];
  if (how === undefined) return { from, to: Number.POSITIVE_INFINITY, ending: null };
  return { from, to: at, ending: how === "Succeeded" ? "succeeded" : how === "Aborted" ? "aborted" : "failed" };
}

/** What a Map does for each item, as written; an empty object where that is missing. */
export function processorOf({ state }: OutlineNode): JsonObject {
  const [processor, iterator] = [own(state, "ItemProcessor"), own(state, "Iterator")];
  return isObject(processor) ? processor : isObject(iterator) ? iterator : {};
}

/** The first line of a text, of its first few hundred characters. */
export function firstLine(text: string): string {
  const line = text.slice(0, 300).trimStart();
  const end = line.indexOf("\n");
  return end < 0 ? line : line.slice(0, end);
}
