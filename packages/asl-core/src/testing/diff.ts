import { align } from "./align.js";
import { isAsymmetric, stepText, valueText, wholeCharacters } from "./value-text.js";

/** A key of an object or an index of an array. */
export type Key = string | number;

/** One difference between an expected and an actual value. */
export interface Difference {
  /**
   * Where: `$`, `$.lines[2].sku`, `$["odd key"]`. Indexes count in the actual value; in the expected one where it is
   * about something that is missing.
   */
  readonly path: string;
  /** The same as keys and indexes. */
  readonly keys: readonly Key[];
  readonly kind: "changed" | "missing" | "unexpected";
  /** Undefined where the kind is "unexpected". */
  readonly expected: unknown;
  /** Undefined where the kind is "missing". */
  readonly actual: unknown;
}

/** What was found. */
export interface Differences {
  readonly list: readonly Difference[];
  /** True where the limit was reached and more may differ. */
  readonly more: boolean;
}

/** How values are compared. */
export interface DiffOptions {
  /** Whether two values are the same; structural equality if absent, which knows asymmetric matchers. */
  equals?(actual: unknown, expected: unknown): boolean;
  /** Differences to find at most; 20 if absent. */
  limit?: number;
}

/** What paints the parts of a text; a terminal's colours, say. */
export interface DiffStyle {
  path(text: string): string;
  expected(text: string): string;
  actual(text: string): string;
}

/** How differences are shown. */
export interface DiffTextOptions {
  /** No colours if absent. */
  style?: DiffStyle;
  /** Characters of a value to show at most; 200 if absent. */
  width?: number;
}

const PLAIN: DiffStyle = { path: (text) => text, expected: (text) => text, actual: (text) => text };
const LIMIT = 20;
const WIDTH = 200;
/** Values nested deeper are compared as a whole. */
const MAX_LEVELS = 200;

/**
 * Where two JSON values differ, in the order of the expected one. Arrays are laid side by side by their equal elements,
 * so an element put in between is one difference. Keys of `expected` that hold undefined count as absent. Asymmetric
 * matchers compare as they say; into `objectContaining` it looks with only the keys it names. Each level compares what
 * is below it: O(size · depth), and ends where the limit is reached.
 */
export function diff(expected: unknown, actual: unknown, options: DiffOptions = {}): Differences {
  const search = new Search(options.equals ?? equalValues, options.limit ?? LIMIT);
  search.compare([], expected, actual, 0);
  return { list: search.found.slice(0, search.limit), more: search.found.length > search.limit };
}

function equalValues(actual: unknown, expected: unknown): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(actual);
  if (Array.isArray(expected) && Array.isArray(actual))
    return expected.length === actual.length && expected.every((member, i) => equalValues(actual[i], member));
  if (!isRecord(expected) || !isRecord(actual)) return actual === expected;
  const keys = definedKeys(expected);
  if (keys.length !== definedKeys(actual).length) return false;
  return keys.every((key) => Object.hasOwn(actual, key) && equalValues(actual[key], expected[key]));
}

const definedKeys = (fields: Fields): string[] => Object.keys(fields).filter((key) => fields[key] !== undefined);

class Search {
  readonly found: Difference[] = [];
  constructor(
    private readonly equals: (actual: unknown, expected: unknown) => boolean,
    readonly limit: number,
  ) {}

  compare(keys: Keys, expected: unknown, actual: unknown, level: number): void {
    if (this.found.length > this.limit || this.equals(actual, expected)) return;
    const before = this.found.length;
    if (level < MAX_LEVELS) this.descend(keys, expected, actual, level + 1);
    if (this.found.length === before) this.add(keys, "changed", expected, actual);
  }

  private descend(keys: Keys, expected: unknown, actual: unknown, level: number): void {
    if (Array.isArray(expected) && Array.isArray(actual)) return this.arrays(keys, expected, actual, level);
    if (!isRecord(actual)) return;
    if (isRecord(expected)) this.objects(keys, expected, actual, level);
    else if (isSubset(expected)) this.members(keys, expected.sample, actual, level);
  }

  private arrays(keys: Keys, expected: unknown[], actual: unknown[], level: number): void {
    const same = (i: number, j: number) => this.equals(actual[j], expected[i]);
    for (const [i, j] of align(expected.length, actual.length, same)) {
      if (j < 0) this.add([...keys, i], "missing", expected[i], undefined);
      else if (i < 0) this.add([...keys, j], "unexpected", undefined, actual[j]);
      else this.compare([...keys, j], expected[i], actual[j], level);
      if (this.found.length > this.limit) return;
    }
  }

  private objects(keys: Keys, expected: Fields, actual: Fields, level: number): void {
    this.members(keys, expected, actual, level);
    for (const key of Object.keys(actual))
      if (actual[key] !== undefined && (expected[key] === undefined || !Object.hasOwn(expected, key)))
        this.add([...keys, key], "unexpected", undefined, actual[key]);
  }

  private members(keys: Keys, expected: Fields, actual: Fields, level: number): void {
    for (const key of Object.keys(expected)) {
      const place = [...keys, key];
      if (expected[key] === undefined) continue;
      if (Object.hasOwn(actual, key)) this.compare(place, expected[key], actual[key], level);
      else this.add(place, "missing", expected[key], undefined);
    }
  }

  private add(keys: Keys, kind: Difference["kind"], expected: unknown, actual: unknown): void {
    if (this.found.length <= this.limit) this.found.push({ path: pathText(keys), keys, kind, expected, actual });
  }
}

type Keys = readonly Key[];

/** `$.lines[2].sku`. */
const pathText = (keys: Keys): string => `$${keys.map(stepText).join("")}`;

type Fields = Record<string, unknown>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isAsymmetric(value);

/** What `expect.objectContaining` makes. */
const isSubset = (value: unknown): value is { sample: Fields } =>
  isAsymmetric(value) && value.toString() === "ObjectContaining" && isRecord(value.sample);

/**
 * Differences as lines: one for each place, under it what was expected and what is there. Empty where nothing differs.
 * Long values are cut, texts so that the place where they part stays in sight.
 */
export function diffLines({ list, more }: Differences, options: DiffTextOptions = {}): string[] {
  const style = options.style ?? PLAIN;
  const width = options.width ?? WIDTH;
  const lines = list.flatMap((difference) => linesOf(difference, width, style));
  return more ? [...lines, `… and more: the first ${list.length} differences are shown`] : lines;
}

function linesOf({ path, kind, expected, actual }: Difference, width: number, style: DiffStyle): string[] {
  const [from, to] = kind === "changed" ? cutPair(expected, actual, width) : [expected, actual];
  const wanted = style.expected(`  expected ${textOf(from, width)}`);
  const got = style.actual(`  actual   ${textOf(to, width)}`);
  if (kind === "missing") return [`${style.path(path)} is missing`, wanted];
  if (kind === "unexpected") return [`${style.path(path)} is not expected`, got];
  return [style.path(path), wanted, got];
}

class Excerpt {
  constructor(readonly text: string) {}
}

const textOf = (value: unknown, width: number): string =>
  value instanceof Excerpt ? value.text : valueText(value, width);

/** Two long texts, both cut around the place where they part. */
function cutPair(expected: unknown, actual: unknown, width: number): [unknown, unknown] {
  if (typeof expected !== "string" || typeof actual !== "string") return [expected, actual];
  const from = commonStart(expected, actual) - Math.floor(width / 4);
  if (from <= 0 || Math.max(expected.length, actual.length) <= width) return [expected, actual];
  return [excerpt(expected, from, width), excerpt(actual, from, width)];
}

const excerpt = (text: string, from: number, width: number): Excerpt =>
  new Excerpt(`…${valueText(wholeCharacters(text.slice(from), 2 * width), width)} (from character ${from + 1})`);

function commonStart(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
