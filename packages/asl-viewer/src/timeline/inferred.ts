import { type Json, type JsonObject, put } from "asl-core";
import { type AwsEvent, type PlacedEvent, placeEvents, type Thread } from "asl-core/history";

/** A state as its events show it. */
interface Seen {
  readonly name: string;
  readonly type: string;
  /** States entered after it, after it failed, in the order in which they were first seen. */
  readonly next: Set<string>;
  readonly caught: Set<string>;
  retried: boolean;
  ended: boolean;
  resource: string | undefined;
  /** By the name of the state it begins with: branches of a Parallel; one block for a Map. */
  readonly inside: Map<string, SeenBlock>;
}

interface SeenBlock {
  start: string | undefined;
  readonly states: Map<string, Seen>;
}

/** Where a thread stands while events are read. */
interface Standing {
  readonly block: SeenBlock;
  state: Seen | undefined;
  failed: boolean;
  left: boolean;
}

/**
 * A definition that could have made a history: the states it entered with their types, the ways it took, what was inside
 * Parallels and Maps. What it never reached is not there; conditions, paths and policies are unknown. Linear.
 */
export function inferDefinition(events: readonly AwsEvent[]): JsonObject {
  const root: SeenBlock = { start: undefined, states: new Map() };
  const threads = new Map<string, Standing>();
  for (const placed of placeEvents(events)) follow(placed, threads, root);
  const definition = blockOf(root);
  return { Comment: "Inferred from a history: only what ran is known.", ...definition };
}

function follow({ event, thread, state }: PlacedEvent, threads: Map<string, Standing>, root: SeenBlock): void {
  const { type } = event;
  if (state === null && !type.startsWith("Execution")) return;
  if (type.endsWith("StateEntered") && state !== null)
    return enter(standingOf(thread, state, threads, root), state, type);
  const standing = threads.get(thread.key);
  const seen = standing?.state;
  if (standing === undefined || seen === undefined) return;
  if (/(Failed|TimedOut)$/.test(type) && !type.startsWith("MapIteration")) standing.failed = true;
  if (/^(Task|LambdaFunction|Activity)Scheduled$|^(Map|Parallel)StateStarted$/.test(type)) begin(standing, seen, event);
  if (type.endsWith("StateExited")) standing.left = true;
  if (type === "ExecutionSucceeded" || type.startsWith("MapIterationSucceeded")) seen.ended = true;
}

function begin(standing: Standing, seen: Seen, event: AwsEvent): void {
  if (standing.failed) seen.retried = true;
  standing.failed = false;
  const { type } = event;
  const details = event[`${type[0].toLowerCase()}${type.slice(1)}EventDetails`];
  if (details === undefined) return;
  const { resource, resourceType } = details;
  if (typeof resource === "string")
    seen.resource = typeof resourceType === "string" ? `arn:aws:states:::${resourceType}:${resource}` : resource;
}

function standingOf(thread: Thread, first: string, threads: Map<string, Standing>, root: SeenBlock): Standing {
  const known = threads.get(thread.key);
  if (known !== undefined) return known;
  const block = thread.parent === null ? root : blockInside(threads.get(thread.parent.key)?.state, first, root);
  const standing: Standing = { block, state: undefined, failed: false, left: false };
  threads.set(thread.key, standing);
  return standing;
}

function blockInside(container: Seen | undefined, first: string, root: SeenBlock): SeenBlock {
  if (container === undefined) return root;
  const key = container.type === "Map" ? "" : first;
  let block = container.inside.get(key);
  if (block === undefined) container.inside.set(key, (block = { start: first, states: new Map() }));
  return block;
}

function enter(standing: Standing, name: string, type: string): void {
  const { block, state: before } = standing;
  block.start ??= name;
  let seen = block.states.get(name);
  if (seen === undefined) block.states.set(name, (seen = fresh(name, type.slice(0, -"StateEntered".length))));
  if (before !== undefined && standing.left) (standing.failed ? before.caught : before.next).add(name);
  standing.state = seen;
  standing.failed = false;
  standing.left = false;
}

const fresh = (name: string, type: string): Seen => ({
  ...{ name, type, retried: false, ended: false, resource: undefined },
  next: new Set(),
  caught: new Set(),
  inside: new Map(),
});

function blockOf({ start, states }: SeenBlock): JsonObject {
  const written: JsonObject = {};
  for (const seen of states.values()) put(written, seen.name, stateOf(seen));
  return { StartAt: start ?? "", States: written };
}

function stateOf(seen: Seen): JsonObject {
  const { type, next, caught, retried, resource, inside } = seen;
  const ALL = ["States.ALL"];
  return {
    Type: type,
    ...(resource !== undefined && { Resource: resource }),
    ...(type === "Parallel" && { Branches: [...inside.values()].map(blockOf) }),
    ...(type === "Map" && { ItemProcessor: [...inside.values()].map(blockOf)[0] ?? { StartAt: "", States: {} } }),
    ...(retried && { Retry: [{ ErrorEquals: ALL }] }),
    ...(caught.size > 0 && { Catch: [...caught].map((Next): Json => ({ ErrorEquals: ALL, Next })) }),
    ...waysOut(type, [...next]),
  };
}

function waysOut(type: string, next: readonly string[]): JsonObject {
  if (type === "Succeed" || type === "Fail") return {};
  if (type === "Choice") return { Choices: next.map((Next): Json => ({ Next })) };
  return next.length > 0 ? { Next: next[0] } : { End: true };
}
