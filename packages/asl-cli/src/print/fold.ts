import { isObject, type Json, type JsonObject, own, put } from "asl-core";
import { columns, cut, printable } from "./text.js";

/**
 * A value on one line of at most `width` columns: as deep as fits, what lies deeper as `{…}` or `[3 items]`, long texts and what
 * still does not fit cut with "…". Keys that are names stand without quotation marks. O(width), however large the value.
 */
export function fold(value: Json, width: number): string {
  const room = Math.max(width, 8);
  for (const shape of SHAPES) {
    const text = new Folding(room, shape).of(value);
    if (text !== undefined) return text;
  }
  return cut(new Folding(room, LAST).beginning(value), room);
}

/** The same, without the members an object still has as it had them `before`: `{…, total: 45}`. */
export function foldChange(value: Json, before: Json, width: number): string {
  if (value === before && typeof value === "object" && value !== null) return "unchanged";
  if (!isObject(value) || !isObject(before)) return fold(value, width);
  const changed: JsonObject = {};
  let same = 0;
  for (const key of Object.keys(value))
    if (own(before, key) === value[key]) same++;
    else put(changed, key, value[key]);
  if (same === 0 || same < Object.keys(before).filter((key) => own(changed, key) === undefined).length)
    return fold(value, width);
  if (Object.keys(changed).length === 0) return "unchanged";
  return `{…, ${fold(changed, width - 3).slice(1)}`;
}

interface Shape {
  readonly depth: number;
  /** Longest text shown whole. */
  readonly text: number;
}
const SHAPES: readonly Shape[] = [
  { depth: 100, text: 1000 },
  { depth: 100, text: 24 },
  { depth: 3, text: 24 },
  { depth: 2, text: 40 },
  { depth: 2, text: 16 },
  { depth: 1, text: 60 },
  { depth: 1, text: 16 },
];
const LAST: Shape = { depth: 1, text: 24 };

class Folding {
  private used = 0;
  private readonly parts: string[] = [];

  constructor(
    private readonly room: number,
    private readonly shape: Shape,
  ) {}

  /** Undefined where it does not fit. */
  of(value: Json): string | undefined {
    const text = this.beginning(value);
    return this.full ? undefined : text;
  }

  /** As much as fits, and a little more. */
  beginning(value: Json): string {
    this.value(value, 0);
    return this.parts.join("");
  }

  private get full(): boolean {
    return this.used > this.room;
  }

  private value(value: Json, depth: number): void {
    if (typeof value === "string") this.put(quoted(value, this.shape.text));
    else if (typeof value !== "object" || value === null) this.put(String(value));
    else if (depth >= this.shape.depth) this.put(outline(value));
    else if (Array.isArray(value)) this.list(value, depth);
    else this.object(value, depth);
  }

  private list(values: Json[], depth: number): void {
    this.put("[");
    for (let i = 0; i < values.length && !this.full; i++) {
      if (i > 0) this.put(", ");
      this.value(values[i], depth + 1);
    }
    this.put("]");
  }

  private object(value: { [key: string]: Json }, depth: number): void {
    this.put("{");
    let first = true;
    for (const key in value) {
      if (this.full) break;
      this.put(`${first ? "" : ", "}${name(key)}: `);
      first = false;
      this.value(value[key], depth + 1);
    }
    this.put("}");
  }

  private put(text: string): void {
    this.parts.push(text);
    this.used += columns(text);
  }
}

const name = (key: string): string => (/^[A-Za-z_$][\w$-]{0,60}$/.test(key) ? key : quoted(key, 40));

function quoted(text: string, longest: number): string {
  const shown = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return printable(JSON.stringify(shown));
}

function outline(value: Json): string {
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[${value.length} item${value.length === 1 ? "" : "s"}]`;
  if (typeof value !== "object" || value === null) return quoted(String(value), 12);
  for (const _ in value) return "{…}";
  return "{}";
}
