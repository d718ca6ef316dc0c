import type { Json, JsonObject } from "../json.js";
import { END, type Node, type ResultWriter, type Way } from "../machine/machine.js";
import { endBlock } from "./children.js";
import type { Frame } from "./execution.js";
import { checkSize } from "./limits.js";
import { sizeBound, UNKNOWN } from "./size.js";
import type { Turn } from "./turn.js";
import { assign, checkAssigned } from "./variables.js";

/** InputPath applied: what the state works on. JSONata states work on the raw input. */
export function effectiveInput(turn: Turn, frame: Frame, node: Node): Json {
  const { effective } = node.flow;
  const value = effective === null ? frame.input : effective(turn.scope.at(frame, frame.input));
  return turn.io.stage === undefined || node.jsonata ? value : turn.show(frame, node, "afterInputPath", value);
}

/** Parameters or Arguments applied; without them the effective input itself. */
export function requestOf(turn: Turn, frame: Frame, node: Node, effective: Json): Json {
  const { arguments: template } = node.flow;
  const value = template === null ? effective : template(turn.scope.at(frame, effective));
  if (turn.io.stage === undefined) return value;
  return turn.show(frame, node, node.jsonata ? "afterArguments" : "afterParameters", value);
}

/**
 * The second half of every state that has a result. JSONPath: ResultSelector, Assign (on the raw result), ResultPath
 * into the raw input, OutputPath. JSONata: Assign and Output, both with the values of state entry. Then the state exits
 * and the frame goes on. `previous`: the event Exited follows where it is not the chain's last (Parallel and Map).
 */
export function leave(turn: Turn, frame: Frame, node: Node, result: Json, way?: Way, previous?: number): void {
  if (node.jsonata) leaveJsonata(turn, frame, node, result, way, previous);
  else leaveJsonPath(turn, frame, node, result, way, previous);
}

function leaveJsonPath(turn: Turn, frame: Frame, node: Node, result: Json, way?: Way, previous?: number): void {
  const { scope, io } = turn;
  const { selector, write, filter } = node.flow;
  let selected = selector === null ? result : selector(scope.at(frame, result));
  if (io.stage !== undefined && selector !== null) selected = turn.show(frame, node, "afterResultSelector", selected);
  const assign = way === undefined ? node.flow.assign : way.assign;
  const assigned = assign === null ? null : (assign(scope.at(frame, result)) as JsonObject);
  const written = write === null ? selected : write.write(frame.input, selected);
  const shown = io.stage === undefined ? written : turn.show(frame, node, "afterResultPath", written);
  const output = filter === null ? shown : filter(scope.at(frame, shown));
  const isWritten = write !== null && filter === null && shown === written;
  const bound = isWritten ? writtenBound(turn, frame, selected, write) : newBound(turn, frame, output);
  finish(turn, frame, node, output, bound, assigned, way, previous);
}

function leaveJsonata(turn: Turn, frame: Frame, node: Node, result: Json, way?: Way, previous?: number): void {
  const { assign, output: template } = way ?? node.flow;
  const scope = turn.scope.at(frame, frame.input, hasResult(node) ? result : undefined);
  const assigned = assign === null ? null : (assign(scope) as JsonObject);
  const output = template === null ? result : template(scope);
  finish(turn, frame, node, output, newBound(turn, frame, output), assigned, way, previous);
}

/** States whose work gives a result of its own; for the others `$states.result` does not exist. */
const hasResult = (node: Node): boolean => node.kind === "Task" || node.kind === "Map" || node.kind === "Parallel";

/** Exits the state with a finished output and goes on. */
export function finish(
  turn: Turn,
  frame: Frame,
  node: Node,
  output: Json,
  bound: number,
  assigned: JsonObject | null,
  way?: Way,
  previous?: number,
): void {
  if (turn.io.replace !== undefined) {
    const replaced = turn.io.replace(frame, node, "output", output);
    if (replaced !== output) bound = UNKNOWN;
    output = replaced;
  }
  const checked = checkSize(output, bound, turn.execution.limits.payload, node.name);
  const growth = assigned === null ? 0 : checkAssigned(turn, frame, node, assigned);
  turn.exited(frame, node, output, assigned, way === undefined ? "next" : way.via, previous);
  if (assigned !== null) assign(turn, frame, node, assigned, growth);
  const next = way === undefined ? node.next : way.next;
  turn.move(frame, next, output, checked);
  if (next === END) endBlock(turn, frame);
}

/** Bound of a document into which a result was written: what was there plus what is new. */
function writtenBound(turn: Turn, frame: Frame, selected: Json, write: ResultWriter): number {
  const { payload } = turn.execution.limits;
  if (write.discard) return frame.bound;
  if (payload === 0) return frame.bound + turn.lift;
  return frame.bound + sizeBound(selected, frame.input, frame.bound, payload) + write.room;
}

/** The bound of a value that becomes a frame's input: the old one where nothing changed. */
export function newBound(turn: Turn, frame: Frame, output: Json): number {
  const { payload } = turn.execution.limits;
  if (output === frame.input) return frame.bound;
  return payload === 0 ? frame.bound + turn.lift : sizeBound(output, frame.input, frame.bound, payload);
}
