import { isObject, type Json, type JsonObject } from "../json.js";
import { type Execution, type Frame, type Io, jump, setVariables } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import type { Change, SettableScope } from "./change.js";
import { namedNodes } from "./named-nodes.js";
import { applyReload } from "./reload.js";
import type { Stand } from "./stand.js";
import { withValue } from "./value-at.js";

/**
 * Makes a change: for the first time, or once more. `to`: the machine after it. Throws RangeError where it cannot be made.
 */
export function applyChange(stand: Stand, execution: Execution, change: Change, io: Io, to: Machine): void {
  switch (change.type) {
    case "Set":
      return set(execution, frameOf(execution, change.frame), change.scope, change.path, change.value);
    case "Jump":
      return jumpTo(stand, execution, change, io);
    case "Hasten":
      return hasten(execution, change);
    case "Reload":
      return applyReload(stand, to);
    case "Stage":
      throw new RangeError("a data stage is changed by its step");
  }
}

function frameOf({ frames }: Execution, serial: number): Frame {
  const frame = frames.find((one) => one?.serial === serial);
  if (!frame) throw new RangeError(`there is no frame ${serial} here`);
  return frame;
}

/** The value of a scope that can be set. */
export function settable(frame: Frame, scope: SettableScope): Json {
  if (scope === "Input") return frame.input;
  if (scope === "Variables") return frame.variables ?? {};
  if (scope === "Result") return frame.output;
  return { Error: frame.failure?.error ?? null, Cause: frame.failure?.cause ?? null };
}

/** Sizes are not known any more: they are measured where they count. */
function set(execution: Execution, frame: Frame, scope: SettableScope, path: string, value: Json): void {
  const whole = withValue(settable(frame, scope), path, value);
  if (scope === "Variables" || scope === "Error") checkObject(whole, scope);
  if (scope === "Variables") return setVariables(execution, frame, whole as JsonObject);
  if (scope === "Result") frame.output = whole;
  else if (scope === "Error") setFailure(frame, whole as JsonObject);
  else {
    frame.input = whole;
    frame.bound = Number.MAX_SAFE_INTEGER;
  }
}

function checkObject(value: Json, scope: SettableScope): void {
  if (!isObject(value)) throw new RangeError(`${scope} must be an object`);
}

function setFailure(frame: Frame, { Error: error = null, Cause: cause = null }: JsonObject): void {
  const heartbeat = frame.failure?.heartbeat === true && error === frame.failure.error;
  frame.failure = { error: textOrNull(error), cause: textOrNull(cause), heartbeat };
}

function textOrNull(value: Json): string | null {
  if (value === null || typeof value === "string") return value;
  throw new RangeError("Error and Cause must be texts");
}

function jumpTo({ machine }: Stand, execution: Execution, change: Extract<Change, { type: "Jump" }>, io: Io): void {
  const frame = frameOf(execution, change.frame);
  const { block } = machine.nodes[frame.node];
  const node = namedNodes(machine, change.state).find((one) => one.block === block);
  if (node === undefined)
    throw new RangeError(`there is no state "${change.state}" in the block of "${machine.nodes[frame.node].path}"`);
  jump(machine, execution, io, frame, node.index, change.input === undefined ? frame.input : change.input);
}

function hasten(execution: Execution, { token, timer }: Extract<Change, { type: "Hasten" }>): void {
  const frame = execution.frames[execution.awaiting[token]];
  if (!frame) throw new RangeError("nothing waits for that timer");
  if (timer === "heartbeat") frame.heartbeatDue = execution.now;
  else frame.timeoutDue = execution.now;
}
