import type { Event } from "asl-core";
import {
  atStep,
  BEGINNING,
  type DebugSession,
  type FailureWhy,
  type FrameId,
  frameId,
  type Position,
  parseFrameId,
  type Retries,
  retries,
  type Scene,
  scopes,
  stages,
  whyChoice,
  whyFailure,
} from "asl-core/debug";
import type { Inspection, Look } from "../protocol.js";
import type { Known } from "./known.js";

/** A frame in the state of its visit, at a place. */
export interface Seen {
  readonly scene: Scene;
  readonly frame: FrameId;
  /** The id of the visit's Entered event. */
  readonly entered: number;
}

/** The events of a visit that count. */
interface Stay {
  readonly entered: Event;
  /** Its last event so far. */
  readonly last: Event;
  readonly exited: boolean;
  /** The last one that tells of a failure. */
  readonly failed: Event | undefined;
}

const FAILURE = /Failed$|TimedOut$|^FailStateEntered$/;

/**
 * Looks at visits from any place of a run without moving its session.
 *
 * A visit is known by its Entered event, a place by how many events are written there. One step may write several events:
 * then the place is inside that step, after as many of its data stages. Where the visit is over by then, or its frame gone,
 * it is looked at from the last place at which the frame was still in the state.
 */
export class Looking {
  constructor(
    private readonly session: DebugSession,
    private readonly known: Known,
  ) {}

  /**
   * The place where an execution has written so many events; where no place has exactly so many, the first with more. Throws
   * RangeError where there are fewer. O(steps since the last checkpoint).
   */
  positionAt(execution: number, count: number): Position {
    const { past, scene, position } = this.session;
    if (count === 0 && execution === 0) return BEGINNING;
    this.events(execution, count);
    if (scene.executions[execution]?.execution.events === count) return position;
    const step = past.knownStepOf(execution, Math.max(1, count));
    if (step === undefined) return position;
    if (past.knownStepOf(execution, count + 1) !== step) return atStep(step + 1);
    return inside(step, this.stagesOf(step, execution, count + 1).length) ?? atStep(step + 1);
  }

  /** The frame of a visit, at a place of it. Throws RangeError where there is no such visit. */
  see(look: Look): Seen {
    const { execution, event } = look;
    const stay = this.stayOf(look);
    for (const position of this.places(look, stay)) {
      const scene = this.sceneAt(position);
      const serial = stay.entered.frame;
      const frames = scene.executions[execution]?.execution.frames ?? [];
      const isThere = frames.some((frame) => frame?.serial === serial && frame.entered === event);
      if (isThere) return { scene, frame: frameId(execution, serial), entered: event };
    }
    throw new RangeError(`nothing can be seen of the visit that event ${event} began`);
  }

  /** What can be seen of a visit. Cost: that of a few looks into the past. */
  inspect(look: Look): Inspection {
    const { past } = this.session;
    const stay = this.stayOf(look);
    const { scene, frame } = this.see(look);
    const tries = retries(scene, past, frame);
    const subject = { execution: look.execution, event: look.event };
    const failure = this.failureOf(look, stay, tries, { scene, frame });
    return {
      ...{ position: scene.position, frame, state: scene.machine.nodes[this.nodeOf(scene, look, stay)].path },
      here: scene === this.session.scene,
      stages: stages(scene, past, frame),
      scopes: scopes(scene, past, frame),
      retries: tries,
      ...(stay.entered.type === "ChoiceStateEntered" && { choice: whyChoice(scene, past, subject) }),
      ...(failure && { failure }),
    };
  }

  /**
   * What can be seen in a frame at the session's position, also in front of a state that is not entered yet. Throws
   * RangeError where there is no such frame.
   */
  inspectFrame(frame: FrameId): Inspection {
    const { past, scene, position } = this.session;
    const { execution, serial } = parseFrameId(frame) ?? { execution: -1, serial: -1 };
    const found = scene.executions[execution]?.execution.frames.find((one) => one?.serial === serial);
    if (!found) throw new RangeError(`there is no frame ${frame} here`);
    const node = scene.machine.nodes[found.node];
    return {
      ...{ position, frame, state: node.path, here: true },
      stages: stages(scene, past, frame),
      scopes: scopes(scene, past, frame),
      retries: retries(scene, past, frame),
      ...(node.kind === "Choice" && { choice: whyChoice(scene, past, frame) }),
    };
  }

  /** Events carry the nodes of the last machine, the scene those of its own. */
  private nodeOf({ executions }: Scene, { execution }: Look, { entered }: Stay): number {
    return executions[execution].execution.frames.find((frame) => frame?.serial === entered.frame)!.node;
  }

  private failureOf(
    look: Look,
    { failed }: Stay,
    { attempts }: Retries,
    { scene, frame }: Omit<Seen, "entered">,
  ): FailureWhy | undefined {
    const { past } = this.session;
    if (failed === undefined && attempts.length === 0) return undefined;
    try {
      if (failed === undefined) return whyFailure(scene, past, frame);
      const now = this.sceneAt(this.positionAt(look.execution, look.count));
      return whyFailure(now, past, { execution: look.execution, event: failed.id });
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  private sceneAt(position: Position): Scene {
    const { session } = this;
    const { step, stage } = session.position;
    return position.step === step && position.stage === stage ? session.scene : session.past.sceneAt(position);
  }

  /** Where the visit may be seen, the best place first. */
  private *places(look: Look, { entered, last, exited }: Stay): Generator<Position> {
    const { execution, count } = look;
    const { past, position } = this.session;
    if (!exited) yield this.positionAt(execution, count);
    const step = past.knownStepOf(execution, last.id);
    const begun = past.knownStepOf(execution, entered.id);
    if (step === undefined || begun === undefined) return yield position;
    const own = this.stagesOf(step, execution).lastIndexOf(entered.frame) + 1;
    if (own > 0) yield { step, stage: own };
    if (step > begun) yield atStep(step);
    const first = this.stagesOf(begun, execution).lastIndexOf(entered.frame) + 1;
    if (first > 0) yield { step: begun, stage: first };
    yield atStep(begun + 1);
  }

  /** The frames of a step's data stages, in their order; of those before an event of an execution, where one is named. */
  private stagesOf(step: number, execution: number, before = Number.POSITIVE_INFINITY): number[] {
    const frames: number[] = [];
    let acting = -1;
    let isOver = false;
    this.session.past.watch(atStep(step), atStep(step + 1), {
      step: (_step, number) => {
        acting = number;
      },
      stage: (_stage, _value, { serial }) => {
        if (!isOver) frames.push(acting === execution ? serial : -1);
      },
      event: ({ id }) => {
        if (acting === execution && id >= before) isOver = true;
      },
    });
    return frames;
  }

  private stayOf({ execution, event, count }: Look): Stay {
    const events = this.events(execution, count);
    const entered = events[event - 1];
    if (event > count || !entered?.type.endsWith("StateEntered"))
      throw new RangeError(`event ${event} begins no visit among the first ${count} events of execution ${execution}`);
    let last = entered;
    let failed = FAILURE.test(entered.type) ? entered : undefined;
    for (let at = event; at < count; at++) {
      const one = events[at];
      const isEnd = one.type.startsWith("Execution") && one.previous === last.id;
      if (one.frame !== entered.frame && !isEnd) continue;
      if (one.type.endsWith("StateEntered")) break;
      if (FAILURE.test(one.type) && (!isEnd || one.type === "ExecutionFailed")) failed = isEnd ? (failed ?? one) : one;
      last = one;
      if (one.type.endsWith("StateExited")) return { entered, last, exited: true, failed };
    }
    return { entered, last, exited: false, failed };
  }

  /** The events of an execution. Throws RangeError where there are fewer than so many. */
  private events(execution: number, count: number): readonly Event[] {
    const events = this.known.sceneFor(execution).executions[execution]?.events;
    if (events === undefined) throw new RangeError(`there is no execution ${execution}`);
    if (count > events.length)
      throw new RangeError(`execution ${execution} has written ${events.length} events, not ${count}`);
    return events;
  }
}

const inside = (step: number, stage: number): Position | undefined => (stage > 0 ? { step, stage } : undefined);
