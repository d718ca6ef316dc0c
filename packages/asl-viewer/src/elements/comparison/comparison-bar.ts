import { ended } from "asl-core";
import { nothing } from "lit";
import type { Comparison, Shown, Side } from "../../comparison/index.js";
import { shortDuration, type Timeline } from "../../timeline/index.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";

/** What the bars of a comparison show and do. */
export interface ComparisonBars {
  readonly comparison: Comparison;
  readonly names: readonly [a: string, b: string];
  /** What a reader must know of the second run, a sentence each. */
  readonly notes: readonly string[];
  readonly moment: number;
  readonly shown: Shown;
  show(shown: Shown): void;
  seek(moment: number): void;
  step(by: number): void;
  toDivergence(): void;
  toDiffering(step: 1 | -1): void;
  leave(): void;
}

const SHOWN: readonly (readonly [Shown, string, string])[] = [
  ["a", "A", "Show the first run alone"],
  ["both", "Both", "Show both runs, and what tells them apart"],
  ["b", "B", "Show the second run alone"],
];

/** Who is compared with whom, which of them is shown, and where they part. */
export function comparisonHead(bars: ComparisonBars) {
  const { comparison, names, shown } = bars;
  const { a, b } = comparison.runs;
  return html`<div class="head" role="group" aria-label="Runs">
    ${run("a", names[0], a)} ${run("b", names[1], b)}
    <span class="switch" role="group" aria-label="Runs shown">
      ${SHOWN.map(
        ([one, text, title]) =>
          html`<button title=${title} aria-pressed=${shown === one} @click=${() => bars.show(one)}>${text}</button>`,
      )}
    </span>
    <button class="leave" @click=${() => bars.leave()} title="Leave the comparison (Esc)" aria-label="Leave the comparison">
      ${ICONS.close}
    </button>
  </div>`;
}

const run = (side: Side, name: string, timeline: Timeline) => html`<span class="run of-${side}" title=${name}>
  <b class="letter">${side.toUpperCase()}</b><span class="name">${name}</span
  ><span class="ending ${timeline.ending.replace(" ", "-")}">${timeline.ending}</span>
  ${timeline.run.timed ? html`<span class="fact">${shortDuration(timeline.timeOf(timeline.length - 1))}</span>` : nothing}
</span>`;

/** Goes through both runs at once. */
export function comparisonBar(bars: ComparisonBars) {
  const { comparison, moment } = bars;
  const { moments, runs } = comparison;
  const counts = moments.at(moment);
  return html`<div class="bar" role="toolbar" aria-label="Both runs">
    ${button(ICONS.back, "One moment back (,)", () => bars.step(-1), moment === 0)}
    ${button(ICONS.step, "One moment on (.)", () => bars.step(1), moment >= moments.last)}
    ${button(ICONS.previousError, "Previous difference (E)", () => bars.toDiffering(-1))}
    ${button(ICONS.nextError, "Next difference (e)", () => bars.toDiffering(1))}
    <input
      type="range"
      aria-label="Moment of both runs"
      aria-valuetext="A ${counts.a} of ${runs.a.length}, B ${counts.b} of ${runs.b.length}"
      min="0"
      max=${moments.last}
      .value=${String(moment)}
      @input=${(event: Event) => bars.seek(Number((event.target as HTMLInputElement).value))}
    />
    <span class="counts"
      ><b class="letter of-a">A</b> ${counts.a} / ${runs.a.length} <b class="letter of-b">B</b> ${counts.b} /
      ${runs.b.length}</span
    >
  </div>`;
}

const button = (icon: unknown, title: string, act: () => void, disabled = false) =>
  html`<button title=${title} aria-label=${title.replace(/ \(.*/, "")} ?disabled=${disabled} @click=${act}>${icon}</button>`;

/** Where the runs part, in a sentence. */
export function divergenceLine({ comparison, notes, toDivergence }: ComparisonBars) {
  const { divergence, merged } = comparison;
  const both = merged.same ? [] : ["Their definitions differ: both are drawn as one."];
  const versions = [...both, ...notes.map((note) => `B: ${note}`)].map(
    (text) => html` <span class="versions">${text}</span>`,
  );
  if (divergence === undefined)
    return html`<p class="divergence">Both tell the same; times, ids and names of executions do not count.${versions}</p>`;
  const head = divergence.kind === "way" ? "They part" : "They go the same way with other data";
  return html`<p class="divergence">
    <button @click=${toDivergence} title="Go where they part"><b>${head}</b></button> In B, ${ended(divergence.text)}${versions}
  </p>`;
}
