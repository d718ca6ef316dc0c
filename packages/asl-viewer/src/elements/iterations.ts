import { html, nothing, type TemplateResult } from "lit";
import type { Frame, Visit } from "../timeline/index.js";

/** More iterations than these share cells. */
const CELLS = 200;

/** The iterations of a Map as a strip of cells; where several share a cell, it shows the worst and leads to it. */
export function iterationStrip(
  visit: Visit,
  count: number,
  choose: (frame: Frame) => void,
): TemplateResult | typeof nothing {
  const frames = visit.children.filter(({ first }) => first < count).sort((a, b) => a.number - b.number);
  if (frames.length === 0) return nothing;
  const size = Math.ceil(frames.length / CELLS);
  const cells = Array.from({ length: Math.ceil(frames.length / size) }, (_, at) =>
    frames.slice(at * size, (at + 1) * size),
  );
  const looks = frames.map((frame) => lookOf(frame, count));
  const tally = (look: string) => looks.filter((one) => one === look).length;
  return html`<div class="strip" role="group" aria-label="Iterations">
      ${cells.map((cell) => {
        const worst = ["no", "cut", "on", "ok"]
          .map((look) => cell.find((one) => lookOf(one, count) === look))
          .find(Boolean) as Frame;
        const look = lookOf(worst, count);
        return html`<button class=${look} title=${`${rangeOf(cell)}: ${WORDS[look]}`} aria-label=${`Iteration ${rangeOf(cell)}, ${WORDS[look]}`} @click=${() => choose(worst)}>
          ${SIGNS[look]}
        </button>`;
      })}
    </div>
    <p class="tally">
      ${frames.length} iterations: ${tally("ok")} succeeded${tally("no") ? `, ${tally("no")} failed` : ""}${tally("cut") ? `, ${tally("cut")} aborted` : ""}${tally("on") ? `, ${tally("on")} under way` : ""}
    </p>`;
}

type Look = "ok" | "no" | "cut" | "on";

const WORDS: Readonly<Record<Look, string>> = { ok: "succeeded", no: "failed", cut: "aborted", on: "under way" };
const SIGNS: Readonly<Record<Look, string>> = { ok: "", no: "✕", cut: "–", on: "" };

function lookOf({ ended, ending }: Frame, count: number): Look {
  if (ended < 0 || ended >= count) return "on";
  return ending === "succeeded" ? "ok" : ending === "failed" ? "no" : "cut";
}

const rangeOf = (cell: readonly Frame[]): string =>
  cell.length === 1 ? `${cell[0].number}` : `${cell[0].number}–${cell[cell.length - 1].number}`;
