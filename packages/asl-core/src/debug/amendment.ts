import type { Json } from "../json.js";
import type { Frame, TimerKind } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import { settable } from "./apply-change.js";
import type { SettableScope } from "./change.js";
import type { Cursor } from "./cursor.js";
import type { Kin } from "./family.js";
import { given } from "./given.js";
import type { ScopeName } from "./inspect/index.js";
import { SHOWN } from "./inspect/shown.js";
import type { StageMoment } from "./rehearsal.js";
import { type FrameId, frameId } from "./thread.js";
import { withValue } from "./value-at.js";

/** What can be set between two steps, and when. */
const BETWEEN: Record<SettableScope, (frame: Frame) => boolean> = {
  Input: () => true,
  Variables: () => true,
  Result: ({ phase }) => phase === "resume",
  Error: ({ phase }) => phase === "recover",
};

/** Sets a value in a scope of a frame. Throws RangeError where it cannot be set here, TypeError where it is not JSON. */
export function setValue(cursor: Cursor, frame: FrameId, scope: ScopeName, pointer: string, foreign: Json): void {
  const value = given(foreign, "the value");
  const moment = stageShown(cursor, frame, scope);
  if (moment !== undefined) return cursor.changeStage(moment.stage, withValue(moment.value, pointer, value), pointer);
  const { number, frame: found } = liveFrame(cursor, frame);
  const between = (BETWEEN as Partial<typeof BETWEEN>)[scope as SettableScope];
  if (between === undefined || !between(found))
    throw new RangeError(`${scope} cannot be set here: go to the data stage that gives it`);
  const settled = scope as SettableScope;
  withValue(settable(found, settled), pointer, value);
  cursor.change(number, { type: "Set", frame: found.serial, scope: settled, path: pointer, value });
}

/** The data stage inside the step that is looked into, whose value the scope shows. */
function stageShown(cursor: Cursor, frame: FrameId, scope: ScopeName): StageMoment | undefined {
  const { stage } = cursor.position;
  const { next } = cursor;
  if (stage === 0 || next === undefined) return undefined;
  const names = SHOWN[scope] ?? [];
  return cursor.rehearsal.moments.findLast(
    (moment): moment is StageMoment =>
      moment.type === "stage" &&
      moment.stage <= stage &&
      names.includes(moment.name) &&
      frameId(next.number, moment.frame.serial) === frame,
  );
}

function liveFrame({ family }: Cursor, id: FrameId): Kin {
  const found = family.find(id);
  if (found === undefined) throw new RangeError(`there is no frame ${id} here`);
  return found;
}

/** Lets a frame start anew at a state of its block. */
export function jumpTo(cursor: Cursor, id: FrameId, state: string, foreign?: Json): void {
  const { number, frame } = liveFrame(cursor, id);
  const own = foreign === undefined ? {} : { input: given(foreign, "the input") };
  cursor.change(number, { type: "Jump", frame: frame.serial, state, ...own });
}

/** Lets the timer a frame waits for fire now. Throws RangeError where it waits for none. */
export function fireTimer(cursor: Cursor, id: FrameId): void {
  const { number, frame } = liveFrame(cursor, id);
  const timer = timerOf(frame, cursor.machine);
  if (timer === undefined) throw new RangeError(`frame ${id} waits for no timer`);
  const { token } = frame;
  if (timer === "timeout" || timer === "heartbeat") cursor.change(number, { type: "Hasten", token, timer });
  cursor.give({ execution: number, token }, (_, at) => ({ type: "TimerFired", token, timer, at }));
}

function timerOf({ phase, node, timeoutDue, heartbeatDue }: Frame, { nodes }: Machine): TimerKind | undefined {
  if (phase === "backoff") return "backoff";
  if (phase !== "await") return undefined;
  if (nodes[node].kind === "Wait") return "wait";
  if (timeoutDue === 0 && heartbeatDue === 0) return undefined;
  return heartbeatDue !== 0 && (timeoutDue === 0 || heartbeatDue < timeoutDue) ? "heartbeat" : "timeout";
}
