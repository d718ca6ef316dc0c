import { FONTS } from "../layout/index.js";
import { PART_RULES } from "./part-style.js";

/** Custom properties of the picture with what they are in light and in dark surroundings. */
export const COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  "--asl-ground": ["#ffffff", "#0d1117"],
  "--asl-ink": ["#1f2328", "#e6edf3"],
  "--asl-dim": ["#59636e", "#9da7b3"],
  "--asl-fill": ["#ffffff", "#1a212b"],
  "--asl-line": ["#818b98", "#67707b"],
  "--asl-inside": ["#f4f6f8", "#12181f"],
  "--asl-lane": ["#ffffff", "#0d1117"],
  "--asl-lane-line": ["#d1d9e0", "#2f3742"],
  "--asl-edge": ["#6e7781", "#8b949e"],
  "--asl-main": ["#424a53", "#c0c8d1"],
  "--asl-error": ["#bc4c00", "#f0883e"],
  "--asl-success": ["#1a7f37", "#3fb950"],
  "--asl-failure": ["#cf222e", "#ff7b72"],
  "--asl-running": ["#0969da", "#58a6ff"],
  "--asl-waiting": ["#4f6b8a", "#8fb0d4"],
  "--asl-timeout": ["#d1390a", "#ff8f5e"],
  "--asl-aborted": ["#7d6552", "#b59a84"],
  "--asl-mocked": ["#8250df", "#b087f5"],
  "--asl-amber": ["#9a6700", "#d9a62e"],
  "--asl-current": ["#eac54f", "#f2cc60"],
  "--asl-side-a": ["#6639ba", "#c297ff"],
  "--asl-side-b": ["#0a6c74", "#4fc3cf"],
};

/** Light, dark, or whichever the reader prefers. */
export type Theme = "light" | "dark" | "auto";

/** A colour for every custom property of the picture. */
export type Palette = Readonly<Record<string, string>>;

const FAMILY = `system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans","Noto Sans","DejaVu Sans",sans-serif`;

/** A status's outline and badge in its colour, its ground tinted. */
const status = (name: string, colour: string, more = "", width = 2): string => `
.asl-is-${name}>.asl-badge>rect{fill:var(${colour})}.asl-is-${name}>.asl-outline{stroke:var(${colour});stroke-width:${width};${more}}`;

/** What differs between two definitions, and its colour. */
const CHANGES = [
  ["added", "--asl-success"],
  ["removed", "--asl-failure"],
  ["changed", "--asl-amber"],
  ["renamed", "--asl-running"],
] as const;

const change = ([name, colour]: readonly [string, string]): string => `
.asl-${name}>.asl-outline,.asl-${name}>.asl-line,.asl-${name}>rect{stroke:var(${colour});stroke-width:2.2}
.asl-${name}>.asl-head{fill:var(${colour})}`;

/** How much tests have reached, its colour and its line. */
const REACHES = [
  ["full", "--asl-success", ""],
  ["partly", "--asl-amber", "stroke-dasharray:10 3"],
  ["none", "--asl-failure", "stroke-dasharray:3 3"],
] as const;

const reach = ([name, colour, dashes]: readonly [string, string, string]): string => {
  const of = `.asl-reach-${name}`;
  return `
${of}>.asl-outline,${of}>.asl-line{stroke:var(${colour});stroke-width:2;${dashes}}
${of}>.asl-head,${of}>.asl-badge>rect{fill:var(${colour})}
.asl-label${of}>rect,.asl-retry${of}{stroke:var(${colour})}`;
};

/** Runs that are compared, their colours and the lines of what one alone came to. */
const SIDES = [
  ["a", "--asl-side-a", "stroke-dasharray:10 3"],
  ["b", "--asl-side-b", "stroke-dasharray:3 3"],
] as const;

const side = ([name, colour, dashes]: readonly [string, string, string]): string => {
  const of = `.asl-side-${name}`;
  return `
${of}>.asl-outline{stroke:var(${colour});${dashes}}${of}>.asl-line{stroke:var(${colour});stroke-width:2.6;${dashes}}
${of}>.asl-head,${of}>.asl-side>rect{fill:var(${colour})}.asl-label${of}>rect{stroke:var(${colour})}`;
};

const RULES = `
.asl-graph{font-family:${FAMILY};background:var(--asl-ground)}
.asl-graph text{fill:var(--asl-ink);user-select:text}
.asl-back-ground{fill:var(--asl-ground)}
.asl-name{font-size:${FONTS.name.size}px;font-weight:600}
.asl-detail{font-size:${FONTS.detail.size}px}.asl-graph .asl-detail{fill:var(--asl-dim)}
.asl-outline{fill:var(--asl-fill);stroke:var(--asl-line);stroke-width:1.2}
.asl-container>.asl-outline{fill:var(--asl-inside)}
.asl-card{fill:var(--asl-fill);stroke:var(--asl-line);stroke-width:1}
.asl-rule{fill:none;stroke:var(--asl-lane-line);stroke-width:1}
.asl-lane>rect{fill:var(--asl-lane);stroke:var(--asl-lane-line);stroke-width:1}
.asl-graph .asl-lane>text{font-size:10px;fill:var(--asl-dim)}
.asl-icon{fill:none;stroke:var(--asl-dim);stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
.asl-retry{stroke-width:1.8}
.asl-succeed>.asl-icon{stroke:var(--asl-success)}.asl-fail>.asl-icon{stroke:var(--asl-failure)}
.asl-succeed>.asl-outline{stroke:var(--asl-success)}.asl-fail>.asl-outline{stroke:var(--asl-failure)}
.asl-missing>.asl-outline{stroke:var(--asl-failure);stroke-dasharray:4 3}
.asl-unreachable{opacity:.55}.asl-unreachable>.asl-outline{stroke-dasharray:4 3}
.asl-start>.asl-outline,.asl-end>.asl-outline{stroke:var(--asl-main);stroke-width:1.6}
.asl-sign{fill:var(--asl-main)}
.asl-line{fill:none;stroke:var(--asl-edge);stroke-width:1.4}.asl-head{fill:var(--asl-edge)}
.asl-main>.asl-line{stroke:var(--asl-main);stroke-width:1.8}.asl-main>.asl-head{fill:var(--asl-main)}
.asl-catch>.asl-line{stroke:var(--asl-error);stroke-dasharray:5 3}.asl-catch>.asl-head{fill:var(--asl-error)}
.asl-taken>.asl-line{stroke-width:2.8}
.asl-label>rect,.asl-times>rect{fill:var(--asl-ground);stroke:var(--asl-lane-line);stroke-width:1}
.asl-label>text,.asl-times>text{font-size:${FONTS.label.size}px;text-anchor:middle}.asl-graph .asl-label.asl-catch>text{fill:var(--asl-error)}
.asl-graph .asl-badge>text{fill:var(--asl-ground);font-size:${FONTS.badge.size}px;font-weight:700}
.asl-badge-icon{fill:none;stroke:var(--asl-ground);stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}.asl-badge-icon>.asl-solid{fill:var(--asl-ground)}
.asl-dot{fill:var(--asl-failure)}.asl-hatch{fill:none;stroke:var(--asl-waiting);stroke-width:1.5;opacity:.3}
.asl-problem{fill:none;stroke:var(--asl-ground);stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
.asl-problem>.asl-ground{stroke-width:1}.asl-problem-error>.asl-ground{fill:var(--asl-failure)}.asl-problem-warning>.asl-ground{fill:var(--asl-amber)}
.asl-is-unreached>.asl-outline{stroke-dasharray:2 3}.asl-is-unreached{opacity:.6}
${status("running", "--asl-running")}${status("waiting", "--asl-waiting", "stroke-dasharray:7 3")}
${status("succeeded", "--asl-success")}${status("retried", "--asl-success", "stroke-dasharray:14 2")}
${status("caught", "--asl-error")}${status("failed", "--asl-failure", "", 3)}
${status("timed-out", "--asl-timeout", "", 3)}${status("aborted", "--asl-aborted")}
.asl-is-retried>.asl-badge>rect{fill:var(--asl-amber)}.asl-is-tolerated>.asl-badge>.asl-lost{fill:var(--asl-failure)}
.asl-is-aborted .asl-name{text-decoration:line-through}
${status("unknown", "--asl-dim", "stroke-dasharray:2 3")}${status("tolerated", "--asl-success")}${status("mocked", "--asl-mocked", "stroke-dasharray:2 2")}
.asl-current>.asl-outline{stroke:var(--asl-current);stroke-width:4}.asl-selected>.asl-outline{stroke-width:3.5}
${PART_RULES}${REACHES.map(reach).join("")}
${CHANGES.map(change).join("")}${SIDES.map(side).join("")}
.asl-side>rect{fill:var(--asl-amber)}.asl-graph .asl-side>text{fill:var(--asl-ground);font-size:${FONTS.badge.size}px;font-weight:700;text-anchor:middle}
.asl-removed>.asl-outline,.asl-removed>.asl-line{stroke-dasharray:4 3}.asl-removed .asl-name{text-decoration:line-through}
@media (forced-colors:active){.asl-graph text{fill:CanvasText}.asl-outline,.asl-line{stroke:CanvasText}.asl-head,.asl-sign{fill:CanvasText}.asl-hatch{stroke:GrayText}}
`;

const valuesOf = (index: 0 | 1): string =>
  Object.entries(COLOURS)
    .map(([name, values]) => `${name}:${values[index]}`)
    .join(";");

/**
 * The style sheet of the picture. "auto": custom properties, which a page that shows it may set anew; "light", "dark" and
 * colours of one's own: plain colours, for programs that know no custom properties.
 */
export function styleOf(theme: Theme | Palette): string {
  const rules = RULES.replaceAll("\n", "");
  if (theme !== "auto") {
    const colourOf = (name: string): string =>
      typeof theme === "string" ? COLOURS[name][theme === "light" ? 0 : 1] : theme[name];
    return rules.replace(/var\((--asl-[\w-]+)\)/g, (_, name) => colourOf(name));
  }
  return `:where(.asl-graph){${valuesOf(0)}}@media (prefers-color-scheme:dark){:where(.asl-graph){${valuesOf(1)}}}${rules}`;
}
