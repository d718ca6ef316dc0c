import { isObject, type Json, type JsonObject, nestsTooDeeply, own } from "asl-core";
import { DebugError } from "../debug-error.js";
import { CODES } from "../protocol.js";
import { checkLimit, LIMITS } from "./limits.js";

/** The params of a call, of which nothing is known. Each method throws DebugError where a member is not what it must be. */
export class Params {
  private readonly value: JsonObject;

  constructor(given: unknown) {
    const value = given ?? {};
    if (!isObject(value)) throw wrong("params are an object");
    if (nestsTooDeeply(value)) throw wrong("params nest too deeply");
    this.value = value;
  }

  private get(name: string): Json | undefined {
    return own(this.value, name) ?? undefined;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.value, name);
  }

  /** A name, an expression, a pointer. `limit`: of documents. */
  text(name: string, limit: number = LIMITS.text): string {
    const value = this.get(name);
    if (typeof value !== "string") throw wrong(`${name} is a text`);
    checkLimit(value.length, limit, `${name} is too long`);
    return value;
  }

  optionalText(name: string, limit?: number): string | undefined {
    return this.get(name) === undefined ? undefined : this.text(name, limit);
  }

  /** A document: as long as a message may be. */
  document(name: string): string {
    return this.text(name, Number.POSITIVE_INFINITY);
  }

  optionalDocument(name: string): string | undefined {
    return this.optionalText(name, Number.POSITIVE_INFINITY);
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.get(name);
    const found = values.find((one) => one === value);
    if (found === undefined) throw wrong(`${name} is one of ${values.join(", ")}`);
    return found;
  }

  optionalOneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    return this.get(name) === undefined ? undefined : this.oneOf(name, values);
  }

  /** A whole number from 0. */
  count(name: string): number {
    const value = this.get(name);
    if (!Number.isSafeInteger(value) || (value as number) < 0) throw wrong(`${name} is a whole number from 0`);
    return value as number;
  }

  optionalCount(name: string): number | undefined {
    return this.get(name) === undefined ? undefined : this.count(name);
  }

  flag(name: string): boolean {
    const value = this.get(name);
    if (typeof value !== "boolean") throw wrong(`${name} is true or false`);
    return value;
  }

  /** Any JSON, null included. */
  json(name: string): Json {
    if (!this.has(name)) throw wrong(`${name} is missing`);
    return this.value[name];
  }

  optionalJson(name: string): Json | undefined {
    return this.has(name) ? this.value[name] : undefined;
  }

  object(name: string): Params {
    const value = this.get(name);
    if (!isObject(value)) throw wrong(`${name} is an object`);
    return new Params(value);
  }

  /** A list of objects. */
  objects(name: string, limit: number): JsonObject[] {
    const value = this.get(name);
    if (!Array.isArray(value) || !value.every(isObject)) throw wrong(`${name} is a list of objects`);
    checkLimit(value.length, limit, `there are too many ${name}`);
    return value;
  }

  /** A list of texts. */
  texts(name: string, limit: number): string[] {
    const value = this.get(name) ?? [];
    if (!Array.isArray(value) || !value.every((one) => typeof one === "string"))
      throw wrong(`${name} is a list of texts`);
    checkLimit(value.length, limit, `there are too many ${name}`);
    return value as string[];
  }
}

const wrong = (message: string): DebugError => new DebugError(CODES.INVALID_PARAMS, message);
