import type { GraphNode } from "../graph/index.js";
import { FONTS, type NodeBox, SIZES } from "../layout/index.js";
import { classesOf, type NodeMark, SIDE_WORDS, STATUSES } from "../markers.js";
import { elide, widthOf } from "../text.js";
import { BADGES, PROBLEM_SIGNS, REACH_BADGES, STRUCK } from "./badges.js";
import { icon, iconOf, RETRY } from "./icons.js";
import { ROOM } from "./letters.js";
import { STRIP_HEIGHT, stripShape } from "./strip.js";
import { turnShape } from "./turn.js";
import { watchShape } from "./watch.js";
import { attributes, escaped, idText, number } from "./xml.js";

/**
 * A node as SVG: outline by type, icon, name, detail, and what is known of it in a run. Classes: `asl-node`,
 * `asl-task` and so on by type, `asl-is-failed` and so on by status, `asl-added` and so on in diffs.
 */
export function nodeShape(node: GraphNode, box: NodeBox, mark: NodeMark = {}): string {
  const inner = node.kind === "Start" || node.kind === "End" ? markBody(node, box) : stateBody(node, box, mark);
  return holder(node, box, mark, inner);
}

/** A node where nothing in it could be read: its outline, with the sign of what is not as it should be. */
export const nodeOutline = (node: GraphNode, box: NodeBox, mark: NodeMark): string =>
  holder(node, box, mark, outline(node, box) + (isQuiet(mark) ? "" : badge(box, mark)));

const isQuiet = ({ status = "succeeded", breakpoint }: NodeMark): boolean =>
  !breakpoint && (status === "succeeded" || status === "unreached");

const holder = (node: GraphNode, box: NodeBox, mark: NodeMark, inner: string): string =>
  `<g${attributes(attributesOf(node, box, mark))}><title>${escaped(titleOf(node, mark))}</title>${inner}</g>`;

function attributesOf(node: GraphNode, { x, y, title, detail }: NodeBox, mark: NodeMark) {
  const classes = [
    "asl-node",
    `asl-${node.kind.toLowerCase()}`,
    title > 0 ? "asl-container" : "",
    detail === "" ? "" : "asl-detailed",
    node.reachable ? "" : "asl-unreachable",
    node.change === undefined ? "" : `asl-${node.change}`,
    ...classesOf(mark),
  ];
  return {
    class: classes.filter(Boolean).join(" "),
    transform: `translate(${number(x)} ${number(y)})`,
    "data-id": idText(node.id),
    "data-state-path": node.path || undefined,
  };
}

/** What a pointer at rest shows, and what is read out. */
function titleOf(node: GraphNode, { status, note, summary, side, watch, problem }: NodeMark): string {
  const parts = [
    node.kind === "Missing" ? `No state is called ${node.name}` : node.path || node.name,
    node.path === "" ? "" : node.kind,
    node.detail,
    node.retries ? "with Retry" : "",
    node.reachable ? "" : "nothing leads here",
    status === undefined ? "" : STATUSES[status].words,
    problem === undefined ? "" : `${problem} in its definition`,
    note,
    summary,
    side === undefined ? "" : SIDE_WORDS[side],
    ...(watch ?? []).map(({ name, text }) => `${name}: ${text}`),
    changeText(node),
  ];
  return parts.filter(Boolean).join(", ");
}

function changeText({ change, fields, before, name }: GraphNode): string {
  if (change === undefined) return "";
  const was = before !== undefined && before !== name ? ` (was ${before})` : "";
  return `${change}${was}${fields?.length ? `: ${fields.join(", ")}` : ""}`;
}

function markBody({ kind }: GraphNode, { width }: NodeBox): string {
  const middle = width / 2;
  const ring = `<circle class="asl-outline" cx="${middle}" cy="${middle}" r="${middle - 1}"/>`;
  const sign =
    kind === "Start"
      ? `<path class="asl-sign" d="M${middle - 3} ${middle - 5}l8 5-8 5z"/>`
      : `<rect class="asl-sign" x="${middle - 4}" y="${middle - 4}" width="8" height="8" rx="1"/>`;
  return ring + sign;
}

function stateBody(node: GraphNode, box: NodeBox, mark: NodeMark): string {
  const left = SIZES.padding + (node.kind === "Choice" ? SIZES.slant / 2 : 0);
  const strip = node.kind === "Map" && box.title > 0 && mark.status !== undefined ? SIZES.strip : 0;
  const height = (box.title || box.height) - strip;
  const text = left + SIZES.icon + SIZES.iconGap;
  return [
    stack(node, box),
    outline(node, box),
    mark.status === "waiting" ? hatch(box.width, box.title || box.height) : "",
    mark.breakpoint ? `<circle class="asl-dot" cx="${left - 6}" cy="${number(height / 2)}" r="4.5"/>` : "",
    icon(iconOf(node.kind), left, (height - SIZES.icon) / 2),
    lines(box, text, height, node.folded === undefined ? undefined : mark.summary),
    node.retries ? retrySign(box.width - left - 13, (height - 13) / 2, mark) : "",
    strip > 0 && mark.strip !== undefined
      ? stripShape(mark.strip, SIZES.padding, height + (strip - STRIP_HEIGHT) / 2 - 2, box.width - 2 * SIZES.padding)
      : "",
    mark.watch === undefined ? "" : watchShape(mark.watch, box.width, box.height + (mark.turn === undefined ? 4 : 10)),
    mark.turn === undefined ? "" : turnShape(mark.turn, box.width, box.height),
    badge(box, mark),
    sideTag(mark),
    problemSign(box, mark),
  ].join("");
}

/** On the upper left corner: which of two runs came here, in words. */
function sideTag({ side }: NodeMark): string {
  if (side === undefined) return "";
  const width = Math.ceil(widthOf(SIDE_WORDS[side], FONTS.badge)) + 12;
  const text = `<text x="${number(width / 2)}" y="12">${escaped(SIDE_WORDS[side])}</text>`;
  return `<g class="asl-side" transform="translate(-6 -9)"><rect width="${width}" height="17" rx="4"/>${text}</g>`;
}

/** On the lower left corner, of a container on that of its head: whether the definition is wrong here. */
function problemSign({ height, title }: NodeBox, { problem }: NodeMark): string {
  if (problem === undefined) return "";
  return `<g class="asl-problem asl-problem-${problem}" transform="translate(-6 ${number((title || height) - 9)})">${PROBLEM_SIGNS[problem]}</g>`;
}

function retrySign(x: number, y: number, { retryReach }: NodeMark): string {
  if (retryReach === undefined) return icon(RETRY, x, y, 13, "asl-icon asl-retry");
  const shape = retryReach === "none" ? RETRY + STRUCK : RETRY;
  return icon(shape, x, y, 13, `asl-icon asl-retry asl-reach-${retryReach}`);
}

/** The further cards of a Map, and of what is folded. */
function stack({ kind, folded }: GraphNode, { width, height }: NodeBox): string {
  if (kind !== "Map" && folded === undefined) return "";
  const card = (by: number) =>
    `<rect class="asl-card" x="${by}" y="${by}" width="${number(width)}" height="${number(height)}" rx="8"/>`;
  return card(SIZES.stack - 1) + card((SIZES.stack - 1) / 2);
}

function outline({ kind }: GraphNode, { width, height, title }: NodeBox): string {
  const size = { width: number(width), height: number(height) };
  if (kind === "Choice") return `<path class="asl-outline" d="${hexagon(width, height)}"/>`;
  const round = kind === "Succeed" || kind === "Fail" ? height / 2 : 8;
  const frame = `<rect${attributes({ class: "asl-outline", ...size, rx: number(round) })}/>`;
  if (title === 0) return frame;
  return `${frame}<path class="asl-rule" d="M0 ${number(title)}h${size.width}"/>`;
}

function hexagon(width: number, height: number): string {
  const [slant, half] = [SIZES.slant, number(height / 2)];
  const [right, low] = [number(width), number(height)];
  return `M${slant} 0H${number(width - slant)}L${right} ${half}L${number(width - slant)} ${low}H${slant}L0 ${half}z`;
}

/** `instead`: what stands where the detail would. */
function lines({ lines: name, detail: usual, width }: NodeBox, x: number, height: number, instead?: string): string {
  const detail = instead ? elide(instead, width - x - SIZES.padding, FONTS.detail) : usual;
  const full = name.length * SIZES.line + (detail === "" ? 0 : SIZES.detailLine);
  const first = (height - full) / 2 + SIZES.line - 4;
  const text = name.map(
    (line, index) =>
      `<text class="asl-name" x="${number(x)}" y="${number(first + index * SIZES.line)}">${escaped(line)}</text>`,
  );
  if (detail === "") return text.join("");
  const y = first + (name.length - 1) * SIZES.line + SIZES.detailLine;
  return `${text.join("")}<text class="asl-detail" x="${number(x)}" y="${number(y)}">${escaped(detail)}</text>`;
}

/** Slanting lines over what waits, of a container over its head. Inside the corners, so that nothing has to be cut off. */
function hatch(width: number, height: number): string {
  const [edge, apart] = [3, 9];
  const [wide, high] = [width - 2 * edge, height - 2 * edge];
  let lines = "";
  for (let at = apart; at < wide + high; at += apart) {
    const [x, y] = [Math.max(0, at - high), Math.min(at, high)];
    const by = Math.min(at, wide) - x;
    if (by > 2) lines += `M${number(edge + x)} ${number(edge + y)}l${number(by)} ${number(-by)}`;
  }
  return `<path class="asl-hatch" d="${lines}"/>`;
}

/** The sign of what happened on the upper right corner. */
function badge({ width }: NodeBox, { status, reach, count }: NodeMark): string {
  const sign = status !== undefined ? BADGES[status] : reach !== undefined ? REACH_BADGES[reach] : "";
  if (sign === "") return "";
  const more = count === undefined ? 0 : Math.ceil(widthOf(count, FONTS.badge) * ROOM) + 3;
  const text = more === 0 ? "" : `<text x="17" y="13">${escaped(count as string)}</text>`;
  const lost =
    status === "tolerated" && more > 0
      ? `<path class="asl-lost" d="M16 0h${more - 7}a9 9 0 0 1 0 18h${7 - more}z"/>`
      : "";
  const frame = `<rect width="${18 + more}" height="18" rx="9"/>${lost}`;
  const place = `translate(${number(width - 12 - more)} -9)`;
  return `<g class="asl-badge" transform="${place}">${frame}<g class="asl-badge-icon">${sign}</g>${text}</g>`;
}
