import { FONTS } from "../layout/index.js";
import type { WatchedValue } from "../markers.js";
import { elide, lineOf, widthOf } from "../text.js";
import { escaped, number } from "./xml.js";

/** More fields than these are counted. */
const MOST = 3;
const [HEIGHT, PADDING, LEAST] = [17, 5, 150];

/** Fields that are watched with their values, in one line under a state: there is no room for more. `low`: where it begins. */
export function watchShape(watched: readonly WatchedValue[], width: number, low: number): string {
  const shown = watched.slice(0, MOST);
  const more = watched.length > MOST ? ` +${watched.length - MOST}` : "";
  const room = (Math.max(width, LEAST) - 2 * PADDING - widthOf(more, FONTS.label)) / shown.length;
  const parts = shown.map((one, index) => fitted(one, room - (index > 0 ? GAP : 0)));
  const full = parts.reduce((sum, one) => sum + one.width, widthOf(more, FONTS.label) + (parts.length - 1) * GAP);
  const text = parts.map(
    ({ name, value }) => `<tspan class="asl-watch-name">${escaped(name)}</tspan> ${escaped(value)}`,
  );
  const ground = `<rect width="${number(full + 2 * PADDING)}" height="${HEIGHT}" rx="4"/>`;
  return `<g class="asl-watch" transform="translate(0 ${number(low)})">${ground}<text x="${PADDING}" y="12">${text.join(DOT)}${more}</text></g>`;
}

const DOT = " · ";
const GAP = widthOf(DOT, FONTS.label);

/** As it fits: the name gives way to the value. */
function fitted({ name, text }: WatchedValue, room: number) {
  const value = elide(lineOf(text), room * 0.75, FONTS.label);
  const shown = elide(lineOf(name), room - widthOf(` ${value}`, FONTS.label), FONTS.label);
  return { name: shown, value, width: widthOf(`${shown} ${value}`, FONTS.label) };
}
