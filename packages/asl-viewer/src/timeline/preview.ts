import type { Json, JsonObject } from "asl-core";

/**
 * A value much as JSON writes it, its keys bare, at most so many characters and a few more: what does not fit is "…". Looks at
 * no more of its values than it shows. Not escaped: foreign text.
 */
export function previewText(value: Json, most: number): string {
  if (typeof value === "string") return cut(JSON.stringify(value.slice(0, most + 1)), most);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const parts: string[] = [];
  let room = most - 2;
  for (const [key, member] of membersOf(value)) {
    if (room <= 0 || parts.length >= MOST) {
      parts.push("…");
      break;
    }
    const name = key === undefined ? "" : `${cut(key, room)}: `;
    const one = `${name}${previewText(member, Math.max(0, room - name.length))}`;
    parts.push(one);
    room -= one.length + 2;
  }
  return `${open}${parts.join(", ")}${close}`;
}

function* membersOf(value: JsonObject | readonly Json[]): Generator<readonly [key: string | undefined, member: Json]> {
  if (Array.isArray(value)) for (const member of value) yield [undefined, member];
  else for (const key in value) if (Object.hasOwn(value, key)) yield [key, (value as JsonObject)[key]];
}

/** Members of a value that are looked at. */
const MOST = 50;

/** Not within a character of two units. */
const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, Math.max(0, most - 1)).replace(/[\ud800-\udbff]$/, "")}…` : text;
