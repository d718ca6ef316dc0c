import { type AwsDetails, type AwsEvent, detailsOf, isEventType, isRedrive } from "./aws-event.js";

/**
 * One place where an execution was: the whole, a branch of a Parallel or an iteration of a Map. Each try of a Parallel or
 * Map opens new ones.
 */
export interface Thread {
  /** The same for the same place of two executions, however their branches and iterations raced. */
  readonly key: string;
  readonly parent: Thread | null;
  /** The try of the Parallel or Map that opened it; null for the whole execution. */
  readonly within: string | null;
  /** Indexes of the Map iterations around it, outermost first. */
  readonly iteration: readonly number[];
  readonly depth: number;
}

/** An event with its place. */
export interface PlacedEvent {
  readonly event: AwsEvent;
  readonly thread: Thread;
  /** The state it is about; null for events of the whole execution, and where nothing tells. */
  readonly state: string | null;
}

/** What is known of a thread while a history is read. */
interface Open extends Thread {
  readonly parent: Open | null;
  state: string | null;
  kind: string;
  /** Whether it stands in a state: after Entered, until Exited. */
  entered: boolean;
  /** Whether the Parallel or Map it stands in has failed. */
  failed: boolean;
  /** Iterations by their indexes, opened by the try that is under way. */
  iterations: Map<number, Open>;
  /** How many tries of Parallel and Map states it has begun. */
  tries: number;
}

/**
 * Finds the thread of each event by following the chain of previous events. Needs no definition: what an execution was
 * made of shows in its events, so histories of two definitions can be laid side by side. Aborted events, which name no
 * state, belong to the thread whose failure they follow. O(events × nesting).
 */
export const placeEvents = (events: readonly AwsEvent[]): PlacedEvent[] => [...placingEvents(events)];

/** The same, one after the other. */
export function* placingEvents(events: readonly AwsEvent[]): Generator<PlacedEvent> {
  const threads = new Threads();
  for (const event of events) yield threads.place(event);
}

const ROOT: Pick<Open, "state" | "kind" | "entered" | "failed" | "tries"> = {
  state: null,
  kind: "",
  entered: false,
  failed: false,
  tries: 0,
};

class Threads {
  private readonly root: Open = {
    ...ROOT,
    key: "",
    parent: null,
    within: null,
    iteration: [],
    depth: 0,
    iterations: new Map(),
  };
  private readonly at = new Map<number, Open>();
  /** Events that open branches. */
  private readonly openers = new Set<number>();

  place(event: AwsEvent): PlacedEvent {
    const { id, previousEventId, type } = event;
    const details = detailsOf(event);
    if (!isEventType(type) && !isRedrive(type)) return this.beside(event);
    const thread = type.startsWith("Execution") ? this.root : this.threadOf(previousEventId, type, details);
    this.at.set(id, thread);
    this.follow(id, thread, type, details);
    const state = type.startsWith("Execution") ? null : thread.state;
    if (/State(Exited|Aborted)$/.test(type)) thread.entered = type.endsWith("Aborted") && thread.entered;
    return {
      event,
      thread: /^MapIteration(Succeeded|Failed|Aborted)$/.test(type) ? this.ended(thread, details) : thread,
      state,
    };
  }

  /** An event of a type that is not known changes nothing. */
  private beside(event: AwsEvent): PlacedEvent {
    const thread = this.at.get(event.previousEventId) ?? this.root;
    this.at.set(event.id, thread);
    return { event, thread, state: null };
  }

  private threadOf(previous: number, type: string, details: AwsDetails): Open {
    const before = this.at.get(previous) ?? this.root;
    if (type.endsWith("StateEntered")) return this.openers.has(previous) ? this.branch(before, details) : before;
    if (type === "MapIterationStarted") return this.iteration(this.named(before, details), details);
    if (/^(Map|Parallel)State(Started|Succeeded|Failed)$/.test(type)) return containerAround(before, type);
    return this.named(before, details);
  }

  /** Events of a Parallel or Map follow an event of a child: go up to the state they name. */
  private named(before: Open, { name, state }: AwsDetails): Open {
    const wanted = name ?? state;
    if (typeof wanted !== "string") return before;
    return outward(before, (thread) => thread.entered && thread.state === wanted) ?? before;
  }

  private branch(parent: Open, { name }: AwsDetails): Open {
    return child(parent, String(name), parent.iteration);
  }

  private iteration(parent: Open, { index }: AwsDetails): Open {
    const opened = child(parent, `[${index}]`, [...parent.iteration, Number(index)]);
    parent.iterations.set(Number(index), opened);
    return opened;
  }

  /** The end of an iteration belongs to it, though the chain goes on from the Map. */
  private ended(container: Open, { index }: AwsDetails): Open {
    return container.iterations.get(Number(index)) ?? container;
  }

  private follow(id: number, thread: Open, type: string, { name }: AwsDetails): void {
    if (type.endsWith("StateEntered")) {
      thread.state = String(name);
      thread.kind = type.slice(0, -"StateEntered".length);
      thread.entered = true;
      thread.failed = false;
    }
    if (type === "ParallelStateStarted") this.openers.add(id);
    if (/^(Map|Parallel)StateStarted$/.test(type)) {
      thread.iterations = new Map();
      thread.tries++;
    }
    if (/^(Map|Parallel)State(Started|Failed)$/.test(type)) thread.failed = type.endsWith("Failed");
    if (type === "EvaluationFailed") thread.failed = false;
  }
}

function child(parent: Open, name: string, iteration: readonly number[]): Open {
  const within = tryKey(parent, parent.state, parent.tries);
  return {
    ...ROOT,
    key: `${within}${name}`,
    within,
    parent,
    iteration,
    depth: parent.depth + 1,
    iterations: new Map(),
  };
}

/** Names a try of a Parallel or Map: the thread it stands in, the state, and how many tries of such states began there. */
export const tryKey = ({ key }: Thread, state: string | null, tries: number): string => `${key}/${state}#${tries}`;

/** The nearest thread around an event that stands in a Parallel or Map which has not failed yet. */
function containerAround(before: Open, type: string): Open {
  const kind = type.startsWith("Map") ? "Map" : "Parallel";
  return outward(before, (thread) => thread.entered && !thread.failed && thread.kind === kind) ?? before;
}

function outward(from: Open, isIt: (thread: Open) => boolean): Open | undefined {
  for (let at: Open | null = from; at !== null; at = at.parent) if (isIt(at)) return at;
  return undefined;
}
