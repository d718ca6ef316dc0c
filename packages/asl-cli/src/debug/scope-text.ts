import { isObject, type Json, own } from "asl-core";
import type { Scope, ScopeName } from "asl-core/debug";
import { Mistake } from "./mistake.js";

/** Scopes as they are written in commands. */
export const SCOPE_NAMES: readonly ScopeName[] = [
  "Input",
  "Arguments",
  "Result",
  "Output",
  "Variables",
  "Context",
  "Error",
];

/** The scope a word means, in any case; "vars" too. Undefined where it means none. */
export function scopeNamed(word: string): ScopeName | undefined {
  const small = word.toLowerCase();
  if (small === "vars" || small === "assign") return "Variables";
  return SCOPE_NAMES.find((name) => name.toLowerCase() === small);
}

/** The innermost scope of this name. Throws Mistake where the frame has none yet. */
export function scopeOf(scopes: readonly Scope[], name: ScopeName): Scope {
  const found = scopes.find((scope) => scope.name === name);
  if (found !== undefined) return found;
  const there = [...new Set(scopes.map((scope) => scope.name))].join(", ");
  throw new Mistake(`there is no ${name} here yet`, `There are ${there}.`);
}

/**
 * A place below a scope as a JSON pointer (RFC 6901): written as one (`/order/total`), as a simple path (`$.order.items[0]`,
 * `order.total`), or empty for all. Throws Mistake.
 */
export function pointerIn(text: string): string {
  if (text === "" || text === "$") return "";
  if (text.startsWith("/")) return text;
  const rest = text.startsWith("$.") ? text.slice(1) : text.startsWith("$[") ? text.slice(1) : `.${text}`;
  const keys: string[] = [];
  let at = 0;
  const part = /\.([\p{L}_][\p{L}\p{N}_-]*)|\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\]/uy;
  while (at < rest.length) {
    part.lastIndex = at;
    const found = part.exec(rest);
    if (found === null)
      throw new Mistake(`${text} is no place in a document`, "Like: /order/items/0 or $.order.items[0].");
    keys.push(found[1] ?? found[2] ?? found[3] ?? found[4]);
    at = part.lastIndex;
  }
  return keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** What stands at a pointer; undefined where nothing does. */
export function valueAt(value: Json, pointer: string): Json | undefined {
  let at: Json | undefined = value;
  for (const key of pointer.split("/").slice(1)) {
    const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(at)) at = /^\d+$/.test(name) ? at[Number(name)] : undefined;
    else at = isObject(at) ? own(at, name) : undefined;
    if (at === undefined) return undefined;
  }
  return at;
}
