import { nothing } from "lit";
import type { SideOfState, StateRow } from "../../comparison/index.js";
import { STATUSES } from "../../markers.js";
import { shortDuration } from "../../timeline/index.js";
import { html } from "../shared/html.js";
import { signed } from "./comparison-inspector.js";

/** All states that either run came to: how often, how it ended, and what it took more or less. */
export function comparisonStates(rows: readonly StateRow[], node: string | null, choose: (node: string) => void) {
  const most = Math.max(1, ...rows.map(({ delta = 0 }) => Math.abs(delta)));
  return html`<table class="states">
    <thead>
      <tr>
        <th>State</th>
        <th><b class="letter of-a">A</b></th>
        <th><b class="letter of-b">B</b></th>
        <th>B took more</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) => html`<tr class=${row.node === node ? "chosen" : ""} @click=${() => choose(row.node)}>
          <th scope="row" .style=${`padding-left:${10 + row.depth * 14}px`}>
            <button aria-current=${row.node === node} @click=${() => choose(row.node)}>${row.name}</button>
          </th>
          ${cell(row.a)}${cell(row.b)}
          <td>${row.delta === undefined ? nothing : delta(row.delta, most)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function cell(side: SideOfState | undefined) {
  if (side === undefined) return html`<td class="dim">not reached</td>`;
  const { visits, status, duration } = side;
  const look = STATUSES[status ?? "running"];
  return html`<td>
    <span class="is-${look.status}" title=${look.words}><span aria-hidden="true">${look.sign}</span><span class="sr">${look.words}</span></span>
    ${visits > 1 ? html`<span class="dim">×${visits}</span>` : nothing}
    ${duration === undefined ? nothing : shortDuration(duration)}
  </td>`;
}

/** A bar from the middle: to the right where B took more. */
function delta(value: number, most: number) {
  if (value === 0) return html`<span class="dim">same</span>`;
  const share = Math.max(2, (Math.abs(value) / most) * 50);
  const style = value > 0 ? `left:50%;width:${share}%` : `right:50%;width:${share}%`;
  return html`<span class="delta-bar"><i class=${value > 0 ? "more" : "less"} .style=${style}></i></span>
    <span class="delta">${signed(value)}</span>`;
}
