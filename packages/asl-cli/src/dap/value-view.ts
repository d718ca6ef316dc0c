import { type Json, printable, stringify, typeOf } from "asl-core";
import { fold } from "../print/fold.js";
import { type Container, child, containerOf, type Home, isContainer, type Member } from "./container.js";
import type { References } from "./references.js";

/** Columns of a list or an object, and characters of a text, that are shown of it. */
const WIDTH = 120;
const LONGEST = 4000;
/** Members of one container that are sent at once. */
export const MOST_MEMBERS = 10_000;

/** A value as the protocol shows it. */
export interface Shown {
  readonly value: string;
  readonly type: string;
  /** 0: there is nothing to open. */
  readonly variablesReference: number;
  readonly indexedVariables?: number;
  readonly namedVariables?: number;
}

/** How a value is shown: texts in quotation marks, lists and objects folded. Payloads cannot steer a terminal. */
function textOf(value: Json): string {
  if (isContainer(value)) return fold(value, WIDTH);
  if (typeof value !== "string") return String(value);
  const cut = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  return printable(stringify(cut));
}

/** A value that can be opened where there is something in it. `keep`: also after the run has moved. */
export function show(value: Json, references: References<Container>, home?: Home, keep = false): Shown {
  const shown = { value: textOf(value), type: typeOf(value) };
  if (!isContainer(value)) return { ...shown, variablesReference: 0 };
  const container = containerOf(value, home);
  if (container.size === 0) return { ...shown, variablesReference: 0 };
  const variablesReference = keep ? references.keep(container) : references.add(container);
  return { ...shown, variablesReference, ...countsOf(container) };
}

/** How many members clients may ask for, in pages. */
export const countsOf = ({ items, size }: Container) =>
  items === undefined ? { namedVariables: Math.min(size, MOST_MEMBERS + 1) } : { indexedVariables: size };

/** Which members are wanted. */
export interface Page {
  readonly filter: "indexed" | "named" | undefined;
  readonly start: number;
  /** Undefined: all. */
  readonly count: number | undefined;
}

/** A page of members; where no page is asked for, the first ones, with a word on the others. O(the page) for lists. */
export function pageOf(container: Container, { filter, start, count }: Page): readonly Member[] {
  const { items, size, home } = container;
  if (filter !== undefined && (filter === "indexed") !== (items !== undefined)) return [];
  const end = start + Math.min(count || MOST_MEMBERS, MOST_MEMBERS);
  const page =
    items === undefined
      ? container.members().slice(start, end)
      : items.slice(start, end).map((item, index) => child(start + index, item, home));
  return end < size && !count ? [...page, { name: "…", value: `${size - end} more` }] : page;
}
