import { StatesError } from "../errors.js";
import type { Json } from "../json.js";
import type { Child, ReadItems, Token, WriteResults } from "../kernel/index.js";
import type { Host } from "./host.js";
import {
  type ChildOutcome,
  childRecord,
  type Eventual,
  formatResults,
  READER_LIMITS,
  readItems,
  writeResults,
} from "./objects/index.js";

/** Reads a distributed Map's items from the object store. */
export function readMapItems(job: Host, command: ReadItems): void {
  const { token } = command;
  const { world } = job;
  world.attempt(
    () => readItems(world.objects, { ...command, ...limitsOf(job, command) }),
    (items) => job.later({ type: "ItemsRead", token, at: world.clock.now(), items: items.slice() }),
    (reason) => refuse(job, token, reason),
  );
}

function limitsOf({ world }: Host, { selected }: ReadItems) {
  const { refuseObjects } = world.options;
  return selected ? { refuseObjects, maxItemBytes: READER_LIMITS.selectedItemBytes } : { refuseObjects };
}

/** Writes a distributed Map's results into the object store, or only gives them the form the author asked for. */
export function writeMapResults(job: Host, command: WriteResults): void {
  const { token } = command;
  const { world } = job;
  world.attempt(
    () => written(job, command),
    (output) => job.later({ type: "ResultsWritten", token, at: world.clock.now(), output }),
    (reason) => refuse(job, token, reason),
  );
}

/** A StatesError of reader or writer fails the Map Run; anything else is a caller's bug. */
function refuse(job: Host, token: Token, reason: unknown): void {
  if (!(reason instanceof StatesError)) throw reason;
  const { error, cause } = reason;
  job.later({ type: "TaskFailed", token, at: job.world.clock.now(), error, cause });
}

function written(job: Host, command: WriteResults): Eventual<Json> {
  const { resource, arguments: target, config, mapRunArn } = command;
  const records = command.children.map((child) => childRecord(outcomeOf(child, command)));
  if (resource === null) return formatResults(config, records);
  const at = job.world.clock.now();
  return writeResults(job.world.objects, { resource, arguments: target, config, mapRunArn, records, at });
}

function outcomeOf(child: Child, { mapRunArn, executionType }: WriteResults): ChildOutcome {
  return {
    ...child,
    output: child.status === "SUCCEEDED" ? child.output : undefined,
    error: child.error ?? undefined,
    cause: child.cause ?? undefined,
    stateMachineArn: mapRunArn.slice(0, mapRunArn.lastIndexOf(":")).replace(":mapRun:", ":stateMachine:"),
    executionType,
  };
}
