import { deepEqual, isObject, type Json, type JsonObject, own } from "asl-core";

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
  /** How many values are inside, of objects and arrays. */
  readonly size: number;
  readonly open: boolean;
  readonly change?: ValueChange;
  /** Of a changed value that is no container. */
  readonly before?: Json;
}

/** Most rows of one tree. */
export const MOST_ROWS = 50_000;

/** Which containers are open: all of the first levels, but for those named. */
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
  const size = sizeOf(value);
  const open = size > 0 && depth < opened.levels !== opened.turned.has(pointer);
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
  });
  if (!open) return;
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

const step = (key: string | number): string => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;

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
