import { contains, isObject, type Json, type JsonObject } from "../../json.js";
import type { AsymmetricMatcher } from "../value-text.js";

/**
 * A value that stands for all that contain it: objects may have further fields, at every level; lists have exactly as
 * many elements. `diff` looks into it as into the matchers of test runners.
 */
export function containing(value: Json): unknown {
  if (Array.isArray(value)) return value.map(containing);
  return isObject(value) ? new Containing(value) : value;
}

class Containing implements AsymmetricMatcher {
  readonly sample: Record<string, unknown>;

  constructor(private readonly part: JsonObject) {
    this.sample = Object.fromEntries(Object.entries(part).map(([key, one]) => [key, containing(one)]));
  }

  asymmetricMatch(other: unknown): boolean {
    return contains(other as Json, this.part);
  }

  /** The name by which `diff` knows such matchers. */
  toString(): string {
    return "ObjectContaining";
  }
}
