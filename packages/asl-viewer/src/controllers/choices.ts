import type { ReactiveController, ReactiveControllerHost } from "lit";
import {
  type Child,
  closeUpOn,
  edgeOf,
  failureIn,
  latest,
  lookOf,
  type MapWork,
  mapWork,
  partBeside,
  shortDuration,
  type Timeline,
  tallyText,
  turnsOf,
  type Visit,
  visitIn,
  type WorkPart,
} from "../timeline/index.js";
import type { Cursor } from "./cursor.js";
import type { Place } from "./hash.js";
import type { Opened } from "./opened.js";

/** Visits that a list offers. */
export interface VisitList {
  readonly title: string;
  readonly visits: readonly Visit[];
}

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly opened: Opened;
  readonly cursor: Cursor;
}

/** Choosing among many: iterations and child executions of Maps, visits of a state, ways through an edge. */
export class Choices implements ReactiveController {
  /** What is to be chosen from at the moment. */
  list: VisitList | undefined;

  constructor(private readonly host: Host) {
    host.addController(this);
    const on = <Detail>(type: string, act: (detail: Detail) => void) =>
      host.addEventListener(type, (event) => act((event as CustomEvent<Detail>).detail));
    on("asl-cell", (cell: { node: string; from: number; to: number }) => this.cell(cell));
    on("asl-part", ({ visit, number }: { visit: number; number: number }) => this.part(visit, number));
    on("asl-turn", ({ node, step }: { node: string; step: number }) => this.turn(node, step));
    on("asl-edge", ({ edge }: { edge: string }) => this.edge(edge));
    on("asl-visit", ({ visit }: { visit: number }) => this.visit(this.timeline?.visits.visits[visit]));
    on("asl-leave", ({ depth }: { depth: number }) => this.leave(depth));
  }

  hostConnected(): void {}

  private get timeline(): Timeline | undefined {
    return this.host.opened.timeline;
  }

  /** The visit of a state that is shown: the chosen one, else the latest among those that count. */
  private shown(node: string): Visit | undefined {
    const { timeline } = this;
    const { visit, count } = this.host.cursor;
    const index = timeline?.run.outline.nodes.findIndex(({ pointer }) => pointer === node) ?? -1;
    if (timeline === undefined || index < 0) return undefined;
    return visit?.node === index ? visit : latest(closeUpOn(timeline, visit).visitsOf(index), count);
  }

  private workOf(node: string): { visit: Visit; work: MapWork } | undefined {
    const visit = this.shown(node);
    const work = visit && mapWork(this.timeline as Timeline, visit, this.host.cursor.count);
    return visit && work && { visit, work };
  }

  private cell({ node, from, to }: { node: string; from: number; to: number }): void {
    const found = this.workOf(node);
    const part = found?.work.parts.worst(found.work.placeOf(this.host.cursor.count), from, to);
    if (found !== undefined && part !== undefined) this.choose(found.visit, part);
  }

  private part(visit: number, number: number): void {
    const map = this.timeline?.visits.visits[visit];
    const part = map && mapWork(this.timeline as Timeline, map, this.host.cursor.count)?.parts.at(number);
    if (map !== undefined && part !== undefined) this.choose(map, part);
  }

  /** To an iteration, in the state that is chosen where it came there; into a child execution. */
  private choose(map: Visit, { frame, child, to }: WorkPart): void {
    const { cursor } = this.host;
    if (child !== undefined) return this.enter(map, child, cursor.place);
    const visit = frame && visitIn(frame, cursor.visit?.node ?? -1);
    if (visit === undefined) return;
    if (to >= cursor.count) cursor.seek(Math.min(to, this.timeline!.length - 1) + 1);
    cursor.select({ node: this.timeline!.nodeOf(visit).pointer, visit: visit.index });
  }

  /** Into a child execution; of a run that is debugged, by asking for it. */
  private enter(map: Visit, child: Child, place: Place): void {
    if (this.looks(child.execution)) return;
    if (child.execution !== undefined && child.run().events.length === 0)
      return this.say("The run is left: nobody tells of this child execution any more");
    this.host.opened.enter(map, child, place);
    this.restart({});
  }

  /** Whether the debugger looks at an execution now. */
  private looks(execution: number | undefined): boolean {
    const detail = { execution };
    return (
      execution !== undefined && !this.host.dispatchEvent(new CustomEvent("asl-look", { detail, cancelable: true }))
    );
  }

  private say(text: string): void {
    this.host.dispatchEvent(new CustomEvent("asl-say", { detail: { text } }));
  }

  /** Out of child executions, to where one stood. */
  leave(depth: number): boolean {
    if (this.looks(this.host.opened.trail[depth]?.execution)) return true;
    const place = this.host.opened.leave(depth);
    if (place !== undefined) this.restart(place);
    return place !== undefined;
  }

  private restart(place: Place): void {
    this.host.cursor.goTo(this.timeline as Timeline, place);
  }

  /** Into child executions, one in the other, as far as they are there. */
  follow(within: NonNullable<Place["within"]>): void {
    for (const { visit, number } of within) {
      const map = this.timeline?.visits.visits[visit];
      const child = map && mapWork(this.timeline as Timeline, map, this.timeline!.length)?.parts.at(number)?.child;
      if (map === undefined || child === undefined || this.looks(child.execution)) return;
      this.host.opened.enter(map, child, {});
    }
  }

  /** To the iteration before or after, or the child execution; with `failed` to one that failed. */
  beside(step: 1 | -1, failed: boolean): void {
    const { cursor, opened } = this.host;
    const outer = opened.trail.at(-1);
    if (cursor.visit === undefined || this.inMap(cursor.visit) === undefined) {
      if (outer !== undefined) return this.sibling(outer, step, failed);
    }
    const { visit } = cursor;
    const part = visit && partBeside(this.timeline as Timeline, visit, step, failed);
    if (visit !== undefined && part !== undefined) this.choose(this.mapOf(visit, part), part);
  }

  private inMap(visit: Visit): Visit | undefined {
    const around = this.timeline && [...closeUpOn(this.timeline, visit).chosen.values()].at(-1);
    return around?.within ?? (this.timeline?.nodeOf(visit).kind === "Map" ? visit : undefined);
  }

  private mapOf(visit: Visit, { frame }: WorkPart): Visit {
    return frame?.within ?? visit;
  }

  /** The child execution before or after the one that is open. */
  private sibling({ timeline, via }: Opened["trail"][number], step: 1 | -1, failed: boolean): void {
    const map = timeline.visits.visits[via.visit];
    const work = mapWork(timeline, map, timeline.length);
    const parts = work?.parts.parts ?? [];
    const at = parts.findIndex(({ number }) => number === via.number);
    for (let next = at + step; next >= 0 && next < parts.length; next += step) {
      const { child, ending } = parts[next];
      if (child === undefined || (failed && ending !== "failed")) continue;
      if (this.looks(child.execution)) return;
      const place = this.host.opened.leave(this.host.opened.trail.length - 1) ?? {};
      return this.enter(map, child, place);
    }
  }

  private turn(node: string, step: number): void {
    const visit = this.shown(node);
    if (visit === undefined || this.timeline === undefined) return;
    const all = turnsOf(this.timeline, visit);
    if (step === 0) return this.offer({ title: `Visits of ${this.timeline.nodeOf(visit).name}`, visits: all });
    this.visit(all[all.indexOf(visit) + step]);
  }

  /** To the visit before or after of the chosen state; false where there is none. */
  turnChosen(step: 1 | -1): boolean {
    const { node } = this.host.cursor;
    if (node === null || this.shown(node) === undefined) return false;
    this.turn(node, step);
    return true;
  }

  /** Cursor and selection to a visit, as far as it came. */
  private visit(visit: Visit | undefined): void {
    const { timeline } = this;
    if (visit === undefined || timeline === undefined) return;
    this.offer(undefined);
    this.host.cursor.seek((visit.to < 0 ? timeline.length - 1 : visit.to) + 1);
    this.host.cursor.select({ node: timeline.nodeOf(visit).pointer, visit: visit.index });
  }

  /** The visits that left their state by an edge. */
  private edge(id: string): void {
    const { timeline } = this;
    const { edges, nodes } = this.host.opened.graph ?? {};
    const edge = edges?.get(id);
    const state = timeline?.run.outline.nodes.find(({ pointer }) => pointer === edge?.from);
    if (timeline === undefined || edge === undefined || state === undefined) return;
    const { visit, count } = this.host.cursor;
    const visits = closeUpOn(timeline, visit)
      .visitsOf(state.index)
      .filter(({ to, via }) => to >= 0 && to < count && edgeOf(state, via) === id);
    const title = `${state.name} → ${nodes?.get(edge.to)?.name ?? ""}${edge.label === "" ? "" : `, ${edge.label}`}`;
    this.offer({ title, visits });
  }

  /** Offers visits to choose from; undefined: none any more. */
  offer(list: VisitList | undefined): void {
    this.list = list;
    this.host.requestUpdate();
  }

  /** What a cell of a strip stands for, in a few lines. */
  readonly preview = (node: string, from: number, to: number): readonly string[] => {
    const found = this.workOf(node);
    const { timeline } = this;
    if (found === undefined || timeline === undefined) return [];
    const { work } = found;
    const place = work.placeOf(this.host.cursor.count);
    const part = work.parts.worst(place, from, to);
    const numbers = from === to ? `${from}` : `${from} to ${to}`;
    const what = work.distributed ? "Child execution" : "Iteration";
    if (part === undefined) return [`${what} ${numbers}: not begun`];
    const failure = lookOf(part, place) === "failed" ? failureIn(timeline, part) : undefined;
    const took = part.duration !== undefined && part.to < place ? `, ${shortDuration(part.duration)}` : "";
    return [
      `${what} ${numbers}`,
      `${from === to ? "" : `${part.number}: `}${lookOf(part, place)}${took}`,
      ...(failure === undefined ? [] : [[failure.error, failure.cause].filter(Boolean).join(": ")]),
      `of ${work.parts.total}: ${tallyText(work.parts.tally(place))}`,
    ];
  };
}
