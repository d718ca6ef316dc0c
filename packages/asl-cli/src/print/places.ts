import type { Event, Execution, Frame, Json, Machine } from "asl-core";

/** Where a frame stands among the containers, and what is remembered of the state it is in. */
export interface Place {
  /** Containers around it. */
  readonly depth: number;
  /** Branch numbers and item indexes from outside to inside: "1", "1.12"; "" at the top. */
  readonly label: string;
  /** In an iteration beyond those that are shown. */
  readonly folded: boolean;
  enteredAt: number;
  /** The input of the state it is in. */
  input: Json;
  scheduledAt: number;
  /** Seconds the task it is in may take, whole and between heartbeats; null: no limit. */
  limits: { readonly whole: number | null; readonly heartbeat: number | null };
  failedAt: number;
  retries: number;
  /** A result that is shown only if it differs from the state's output. */
  response: { readonly output: Json; show(): void } | undefined;
}

const NO_LIMITS = { whole: null, heartbeat: null };

/** Iterations of a Map that are shown where it has more than twice as many; of the others only failures are shown. */
const SHOWN = 10;

/** Finds the places of events. Remembers one place per frame. */
export class Places {
  private readonly executions = new Map<Execution, { index: number; frames: Map<number, Place> }>();
  /** Items of each Map when it last started, by node. */
  private readonly lengths = new Map<number, number>();
  /** Child executions begun so far, by the Map they belong to. */
  private readonly children = new Map<number, number>();

  constructor(
    private readonly machine: Machine,
    private readonly all: boolean,
  ) {}

  /** The place of the frame an event belongs to. O(1), but O(live frames) for a frame's first event. */
  of(event: Event, execution: Execution): Place {
    const known = this.known(execution);
    if (event.type === "MapStateStarted") this.started(event.node, event.details.length);
    const found = known.frames.get(event.frame);
    if (found !== undefined) return found;
    const place = this.make(event.frame, execution, known.index);
    known.frames.set(event.frame, place);
    return place;
  }

  /** How many iterations or child executions of the Map were not shown. */
  hidden(node: number): number {
    const count = this.children.get(node) ?? this.lengths.get(node) ?? 0;
    return count > 0 && this.folds(node, count - 1) ? count - this.shown(node) : 0;
  }

  private started(node: number, length: number): void {
    this.lengths.set(node, length);
    this.children.delete(node);
  }

  private known(execution: Execution) {
    const found = this.executions.get(execution);
    if (found !== undefined) return found;
    const { owner } = this.machine.blocks[execution.block];
    const index = this.children.get(owner) ?? 0;
    this.children.set(owner, index + 1);
    const made = { index, frames: new Map<number, Place>() };
    this.executions.set(execution, made);
    return made;
  }

  private make(serial: number, execution: Execution, child: number): Place {
    const frame = execution.frames.find((one) => one?.serial === serial) ?? null;
    const slots = this.slots(frame, execution, child);
    const block = frame === null ? execution.block : this.machine.nodes[frame.node].block;
    return {
      depth: this.depth(block),
      label: slots.map(({ slot }) => slot).join("."),
      folded: slots.some(({ node, slot }) => this.folds(node, slot)),
      enteredAt: execution.now,
      input: null,
      scheduledAt: execution.now,
      limits: NO_LIMITS,
      failedAt: execution.now,
      retries: 0,
      response: undefined,
    };
  }

  private slots(frame: Frame | null, execution: Execution, child: number): { node: number; slot: number }[] {
    const slots: { node: number; slot: number }[] = [];
    for (let at = frame; at !== null && at.parent >= 0; ) {
      const parent: Frame | null = execution.frames[at.parent];
      if (parent !== null) slots.unshift({ node: parent.node, slot: at.slot });
      at = parent;
    }
    const { owner } = this.machine.blocks[execution.block];
    if (owner >= 0) slots.unshift({ node: owner, slot: child });
    return slots;
  }

  private folds(node: number, slot: number): boolean {
    return !this.all && this.machine.nodes[node].kind === "Map" && slot >= this.shown(node);
  }

  /** Iterations that are shown. How many child executions there will be is not known before. */
  private shown(node: number): number {
    const state = this.machine.nodes[node];
    const few = state.kind === "Map" && (state.distributed !== null || (this.lengths.get(node) ?? 0) <= 2 * SHOWN);
    return few ? 2 * SHOWN : SHOWN;
  }

  private depth(block: number): number {
    let depth = 0;
    for (let at = block; this.machine.blocks[at].owner >= 0; depth++)
      at = this.machine.nodes[this.machine.blocks[at].owner].block;
    return depth;
  }
}
