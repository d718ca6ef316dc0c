import type { TaskRequest } from "../drivers/handler.js";
import type { Event, Execution } from "../kernel/index.js";
import type { Position } from "./position.js";
import type { Scene, SceneExecution } from "./scene.js";
import type { Stand } from "./stand.js";
import type { Tape } from "./tape.js";
import type { Track } from "./track.js";
import type { Wait } from "./wait.js";
import { waitingTasks } from "./waiting-tasks.js";

/** The scene of a stand, which must not change any more. `ahead`: events of the step that is looked into, where the tape has none. */
export function sceneOf(tape: Tape, stand: Stand, position: Position, ahead: readonly Event[] = []): Scene {
  return new StandScene(tape, stand, position, ahead);
}

class StandScene implements Scene {
  readonly machine;
  readonly now;
  readonly executions: readonly SceneExecution[];
  private requests: readonly TaskRequest[] | undefined = undefined;

  constructor(
    private readonly tape: Tape,
    stand: Stand,
    readonly position: Position,
    ahead: readonly Event[],
  ) {
    this.machine = stand.machine;
    this.now = stand.now;
    const { turn } = stand;
    this.executions = stand.executions.map(
      (execution, i) =>
        new StandExecution(tape.tracks[i], execution, i === turn?.execution ? ahead : [], position.step),
    );
  }

  get waiting(): readonly TaskRequest[] {
    this.requests ??= waitingTasks(this, this.tape);
    return this.requests;
  }

  get answered(): readonly Wait[] {
    return this.tape.answered.filter(({ step }) => step <= this.position.step);
  }
}

class StandExecution implements SceneExecution {
  readonly number;
  readonly parent;
  readonly iteration;
  /** The list of the tape, which grows; where the tape is cut it gets another one. */
  private readonly all: readonly Event[];
  private shown: readonly Event[] | undefined = undefined;

  constructor(
    track: Track,
    readonly execution: Execution,
    private readonly ahead: readonly Event[],
    step: number,
  ) {
    const { number, birth, iteration } = track;
    this.number = number;
    this.parent = birth && { execution: birth.parent, token: birth.token };
    this.iteration = iteration;
    this.all = track.eventsAt(step);
  }

  get events(): readonly Event[] {
    this.shown ??= this.written();
    return this.shown;
  }

  private written(): readonly Event[] {
    const count = this.execution.events;
    if (this.all.length >= count) return this.all.slice(0, count);
    return [...this.all, ...this.ahead.filter(({ id }) => id > this.all.length)];
  }
}
