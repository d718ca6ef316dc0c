import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { EdgeMark, NodeMark } from "../markers.js";
import { closeMarks, closeUpOn, failingEvent, latest, type Timeline, type Visit } from "../timeline/index.js";
import type { Place } from "./hash.js";
import type { Opened } from "./opened.js";

/** What a person chose: a state by its id, and one of its visits by its number. */
export interface Selection {
  readonly node: string | null;
  readonly visit?: number;
}

/** The one cursor and the one selection that all panes share, and how every state stands there. */
export class Cursor implements ReactiveController {
  /** How many events have happened. */
  count = 0;
  /** Id of the state that is chosen. */
  node: string | null = null;
  visit: Visit | undefined;
  /** The visit whose failure the run was opened at, until a person goes elsewhere. */
  failing: Visit | undefined;
  /** The visit that was chosen before what is chosen now. */
  private before: Visit | undefined;
  nodeMarks: ReadonlyMap<string, NodeMark> | undefined;
  edgeMarks: ReadonlyMap<string, EdgeMark> | undefined;
  /** The place that a link named, until a person goes elsewhere. */
  private wanted: Place = {};

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly opened: Opened,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** The visit that a person has in mind: the chosen one, else the last that was chosen. It may be of a run that is gone. */
  get pointed(): Visit | undefined {
    return this.visit ?? this.before;
  }

  get timeline(): Timeline | undefined {
    return this.opened.timeline;
  }

  get place(): Place {
    const within = this.opened.trail.map(({ via }) => via);
    return {
      count: this.count,
      node: this.node ?? undefined,
      visit: this.visit?.index,
      ...(within.length && { within }),
    };
  }

  /** At a place that a link names, else where one was named before, else at the event that tells why the run failed, else at the end. */
  begin(timeline: Timeline, place: Place | undefined): void {
    if (place !== undefined) this.wanted = place;
    const { wanted } = this;
    const failing = failingEvent(timeline);
    const isNamed = (wanted.count ?? wanted.node ?? wanted.visit) !== undefined;
    const count = wanted.count ?? (isNamed ? undefined : failing && failing.at + 1) ?? timeline.length;
    this.count = Math.min(count, timeline.length);
    const here = isNamed && this.count < timeline.length ? timeline.visitAt(this.count) : failing?.visit;
    const innermost = wanted.node === undefined && failing !== undefined ? here : undefined;
    const visit = timeline.visits.visits[wanted.visit ?? -1] ?? innermost;
    this.visit = visit;
    this.failing = !isNamed && visit?.failed ? visit : undefined;
    this.node = wanted.node ?? (visit === undefined ? null : timeline.nodeOf(visit).pointer);
    if (this.node !== null && !this.opened.graph?.nodes.has(this.node)) this.node = null;
    this.remark();
  }

  /** To a place in a run, whatever a link named. */
  goTo(timeline: Timeline, place: Place): void {
    this.begin(timeline, place);
    this.wanted = {};
  }

  /** Goes to a place: `count` events have happened. */
  seek(count: number): void {
    const { timeline } = this;
    const wanted = Math.max(0, Math.min(timeline?.length ?? 0, Math.round(count)));
    if (wanted === this.count || Number.isNaN(wanted)) return;
    [this.wanted, this.failing] = [{}, undefined];
    this.count = wanted;
    if (this.visit !== undefined && this.visit.from >= wanted)
      this.visit = timeline?.latestVisit(this.visit.node, wanted);
    else if (this.node !== null) this.visit = timeline?.visitFor(this.node, wanted, this.visit);
    this.remark();
  }

  /** Finds anew how every state stands. */
  remark(): void {
    const { timeline } = this;
    const ran = timeline !== undefined && timeline.length > 0;
    const marks = ran ? closeMarks(timeline, this.count, this.visit) : undefined;
    [this.nodeMarks, this.edgeMarks] = [marks?.nodes, marks?.edges];
    this.host.requestUpdate();
  }

  select({ node, visit }: Selection): void {
    [this.wanted, this.failing] = [{}, undefined];
    this.node = node;
    const chosen = visit === undefined ? undefined : this.timeline?.visits.visits[visit];
    const before = this.visit;
    this.before = before ?? this.before;
    this.visit = node === null ? undefined : (chosen ?? this.visitOf(node));
    if (this.visit !== before) this.remark();
    this.host.requestUpdate();
  }

  /** The visit of a state that its mark tells of: one in the iterations around what is chosen. */
  private visitOf(node: string): Visit | undefined {
    const { timeline, count } = this;
    const index = timeline?.run.outline.nodes.findIndex(({ pointer }) => pointer === node) ?? -1;
    const closeUp = timeline && closeUpOn(timeline, this.visit);
    if (closeUp?.covers(index)) return latest(closeUp.visitsOf(index), count);
    return timeline?.visitFor(node, count, this.visit);
  }

  /** Goes on by events, and chooses what it comes to. */
  step(by: number): void {
    this.seek(this.count + by);
    this.follow();
  }

  /** To the next or previous failure. */
  toError(step: 1 | -1): void {
    const found = this.timeline?.error(this.count, step);
    if (found !== undefined) this.step(found - this.count);
  }

  /** What is chosen becomes what the cursor is at. */
  follow(): void {
    const visit = this.timeline?.visitAt(this.count);
    if (visit !== undefined) this.select({ node: this.timeline!.nodeOf(visit).pointer, visit: visit.index });
  }

  /** The place, once it is another than the link's own. */
  get reached(): Place | undefined {
    return Object.values(this.wanted).some((one) => one !== undefined) ? undefined : this.place;
  }
}
