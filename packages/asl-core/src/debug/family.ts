import type { Execution, Frame } from "../kernel/index.js";
import type { Tape } from "./tape.js";
import { type FrameId, frameId, parseFrameId, type ThreadId } from "./thread.js";

/** A frame of a run and the frames around it, across child executions. */
export interface Kin {
  readonly number: number;
  readonly frame: Frame;
}

/** The executions of a run at some moment, by number. */
export type Lookup = (number: number) => Execution | undefined;

/** Finds frames by what they are to each other. */
export class Family {
  constructor(
    private readonly tape: Tape,
    private readonly lookup: Lookup,
  ) {}

  /** A live frame; undefined where it is gone. O(live frames). */
  find(id: FrameId): Kin | undefined {
    const parts = parseFrameId(id);
    const frame = parts && this.lookup(parts.execution)?.frames.find((one) => one?.serial === parts.serial);
    return frame ? { number: parts!.execution, frame } : undefined;
  }

  /** The Parallel or Map frame around. */
  around({ number, frame }: Kin): Kin | undefined {
    if (frame.parent >= 0) return { number, frame: this.lookup(number)!.frames[frame.parent]! };
    const { birth } = this.tape.tracks[number];
    if (birth === null) return undefined;
    const above = this.lookup(birth.parent)!;
    const found = above.frames[above.awaiting[birth.token]];
    return found ? { number: birth.parent, frame: found } : undefined;
  }

  /** Ids of a frame and all around it, innermost first. */
  chain(kin: Kin): FrameId[] {
    const ids: FrameId[] = [];
    for (let at: Kin | undefined = kin; at !== undefined; at = this.around(at))
      ids.push(frameId(at.number, at.frame.serial));
    return ids;
  }
}

/** The id of the only thread there is where no frame is left. */
export const NO_THREAD: ThreadId = frameId(0, 1);
