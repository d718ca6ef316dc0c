import { css, unsafeCSS } from "lit";
import { COLOURS } from "../../shapes/index.js";
import { CONTRAST, FORCED } from "./contrast.js";

/** What the elements add to the picture's custom properties, in light and in dark surroundings. */
const SURFACES: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  "--asl-panel": ["#f6f8fa", "#151b23"],
  "--asl-raised": ["#ffffff", "#1f2630"],
  "--asl-border": ["#d1d9e0", "#30363d"],
  "--asl-hover": ["#818b981f", "#8b949e26"],
  "--asl-chosen": ["#0969da1f", "#388bfd33"],
  "--asl-accent": ["#0969da", "#58a6ff"],
  "--asl-string": ["#0a6640", "#7ee787"],
  "--asl-number": ["#0550ae", "#79c0ff"],
  "--asl-literal": ["#8250df", "#d2a8ff"],
  "--asl-key": ["#7d3c00", "#ffa657"],
  "--asl-added": ["#1a7f3722", "#2ea04330"],
  "--asl-altered": ["#9a670026", "#d2992233"],
  "--asl-gone": ["#cf222e1f", "#f8514930"],
};

const paired = (colours: Readonly<Record<string, readonly [string, string]>>): string =>
  Object.entries(colours)
    .map(([name, [light, dark]]) => `${name}:light-dark(${light},${dark})`)
    .join(";");

const tokens = unsafeCSS(paired({ ...COLOURS, ...SURFACES }));
/** Nothing is faint. */
const strong = unsafeCSS(`${paired(CONTRAST)};--asl-faint:1;--asl-fainter:1;--asl-control:var(--asl-border)`);
const forced = unsafeCSS(
  `${Object.entries(FORCED)
    .map(([name, colour]) => `${name}:${colour}`)
    .join(";")};--asl-faint:1;--asl-fainter:1;--asl-control:ButtonText`,
);

/**
 * Custom properties of all elements. An element inside another has the attribute `nested` and takes those of the outer
 * one, so that a page sets each in one place.
 *
 * @cssprop --asl-ground - what everything lies on
 * @cssprop --asl-ink - text
 * @cssprop --asl-dim - text of less weight
 * @cssprop --asl-fill - states
 * @cssprop --asl-line - outlines of states of which nothing is known
 * @cssprop --asl-inside - the inside of Parallels and Maps, and idle time
 * @cssprop --asl-lane - branches
 * @cssprop --asl-lane-line - outlines of branches, labels and fine lines
 * @cssprop --asl-edge - transitions
 * @cssprop --asl-main - the way from beginning to end
 * @cssprop --asl-error - transitions of catchers, and states whose failure was caught
 * @cssprop --asl-success - what succeeded, and what was added
 * @cssprop --asl-failure - what failed, what was removed, and breakpoints
 * @cssprop --asl-running - what is running
 * @cssprop --asl-waiting - what is waiting
 * @cssprop --asl-timeout - what timed out
 * @cssprop --asl-aborted - what was aborted
 * @cssprop --asl-mocked - what was mocked
 * @cssprop --asl-amber - what changed, and what is partly reached
 * @cssprop --asl-current - where the run stands
 * @cssprop --asl-side-a - the first of two runs that are compared
 * @cssprop --asl-side-b - the second of them
 * @cssprop --asl-panel - bars and strips
 * @cssprop --asl-raised - what lies above the page
 * @cssprop --asl-border - borders between panes and of fields
 * @cssprop --asl-control - borders of buttons; transparent if absent
 * @cssprop --asl-hover - what the pointer is on
 * @cssprop --asl-chosen - what is chosen or pressed
 * @cssprop --asl-accent - focus, links and what is chosen
 * @cssprop --asl-string - strings in data and definitions
 * @cssprop --asl-number - numbers
 * @cssprop --asl-literal - true, false and null
 * @cssprop --asl-key - names of fields
 * @cssprop --asl-added - behind what was added to a value
 * @cssprop --asl-altered - behind what changed in a value, and notes
 * @cssprop --asl-gone - behind what was removed from a value, and messages of what went wrong
 * @cssprop --asl-faint - how much of states shows that were not reached, 0 to 1
 * @cssprop --asl-fainter - how much of transitions shows that were not taken, 0 to 1
 * @cssprop --asl-font - the font of text
 * @cssprop --asl-mono - the font of data and definitions
 */
export const theme = css`
  :host(:not([nested])) {
    color-scheme: light dark;
    ${tokens};
    --asl-mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
    --asl-font: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  :host([theme="contrast"]:not([nested])) {
    ${strong};
  }
  @media (prefers-contrast: more) {
    :host(:not([nested])) {
      ${strong};
    }
  }
  @media (forced-colors: active) {
    :host(:not([nested])) {
      ${forced};
    }
  }
  :host {
    display: block;
    direction: ltr;
    box-sizing: border-box;
    font: 13px/1.45 var(--asl-font);
    color: var(--asl-ink);
    background: var(--asl-ground);
    overflow: hidden;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--asl-accent);
    outline-offset: -2px;
    border-radius: 4px;
  }
  /* A name in another script leaves what stands beside it where it is. */
  b,
  code,
  span,
  strong {
    unicode-bidi: isolate;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** Buttons, fields, chips and tabs as all elements have them. */
export const controls = css`
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 1px solid var(--asl-control, transparent);
    border-radius: 6px;
    min-height: 26px;
    min-width: 26px;
    padding: 0 6px;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 5px;
    cursor: pointer;
    white-space: nowrap;
  }
  button:hover:not(:disabled) {
    background: var(--asl-hover);
  }
  button:disabled {
    opacity: 0.4;
    cursor: default;
  }
  button[aria-pressed="true"],
  button[aria-selected="true"] {
    background: var(--asl-chosen);
    border-color: color-mix(in srgb, var(--asl-accent) 45%, transparent);
  }
  button.primary:focus-visible {
    outline-offset: 2px;
  }
  button svg {
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
    flex: none;
  }
  button svg .solid {
    fill: currentColor;
    stroke: none;
  }
  input,
  select {
    font: inherit;
    color: inherit;
    background: var(--asl-ground);
    border: 1px solid var(--asl-border);
    border-radius: 6px;
    min-height: 26px;
    padding: 0 8px;
    min-width: 0;
  }
  ::placeholder {
    color: var(--asl-dim);
    opacity: 1;
  }
  kbd {
    font: 12px var(--asl-mono);
    min-width: 20px;
    padding: 1px 5px;
    text-align: center;
    border: 1px solid var(--asl-border);
    border-bottom-width: 2px;
    border-radius: 5px;
    background: var(--asl-panel);
  }
  @media (forced-colors: active) {
    button {
      border-color: ButtonText;
    }
    button[aria-pressed="true"],
    button[aria-selected="true"],
    [aria-current="true"] {
      border-color: Highlight;
      outline: 2px solid Highlight;
    }
    button.primary {
      forced-color-adjust: none;
      color: HighlightText !important;
      background: Highlight !important;
    }
  }
`;
