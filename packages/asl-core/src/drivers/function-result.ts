import { type Json, type JsonObject, MAX_NESTING, put } from "../json.js";
import type { TaskRequest } from "./handler.js";
import { HandlerError } from "./handler-error.js";

/**
 * A copy of what a function that does a task returned, as JSON. Members that are undefined are left out, as JSON.stringify and Lambda leave
 * them out; a function that returns nothing gives null. Throws HandlerError with the place of what is not JSON, or
 * cannot even be read. O(size); what contains itself ends at the limit of nesting.
 */
export function functionResult(value: unknown, request: TaskRequest): Json {
  if (value === undefined) return null;
  const copying = new Copying();
  try {
    return copying.of(value);
  } catch (reason) {
    const flaw = reason instanceof Flaw ? reason.message : "cannot be read: reading it throws";
    throw new HandlerError(request, `returned something that is not JSON: ${copying.place} ${flaw}`);
  }
}

class Flaw extends Error {}

class Copying {
  private readonly path: string[] = [];

  /** Where the copying is, or has failed: `$.lines[3].price`. */
  get place(): string {
    const path = this.path.slice(0, 20).join("");
    return path.length > 60 || this.path.length > 20 ? `$${path.slice(0, 60)}…` : `$${path}`;
  }

  of(value: unknown): Json {
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (typeof value !== "object") throw new Flaw(describe(value));
    if (this.path.length >= MAX_NESTING)
      throw new Flaw(`is nested deeper than ${MAX_NESTING} levels, or contains itself`);
    return Array.isArray(value) ? this.list(value) : this.object(value);
  }

  private list(values: unknown[]): Json[] {
    const copy: Json[] = [];
    for (let i = 0; i < values.length; i++) copy.push(this.at(`[${i}]`, () => this.of(values[i])));
    return copy;
  }

  private object(value: object): JsonObject {
    const prototype = Object.getPrototypeOf(value) as object | null;
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new Flaw(instance(prototype));
    const copy: JsonObject = {};
    for (const key of Object.keys(value))
      this.at(`.${key}`, () => {
        const member = (value as Record<string, unknown>)[key];
        if (member !== undefined) put(copy, key, this.of(member));
      });
    return copy;
  }

  /** The path keeps its last place where `work` throws. */
  private at<T>(step: string, work: () => T): T {
    this.path.push(step);
    const result = work();
    this.path.pop();
    return result;
  }
}

function describe(value: unknown): string {
  if (typeof value === "number") return `is ${value}`;
  return value === undefined ? "is undefined" : `is a ${typeof value}`;
}

function instance(prototype: object): string {
  const maker: unknown = prototype.constructor;
  const name = (typeof maker === "function" && maker.name) || "class instance";
  return name === "Date" ? "is a Date: use toISOString()" : `is a ${name}`;
}
