import { ended } from "../display.js";
import { isObject, type Json } from "../json.js";
import { nearest } from "../near.js";
import { checkShape, type Shape } from "./cases/shape.js";
import { readablePointer } from "./readable-pointer.js";

/** Throws TypeError, in words, where a value makes no sense; `name`: what the caller calls it. */
export type Check = (value: unknown, name: string) => void;

/**
 * Throws TypeError where a value that a test passes is not as its shape says, as a test file would be refused: the first
 * fault, with its place and a hint. Linear in what the shape speaks of.
 */
export function checkArgument(value: unknown, shape: Shape, name: string): void {
  checkShape(value as Json, shape, "", ({ pointer, message, hint }) => {
    const said = `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
    throw new TypeError(`${name}${readablePointer(pointer)}: ${hint === undefined ? said : `${ended(said)} ${hint}`}`);
  });
}

/** A check of a value's shape. */
export const shaped =
  (shape: Shape): Check =>
  (value, name) =>
    checkArgument(value, shape, name);

/** A check that the value is a function. */
export const isFunction: Check = (value, name) => {
  if (typeof value !== "function")
    throw new TypeError(`${name}: here stands ${described(value)}, and it must be a function`);
};

/** A check of how many runs are made; throws RangeError. */
export const countFromOne: Check = (value, name) => {
  if (!Number.isSafeInteger(value) || (value as number) < 1)
    throw new RangeError(`${name} is ${described(value)}, and must be a whole number from 1 on`);
};

/** A check of a number that others follow; throws RangeError. */
export const wholeNumber: Check = (value, name) => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} is ${described(value)}, and must be a whole number`);
};

/** A check that the value is an object with these methods. */
export const withMethods =
  (what: string, ...methods: readonly string[]): Check =>
  (value, name) => {
    const missing = methods.find((method) => typeof Object(value)[method] !== "function");
    if (missing !== undefined)
      throw new TypeError(`${name}: here stands ${described(value)}, and it must be ${what}: it has no ${missing}()`);
  };

/**
 * Throws TypeError where options are no object, have a name that is not among the checks (a misspelt one would make a test
 * say nothing), or a value its check refuses. Options that are undefined are absent. `who`: whose options they are.
 */
export function checkOptions<Name extends string>(
  given: unknown,
  checks: Readonly<Record<Name, Check>>,
  who: string,
): void {
  if (!isObject(given)) throw new TypeError(`${who} takes its options as an object, and this is ${described(given)}`);
  const names = Object.keys(checks);
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(checks, name)) throw new TypeError(unknownOption(name, names, who));
    if (value !== undefined) checks[name as Name](value, name);
  }
}

function unknownOption(name: string, names: readonly string[], who: string): string {
  const near = nearest(name, names);
  const meant = near === undefined ? "" : ` did you mean ${near}?`;
  return `${who} has no option "${name}":${meant} known are ${names.join(", ")}`;
}

/** A value in a few words. */
export function described(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string"
    ? JSON.stringify(value.slice(0, 60))
    : typeof value === "function"
      ? "a function"
      : String(value);
}
