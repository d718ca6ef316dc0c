import type { GraphEdge, GraphNode } from "../graph/index.js";
import { elide, type Font, lineOf, widthOf, wrap } from "../text.js";
import type { LabelBox } from "./layout.js";

/** Fonts of the picture; the style writes the same. */
export const FONTS = {
  name: { size: 13, bold: true },
  detail: { size: 11 },
  label: { size: 11 },
  badge: { size: 11, bold: true },
} as const satisfies Record<string, Font>;

/** Measures of the picture, in pixels. */
export const SIZES = {
  /** Around the whole picture. */
  margin: 20,
  /** A node's text ends so far before its border; the icon stands so far behind it. */
  padding: 12,
  icon: 18,
  iconGap: 8,
  /** Widest text of a node, narrowest node, and the grid on which nodes grow. */
  widestName: 200,
  narrowest: 116,
  grid: 12,
  line: 16,
  detailLine: 15,
  nodePadding: 9,
  /** Start and End. */
  mark: 22,
  /** A container's inside: room beside and below it, between branches, and around what is in a branch. */
  inset: 12,
  branchGap: 12,
  branchPadding: 14,
  branchTitle: 20,
  /** Below a Map's title, for its iterations. */
  strip: 12,
  /** A Map's cards stand out so far behind it. */
  stack: 8,
  /** Slanted sides of a Choice. */
  slant: 12,
  widestLabel: 170,
  labelPadding: 7,
  label: 18,
  labelLine: 13,
} as const;

/** A node's size and text, without regard to what is inside. */
export interface Face {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
  readonly detail: string;
}

/**
 * Measures a node. `retries` and the counts of folded containers have their room. Where what is inside needs `room`, text
 * may be as wide.
 */
export function faceOf(node: GraphNode, room = 0): Face {
  const key = `${node.kind}\n${node.retries}\n${room}\n${node.name}\n${detailText(node)}`;
  let face = faces.get(key);
  if (face === undefined) {
    if (faces.size >= MOST_FACES) faces.clear();
    faces.set(key, (face = measured(node, room)));
  }
  return face;
}

/** Texts are measured once, however often a graph is laid out. */
const faces = new Map<string, Face>();
const MOST_FACES = 10_000;

function measured(node: GraphNode, room: number): Face {
  if (node.kind === "Start" || node.kind === "End")
    return { width: SIZES.mark, height: SIZES.mark, lines: [], detail: "" };
  const widest = Math.max(SIZES.widestName, room - sidesOf(node));
  const lines = wrap(lineOf(node.name), widest, FONTS.name);
  const detail = elide(lineOf(detailText(node)), widest, FONTS.detail);
  const text = Math.max(widthOf(detail, FONTS.detail), ...lines.map((line) => widthOf(line, FONTS.name)));
  const width = Math.max(SIZES.narrowest, Math.ceil((text + sidesOf(node)) / SIZES.grid) * SIZES.grid);
  return { width, height: heightFor(lines.length, detail), lines, detail };
}

/** What a node is wider than its text. */
const sidesOf = ({ kind, retries }: GraphNode): number =>
  2 * SIZES.padding + SIZES.icon + SIZES.iconGap + (kind === "Choice" ? SIZES.slant : 0) + (retries ? SIZES.icon : 0);

function detailText({ detail, folded, before, name }: GraphNode): string {
  if (before !== undefined && before !== name) return `was ${before}`;
  if (folded === undefined) return detail;
  const states = `${folded} state${folded === 1 ? "" : "s"} inside`;
  return detail === "" ? states : `${detail} · ${states}`;
}

const heightFor = (lines: number, detail: string): number =>
  2 * SIZES.nodePadding +
  lines * SIZES.line +
  (detail === "" ? 0 : SIZES.detailLine) +
  (lines === 1 && detail === "" ? 6 : 0);

/** An edge's label as it fits: whole, or with short names, in one or two lines. Undefined where it has none. */
export function labelOf({ label, short }: GraphEdge): Omit<LabelBox, "x" | "y"> | undefined {
  if (label === "") return undefined;
  const key = `${label}\n${short}`;
  let known = labels.get(key);
  if (known === undefined) {
    if (labels.size >= MOST_FACES) labels.clear();
    labels.set(key, (known = measuredLabel(label, short)));
  }
  return known;
}

const labels = new Map<string, Omit<LabelBox, "x" | "y">>();

function measuredLabel(label: string, short: string): Omit<LabelBox, "x" | "y"> {
  const fits = widthOf(lineOf(label), FONTS.label) <= SIZES.widestLabel;
  const lines = wrap(lineOf(fits ? label : short), SIZES.widestLabel, FONTS.label);
  const text = Math.max(...lines.map((line) => widthOf(line, FONTS.label)));
  const height = SIZES.label + (lines.length - 1) * SIZES.labelLine;
  return { lines, width: Math.ceil(text + 2 * SIZES.labelPadding), height };
}
