import { shorten } from "../display.js";
import { MAX_NESTING } from "../json.js";

/**
 * Says where and why a value is not JSON, or undefined where it is. O(size); cycles end at the limit of nesting. The place is
 * put together on the way back, so that a value that is JSON costs no text.
 */
export function notJson(value: unknown): string | undefined {
  const flaw = flawOf(value, 0);
  return flaw === undefined ? undefined : `$${shorten(flaw.path, 60)} ${flaw.reason}`;
}

interface Flaw {
  readonly path: string;
  readonly reason: string;
}

const flaw = (reason: string): Flaw => ({ path: "", reason });

function flawOf(value: unknown, depth: number): Flaw | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : flaw(`is ${value}`);
  if (typeof value !== "object") return flaw(value === undefined ? "is undefined" : `is a ${typeof value}`);
  if (depth >= MAX_NESTING) return flaw(`is nested deeper than ${MAX_NESTING} levels, or contains itself`);
  return Array.isArray(value) ? arrayFlaw(value, depth) : objectFlaw(value, depth);
}

function arrayFlaw(values: unknown[], depth: number): Flaw | undefined {
  for (let i = 0; i < values.length; i++) {
    const found = flawOf(values[i], depth + 1);
    if (found !== undefined) return { path: `[${i}]${found.path}`, reason: found.reason };
  }
  return undefined;
}

function objectFlaw(value: object, depth: number): Flaw | undefined {
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== Object.prototype && prototype !== null) return flaw(`is a ${nameOf(prototype)}`);
  for (const key of Object.keys(value)) {
    const found = flawOf((value as Record<string, unknown>)[key], depth + 1);
    if (found !== undefined) return { path: `.${key}${found.path}`, reason: found.reason };
  }
  return undefined;
}

function nameOf(prototype: object): string {
  const maker: unknown = prototype.constructor;
  return (typeof maker === "function" && maker.name) || "class instance";
}
