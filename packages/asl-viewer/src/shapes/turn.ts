import { FONTS } from "../layout/index.js";
import { widthOf } from "../text.js";
import { number } from "./xml.js";

const HEIGHT = 18;
const ARROW = 18;

/**
 * Which visit of several is shown: "‹ 3 of 7 ›", on the lower right corner. `data-turn` of its pieces: -1 and 1 for the visit
 * before and after, 0 for the list of all.
 */
export function turnShape(
  { at, of }: { readonly at: number; readonly of: number },
  width: number,
  height: number,
): string {
  const text = `${at} of ${of}`;
  const middle = Math.ceil(widthOf(text, FONTS.label)) + 2;
  const whole = middle + 2 * ARROW;
  const place = `translate(${number(width - whole + 10)} ${number(height - HEIGHT / 2)})`;
  const arrow = (step: 1 | -1, x: number) =>
    `<g class="asl-turn-step" data-turn="${step}"><rect x="${x}" width="${ARROW}" height="${HEIGHT}" rx="9"/><path d="M${x + 9 - step * 2} 5.5l${step * 4} 3.5l${step * -4} 3.5"/></g>`;
  return `<g class="asl-turn" transform="${place}"><rect class="asl-turn-ground" width="${whole}" height="${HEIGHT}" rx="9"/>${at > 1 ? arrow(-1, 0) : ""}<text data-turn="0" x="${number(whole / 2)}" y="13">${text}</text>${at < of ? arrow(1, whole - ARROW) : ""}</g>`;
}
