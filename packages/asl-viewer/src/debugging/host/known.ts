import type { Event } from "asl-core";
import type { DebugSession, Scene, SceneExecution } from "asl-core/debug";
import { passagesOf } from "../../passage.js";
import type { EventRange, ExecutionPassages, Notifications, Params } from "../protocol.js";
import { PORTIONS } from "./limits.js";

/** The events of a run as its clients were told of them, those behind the session's position included. */
export class Known {
  /** By execution: how many events clients may have. */
  private told: number[] = [];
  private end: Scene | undefined;
  private length = -1;

  constructor(private readonly session: DebugSession) {}

  /** The run as far as it has ever gone. O(steps since the last checkpoint) after a move, else O(1). */
  get scene(): Scene {
    const { session } = this;
    if (session.live && session.position.stage === 0) return session.scene;
    if (this.end === undefined || this.length !== session.length) {
      this.length = session.length;
      this.end = session.past.sceneAt({ step: session.length, stage: 0 });
    }
    return this.end;
  }

  /** Events of an execution that are known: inside a step that has not happened yet those of the step, too. */
  count(execution: number): number {
    return Math.max(eventsIn(this.scene, execution), eventsIn(this.session.scene, execution));
  }

  /** The scene that knows most of an execution. */
  sceneFor(execution: number): Scene {
    const { session } = this;
    return eventsIn(session.scene, execution) > eventsIn(this.scene, execution) ? session.scene : this.scene;
  }

  /** Events from an index on, as many as fit. Throws RangeError where there is no such execution. */
  range(execution: number, from: number, to = Number.POSITIVE_INFINITY): EventRange {
    const { events: all } = this.executionOf(execution);
    const events: Event[] = [];
    const end = Math.min(all.length, to);
    for (let size = 0, at = from; at < end && size < PORTIONS.events; at++) {
      events.push(all[at]);
      size += JSON.stringify(all[at]).length;
    }
    return { from, events, known: all.length };
  }

  /** When executions entered and left states, each from an index on, as many as fit. Throws RangeError as `range` does. */
  passages(wanted: Params<"passages">["executions"]): ExecutionPassages[] {
    const told: ExecutionPassages[] = [];
    let size = 0;
    for (const { execution, from } of wanted) {
      if (size >= PORTIONS.passages) break;
      const { events } = this.executionOf(execution);
      const passages = passagesOf(events, from);
      size += passages.length;
      told.push({ execution, to: events.length, passages });
    }
    return told;
  }

  private executionOf(execution: number): SceneExecution {
    const found = this.sceneFor(execution).executions[execution];
    if (found === undefined) throw new RangeError(`there is no execution ${execution}`);
    return found;
  }

  /** How many events of each execution stay whatever is changed at the session's position: those before its step. */
  lasting(): number[] {
    const { position, past, scene } = this.session;
    const before = position.stage === 0 ? scene : past.sceneAt({ step: position.step, stage: 0 });
    return before.executions.map((_, execution) => eventsIn(before, execution));
  }

  /** Called after a change: everything but what lasts is to be told anew. */
  forget(lasting: readonly number[]): Notifications["cut"][] {
    this.end = undefined;
    return this.cut(lasting);
  }

  /** Called before a standing is told: what is gone by itself. */
  settle(): Notifications["cut"][] {
    const cuts = this.cut(this.told.map((_, execution) => this.count(execution)));
    this.told = this.session.scene.executions.map((_, execution) => this.count(execution));
    return cuts;
  }

  private cut(counts: readonly number[]): Notifications["cut"][] {
    const cuts = this.told.flatMap((told, execution) => {
      const count = counts[execution] ?? 0;
      return told > count ? [{ execution, count }] : [];
    });
    this.told = this.told.map((told, execution) => Math.min(told, counts[execution] ?? 0));
    return cuts;
  }
}

/** Events of an execution in a scene, without making their list. */
const eventsIn = ({ executions }: Scene, execution: number): number => executions[execution]?.execution.events ?? 0;
