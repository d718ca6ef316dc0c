import { nothing } from "lit";
import type { VersionChange, Versions } from "../../comparison/index.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { differenceTable } from "./comparison-inspector.js";

/** What the parts of a comparison of two versions show and do. */
export interface VersionBars {
  readonly versions: Versions;
  readonly names: readonly [before: string, after: string];
  /** Id of the chosen state; null for the machine itself. */
  readonly node: string | null;
  /** Which change is chosen; -1 for none. */
  readonly at: number;
  choose(at: number): void;
  step(by: number): void;
  swap(): void;
  leave(): void;
}

type Change = VersionChange["change"];
const SIGNS: Readonly<Record<Change, string>> = { added: "+", removed: "−", changed: "≠", renamed: "→" };

/** Which versions they are, and what differs in all, in a sentence. */
export function versionsHead(bars: VersionBars) {
  const [before, after] = bars.names;
  return html`<div class="head" role="group" aria-label="Versions">
    <span class="run of-a" title=${before}><b class="letter">Before</b><span class="name">${before}</span></span>
    <span class="run of-b" title=${after}><b class="letter">After</b><span class="name">${after}</span></span>
    <button @click=${() => bars.swap()} title="The other way round">Swap</button>
    <button class="leave" @click=${() => bars.leave()} title="Leave the comparison (Esc)" aria-label="Leave the comparison">
      ${ICONS.close}
    </button>
  </div>
  <p class="divergence">${sentence(bars.versions.changes)}</p>`;
}

function sentence(changes: readonly VersionChange[]): string {
  if (changes.length === 0) return "Both say the same; spaces and the order of fields do not count.";
  const states = changes.filter(({ what }) => what === "state");
  const counted = (Object.keys(SIGNS) as Change[])
    .map((change) => [states.filter((one) => one.change === change).length, change] as const)
    .filter(([count]) => count > 0)
    .map(([count, change], index) => `${count}${index === 0 ? ` state${count === 1 ? "" : "s"}` : ""} ${change}`);
  const ways = changes.filter(({ what }) => what === "transition").length;
  const rest = [
    ...(ways > 0 ? [`${ways} transition${ways === 1 ? " differs" : "s differ"}`] : []),
    ...(changes[0].what === "machine" ? ["fields of the machine itself differ"] : []),
  ];
  const text = [counted.join(", "), ...rest].filter(Boolean).join("; ");
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

/** Goes through what differs. */
export function versionsBar(bars: VersionBars) {
  const { versions, at } = bars;
  const { length } = versions.changes;
  const button = (icon: unknown, name: string, key: string, by: number, disabled: boolean) =>
    html`<button title="${name} (${key})" aria-label=${name} ?disabled=${disabled} @click=${() => bars.step(by)}>${icon}</button>`;
  return html`<div class="bar" role="toolbar" aria-label="What differs">
    ${button(ICONS.previousError, "Previous difference", "E", -1, at <= 0)}
    ${button(ICONS.nextError, "Next difference", "e", 1, at >= length - 1)}
    <span class="counts">${at < 0 ? `${length} in all` : `${at + 1} of ${length}`}</span>
    <span class="legend">${(Object.keys(SIGNS) as Change[]).map(sign)}</span>
  </div>`;
}

const sign = (change: Change) =>
  html`<span class="is-${change}"><b aria-hidden="true">${SIGNS[change]}</b> ${change}</span>`;

/** A state, or the machine itself, in both versions. */
export function versionsInspector({ versions, node }: VersionBars) {
  const state = node === null ? undefined : versions.graph.nodes.get(node);
  const { before, after } = versions.sides(node);
  const differences = versions.differences(node);
  const ways = versions.changesAt(node).filter(({ what }) => what === "transition");
  return html`<header>
      <h2>${state?.name ?? "The machine itself"}</h2>
      ${state?.change === undefined ? nothing : sign(state.change)}
    </header>
    ${state?.change === "renamed" ? html`<p class="none">It was called ${state.before}.</p>` : nothing}
    ${differences.length === 0 ? html`<p class="none">${nothingDiffers(before !== undefined, after !== undefined)}</p>` : differenceTable(differences)}
    ${ways.length === 0 ? nothing : html`<h3>Transitions</h3><ul class="ways">${ways.map(way)}</ul>`}
    <details ?open=${differences.length === 0}>
      <summary>whole</summary>
      <div class="sides">${side(before)}${side(after, before)}</div>
    </details>`;
}

const nothingDiffers = (was: boolean, is: boolean): string =>
  was && is
    ? "Its fields are the same in both."
    : was
      ? "Only in the version before."
      : is
        ? "Only in the version after."
        : "";

const way = (one: VersionChange) =>
  html`<li>${sign(one.change)} ${one.path} ${one.before === undefined ? nothing : html`<span class="dim">was ${one.before || "without a label"}</span>`}</li>`;

const side = (
  value: Versions["sides"] extends (node: never) => { before: infer Side } ? Side : never,
  since?: typeof value,
) =>
  value === undefined
    ? html`<p class="dim">not there</p>`
    : html`<asl-json nested .value=${value} .since=${since} .levels=${3}></asl-json>`;

/** Everything that differs, to choose from. */
export function versionsList({ versions, at, choose }: VersionBars) {
  if (versions.changes.length === 0) return html`<p class="none">Nothing differs.</p>`;
  return html`<table class="states" aria-label="What differs">
    <thead>
      <tr>
        <th>Change</th>
        <th>Where</th>
        <th>What</th>
      </tr>
    </thead>
    <tbody>
      ${versions.changes.map(
        (one, index) => html`<tr class=${index === at ? "chosen" : ""} @click=${() => choose(index)}>
          <td>${sign(one.change)}</td>
          <th scope="row"><button aria-current=${index === at} @click=${() => choose(index)}>${one.path}</button></th>
          <td class="what">${whatOf(one)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function whatOf({ what, before, fields = [] }: VersionChange): string {
  const was = before === undefined ? [] : [`was ${before || "without a label"}`];
  return [what === "machine" ? "" : what, ...was, fields.join(", ")].filter(Boolean).join(" · ");
}
