/**
 * Definite paths as closures: a JSON value in, the value at the path or undefined out. No allocation.
 * A name finds own properties of objects only; an index finds elements of arrays only, counted from the end when negative.
 */
import { isObject, type Json, own } from "../../json.js";
import type { Step } from "./tree.js";

/** A JSON value in, the value at the path or undefined out. */
export type Lookup = (root: Json) => Json | undefined;

/** The closure for name and index steps (and a final union of names). */
export function compileLookup(steps: readonly Step[]): Lookup {
  const names = safeNames(steps);
  if (names !== undefined) return compileNames(names);
  const parts = steps.map(compileStep);
  return (root) => {
    let value: Json | undefined = root;
    for (let i = 0; i < parts.length && value !== undefined; i++) value = parts[i](value);
    return value;
  };
}

/** The names of a path that has nothing but names, all of them safe; undefined for other paths. */
export function safeNames(steps: readonly Step[]): string[] | undefined {
  const names: string[] = [];
  for (const step of steps) if (step.kind === "name" && isSafe(step.name)) names.push(step.name);
  return names.length === steps.length ? names : undefined;
}

const INHERITED: ReadonlySet<string> = new Set(
  [Object, Array, String, Number, Boolean].flatMap((type) => Object.getOwnPropertyNames(type.prototype)),
);

const startsWithDigit = (name: string): boolean => name.charCodeAt(0) >= 48 && name.charCodeAt(0) <= 57;

/** True for a name that no JSON value has by inheritance or by nature, so that plain property access finds only own properties. */
const isSafe = (name: string): boolean => !startsWithDigit(name) && !INHERITED.has(name);

type Loose = { readonly [name: string]: Json | undefined } | null | undefined;

/** A member of any value by a safe name. */
export const get = (value: Json | undefined, name: string): Json | undefined =>
  value === null || value === undefined ? undefined : (value as Loose)![name];

function compileNames(names: readonly string[]): Lookup {
  const [a, b, c, d] = names;
  switch (names.length) {
    case 0:
      return (root) => root;
    case 1:
      return (root) => get(root, a);
    case 2:
      return (root) => get(get(root, a), b);
    case 3:
      return (root) => get(get(get(root, a), b), c);
    case 4:
      return (root) => get(get(get(get(root, a), b), c), d);
    default:
      return compileMany(names);
  }
}

function compileMany(names: readonly string[]): Lookup {
  return (root) => {
    let value: Json | undefined = root;
    for (let i = 0; i < names.length && value !== undefined; i++) value = get(value, names[i]);
    return value;
  };
}

/** One step that leads to at most one place. */
export function compileStep(step: Step): Lookup {
  switch (step.kind) {
    case "name":
      return compileName(step.name);
    case "index":
      return compileIndex(step.index);
    case "names":
      return (value) => (isObject(value) ? pick(value, step.names) : undefined);
    default:
      throw new TypeError(`A ${step.kind} leads to many places`);
  }
}

function compileName(name: string): Lookup {
  return isSafe(name) ? (value) => get(value, name) : (value) => (isObject(value) ? own(value, name) : undefined);
}

function compileIndex(index: number): Lookup {
  if (index >= 0) return (value) => (Array.isArray(value) ? value[index] : undefined);
  return (value) => (Array.isArray(value) ? value[value.length + index] : undefined);
}

/** Jayway's union of names: one object with those of the properties that are there. */
export function pick(value: Json, names: readonly string[]): Json {
  const found: [string, Json][] = [];
  if (isObject(value))
    for (const name of names) {
      const member = own(value, name);
      if (member !== undefined) found.push([name, member]);
    }
  return Object.fromEntries(found);
}
