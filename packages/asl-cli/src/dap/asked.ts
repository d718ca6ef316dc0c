import { isObject, type Json, type JsonObject, own } from "asl-core";
import { Refusal } from "./refusal.js";

/** Most members of a list that are read. */
const MOST = 10_000;

/** What came with a request, of which nothing is taken for granted. Throws Refusal where a part is not what it must be. */
export class Asked {
  private readonly given: JsonObject;
  private readonly later: (() => void)[] = [];

  constructor(
    readonly command: string,
    given: unknown,
  ) {
    if (given !== undefined && given !== null && !isObject(given))
      throw new Refusal(`${command}: arguments are no object`);
    this.given = (given as JsonObject | undefined | null) ?? {};
  }

  /** Whether it was given at all, be it null. */
  has(name: string): boolean {
    return own(this.given, name) !== undefined;
  }

  /** The names of all that was given. */
  get names(): string[] {
    return Object.keys(this.given);
  }

  /** Anything; undefined where it is absent or null. */
  value(name: string): Json | undefined {
    return own(this.given, name) ?? undefined;
  }

  optionalText(name: string): string | undefined {
    return this.typed(name, "a text", (value) => typeof value === "string") as string | undefined;
  }

  text(name: string): string {
    return this.needed(name, this.optionalText(name));
  }

  /** A whole number that is not negative. */
  optionalNumber(name: string): number | undefined {
    return this.typed(name, "a number", (value) => Number.isSafeInteger(value) && (value as number) >= 0) as
      | number
      | undefined;
  }

  number(name: string): number {
    return this.needed(name, this.optionalNumber(name));
  }

  flag(name: string): boolean | undefined {
    return this.typed(name, "true or false", (value) => typeof value === "boolean") as boolean | undefined;
  }

  object(name: string): Asked {
    const value = this.typed(name, "an object", isObject);
    return new Asked(this.command, value);
  }

  /** The objects of a list; none where it is absent. */
  objects(name: string): Asked[] {
    return this.list(name, "a list of objects", isObject).map((value) => new Asked(this.command, value));
  }

  /** The texts of a list; none where it is absent. */
  texts(name: string): string[] {
    return this.list(name, "a list of texts", (value) => typeof value === "string") as string[];
  }

  private list(name: string, what: string, isRight: (value: Json) => boolean): Json[] {
    const isList = (value: Json) => Array.isArray(value) && value.length <= MOST && value.every(isRight);
    return (this.typed(name, what, isList) as Json[] | undefined) ?? [];
  }

  private typed(name: string, what: string, isRight: (value: Json) => boolean): Json | undefined {
    const value = this.value(name);
    if (value === undefined || isRight(value)) return value;
    throw new Refusal(`${this.command}: "${name}" is not ${what}`);
  }

  private needed<T>(name: string, value: T | undefined): T {
    if (value === undefined) throw new Refusal(`${this.command}: "${name}" is missing`);
    return value;
  }

  /** Does something once the response is on its way, as events that follow from a request must be. */
  after(work: () => void): void {
    this.later.push(work);
  }

  /** Does what was to be done after the response. */
  finish(): void {
    for (const work of this.later.splice(0)) work();
  }
}
