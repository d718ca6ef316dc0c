import type { ScopeName } from "asl-core/debug";
import { Refusal } from "./refusal.js";

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The expression for a member of what another expression gives. Undefined where there is none. */
export function childExpression(parent: string, key: string | number, jsonata: boolean): string | undefined {
  if (typeof key === "number") return `${parent}[${key}]`;
  if (PLAIN.test(key)) return `${parent}.${key}`;
  if (jsonata) return key.includes("`") ? undefined : `${parent}.\`${key}\``;
  return /['\\]/.test(key) ? undefined : `${parent}['${key}']`;
}

/** The expressions that give whole scopes. */
export const SCOPE_EXPRESSIONS: Partial<Record<ScopeName, string>> = {
  Input: "$states.input",
  Result: "$states.result",
  Error: "$states.errorOutput",
  Context: "$states.context",
};

/** What can be assigned to. */
export interface Assignable {
  readonly scope: ScopeName;
  /** Below the scope; for Variables the first key is the variable's name. */
  readonly keys: readonly string[];
}

const ROOTS: readonly [RegExp, ScopeName][] = [
  [/^\$states\.input(?![\w])/, "Input"],
  [/^\$states\.result(?![\w])/, "Result"],
  [/^\$states\.errorOutput(?![\w])/, "Error"],
  [/^\$states\.context(?![\w])/, "Context"],
  [/^\$\$(?![\w$])/, "Context"],
  [/^\$(?=$|[.[])/, "Input"],
];
const STEP = /^(?:\.([\p{L}_][\p{L}\p{N}_-]*)|\.`([^`]*)`|\[(\d{1,9})\]|\['([^'\\]*)'\]|\["([^"\\]*)"\])/u;

/** Reads an expression that names a place: `$states.input.order.total`, `$.order['total']`, `$count`. Throws Refusal. */
export function assignableIn(text: string): Assignable {
  const asked = text.trim().replace(/^\{%\s*|\s*%\}$/g, "");
  for (const [root, scope] of ROOTS) {
    const found = root.exec(asked);
    if (found !== null) return { scope, keys: keysIn(asked.slice(found[0].length), text) };
  }
  const variable = /^\$([\p{L}_][\p{L}\p{N}_]*)/u.exec(asked);
  if (variable === null || variable[1] === "states") throw noPlace(text);
  return { scope: "Variables", keys: [variable[1], ...keysIn(asked.slice(variable[0].length), text)] };
}

function keysIn(path: string, text: string): string[] {
  const keys: string[] = [];
  for (let rest = path; rest !== ""; ) {
    const found = STEP.exec(rest);
    if (found === null) throw noPlace(text);
    keys.push(found.slice(1).find((part) => part !== undefined) as string);
    rest = rest.slice(found[0].length);
  }
  return keys;
}

const noPlace = (text: string): Refusal =>
  new Refusal(`${text} names no place that can be set: write $states.input.a.b, $.a[0] or $variable.a`);
