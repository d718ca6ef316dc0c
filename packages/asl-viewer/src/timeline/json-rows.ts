import { deepEqual, isObject, type Json, type JsonObject, own } from "asl-core";
import { hasLines, isHeavy, linesOf } from "./json-weight.js";

/** What became of a value since the stage before. */
export type ValueChange = "added" | "changed" | "removed";

/** One line of a JSON tree. */
export interface JsonRow {
  readonly depth: number;
  /** Key or index; null for the root. */
  readonly key: string | number | null;
  readonly value: Json;
  /** RFC 6901; also which rows are open. */
  readonly pointer: string;
  /** How many values are inside, of objects and arrays; of long texts, how many lines. */
  readonly size: number;
  /** A line of the text that is the value of the row above. */
  readonly line?: true;
  /** Longer than 4 kB: folded at first. */
  readonly heavy?: true;
  readonly open: boolean;
  readonly change?: ValueChange;
  /** Of a changed value that is no container. */
  readonly before?: Json;
}

/** Most rows of one tree. */
export const MOST_ROWS = 50_000;

/** Which values are open: containers and texts of several lines on the first levels but heavy ones; turned round, those named. */
export interface Opened {
  /** Levels that are open at first. */
  readonly levels: number;
  /** Pointers turned round since. */
  readonly turned: ReadonlySet<string>;
}

/** A JSON value as lines, with what changed since another value. Walks only what is open; at most 50,000 rows. */
export function jsonRows(value: Json, opened: Opened, before?: Json): JsonRow[] {
  const rows: JsonRow[] = [];
  addRow(rows, { depth: 0, key: null, value, pointer: "", before, compare: before !== undefined }, opened);
  return rows;
}

interface Pending {
  readonly depth: number;
  readonly key: string | number | null;
  readonly value: Json;
  readonly pointer: string;
  readonly before: Json | undefined;
  readonly compare: boolean;
}

function addRow(rows: JsonRow[], pending: Pending, opened: Opened): void {
  if (rows.length >= MOST_ROWS) return;
  const { depth, key, value, pointer, before, compare } = pending;
  const heavy = depth > 0 && isHeavy(value);
  const size = typeof value === "string" && hasLines(value) ? linesOf(value).length : sizeOf(value);
  const isOpenAtFirst = depth < opened.levels && !heavy && (typeof value !== "string" || value.includes("\n"));
  const open = size > 0 && isOpenAtFirst !== opened.turned.has(pointer);
  const change = compare ? changeOf(value, before) : undefined;
  const was = change === "changed" && sizeOf(before as Json) === 0 ? before : undefined;
  rows.push({
    depth,
    key,
    value,
    pointer,
    size,
    open,
    ...(change && { change }),
    ...(was !== undefined && { before: was }),
    ...(heavy && { heavy }),
  });
  if (!open) return;
  if (typeof value === "string") return addLines(rows, value, depth, pointer);
  const inner = compare && change !== "added";
  for (const [name, one] of entriesOf(value))
    addRow(
      rows,
      {
        depth: depth + 1,
        key: name,
        value: one,
        pointer: pointer + step(name),
        before: valueIn(before, name),
        compare: inner,
      },
      opened,
    );
  if (inner)
    for (const [name, one] of entriesOf(before ?? null))
      if (valueIn(value, name) === undefined) addRemoved(rows, pending, name, one);
}

function addLines(rows: JsonRow[], text: string, depth: number, pointer: string): void {
  for (const [at, line] of linesOf(text).entries()) {
    if (rows.length >= MOST_ROWS) return;
    const place = { depth: depth + 1, key: null, pointer: `${pointer}\n${at}` };
    rows.push({ ...place, value: line, size: 0, open: false, line: true });
  }
}

function addRemoved(rows: JsonRow[], { depth, pointer }: Pending, key: string | number, value: Json): void {
  if (rows.length >= MOST_ROWS) return;
  rows.push({
    depth: depth + 1,
    key,
    value,
    pointer: pointer + step(key),
    size: sizeOf(value),
    open: false,
    change: "removed",
  });
}

function changeOf(value: Json, before: Json | undefined): ValueChange | undefined {
  if (before === undefined) return "added";
  return deepEqual(value, before) ? undefined : "changed";
}

/** One step of an RFC 6901 pointer, its slash included. */
export const step = (key: string | number): string => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;

const sizeOf = (value: Json): number =>
  Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;

function* entriesOf(value: Json): Generator<[string | number, Json]> {
  if (Array.isArray(value)) for (let index = 0; index < value.length; index++) yield [index, value[index]];
  else if (isObject(value)) for (const key of Object.keys(value)) yield [key, value[key]];
}

function valueIn(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
  return isObject(value) && typeof key === "string" ? own(value as JsonObject, key) : undefined;
}

/** A pointer as a JSONPath from `$`, or with another root as JSONata. */
export function pathOf(pointer: string, root = "$"): string {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((one) => one.replaceAll("~1", "/").replaceAll("~0", "~"));
  return (
    root +
    steps
      .map((one) => (/^\d+$/.test(one) ? `[${one}]` : /^[A-Za-z_]\w*$/.test(one) ? `.${one}` : quoted(one, root)))
      .join("")
  );
}

const quoted = (name: string, root: string): string =>
  root === "$" ? `['${name.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}']` : `.\`${name}\``;
