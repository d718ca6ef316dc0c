import type { Json } from "asl-core";
import { css, nothing } from "lit";
import { type Watched, watchedName, watchedValue } from "../../timeline/index.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";

/** Letters of a value; the whole stands in its stage. */
const LONGEST = 200;

/** The fields that are watched with their values in the visit that is shown. */
export function watchList(
  watched: readonly Watched[],
  stages: readonly { readonly name: string; readonly value: Json }[],
  remove: (one: Watched) => void,
) {
  if (watched.length === 0) return nothing;
  return html`<ul class="watch" aria-label="Watched">
    ${watched.map((one) => {
      const value = watchedValue(one, stages);
      const text = value === undefined ? "–" : JSON.stringify(value);
      const name = watchedName(one);
      return html`<li><span class="field" title=${name}>${name}</span>
        <span title=${text.slice(0, 2000)}>${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}</span>
        <button aria-label="Watch ${name} no more" title="Watch no more" @click=${() => remove(one)}>${ICONS.close}</button></li>`;
    })}
  </ul>`;
}

/** How it looks. */
export const watchStyle = css`
  .watch {
    display: grid;
    grid-template-columns: minmax(60px, auto) minmax(0, 1fr) auto;
    align-items: center;
    gap: 1px 8px;
    margin: 0;
    list-style: none;
    padding: 4px 8px 4px 12px;
    max-height: 130px;
    overflow: auto;
    font: 12px/1.5 var(--asl-mono);
    border-bottom: 1px solid var(--asl-border);
  }
  .watch li {
    display: contents;
  }
  .watch span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .watch .field {
    color: var(--asl-key);
  }
  .watch button {
    border: none;
  }
`;
