import type { Execution, Frame } from "../kernel/index.js";
import type { Node } from "../machine/machine.js";
import { Family, type Kin, type Lookup } from "./family.js";
import type { StepKind } from "./stop.js";
import type { Tape } from "./tape.js";
import { type FrameId, frameId } from "./thread.js";

/** Where a step ends, but for breakpoints and what else halts a run. */
export interface Goal {
  /** Whether it is reached before this step. Absent: it never is. */
  before?(node: Node, frame: Frame, execution: Execution, number: number): boolean;
  /** Whether data stages of this frame's steps reach it. */
  stage?(frame: Frame, number: number): boolean;
  /** Whether it is reached between two turns. */
  after?(): boolean;
  /** Any failure reaches it. */
  readonly failure?: true;
  /** Any retry reaches it. */
  readonly retry?: true;
}

/** Never reached: for `continue`. */
export const NEVER: Goal = {};

/**
 * The goal of a step that begins in a frame. `live`: the executions as they stand whenever it is asked. Undefined for
 * "stage", which is no goal but one stage or one step.
 */
export function goalOf(kind: Exclude<StepKind, "stage">, from: Kin | undefined, tape: Tape, live: Lookup): Goal {
  if (kind === "error") return { failure: true };
  if (kind === "retry") return { retry: true };
  if (from === undefined) return { before: (_node, frame) => frame.phase === "enter" };
  const chain = new Set(new Family(tape, live).chain(from));
  const own = frameId(from.number, from.frame.serial);
  const { node, parent } = from.frame;
  switch (kind) {
    case "visit":
      return { before: (at, frame) => at.index === node && frame.phase === "enter" };
    case "iteration":
      return { before: sibling(own, from, parent, tape) };
    case "over":
      return {
        before: (_at, frame, _execution, number) => frame.phase === "enter" && chain.has(frameId(number, frame.serial)),
      };
    case "out":
      return gone(() => new Family(tape, live).find(own) === undefined);
    case "into":
      return into(own, chain, tape, live);
  }
}

const gone = (isGone: () => boolean): Goal => ({ before: isGone, after: isGone });

/** The same state in another iteration of the same Map. */
function sibling(own: FrameId, { number: home, frame: { node } }: Kin, parent: number, tape: Tape): Goal["before"] {
  const { birth } = tape.tracks[home];
  return (at, frame, _execution, number) => {
    if (at.index !== node || frame.phase !== "enter" || frameId(number, frame.serial) === own) return false;
    if (number === home) return frame.parent === parent;
    const other = tape.tracks[number].birth;
    return parent < 0 && birth !== null && other?.parent === birth.parent && other.token === birth.token;
  };
}

function into(own: FrameId, chain: ReadonlySet<FrameId>, tape: Tape, live: Lookup): Goal {
  const concerns = (frame: Frame, number: number): boolean => {
    const id = frameId(number, frame.serial);
    return chain.has(id) || new Family(tape, live).chain({ number, frame }).includes(own);
  };
  return {
    before: (_at, frame, _execution, number) => frame.phase === "enter" && concerns(frame, number),
    stage: concerns,
  };
}
