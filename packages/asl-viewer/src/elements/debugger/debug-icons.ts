import { svg } from "lit";

const icon = (inner: ReturnType<typeof svg>) => svg`<svg viewBox="0 0 16 16" aria-hidden="true">${inner}</svg>`;

/** Signs of the debugger's buttons, 16 × 16: a dot is a state, an arrow the way of the run. */
export const DEBUG_ICONS = {
  over: icon(svg`<path d="M2 8.5A6 6 0 0 1 13.2 7M13.5 3v4h-4"/><circle class="solid" cx="8" cy="12" r="1.9"/>`),
  into: icon(svg`<path d="M8 1.5v7.3M4.8 5.8 8 9l3.2-3.2"/><circle class="solid" cx="8" cy="13" r="1.9"/>`),
  out: icon(svg`<path d="M8 9V1.7M4.8 4.7 8 1.5l3.2 3.2"/><circle class="solid" cx="8" cy="13" r="1.9"/>`),
  back: icon(svg`<path d="M14.5 8H6M9.2 4.8 6 8l3.2 3.2"/><circle class="solid" cx="2.8" cy="8" r="1.9"/>`),
  backOver: icon(svg`<path d="M14 8.5A6 6 0 0 0 2.8 7M2.5 3v4h4"/><circle class="solid" cx="8" cy="12" r="1.9"/>`),
  reverse: icon(svg`<path d="M2.5 3v10"/><path class="solid" d="M13.5 2.5v11L5 8z"/>`),
  restart: icon(svg`<path d="M3 8a5 5 0 1 0 1.6-3.7M3 2v3h3"/>`),
  bug: icon(
    svg`<path d="M5.5 6.5a2.5 2.5 0 0 1 5 0v3.5a2.5 2.5 0 0 1-5 0zM5.5 8.3h5M2.5 5l3 1.8M13.5 5l-3 1.8M2.3 9.5h3.2M10.5 9.5h3.2M3 14l2.8-2.2M13 14l-2.8-2.2"/>`,
  ),
  pencil: icon(svg`<path d="m3 13 .6-3L10.8 2.8l2.4 2.4L6 12.4z"/>`),
  bin: icon(svg`<path d="M3 4.5h10M6 4.5V2.8h4v1.7M4.3 4.5l.6 8.7h6.2l.6-8.7"/>`),
  save: icon(svg`<path d="M3 3h8l2 2v8H3zM5.5 3v3.5h4.5V3M5 13V9.5h6V13"/>`),
  timer: icon(svg`<circle cx="8" cy="9" r="5"/><path d="M8 6.3V9l1.8 1.3M6.3 1.7h3.4"/>`),
};
