import { StatesError } from "../../errors.js";
import { isObject, type Json, stringify } from "../../json.js";
import type { Expression } from "../../language/expression.js";
import type { MapNode } from "../../machine/machine.js";
import { newJoin, openChild } from "../children.js";
import type { Frame, Join } from "../execution.js";
import { effectiveInput, leave, newBound } from "../leave.js";
import type { Turn } from "../turn.js";
import { itemAt, selectItem } from "./map-item.js";
import { openRun, resumeRun } from "./map-run.js";
import type { StateKind } from "./state-kind.js";

/** Iterations an inline Map runs at once where the author sets no smaller number (AWS: "up to 40"). */
const INLINE_CONCURRENCY = 40;
/** Child executions a distributed Map runs at once. */
const DISTRIBUTED_CONCURRENCY = 10_000;

/** Runs its processor once per item, inline or as child executions; the result is the array of outputs in item order. */
export const map: StateKind<MapNode> = {
  enter(turn, frame, node) {
    const input = effectiveInput(turn, frame, node);
    const concurrency = concurrencyOf(turn, frame, node, input);
    const source = node.distributed?.reader ? null : sourceOf(turn, frame, node, input);
    const items = Array.isArray(source) ? source : Object.values(source ?? {});
    turn.emit(frame, "MapStateStarted", () => ({ length: items.length }));
    const count = numberOf(turn, frame, node.toleratedFailureCount, input);
    const percentage = numberOf(turn, frame, node.toleratedFailurePercentage, input);
    checkTolerance(node, count, percentage);
    const join = newJoin(items.length, items, input, concurrency, null);
    if (node.distributed !== null) return openRun(turn, frame, node, join, source, { count, percentage });
    frame.join = join;
    join.exitFrom = frame.last;
    go(turn, frame, node, join);
  },
  resume(turn, frame, node) {
    const join = frame.join!;
    join.queued = false;
    if (join.run !== null) resumeRun(turn, frame, node, join, join.run);
    else go(turn, frame, node, join);
  },
};

function concurrencyOf(turn: Turn, frame: Frame, node: MapNode, input: Json): number {
  const most = node.distributed === null ? INLINE_CONCURRENCY : DISTRIBUTED_CONCURRENCY;
  const wanted = numberOf(turn, frame, node.maxConcurrency, input);
  if (wanted < 0 && node.maxConcurrency !== null)
    throw new StatesError("States.Runtime", "MaxConcurrency cannot be negative.");
  return wanted <= 0 ? most : Math.min(wanted, most);
}

/** A numeric field's value, -1 where the state has none. */
function numberOf(turn: Turn, frame: Frame, expression: Expression | null, input: Json): number {
  return expression === null ? -1 : (expression(turn.scope.at(frame, input)) as number);
}

function checkTolerance(node: MapNode, count: number, percentage: number): void {
  if (node.toleratedFailureCount !== null && count < 0)
    throw new StatesError("States.Runtime", "ToleratedFailureCount cannot be negative.");
  if (node.toleratedFailurePercentage !== null && (percentage < 0 || percentage > 100))
    throw new StatesError("States.Runtime", "ToleratedFailurePercentage must be between 0 and 100.");
}

/** What the Map iterates: an array, or, for a distributed Map, an object's members. */
function sourceOf(turn: Turn, frame: Frame, node: MapNode, input: Json): Json {
  let source = node.items === null ? input : node.items(turn.scope.at(frame, input));
  if (turn.io.stage !== undefined) source = turn.show(frame, node, "afterItemsPath", source);
  if (Array.isArray(source) || (node.distributed !== null && isObject(source))) return source;
  throw notIterable(node, source);
}

function notIterable(node: MapNode, source: Json): StatesError {
  if (node.jsonata)
    return new StatesError(
      "States.QueryEvaluationError",
      `Map state input must be an array but was: ${stringify(source)}`,
    );
  // A path into the context object is named from there (recorded: test_state_map_context_object).
  const path = (node.itemsPath ?? "$").replace(/^\$\$/, "$");
  return new StatesError("States.Runtime", `Reference path "${path}" must point to array.`);
}

/** Starts as many iterations as may run; when none is left, the state has its result. */
function go(turn: Turn, frame: Frame, node: MapNode, join: Join): void {
  const index = turn.execution.current;
  while (join.live < join.concurrency && join.next < join.items.length) openIteration(turn, frame, index, node, join);
  if (join.live === 0) return succeed(turn, frame, node, join);
  frame.phase = "join";
  turn.execution.current = -1;
}

/** The first iterations follow MapStateStarted, later ones the last state event of the iteration they replace (recorded). */
function openIteration(turn: Turn, frame: Frame, index: number, node: MapNode, join: Join): void {
  const slot = join.next++;
  const item = itemAt(join, slot);
  const input = selectItem(turn, frame, node, join, item);
  const previous = join.freed.shift() ?? frame.last;
  const last = turn.aside(frame, "MapIterationStarted", previous, () => ({ index: slot }));
  const start = turn.machine.blocks[node.processor].start;
  const child = openChild(turn, index, slot, start, input, newBound(turn, frame, input), last);
  child.item = item;
}

function succeed(turn: Turn, frame: Frame, node: MapNode, join: Join): void {
  frame.join = null;
  frame.last = join.exitFrom;
  turn.emit(frame, "MapStateSucceeded", () => null);
  const { results, exitFrom } = join;
  const result = turn.io.stage === undefined ? results : turn.show(frame, node, "result", results);
  leave(turn, frame, node, result, undefined, exitFrom);
}
