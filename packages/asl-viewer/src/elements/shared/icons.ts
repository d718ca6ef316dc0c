import { svg } from "lit";

const icon = (inner: ReturnType<typeof svg>) => svg`<svg viewBox="0 0 16 16" aria-hidden="true">${inner}</svg>`;

/** Signs on buttons, 16 × 16. */
export const ICONS = {
  start: icon(svg`<path d="M4 3v10"/><path class="solid" d="M13 3v10L5.5 8z"/>`),
  back: icon(svg`<path class="solid" d="M11.5 3v10L4 8z"/>`),
  play: icon(svg`<path class="solid" d="M4.5 2.5v11L13 8z"/>`),
  pause: icon(svg`<path class="solid" d="M4 3h3v10H4zM9 3h3v10H9z"/>`),
  step: icon(svg`<path class="solid" d="M4.5 3v10L12 8z"/>`),
  end: icon(svg`<path d="M12 3v10"/><path class="solid" d="M3 3v10l7.5-5z"/>`),
  previousError: icon(svg`<path d="M6 4 2 8l4 4"/><path d="m9.5 5.5 5 5m0-5-5 5"/>`),
  nextError: icon(svg`<path d="m10 4 4 4-4 4"/><path d="m1.5 5.5 5 5m0-5-5 5"/>`),
  plus: icon(svg`<path d="M8 3v10M3 8h10"/>`),
  minus: icon(svg`<path d="M3 8h10"/>`),
  fit: icon(svg`<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"/>`),
  search: icon(svg`<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>`),
  turn: icon(svg`<path d="M3 3v6a3 3 0 0 0 3 3h7M10 9l3 3-3 3"/>`),
  map: icon(svg`<path d="M2.5 3.5h11v9h-11zM8.5 8h5v4.5h-5z"/>`),
  open: icon(svg`<path d="M2 12.5v-9h4l1.5 2H14v7z"/>`),
  compare: icon(svg`<path d="M2.5 3h4.5v10H2.5zM9 3h4.5v10H9zM4 6h1.5M4 8.5h1.5M10.5 6h1.5M10.5 8.5h1.5"/>`),
  save: icon(svg`<path d="M8 2v8M4.8 7 8 10.2 11.2 7M2.5 11v2.5h11V11"/>`),
  theme: icon(svg`<circle cx="8" cy="8" r="5.5"/><path class="solid" d="M8 2.5a5.5 5.5 0 0 1 0 11z"/>`),
  copy: icon(svg`<path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3"/>`),
  link: icon(
    svg`<path d="M6.5 9.5 9.5 6.5M7 4.5 8.5 3a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5 7.5 13A3 3 0 0 1 3 8.5L4.5 7"/>`,
  ),
  help: icon(svg`<circle cx="8" cy="8" r="6"/><path d="M6.2 6.2a1.9 1.9 0 1 1 2.7 1.7c-.6.3-.9.7-.9 1.3M8 11.4v.1"/>`),
  more: icon(svg`<path d="M3 8h.1m4.8 0h.2m4.8 0h.1" stroke-width="2.6"/>`),
  near: icon(
    svg`<circle class="solid" cx="8" cy="8" r="2"/><circle cx="8" cy="8" r="5.5" stroke-dasharray="2.5 2.2"/>`,
  ),
  errors: icon(
    svg`<path stroke-dasharray="2.5 2" d="M4 2.5v6a3 3 0 0 0 3 3h4"/><path d="m9.5 8.5 3 3-3 3"/><path d="M9 3h4m-2-2v4"/>`,
  ),
  fold: icon(svg`<path d="M5 2.5 8 5.5l3-3M5 13.5l3-3 3 3M2.5 8h11"/>`),
  left: icon(svg`<rect x="2" y="3" width="12" height="10" rx="1.5"/><path class="solid" d="M2.5 3.5h4v9h-4z"/>`),
  bottom: icon(svg`<rect x="2" y="3" width="12" height="10" rx="1.5"/><path class="solid" d="M2.5 9h11v3.5h-11z"/>`),
  right: icon(svg`<rect x="2" y="3" width="12" height="10" rx="1.5"/><path class="solid" d="M9.5 3.5h4v9h-4z"/>`),
  close: icon(svg`<path d="m4 4 8 8m0-8-8 8"/>`),
};
