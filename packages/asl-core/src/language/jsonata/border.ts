import { type Json, type JsonObject, type JsonType, put } from "../../json.js";
import { LIMITS, LimitExceeded } from "./limits.js";
import { isFunctionValue } from "./marks.js";

/** Thrown where a result holds a function. */
export const UNSUPPORTED = Symbol("unsupported result type");

/**
 * A value of the evaluator as plain JSON: no marks, no functions, no holes, -0 as 0. Throws UNSUPPORTED for functions,
 * `D1001` for numbers JSON cannot hold. Linear in the value; a value that holds more than LIMITS.values is refused.
 */
export function toJson(value: unknown): Json {
  return new Copy().value(value, 0);
}

class Copy {
  private values = 0;
  private texts = 0;

  value(value: unknown, depth: number): Json {
    if (typeof value === "number") return finite(value);
    if (typeof value === "string") return this.text(value);
    if (value === null || typeof value === "boolean") return value;
    if (++this.values > LIMITS.values) throw new LimitExceeded(`A result exceeds ${LIMITS.values} values`);
    if (depth > LIMITS.depth) throw { code: "D1011" };
    if (value === undefined) return null; // only inside arrays, where JSON text has null as well
    if (isFunctionValue(value)) throw UNSUPPORTED;
    if (Array.isArray(value)) return this.array(value, depth + 1);
    return this.object(value as JsonObject, depth + 1);
  }

  private text(text: string): string {
    if ((this.texts += text.length) > LIMITS.texts)
      throw new LimitExceeded(`A result exceeds ${LIMITS.texts} characters`);
    return text;
  }

  private array(array: readonly unknown[], depth: number): Json[] {
    const copy: Json[] = new Array(array.length);
    this.values += array.length;
    for (let i = 0; i < array.length; i++) copy[i] = this.value(array[i], depth);
    return copy;
  }

  private object(object: JsonObject, depth: number): JsonObject {
    const copy: JsonObject = {};
    for (const key of Object.keys(object)) {
      const member = object[key] as Json | undefined;
      if (member !== undefined) put(copy, key, this.value(member, depth));
    }
    return copy;
  }
}

/** JSON has no -0, NaN or Infinity. */
export function finite(value: number): number {
  if (Number.isFinite(value)) return value + 0;
  throw { code: "D1001", value };
}

/** "'array'" or, where a field takes several types, "'array' or 'object'". */
export const typeNames = (expected: JsonType | readonly JsonType[]): string =>
  typeof expected === "string" ? `'${expected}'` : expected.map((type) => `'${type}'`).join(" or ");
