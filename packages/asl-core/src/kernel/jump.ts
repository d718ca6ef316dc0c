import type { Json } from "../json.js";
import type { Machine, NodeIndex } from "../machine/machine.js";
import { abortWork } from "./children.js";
import { causesEventLimit, failAtEventLimit } from "./event-limit.js";
import type { Execution, Frame } from "./execution.js";
import type { Io } from "./io.js";
import { UNKNOWN } from "./size.js";
import { Turn } from "./turn.js";

/**
 * Lets a frame start anew at a state of its block, with this input: what it had under way is aborted, as a failing sibling
 * would abort it. For debuggers: no definition leads there. The caller goes on with `advance`. Where that takes the last
 * event there may be, it ends the execution, as in a step. O(live frames).
 */
export function jump(machine: Machine, execution: Execution, io: Io, frame: Frame, node: NodeIndex, input: Json): void {
  const turn = new Turn(machine, execution, io);
  try {
    move(turn, frame, node, input);
  } catch (error) {
    if (!causesEventLimit(error)) throw error;
    failAtEventLimit(turn);
  }
}

function move(turn: Turn, frame: Frame, node: NodeIndex, input: Json): void {
  const { execution } = turn;
  const index = turn.indexOf(frame);
  abortWork(turn, index, frame, frame.last);
  frame.failure = null;
  turn.move(frame, node, input, UNKNOWN);
  if (execution.current !== index && !execution.ready.includes(index)) execution.ready.push(index);
}
