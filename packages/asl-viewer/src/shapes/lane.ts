import type { Group } from "../graph/index.js";
import { type Box, SIZES } from "../layout/index.js";
import type { BranchMark } from "../markers.js";
import { attributes, escaped, number } from "./xml.js";

/** The ground of a Parallel's branch, with its number. Nothing for a Map's inside. */
export function laneShape(group: Group, box: Box, mark?: BranchMark): string {
  if (group.kind !== "branch") return "";
  const [around, above] = [SIZES.branchPadding, SIZES.branchTitle];
  const frame = attributes({
    x: box.x - around,
    y: box.y - above,
    width: box.width + 2 * around,
    height: box.height + around + above,
    rx: 6,
  });
  const classes = `asl-lane${group.change === undefined ? "" : ` asl-${group.change}`}`;
  const [x, y] = [number(box.x - around + 8), number(box.y - above + 13)];
  const known = mark === undefined ? "" : ` <tspan class="asl-branch-${mark.status}">${escaped(mark.text)}</tspan>`;
  const critical = mark?.critical ? ` <tspan class="asl-critical">longest</tspan>` : "";
  const text = `<text x="${x}" y="${y}">${group.index}${known}${critical}</text>`;
  return `<g class="${classes}" data-group="${attributesValue(group.id)}"><rect${frame}/>${text}</g>`;
}

const attributesValue = (id: string): string => attributes({ v: id }).slice(4, -1);
