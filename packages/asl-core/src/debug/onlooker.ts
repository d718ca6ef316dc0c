import type { Json } from "../json.js";
import type { Event, Status } from "../kernel/index.js";
import type { QueryLanguage } from "../machine/inquiry.js";
import {
  evaluate,
  type NodeOutline,
  outline,
  type Retries,
  retries,
  type Scope,
  type ScopeName,
  type StackFrame,
  type StageValue,
  scopes,
  stack,
  stages,
  threads,
} from "./inspect/index.js";
import type { Past } from "./past.js";
import type { Scene } from "./scene.js";
import { type FrameId, parseFrameId, type Thread, type ThreadId } from "./thread.js";
import {
  type ChoiceWhy,
  type FailureWhy,
  type Subject,
  type ValueWhy,
  whyChoice,
  whyFailure,
  whyValue,
} from "./why/index.js";

/** What can be seen of a run from where one stands. Nothing here changes anything. */
export abstract class Onlooker {
  /** Everything as it stands at this position. */
  abstract get scene(): Scene;

  /** The run's recorded time. */
  abstract get past(): Past;

  /** Of the root execution at this position. */
  get status(): Status {
    return this.scene.executions[0].execution.status;
  }

  /** Events of an execution so far. Throws RangeError where there is no such execution. */
  events(execution = 0): readonly Event[] {
    const found = this.scene.executions[execution];
    if (found === undefined) throw new RangeError(`there is no execution ${execution}`);
    return found.events;
  }

  /** Every place where the run currently is. */
  threads(): Thread[] {
    return threads(this.scene, this.past);
  }

  /** Whether a frame is live here, be it a thread or the Parallel or Map around some. O(live frames of its execution). */
  isLive(frame: FrameId): boolean {
    const { execution = -1, serial } = parseFrameId(frame) ?? {};
    const found = this.scene.executions[execution]?.execution;
    return found?.status === "RUNNING" && found.frames.some((one) => one?.serial === serial);
  }

  /** The frames of a thread, innermost first, also across child executions. Throws RangeError where it is gone. */
  stack(thread: ThreadId): StackFrame[] {
    return stack(this.scene, this.past, thread);
  }

  /** The values of a frame, in groups. Throws RangeError where it is gone; likewise the methods below. */
  scopes(frame: FrameId): Scope[] {
    return scopes(this.scene, this.past, frame);
  }

  /** The value after each data stage of this visit, this try, up to the position. */
  stages(frame: FrameId): readonly StageValue[] {
    return stages(this.scene, this.past, frame);
  }

  /** Tries of this visit that failed, and when the next one is. */
  retries(frame: FrameId): Retries {
    return retries(this.scene, this.past, frame);
  }

  /** The value of an expression in a frame. Throws ExpressionSyntaxError with the offset in it, StatesError where it has none. */
  evaluate(frame: FrameId, expression: string, language?: QueryLanguage): Json {
    return evaluate(this.scene, this.past, frame, expression, language);
  }

  /** Every state, with what has become of it so far. */
  outline(): NodeOutline[] {
    return outline(this.scene, this.past);
  }

  /** Why a Choice goes where it goes: of a frame that stands in one, or of an event of one. */
  whyChoice(subject: Subject): ChoiceWhy {
    return whyChoice(this.scene, this.past, subject);
  }

  /** Where a value came from. `level`: for variables, the frame that keeps them. */
  whyValue(frame: FrameId, scope: ScopeName, pointer: string, level?: FrameId): ValueWhy {
    return whyValue(this.scene, this.past, frame, scope, pointer, level);
  }

  /** Which Retry and Catch entries were considered for a failure, and why they did not take it. */
  whyFailure(subject: Subject): FailureWhy {
    return whyFailure(this.scene, this.past, subject);
  }
}
