import { nothing } from "lit";
import { html } from "../shared/html.js";

/** More lines than these are folded behind the first. */
const FEW = 3;

/** What is wrong, one by one; of many the first, the others folded. */
export const faultLines = (lines: readonly string[]) => {
  if (lines.length === 0) return nothing;
  const list = (some: readonly string[]) => html`<ul>${some.map((line) => html`<li>${line}</li>`)}</ul>`;
  return lines.length <= FEW
    ? list(lines)
    : html`${list(lines.slice(0, 1))}<details><summary>${lines.length - 1} more</summary>${list(lines.slice(1))}</details>`;
};
