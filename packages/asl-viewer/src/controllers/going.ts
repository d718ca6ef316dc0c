import type { ThreadId } from "asl-core/debug";
import type { ReactiveController } from "lit";
import { mapWork } from "../timeline/index.js";
import type { Debuggable } from "./debuggable.js";
import type { Debugging } from "./debugging.js";
import { type Place, readHash } from "./hash.js";
import { leads } from "./leading.js";
import { visitIn } from "./place-of-run.js";

type Step = NonNullable<Place["within"]>[number];

/** Takes cursor and selection through a run that is debugged: to threads, and to places that links name. */
export class Going implements ReactiveController {
  /** The place of the page's link, until the run is there that it may lead into. */
  private wanted: Place | undefined;
  private isOnWay = false;

  constructor(
    private readonly host: Debuggable,
    private readonly debugging: Debugging,
  ) {
    host.addController(this);
    host.addEventListener("asl-thread", (event) => {
      const { thread, state } = (event as CustomEvent<{ thread: ThreadId; state: string }>).detail;
      void this.toThread(thread, state);
    });
  }

  hostConnected(): void {
    if (!leads(this.host) || this.debugging.active) return;
    const place = readHash(location.hash);
    this.wanted = place.compared === undefined && (place.count ?? place.node) !== undefined ? place : undefined;
  }

  /** A page that is loaded again comes back to its place in the run that its server still has. */
  hostUpdate(): void {
    const { wanted, debugging, host } = this;
    if (wanted === undefined) return;
    if (!debugging.active && host.opened.graph !== undefined) this.wanted = undefined;
    if (debugging.run.standing === undefined) return;
    this.wanted = undefined;
    if (!debugging.own) void this.toPlace(wanted);
  }

  /** Whether the cursor is at a place that a link may name; `begun`: whether it is where no run is debugged. */
  isThere(begun: boolean): boolean {
    const { wanted, isOnWay, debugging } = this;
    if (!debugging.active) return begun;
    return debugging.run.standing !== undefined && wanted === undefined && !isOnWay;
  }

  /** To a place, into the child executions that it names, as far as they are there. */
  async toPlace({ count, within = [], ...rest }: Place): Promise<void> {
    const { run } = this.debugging;
    this.isOnWay = true;
    try {
      const isIn = await this.enter(within);
      this.host.cursor.goTo(run.timeline, isIn ? { ...rest, count: count ?? run.position } : { count: run.position });
    } finally {
      this.isOnWay = false;
      this.host.requestUpdate();
    }
  }

  /** False where one of them is not there. */
  private async enter(within: readonly Step[]): Promise<boolean> {
    const { debugging, host } = this;
    const { trail } = host.opened;
    const isSame = ({ visit, number }: Step, at: number) =>
      trail[at]?.via.visit === visit && trail[at].via.number === number;
    if (trail.length === within.length && within.every(isSame)) return true;
    await debugging.run.look(0);
    for (const step of within) {
      const child = this.childAt(step);
      if (child === undefined) return false;
      await debugging.run.look(child);
    }
    return true;
  }

  private childAt({ visit, number }: Step): number | undefined {
    const { timeline } = this.debugging.run;
    const map = timeline.visits.visits[visit];
    return map && mapWork(timeline, map, timeline.length)?.parts.at(number)?.child?.execution;
  }

  /** To where the run stands, with the visit chosen in which a thread is; `state` is the path of its state. */
  async toThread(thread: ThreadId, state: string): Promise<void> {
    const { run } = this.debugging;
    const { cursor } = this.host;
    const execution = Number(thread.split(":")[0]);
    if (execution !== run.execution) await run.look(execution);
    const node = run.outline.nodes.find(({ path }) => path === state)?.pointer;
    if (node === undefined) return;
    cursor.seek(run.position);
    const visit = visitIn(run, thread, state);
    cursor.select({ node, visit: visit?.index });
    if (visit !== undefined) return;
    cursor.visit = undefined;
    cursor.remark();
  }
}
