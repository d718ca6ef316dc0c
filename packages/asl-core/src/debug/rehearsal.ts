import type { Json } from "../json.js";
import type { Failure, Frame, Stage } from "../kernel/index.js";
import type { Node } from "../machine/machine.js";
import { Reel } from "./reel.js";
import type { Stand } from "./stand.js";
import type { Tape } from "./tape.js";

/** Something that happens inside a step, and after how many of its data stages. */
export type Moment = { readonly stage: number; readonly frame: Frame; readonly node: Node } & (
  | { readonly type: "stage"; readonly name: Stage; readonly value: Json }
  /** A Choice has decided: "choice 2", "default". */
  | { readonly type: "way"; readonly via: string }
  | { readonly type: "failure"; readonly failure: Failure }
);

/** A data stage inside a step. */
export type StageMoment = Extract<Moment, { type: "stage" }>;

/** What happens inside the step that comes next on a stand, in its order, and how many data stages it has. */
export interface Rehearsal {
  readonly moments: readonly Moment[];
  readonly stages: number;
}

/** Makes the step that comes next happen on copies. Frames are shown as they are at its end. O(live frames of its execution). */
export function rehearse(tape: Tape, before: Stand): Rehearsal {
  const moments: Moment[] = [];
  const stand = before.copy();
  if (stand.turn === null) return { moments, stages: 0 };
  let stage = 0;
  let acting: { frame: Frame; node: Node } | undefined;
  const reel = new Reel(tape, stand).listen({
    stage: (name, value, frame, node) => {
      acting = { frame, node };
      moments.push({ type: "stage", stage: ++stage, name, value, frame, node });
    },
    failure: (failure, frame, node) => void moments.push({ type: "failure", stage, failure, frame, node }),
    event: ({ type, via }) => {
      if (type === "ChoiceStateExited" && acting !== undefined)
        moments.push({ type: "way", stage, via: via!, ...acting });
    },
  });
  reel.to(stand.step + 1);
  return { moments, stages: stage };
}
