import type { NodeOutline } from "asl-core/debug";
import { printable } from "../../print/text.js";
import type { Desk } from "../desk.js";
import { statusIcon } from "../status-icon.js";
import { topFrame } from "../stop-lines.js";
import { treeOrder } from "../tree-order.js";
import { fit, width } from "./fit.js";
import { filled, type Size, titleRow } from "./pane.js";

/** All states as a tree in the order of the definition, each with its status; the one at hand is in sight. */
export function outlinePane(desk: Desk, size: Size): string[] {
  const { colours } = desk.paper;
  const top = topFrame(desk);
  const here = top?.state;
  const order = treeOrder(desk);
  const at = order.findIndex(({ path }) => path === here);
  const room = size.rows - 1;
  const from = Math.max(0, Math.min(at - Math.floor(room / 2), order.length - room));
  const rows = order
    .slice(from, from + room)
    .map((one) => (one.path === here && top?.phase === "recover" ? { ...one, status: "failed" as const } : one))
    .map((one) => row(desk, one, one.path === here, size.columns));
  const more = order.length > room ? ` ${from + 1}–${Math.min(order.length, from + room)} of ${order.length}` : "";
  return [titleRow(colours, `States${more}`, size.columns), ...filled(rows, { ...size, rows: room })];
}

function row(
  { paper, session, points }: Desk,
  { node, path, status, visits, errors, live }: NodeOutline,
  isHere: boolean,
  columns: number,
): string {
  const { bold, cyan, dim, red } = paper.colours;
  const { nodes, blocks } = session.scene.machine;
  let depth = 0;
  for (let at = blocks[nodes[node].block].owner; at >= 0; at = blocks[nodes[at].block].owner) depth++;
  const isArmed = points
    .list()
    .some((one) => (one.place ?? one.state ?? "").split(",")[0] === path || one.state === nodes[node].name);
  const mark = isHere ? cyan("→") : isArmed ? red("●") : " ";
  const count = [
    visits > 1 ? `×${visits}` : "",
    live > 1 ? `${live} live` : "",
    errors > 0 && status !== "failed" ? `${errors}✗` : "",
  ]
    .filter(Boolean)
    .join(" ");
  const name = printable(nodes[node].name);
  const head = `${mark}${"  ".repeat(Math.min(depth, 6))}${statusIcon(paper.colours, status)} ${isHere ? bold(name) : status === "not reached" ? dim(name) : name}${count === "" ? "" : dim(` ${count}`)}`;
  const word = status === "not reached" ? "" : dim(status);
  const left = columns - width(head) - width(word) - 1;
  return left < 1 ? fit(head, columns) : `${head}${" ".repeat(left)}${word} `;
}
