import type { Group } from "../graph/index.js";
import { type Box, SIZES } from "../layout/index.js";
import { attributes, number } from "./xml.js";

/** The ground of a Parallel's branch, with its number. Nothing for a Map's inside. */
export function laneShape(group: Group, box: Box): string {
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
  const text = `<text x="${number(box.x - around + 8)}" y="${number(box.y - above + 13)}">${group.index}</text>`;
  return `<g class="${classes}" data-group="${attributesValue(group.id)}"><rect${frame}/>${text}</g>`;
}

const attributesValue = (id: string): string => attributes({ v: id }).slice(4, -1);
