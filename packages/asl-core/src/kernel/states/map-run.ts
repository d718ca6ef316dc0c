import { StatesError } from "../../errors.js";
import { isObject, type Json, type JsonObject, own } from "../../json.js";
import type { DistributedMap, ItemReader, MapNode } from "../../machine/machine.js";
import { uuid } from "../../random.js";
import { batchItems } from "../batch.js";
import { abandonJoin, queue } from "../children.js";
import type { Child, Frame, Identity, Join, MapRun } from "../execution.js";
import type { ChildResult, ReadItem } from "../input.js";
import { leave } from "../leave.js";
import { refuseDeep } from "../limits.js";
import { recover } from "../recovery.js";
import type { Turn } from "../turn.js";
import { itemAt, selectItem } from "./map-item.js";

/*
 * A distributed Map. Its parent writes MapRunStarted, then reads its items if it has a reader, runs one child execution
 * per item or batch through StartChild, and at the end writes its results if it has a writer. The whole run waits under
 * one token, so one Withdraw ends everything. Children publish nothing into the parent's history.
 */

interface Tolerance {
  count: number;
  percentage: number;
}

/** Begins a Map Run: writes MapRunStarted, then reads the items or starts children. */
export function openRun(turn: Turn, frame: Frame, node: MapNode, join: Join, source: Json, tolerance: Tolerance): void {
  const map = node.distributed!;
  const reader = map.reader === null ? null : readRequest(turn, frame, map.reader, join.input);
  const run = newRun(turn, map, tolerance);
  if (source !== null && !Array.isArray(source)) run.keys = Object.keys(source as JsonObject);
  join.run = run;
  frame.join = join;
  turn.emit(frame, "MapRunStarted", () => ({ mapRunArn: run.arn }));
  join.exitFrom = frame.last;
  const index = turn.execution.current;
  const token = turn.openWait(frame, index, "join");
  if (reader !== null)
    return turn.io.command({ type: "ReadItems", token, ...reader, selected: node.itemSelector !== null });
  turn.execution.current = index;
  beginChildren(turn, frame, node, join, run);
}

function newRun(turn: Turn, map: DistributedMap, tolerance: Tolerance): MapRun {
  const random = () => turn.scope.random();
  const { stateMachineArn } = turn.execution.identity;
  const label = map.label ?? uuid(random);
  return {
    arn: `${stateMachineArn.replace(":stateMachine:", ":mapRun:")}/${label}:${uuid(random)}`,
    stage: map.reader === null ? "running" : "reading",
    keys: null,
    sources: ["STATE_DATA"],
    weights: null,
    failed: 0,
    failures: [],
    toleratedCount: tolerance.count,
    toleratedPercentage: tolerance.percentage,
    children: [],
  };
}

function readRequest(turn: Turn, frame: Frame, reader: ItemReader, input: Json) {
  const scope = turn.scope.at(frame, input);
  const config = (reader.config?.(scope) ?? {}) as JsonObject;
  const maxItems = reader.maxItems?.(scope);
  return {
    resource: reader.resource,
    arguments: (reader.arguments?.(scope) ?? {}) as JsonObject,
    config: maxItems === undefined ? config : { ...config, MaxItems: maxItems },
  };
}

/** Takes up what the ItemReader read. */
export function itemsRead(turn: Turn, frame: Frame, index: number, items: ReadItem[]): void {
  const join = frame.join;
  if (join?.run?.stage !== "reading") return;
  const { run } = join;
  run.stage = "running";
  run.keys = items.some((item) => item.key !== undefined) ? items.map((item) => item.key ?? null) : null;
  run.sources = items.map((item) => item.source);
  join.items = items.map((item) => item.value);
  queue(turn, index, join);
}

/** The next thing a run can do: start children, or finish when none is left. Called whenever something has arrived. */
export function resumeRun(turn: Turn, frame: Frame, node: MapNode, join: Join, run: MapRun): void {
  if (run.stage === "writing") return complete(turn, frame, node, join, frame.output);
  if (tooManyFailed(join, run)) return exceedTolerance(turn, frame, node);
  beginChildren(turn, frame, node, join, run);
}

function beginChildren(turn: Turn, frame: Frame, node: MapNode, join: Join, run: MapRun): void {
  if (join.next === 0) batch(turn, frame, node, join, run);
  while (join.live < join.concurrency && join.next < join.items.length) startChild(turn, frame, node, join, run);
  if (join.live === 0) return finishChildren(turn, frame, node, join, run);
  frame.phase = "join";
  turn.execution.current = -1;
}

/** ItemSelector on each item, then batches: both before the first child starts. */
function batch(turn: Turn, frame: Frame, node: MapNode, join: Join, run: MapRun): void {
  const { batcher } = node.distributed!;
  join.results = new Array<Json>(join.items.length).fill(null);
  if (batcher === null) return;
  const selected = join.items.map((_, slot) => selectItem(turn, frame, node, join, itemAt(join, slot)));
  const scope = turn.scope.at(frame, join.input);
  const batches = batchItems(selected, {
    maxItemsPerBatch: batcher.maxItemsPerBatch?.(scope) as number | undefined,
    maxInputBytesPerBatch: batcher.maxInputBytesPerBatch?.(scope) as number | undefined,
    batchInput: batcher.batchInput?.(scope),
  });
  join.items = turn.io.stage === undefined ? batches : shownBatches(turn, frame, node, batches);
  run.weights = join.items.map(weightOf);
  join.results = new Array<Json>(join.items.length).fill(null);
}

/** A driver may give others in their place. */
function shownBatches(turn: Turn, frame: Frame, node: MapNode, batches: Json[]): Json[] {
  const shown = turn.show(frame, node, "afterItemBatcher", batches);
  if (Array.isArray(shown)) return shown;
  throw new StatesError("States.Runtime", "The batches of a Map Run must be an array.");
}

/** How many items a batch has. */
function weightOf(batch: Json): number {
  const items = isObject(batch) ? own(batch, "Items") : undefined;
  return Array.isArray(items) ? items.length : 1;
}

function startChild(turn: Turn, frame: Frame, node: MapNode, join: Join, run: MapRun): void {
  const slot = join.next++;
  const input = run.weights === null ? selectItem(turn, frame, node, join, itemAt(join, slot)) : join.items[slot];
  const identity = childIdentity(turn, run);
  run.children[slot] = newRecord(turn, identity, input);
  join.live++;
  turn.io.command({
    type: "StartChild",
    token: frame.token,
    index: slot,
    block: node.processor,
    executionType: node.distributed!.executionType,
    identity,
    input,
    seed: Math.floor(turn.scope.random() * 0x1_0000_0000),
  });
}

function childIdentity(turn: Turn, run: MapRun): Identity {
  const name = uuid(() => turn.scope.random());
  const machine = run.arn.slice(0, run.arn.lastIndexOf(":"));
  return {
    executionArn: `${machine.replace(":mapRun:", ":execution:")}:${name}`,
    executionName: name,
    stateMachineArn: machine.replace(":mapRun:", ":stateMachine:"),
    stateMachineName: machine.slice(machine.indexOf(":mapRun:") + ":mapRun:".length),
    roleArn: turn.execution.identity.roleArn,
  };
}

function newRecord(turn: Turn, identity: Identity, input: Json): Child {
  return {
    name: identity.executionName,
    executionArn: identity.executionArn,
    input,
    startedAt: turn.execution.now,
    stoppedAt: 0,
    status: "PENDING",
    output: null,
    error: null,
    cause: null,
  };
}

/** Takes up the end of one child execution. Without a ResultWriter nothing but its output is kept. */
export function childEnded(turn: Turn, frame: Frame, index: number, slot: number, result: ChildResult): void {
  const join = frame.join;
  const record = join?.run?.children[slot];
  if (!join?.run || record?.status !== "PENDING") return;
  const { run } = join;
  join.live--;
  if (result.status === "SUCCEEDED") join.results[slot] = result.output;
  else {
    run.failed += run.weights?.[slot] ?? 1;
    run.failures.push(slot);
  }
  const { distributed } = turn.machine.nodes[frame.node] as MapNode;
  run.children[slot] = distributed!.writer === null ? null : ended(record, result, turn.execution.now);
  queue(turn, index, join);
}

function ended(record: Child, result: ChildResult, stoppedAt: number): Child {
  const { status } = result;
  if (status === "SUCCEEDED") return { ...record, stoppedAt, status, output: result.output };
  return { ...record, stoppedAt, status, error: result.error, cause: result.cause };
}

/** No tolerance set: the first failure is too many. Percentages are of all items. */
function tooManyFailed(join: Join, run: MapRun): boolean {
  if (run.failed === 0) return false;
  const { toleratedCount, toleratedPercentage, weights } = run;
  if (toleratedCount < 0 && toleratedPercentage < 0) return true;
  const total = weights === null ? join.items.length : weights.reduce((sum, weight) => sum + weight, 0);
  if (toleratedCount >= 0 && run.failed > toleratedCount) return true;
  return toleratedPercentage >= 0 && (run.failed * 100) / total > toleratedPercentage;
}

function exceedTolerance(turn: Turn, frame: Frame, node: MapNode): void {
  const cause = "The specified tolerated failure threshold was exceeded";
  const failure = { error: "States.ExceedToleratedFailureThreshold", cause, heartbeat: false };
  abandonJoin(turn, frame, failure.error, cause);
  recover(turn, frame, node, failure);
}

/** Reading the items or writing the results failed outside: the run fails with that error. */
export function runFailed(turn: Turn, frame: Frame, index: number, error: string | null, cause: string | null): void {
  abandonJoin(turn, frame, error, cause);
  frame.failure = { error, cause, heartbeat: false };
  turn.ready(index, "recover");
}

function finishChildren(turn: Turn, frame: Frame, node: MapNode, join: Join, run: MapRun): void {
  const { writer } = node.distributed!;
  if (writer === null) return complete(turn, frame, node, join, outputsOf(join, run));
  const args = writer.arguments?.(turn.scope.at(frame, join.input)) ?? {};
  run.stage = "writing";
  frame.phase = "join";
  turn.execution.current = -1;
  turn.io.command({
    type: "WriteResults",
    token: frame.token,
    resource: writer.resource,
    arguments: args as JsonObject,
    config: writer.config,
    mapRunArn: run.arn,
    executionType: node.distributed!.executionType,
    children: run.children as Child[],
  });
}

/** Tolerated failures contribute nothing (measured in us-east-1, reference: measured behaviours). */
function outputsOf({ results }: Join, { failures }: MapRun): Json[] {
  if (failures.length === 0) return results;
  const failed = new Set(failures);
  return results.filter((_, slot) => !failed.has(slot));
}

/** Takes up the result the ResultWriter gives the Map. */
export function resultsWritten(turn: Turn, frame: Frame, index: number, output: Json): void {
  if (frame.join?.run?.stage !== "writing") return;
  frame.output = output;
  queue(turn, index, frame.join);
}

/** MapStateExited follows MapRunStarted (AWS since November 2024; before that MapRunSucceeded). */
function complete(turn: Turn, frame: Frame, node: MapNode, join: Join, result: Json): void {
  if (turn.execution.limits.payload === 0) refuseDeep(result);
  turn.emit(frame, "MapRunSucceeded", () => null);
  turn.emit(frame, "MapStateSucceeded", () => null);
  turn.closeWait(frame, false);
  frame.join = null;
  const shown = turn.io.stage === undefined ? result : turn.show(frame, node, "result", result);
  leave(turn, frame, node, shown, undefined, join.exitFrom);
}
