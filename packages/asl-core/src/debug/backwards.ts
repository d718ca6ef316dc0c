import type { Cursor } from "./cursor.js";
import { stepOf } from "./inspect/place.js";
import { atStep, BEGINNING, type Position } from "./position.js";
import { rehearse } from "./rehearsal.js";
import type { BackKind } from "./stop.js";
import { type FrameId, frameId, parseFrameId, type ThreadId } from "./thread.js";

/** Where a step back leads; the beginning where there is nothing before. */
export function stepBack(cursor: Cursor, kind: BackKind, thread: ThreadId): Position {
  const { step, stage } = cursor.position;
  switch (kind) {
    case "step":
      return stage > 0 ? atStep(step) : atStep(Math.max(0, step - 1));
    case "stage":
      return stage > 0 ? { step, stage: stage - 1 } : lastStageBefore(cursor, step);
    default:
      return lastEntry(cursor, kind, thread) ?? BEGINNING;
  }
}

function lastStageBefore({ tape, past }: Cursor, step: number): Position {
  if (step === 0) return BEGINNING;
  return { step: step - 1, stage: rehearse(tape, past.standAt(step - 1)).stages };
}

/** The last time this frame, or one around it, entered a state; of a thread that is gone, its own last. O(events since then). */
function lastEntry(cursor: Cursor, kind: "over" | "out", thread: ThreadId): Position | undefined {
  const kin = cursor.family.find(thread);
  const chain = kin === undefined ? [thread] : cursor.family.chain(kin);
  const wanted = chain.slice(kind === "out" ? 1 : 0);
  const steps = executionsOf(wanted).map((number) => lastEntryIn(cursor, number, new Set(wanted)));
  const last = Math.max(-1, ...steps);
  return last < 0 ? undefined : atStep(last);
}

const executionsOf = (chain: readonly FrameId[]): number[] => [
  ...new Set(chain.map((id) => parseFrameId(id)!.execution)),
];

/** The number of the step; -1 where there is none. */
function lastEntryIn({ scene, past, position }: Cursor, number: number, wanted: ReadonlySet<FrameId>): number {
  const { events } = scene.executions[number];
  for (let i = events.length - 1; i >= 0; i--) {
    const { id, type, frame } = events[i];
    if (!type.endsWith("StateEntered") || !wanted.has(frameId(number, frame))) continue;
    const step = stepOf(past, scene, number, id);
    if (step < position.step || position.stage > 0) return step;
  }
  return -1;
}
