import type { Strip } from "../markers.js";
import { attributes, number } from "./xml.js";

/** Height of a strip of cells, and the narrowest cell. */
export const STRIP_HEIGHT = 10;
const NARROWEST = 4;

/** How high the cells of each look are, so that looks are told apart by more than their colour. */
const HEIGHTS: Readonly<Record<string, number>> = { f: 10, a: 4, r: 7, s: 7, ".": 2 };
/** The worst first, as in the strip's letters. */
const ORDER = "fars.";

/**
 * A Map's parts as a row of cells, coloured by the worst in each; cells that would be too narrow are joined. `data-cells` and
 * `data-per` say how many cells there are and how many parts each stands for.
 */
export function stripShape({ looks, size, total, chosen }: Strip, x: number, y: number, width: number): string {
  const joined = Math.max(1, Math.ceil(looks.length / Math.max(1, Math.floor(width / NARROWEST))));
  const cells = Math.max(1, Math.ceil(looks.length / joined));
  const step = width / cells;
  const lines = pathsOf(joinedLooks(looks, joined), step);
  const ground = `<rect class="asl-strip-ground" width="${number(width)}" height="${STRIP_HEIGHT}"/>`;
  const per = joined * size;
  const mark = chosen === undefined ? "" : chosenShape(Math.floor(chosen / per), step);
  const holder = attributes({
    class: "asl-strip",
    transform: `translate(${number(x)} ${number(y)})`,
    "data-cells": cells,
    "data-per": per,
    "data-total": total,
  });
  return `<g${holder}>${ground}${lines}${mark}</g>`;
}

function joinedLooks(looks: string, joined: number): string {
  if (joined === 1) return looks;
  let result = "";
  for (let at = 0; at < looks.length; at += joined) {
    const cell = looks.slice(at, at + joined);
    result += [...ORDER].find((letter) => cell.includes(letter)) ?? ".";
  }
  return result;
}

/** One path for each look: a strip has as many elements however many cells it has. */
function pathsOf(looks: string, step: number): string {
  const paths = new Map<string, string>();
  const gap = step > 6 ? 1.5 : step > 3 ? 0.8 : 0;
  for (let at = 0; at < looks.length; at++) {
    const letter = looks[at];
    const height = HEIGHTS[letter] ?? 2;
    const box = `M${number(at * step)} ${(STRIP_HEIGHT - height) / 2}h${number(step - gap)}v${height}h${number(gap - step)}z`;
    paths.set(letter, (paths.get(letter) ?? "") + box);
  }
  return [...paths]
    .map(([letter, d]) => `<path class="asl-part-${letter === "." ? "none" : letter}" d="${d}"/>`)
    .join("");
}

const chosenShape = (cell: number, step: number): string =>
  `<rect class="asl-part-chosen" x="${number(cell * step - 2)}" y="-2" width="${number(Math.max(4, step) + 3)}" height="${STRIP_HEIGHT + 4}" rx="2"/>`;
