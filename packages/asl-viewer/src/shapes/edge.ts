import type { GraphEdge } from "../graph/index.js";
import { FONTS, type Point, type Route, SIZES } from "../layout/index.js";
import type { EdgeMark } from "../markers.js";
import { widthOf } from "../text.js";
import { attributes, escaped, idText, number } from "./xml.js";

const RADIUS = 7;
const HEAD = 7;

/** An edge as SVG: its line with rounded corners and an arrowhead. Classes: `asl-edge`, `asl-catch` and so on by kind. */
export function edgeShape(edge: GraphEdge, { points }: Route, mark: EdgeMark = {}): string {
  if (points.length < 2) return "";
  const line = `<path class="asl-line" d="${roundedPath(points)}"/><path class="asl-head" d="${head(points)}"/>`;
  const title = edge.label === "" && mark.note === undefined ? "" : `<title>${escaped(titleOf(edge, mark))}</title>`;
  return holder(edge, mark, title + line);
}

/** An edge where its arrowhead would be no larger than a dot: its line. */
export const edgeLine = (edge: GraphEdge, { points }: Route): string =>
  holder(edge, {}, `<path class="asl-line" d="M${points.map(at).join("L")}"/>`);

function holder(edge: GraphEdge, mark: EdgeMark, inner: string): string {
  const classes = [
    "asl-edge",
    `asl-${edge.kind}`,
    edge.main ? "asl-main" : "",
    edge.back ? "asl-back" : "",
    mark.taken ? "asl-taken" : "",
    reachClass(mark),
    sideClass(mark),
    edge.change === undefined ? "" : `asl-${edge.change}`,
  ];
  return `<g${attributes({ class: classes.filter(Boolean).join(" "), "data-id": idText(edge.id) })}>${inner}</g>`;
}

/** The label of an edge, drawn over all lines. */
export function labelShape(edge: GraphEdge, { points, label }: Route, mark: EdgeMark = {}): string {
  const times = `${mark.count !== undefined && mark.count > 1 ? ` ×${mark.count}` : ""}${sideWords(mark)}`;
  if (label === undefined) return times === "" ? "" : counter(edge.id, points, times.trim());
  const wider = times === "" ? 0 : Math.ceil(widthOf(times, FONTS.label));
  const { y, height, lines } = label;
  const [x, width] = [label.x - wider / 2, label.width + wider];
  const classes = [
    "asl-label",
    `asl-${edge.kind}`,
    mark.taken ? "asl-taken" : "",
    reachClass(mark),
    sideClass(mark),
    edge.change ? `asl-${edge.change}` : "",
  ];
  const box = attributes({ x, y, width, height, rx: 9 });
  const top = y + height / 2 + 4 - ((lines.length - 1) * SIZES.labelLine) / 2;
  const texts = lines.map((line, index) => {
    const shown = escaped(index === lines.length - 1 ? line + times : line);
    return `<text x="${number(x + width / 2)}" y="${number(top + index * SIZES.labelLine)}">${shown}</text>`;
  });
  const title = `<title>${escaped(titleOf(edge, mark))}</title>`;
  const counted = attributes({
    class: classes.filter(Boolean).join(" "),
    "data-times": times === "" ? undefined : idText(edge.id),
  });
  return `<g${counted}>${title}<rect${box}/>${texts.join("")}</g>`;
}

const sideClass = ({ side }: EdgeMark): string => (side === undefined ? "" : `asl-side-${side}`);
const sideWords = ({ side }: EdgeMark): string => (side === undefined ? "" : ` ${side.toUpperCase()}`);
const reachClass = ({ reach }: EdgeMark): string => (reach === undefined ? "" : `asl-reach-${reach}`);

/** How often an edge without a label was taken, in the middle of its longest piece. */
function counter(id: string, points: readonly Point[], text: string): string {
  let best = 1;
  for (let at = 2; at < points.length; at++)
    if (length(points[at - 1], points[at]) > length(points[best - 1], points[best])) best = at;
  const [a, b] = [points[best - 1], points[best]];
  const width = Math.ceil(widthOf(text, FONTS.label)) + 10;
  const [x, y] = [(a.x + b.x - width) / 2, (a.y + b.y) / 2 - 9];
  const box = attributes({ x, y, width, height: 18, rx: 9 });
  return `<g${attributes({ class: "asl-times", "data-times": idText(id) })}><rect${box}/><text x="${number(x + width / 2)}" y="${number(y + 13)}">${escaped(text)}</text></g>`;
}

function titleOf({ kind, label, text, before }: GraphEdge, { note }: EdgeMark): string {
  const says = kind === "choice" ? `${label} – ${text}` : kind === "catch" ? `on ${text}` : text;
  const title = note === undefined ? says : `${says}, ${note}`;
  return before === undefined ? title : `${title} – was: ${before}`;
}

/** The line, its corners rounded, ending where the arrowhead begins. */
export function roundedPath(points: readonly Point[]): string {
  const last = points.length - 1;
  let path = `M${at(points[0])}`;
  for (let index = 1; index < last; index++) {
    const [a, b, c] = [points[index - 1], points[index], points[index + 1]];
    const radius = Math.min(RADIUS, length(a, b) / 2, length(b, c) / 2);
    path += `L${at(toward(b, a, radius))}Q${at(b)} ${at(toward(b, c, radius))}`;
  }
  return `${path}L${at(toward(points[last], points[last - 1], HEAD - 1))}`;
}

function head(points: readonly Point[]): string {
  const [tip, before] = [points[points.length - 1], points[points.length - 2]];
  const base = toward(tip, before, HEAD);
  const [dx, dy] = [(tip.x - base.x) / HEAD, (tip.y - base.y) / HEAD];
  const side = (sign: number): Point => ({ x: base.x - dy * 4 * sign, y: base.y + dx * 4 * sign });
  return `M${at(tip)}L${at(side(1))}L${at(side(-1))}z`;
}

const at = ({ x, y }: Point): string => `${number(x)} ${number(y)}`;
const length = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

/** The point so many pixels from `from` on the way to `to`. */
function toward(from: Point, to: Point, by: number): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) * by) / distance, y: from.y + ((to.y - from.y) * by) / distance };
}
