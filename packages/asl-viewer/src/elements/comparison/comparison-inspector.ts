import type { Json } from "asl-core";
import { nothing } from "lit";
import {
  type ComparedStage,
  type Comparison,
  comparedEnds,
  durationOf,
  type JsonDifference,
  MOST_DIFFERENCES,
  type Pair,
  type Side,
} from "../../comparison/index.js";
import { STATUSES } from "../../markers.js";
import { pathOf, shortDuration, statusOfVisit } from "../../timeline/index.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";

/** What is looked at in both runs. */
export interface ComparedView {
  readonly comparison: Comparison;
  readonly moment: number;
  readonly node: string | null;
  readonly pair: Pair | undefined;
  choose(pair: Pair): void;
}

/** A state in both runs, or both executions: how it stands, what it took, its data stage by stage. */
export function comparisonInspector(view: ComparedView) {
  const { comparison, node, pair, moment } = view;
  if (node === null) return execution(comparison);
  const state = comparison.merged.graph.nodes.get(node);
  if (pair === undefined)
    return html`<header><h2>${state?.name}</h2></header>
      <p class="none">Neither run came here.</p>`;
  const stages = comparison.stages(pair, moment);
  return html`<header>
      <h2>${state?.name}</h2>
      ${visits(view, pair)}
    </header>
    ${columns(view, pair)}
    ${stages.length === 0 ? html`<p class="none">Neither run has come here yet.</p>` : stages.map(stage)}`;
}

function visits({ comparison, choose }: ComparedView, pair: Pair) {
  const all = comparison.pairsIn(pair.node);
  if (all.length < 2) return nothing;
  const at = all.indexOf(pair);
  return html`<span class="visits">
    <button aria-label="Visit before" ?disabled=${at <= 0} @click=${() => choose(all[at - 1])}>${ICONS.back}</button>
    visit ${at + 1} of ${all.length}
    <button aria-label="Next visit" ?disabled=${at >= all.length - 1} @click=${() => choose(all[at + 1])}>
      ${ICONS.step}
    </button>
  </span>`;
}

function columns({ comparison, moment }: ComparedView, pair: Pair) {
  const counts = comparison.moments.at(moment);
  const cell = (side: Side) => {
    const [visit, timeline] = [pair[side], comparison.runs[side]];
    if (visit === undefined) return html`<td class="dim">not reached</td>`;
    if (visit.from >= counts[side]) return html`<td class="dim">not yet</td>`;
    const status = statusOfVisit(timeline, visit, counts[side]) ?? "running";
    return html`<td>${STATUSES[status].sign} ${STATUSES[status].words}<br /><span class="dim">${timeline.placeOf(visit)}</span></td>`;
  };
  return html`<table class="standing">
    <thead>
      <tr>
        <th><b class="letter of-a">A</b></th>
        <th><b class="letter of-b">B</b></th>
      </tr>
    </thead>
    <tbody>
      <tr>
        ${cell("a")}${cell("b")}
      </tr>
      ${durations(comparison, pair)}
    </tbody>
  </table>`;
}

function durations({ runs }: Comparison, { a, b }: Pair) {
  if (!runs.a.run.timed || !runs.b.run.timed) return nothing;
  const [ours, theirs] = [a && durationOf(runs.a, a), b && durationOf(runs.b, b)];
  const delta = ours === undefined || theirs === undefined ? undefined : theirs - ours;
  const text = (one: number | undefined) => (one === undefined ? "" : shortDuration(one));
  return html`<tr>
    <td>${text(ours)}</td>
    <td>${text(theirs)} ${delta === undefined || delta === 0 ? nothing : html`<b class="delta">${signed(delta)}</b>`}</td>
  </tr>`;
}

/** "+1.2 s", "−340 ms". */
export const signed = (delta: number): string => `${delta < 0 ? "−" : "+"}${shortDuration(Math.abs(delta))}`;

function stage({ name, a, b, differences }: ComparedStage) {
  const real = differences.filter(({ kind }) => kind !== "volatile").length;
  return html`<section class="stage">
    <h3>${name} <span class="verdict ${real > 0 ? "differs" : ""}">${verdict(differences.length, real, a, b)}</span></h3>
    ${differences.length === 0 || a === undefined || b === undefined ? nothing : differenceTable(differences)}
    <details ?open=${a === undefined || b === undefined}>
      <summary>whole</summary>
      <div class="sides">${side(a, undefined)}${side(b, a)}</div>
    </details>
  </section>`;
}

function verdict(all: number, real: number, a: Json | undefined, b: Json | undefined): string {
  if (a === undefined) return "only B";
  if (b === undefined) return "only A";
  if (all === 0) return "same";
  if (real === 0) return "same but for what changes from run to run";
  return real === 1 ? "1 difference" : `${real >= MOST_DIFFERENCES ? `${MOST_DIFFERENCES} or more` : real} differences`;
}

const side = (value: Json | undefined, since: Json | undefined) =>
  value === undefined
    ? html`<p class="dim">nothing</p>`
    : html`<asl-json nested .value=${value} .since=${since} .levels=${2}></asl-json>`;

const SIGNS = { changed: "≠", "only a": "A", "only b": "B", volatile: "~" } as const;
const SAYS = {
  changed: "differs",
  "only a": "only in A",
  "only b": "only in B",
  volatile: "differs from run to run",
} as const;

/** The places in which two values differ, with both. */
export const differenceTable = (
  differences: readonly JsonDifference[],
) => html`<table class="differences" aria-label="Differences">
  <colgroup>
    <col class="signs" />
    <col class="paths" />
    <col />
    <col />
  </colgroup>
  <tbody>
    ${differences.map(
      ({ pointer, kind, a, b }) => html`<tr class=${kind.replace(" ", "-")} title=${SAYS[kind]}>
        <td class="sign"><span aria-hidden="true">${SIGNS[kind]}</span><span class="sr">${SAYS[kind]}</span></td>
        <td class="path">${pathOf(pointer)}</td>
        <td class="value">${shown(a)}</td>
        <td class="value">${shown(b)}</td>
      </tr>`,
    )}
  </tbody>
</table>`;

/** Longer values are cut; the whole stands below. */
const LONGEST = 160;

function shown(value: Json | undefined): string {
  if (value === undefined) return "";
  const text = JSON.stringify(value) ?? "";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const execution = ({ runs }: Comparison) =>
  html`<header><h2>Execution</h2></header>
    ${comparedEnds(runs).map(stage)}`;
