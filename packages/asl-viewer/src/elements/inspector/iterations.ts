import { nothing, type TemplateResult } from "lit";
import { lookOfLetter, type MapWork, tallyText } from "../../timeline/index.js";
import { html } from "../shared/html.js";

const WORDS = {
  pending: "not begun",
  running: "under way",
  succeeded: "succeeded",
  failed: "failed",
  aborted: "aborted",
};
const CLASSES = { pending: "no-yet", running: "on", succeeded: "ok", failed: "no", aborted: "cut" };
const SIGNS = { pending: "", running: "", succeeded: "", failed: "✕", aborted: "–" };

/** The parts of a Map as a strip of cells; where several share a cell, it shows the worst and leads to it. */
export function iterationStrip(
  work: MapWork,
  count: number,
  choose: (number: number) => void,
): TemplateResult | typeof nothing {
  const { parts } = work;
  if (parts.total === 0 || !work.known) return nothing;
  const place = work.placeOf(count);
  const cells = [...parts.looks(place)].map((letter, at) => ({
    look: lookOfLetter(letter),
    from: at * parts.size,
    to: Math.min(parts.total, (at + 1) * parts.size) - 1,
  }));
  const name = work.distributed ? "Child execution" : "Iteration";
  return html`<div class="strip" role="group" aria-label="${name}s">
      ${cells.map(({ look, from, to }) => {
        const numbers = from === to ? `${from}` : `${from}–${to}`;
        const go = () => {
          const part = parts.worst(place, from, to);
          if (part !== undefined) choose(part.number);
        };
        return html`<button class=${CLASSES[look]} title=${`${numbers}: ${WORDS[look]}`} aria-label=${`${name} ${numbers}, ${WORDS[look]}`} @click=${go}>
          ${SIGNS[look]}
        </button>`;
      })}
    </div>
    <p class="tally">
      ${parts.total.toLocaleString("en")} ${name.toLowerCase()}s${parts.size > 1 ? `, a cell for ${parts.size}: the worst of them` : ""}:
      ${tallyText(parts.tally(place))}
    </p>`;
}
