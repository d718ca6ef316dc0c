import type { Json } from "asl-core";
import type { ScopeName } from "asl-core/debug";
import { nothing, type PropertyValues } from "lit";
import type { Inspection, WaitingTask } from "../../debugging/index.js";
import { STATUSES, type Status } from "../../markers.js";
import {
  causeValue,
  type Frame,
  failingEvent,
  iterationsAround,
  mapWork,
  partBeside,
  shortDuration,
  shownStages,
  stagesOf,
  statusOfVisit,
  type Timeline,
  turnsOf,
  turnWatched,
  type Visit,
  type Watched,
  wholeTimeText,
} from "../../timeline/index.js";
import { AslElement } from "../shared/element.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { loadWorkbench } from "../shared/load-workbench.js";
import { panelOf, tabs } from "../shared/tabs.js";
import { controls, theme } from "../shared/theme.js";
import type { Trace } from "./asl-stages.js";
import { decision, type InspectorLive, liveButtons, remaining, restartForm } from "./inspector-live.js";
import { inspectorStyle } from "./inspector-style.js";
import { knowsWhy, type Tab, tabsOf } from "./inspector-tabs.js";
import { iterationStrip } from "./iterations.js";
import { reason } from "./reason.js";
import { originStyle, type ValueOrigin, valueOrigin } from "./value-origin.js";
import { watchList, watchStyle } from "./watch-list.js";
import { wayOut } from "./way-out.js";

const TABS = "State";

/**
 * What is known of one state: its data at each stage with what changed since the stage before, its tries, variables, its
 * definition, and where it is a Map, its iterations.
 *
 * @element asl-inspector
 * @attr {number} count - how many events have happened
 * @attr {boolean} absolute - tells times of day
 * @attr {boolean} why - shows first why the visit failed
 * @csspart header - the state and its visit
 * @csspart reason - why the chosen visit failed
 * @csspart body - what the tab shows
 * @fires asl-seek - another place is wanted; `detail.count`
 * @fires asl-select - another visit was chosen; `detail.node`, `detail.visit`
 * @fires asl-part - an iteration or child execution was chosen; `detail.visit` is the Map's visit, `detail.number` the item
 * @fires asl-watch - a field is to be watched, or no more; `detail.stage`, `detail.pointer`
 * @fires asl-turn - a list of the state's visits is wanted; `detail.node`, `detail.step` 0
 */
export class AslInspector extends AslElement {
  static override readonly absent = { node: null, watched: [] };
  static override properties = {
    timeline: { attribute: false },
    count: { type: Number },
    node: { attribute: false },
    visit: { attribute: false },
    status: { attribute: false },
    live: { attribute: false },
    tab: { state: true },
    watched: { attribute: false },
    why: { type: Boolean },
    absolute: { type: Boolean },
    restarting: { state: true },
    origin: { state: true },
  };

  /** The run; nothing is shown without one. */
  declare timeline: Timeline | undefined;
  declare count: number;
  /** Id of the state in the graph. */
  declare node: string | null;
  /** The visit that is told of; without one the state alone. */
  declare visit: Visit | undefined;
  /** Of the state, at this place. */
  declare status: Status | undefined;
  /** What a debugger, or a run made again, tells beside the events. */
  declare live: InspectorLive | undefined;
  /** Fields whose values are shown in every visit; `asl-watch` tells that they change. */
  declare watched: readonly Watched[];
  /** Whether the visit is what the run was opened at: why it failed is then shown first, unless a reader is at something else. */
  declare why: boolean;
  /** Whether times are times of day, not since the beginning. */
  declare absolute: boolean;
  declare private tab: Tab;
  declare private restarting: boolean;
  declare private origin: ValueOrigin | undefined;

  constructor() {
    super();
    this.count = 0;
    this.node = null;
    this.tab = "data";
    this.watched = [];
    [this.why, this.absolute] = [false, false];
    this.restarting = false;
    this.addEventListener("asl-watch", (event) => this.watch((event as CustomEvent<Watched>).detail));
    for (const type of ["pointerdown", "wheel", "focusin"]) this.addEventListener(type, this.read, { passive: true });
  }

  /** Where nobody has looked at anything else of it before it is known. */
  private isWhyFirst: "wanted" | "shown" | undefined;

  private readonly read = (): void => {
    if (this.isWhyFirst === "wanted") this.isWhyFirst = undefined;
  };

  private show(tab: Tab): void {
    [this.tab, this.isWhyFirst] = [tab, undefined];
  }

  /** Why the run failed comes first where it was opened; elsewhere what came first before. */
  private putWhyFirst(isNew: boolean): void {
    if (isNew && this.isWhyFirst === "shown" && this.tab === "why") this.tab = "data";
    if (isNew) this.isWhyFirst = this.why ? "wanted" : undefined;
    if (this.isWhyFirst === "wanted" && knowsWhy(this.live)) [this.tab, this.isWhyFirst] = ["why", "shown"];
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.putWhyFirst(changed.has("why") || changed.has("timeline"));
    const before = changed.get("live") as InspectorLive | undefined;
    const { task } = this.live ?? {};
    const isNew = changed.has("live") || changed.has("node");
    if (isNew && task !== undefined && (changed.has("node") || !isKnown(before, task))) this.tab = "answer";
    if (changed.has("node")) this.restarting = false;
    if (changed.has("node") || changed.has("visit") || changed.has("timeline")) this.origin = undefined;
  }

  private readonly trace: Trace = async (scope, pointer, level) => {
    const { visit, node } = this;
    const lines = await this.live?.originOf?.(scope, pointer, level);
    if (lines !== undefined && visit === this.visit && node === this.node)
      this.origin = { name: `${scope} ${pointer}`.trim(), lines };
  };

  private watch(one: Watched): void {
    this.watched = turnWatched(this.watched, one);
  }

  private get state() {
    return this.timeline?.run.outline.nodes.find(({ pointer }) => pointer === this.node);
  }

  /** Goes to a visit as far as it has come at this place, or to its beginning. */
  private goTo(visit: Visit | undefined): void {
    const { timeline } = this;
    if (visit === undefined || timeline === undefined) return;
    this.tell("asl-seek", { count: (visit.to < 0 ? timeline.length - 1 : visit.to) + 1 });
    this.tell("asl-select", { node: timeline.nodeOf(visit).pointer, visit: visit.index });
  }

  /** To the event that tells the failure the execution ended with. */
  private goToFailure(): void {
    const { at, visit } = failingEvent(this.timeline!) ?? {};
    if (at !== undefined) this.tell("asl-seek", { count: at + 1 });
    if (visit !== undefined)
      this.tell("asl-select", { node: this.timeline!.nodeOf(visit).pointer, visit: visit.index });
  }

  override render() {
    const { state, timeline } = this;
    if (timeline === undefined || state === undefined) return this.overview();
    const all = tabsOf(this);
    const tab = all.some(([id, , off]) => id === this.tab && off !== true) ? this.tab : all[0][0];
    return html`
      ${this.header()} ${tabs(TABS, all, tab, (id) => this.show(id))}
      ${valueOrigin(this.origin, () => (this.origin = undefined))}
      <div class="body" part="body" role="tabpanel" id=${panelOf(TABS)} aria-labelledby="tab-${tab}">${this.panel(tab)}</div>
    `;
  }

  private panel(tab: Tab) {
    switch (tab) {
      case "answer":
        return html`<asl-answer nested .task=${this.live?.task} .suggested=${this.live?.suggested} .others=${this.live?.others ?? []} ?disabled=${this.live?.busy} .away=${this.live?.away}></asl-answer>`;
      case "items":
        loadWorkbench(this);
        return html`<asl-items nested .timeline=${this.timeline} .visit=${this.visit} .count=${this.count}></asl-items>`;
      case "data":
        return this.data();
      case "why":
        return html`<asl-why nested .inspection=${this.live?.inspection}></asl-why>`;
      case "tries":
        return this.tries();
      case "variables":
        return this.variables();
      case "events":
        loadWorkbench(this);
        return html`<asl-visit-events nested .absolute=${this.absolute} .timeline=${this.timeline} .visit=${this.visit} .count=${this.count}></asl-visit-events>`;
      case "definition":
        return html`<asl-json nested .value=${this.state?.state as Json} .levels=${4}></asl-json>`;
    }
  }

  private header() {
    const { state, visit, timeline } = this;
    const status = (visit && statusOfVisit(timeline!, visit, this.count)) ?? this.status;
    const look = status === undefined || this.live?.ahead ? undefined : STATUSES[status];
    return html`<header part="header">
      <h2>${state!.name}</h2>
      <p>
        <span class="kind">${state!.kind}</span>
        ${look === undefined ? nothing : html`<span class="status ${look.status}">${look.sign} ${look.words}</span>`}
        ${this.live?.ahead ? html`<span class="status">the run stands in front of it</span>` : nothing}
        ${visit === undefined || !timeline!.run.timed ? nothing : html`<span>${this.took(visit)}</span>`}
      </p>
      ${reason(timeline!, visit, this.count)} ${this.crumbs()} ${this.stepper()}
      ${this.live === undefined ? nothing : liveButtons(this.live, this.restarting, () => (this.restarting = !this.restarting))}
      ${this.restarting && this.live?.restart !== undefined ? restartForm(this.live, () => (this.restarting = false)) : nothing}
      ${this.strip()}
    </header>`;
  }

  private took(visit: Visit): string {
    const { timeline, count } = this;
    const end = visit.to >= 0 && visit.to < count ? visit.to : count - 1;
    const took = shortDuration(Math.max(0, timeline!.timeOf(end) - timeline!.timeOf(visit.from)));
    return `${took}, from ${wholeTimeText(timeline!, timeline!.timeOf(visit.from), this.absolute)}`;
  }

  /** The iteration around the visit, with those beside it. */
  private crumbs() {
    const { visit, timeline } = this;
    const frame = visit && iterationsAround(timeline!, visit).at(-1);
    if (visit === undefined || frame === undefined) return nothing;
    const map = frame.within as Visit;
    const work = mapWork(timeline!, map, frame.first + 1);
    const step = (by: 1 | -1, failed: boolean, label: string, sign: string) => {
      const part = partBeside(timeline!, visit, by, failed);
      const go = () => this.tell("asl-part", { visit: map.index, number: part?.number });
      return html`<button ?disabled=${part === undefined} aria-label=${label} title=${label} @click=${go}>${sign}</button>`;
    };
    return html`<nav class="steps" aria-label="Iteration">
      <button @click=${() => this.goTo(map)}>${timeline!.nodeOf(map).name}</button>
      ${step(-1, false, "Iteration before ([)", "‹")} iteration ${frame.number} (${work?.parts.total ?? map.children.length} in all)
      ${step(1, false, "Next iteration (])", "›")} ${step(1, true, "Next failed iteration (})", "✕ ›")}
    </nav>`;
  }

  private stepper() {
    const { visit, timeline } = this;
    if (visit === undefined) return nothing;
    const all = turnsOf(timeline!, visit);
    if (all.length < 2) return nothing;
    const at = all.indexOf(visit);
    return html`<p class="steps">
      <button ?disabled=${at === 0} aria-label="Visit before (<)" @click=${() => this.goTo(all[at - 1])}>‹</button>
      <button title="List all" @click=${() => this.tell("asl-turn", { node: this.node, step: 0 })}>visit ${at + 1} of ${all.length}</button>
      <button ?disabled=${at === all.length - 1} aria-label="Next visit (>)" @click=${() => this.goTo(all[at + 1])}>›</button>
    </p>`;
  }

  private strip() {
    const { visit, timeline, count } = this;
    const work = mapWork(timeline!, visit, count);
    if (work === undefined || this.tab === "items") return nothing;
    return iterationStrip(work, count, (number) => this.tell("asl-part", { visit: visit!.index, number }));
  }

  private data() {
    const { timeline, visit, count, live, state } = this;
    const { inspection, set, note } = live ?? {};
    const told = visit === undefined ? [] : stagesOf(timeline!, visit, count);
    const frame = inspection?.frame ?? "";
    const isSettable = (scope: string) =>
      set !== undefined && inspection?.scopes.some(({ name, editable }) => name === scope && editable) === true;
    const stages = shownStages(told, stagesSeen(inspection), state!.state);
    return html`${watchList(this.watched, stages, (one) => this.tell("asl-watch", one))} ${visit === undefined ? nothing : wayOut(state!, visit, count)}
      <asl-stages
        nested
        .stages=${stages}
        .note=${note ?? ""}
        .trace=${live?.originOf && this.trace}
        .of=${inspection && live?.evaluate && { state: state!.state, via: visit?.via ?? null, seen: inspection, evaluate: live.evaluate }}
        .away=${live?.away}
        .set=${(scope: ScopeName) => (isSettable(scope) ? (value: Json) => set!(frame, scope, value) : undefined)}
      ></asl-stages>`;
  }

  private tries() {
    const { timeline, visit, count } = this;
    const begun = visit!.tries.filter(({ from }) => from < count);
    return html`<ol class="ladder">
      ${begun.map((one, at) => {
        const ended = one.to >= 0 && one.to < count;
        const failed = one.failed && ended;
        const next = visit!.tries[at + 1];
        const pause = next !== undefined && ended ? timeline!.timeOf(next.from) - timeline!.timeOf(one.to) : 0;
        return html`<li class=${failed ? "bad" : ended ? "good" : ""}>
          <button class="try" @click=${() => this.tell("asl-seek", { count: (ended ? one.to : one.from) + 1 })}>
            ${at === 0 ? "First try" : `Retry ${at}`}${
              timeline!.run.timed
                ? html`<span class="when">${shortDuration(timeline!.timeOf(ended ? one.to : count - 1) - timeline!.timeOf(one.from))}</span>`
                : nothing
            }
          </button>
          ${failed ? html`<strong>${one.error || "failed"}</strong>${causeOf(one.cause)}${decision(this.live?.inspection?.retries, at)}` : html`<span>${ended ? "succeeded" : "under way"}</span>`}
          ${pause > 0 && next!.from < count ? html`<p class="pause">waited ${shortDuration(pause)} before the next try</p>` : nothing}
        </li>`;
      })}
    </ol>${remaining(this.live?.inspection?.retries)}`;
  }

  private variables() {
    const { inspection, set } = this.live ?? {};
    if (inspection !== undefined)
      return html`<asl-scopes nested .scopes=${inspection.scopes} .frame=${inspection.frame} .set=${set} .away=${this.live?.away} .trace=${this.live?.originOf && this.trace}></asl-scopes>`;
    const scopes = this.timeline!.variables(this.timeline!.frameOf(this.visit!), this.count);
    if (scopes.length === 0) return html`<p class="none">No variables are assigned yet.</p>`;
    return scopes.map(
      ({ frame, values }) =>
        html`<h3>${frame.within === null ? "Whole execution" : this.scopeName(frame)}</h3>
          <asl-json nested .value=${values as Json} .levels=${2} root="$"></asl-json>`,
    );
  }

  private scopeName(frame: Frame): string {
    const { name, kind } = this.timeline!.nodeOf(frame.within!);
    return kind === "Map" ? `${name}[${frame.number}]` : `${name} › branch ${frame.number}`;
  }

  /** Where nothing is chosen: how the execution ended, and what a reader must know. */
  private overview() {
    const { timeline } = this;
    if (timeline === undefined || timeline.length === 0)
      return html`<div class="body"><p class="none">Choose a state to see its definition.</p></div>`;
    const { run, ending } = timeline;
    const failure = timeline.failureAt(timeline.length - 1);
    const last = timeline.events.at(-1)!;
    const details = last.details as { output?: Json } | null;
    return html`<header><h2>Execution</h2><p><span class="status ${ending.replace(" ", "-")}">${ending}</span></p></header>
      <div class="body">
        ${
          failure === undefined
            ? reason(timeline, undefined, timeline.length)
            : html`<div class="reason"><strong>${failure.error}</strong>${causeOf(failure.cause)}
          <button @click=${() => this.goToFailure()}>${ICONS.nextError} Show where</button></div>`
        }
        <h3>Input</h3>
        <asl-json nested .value=${(timeline.events[0].details as { input?: Json } | null)?.input ?? null}></asl-json>
        ${details?.output === undefined ? nothing : html`<h3>Output</h3><asl-json nested .value=${details.output}></asl-json>`}
        ${run.executionArn === null ? nothing : html`<h3>Execution</h3><p class="arn">${run.executionArn}</p>`}
      </div>`;
  }

  static override styles = [theme, controls, inspectorStyle, watchStyle, originStyle];
}

/** In front of a state that is not entered there is its input alone. */
const stagesSeen = (inspection: Inspection | undefined) =>
  inspection === undefined || inspection.stages.length > 0
    ? inspection?.stages
    : inspection.scopes
        .filter(({ name }) => name === "Input")
        .map(({ value }) => ({ stage: "input" as const, value, step: 0 }));

function causeOf(cause: string) {
  if (cause === "") return nothing;
  const value = causeValue(cause);
  if (typeof value === "string") return html`<pre>${value}</pre>`;
  return html`<pre>${JSON.stringify(value, null, 2).replaceAll("\\n", "\n")}</pre>`;
}

/** Whether a task was shown, or offered beside another, before. */
const isKnown = (before: InspectorLive | undefined, { id, at }: WaitingTask): boolean =>
  (before?.task?.id === id && before.task.at === at) || before?.others?.some((one) => one.id === id) === true;
