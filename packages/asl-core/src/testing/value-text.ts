import { printable } from "../display.js";

/** What test runners call an asymmetric matcher: `expect.any(Number)`, `expect.objectContaining({ … })`. */
export interface AsymmetricMatcher {
  asymmetricMatch(other: unknown): boolean;
  toString(): string;
  toAsymmetricMatcher?(): string;
  /** What `objectContaining` and its like were given. */
  sample?: unknown;
  inverse?: boolean;
}

/** Whether an expected value is a matcher of a test runner rather than a value. */
export const isAsymmetric = (value: unknown): value is AsymmetricMatcher =>
  typeof value === "object" && value !== null && typeof (value as AsymmetricMatcher).asymmetricMatch === "function";

/** Deeper values are shown as an ellipsis. */
const MAX_LEVELS = 100;

/**
 * A value as one line of compact JSON, cut after about `most` characters with an ellipsis; asymmetric matchers by their
 * names, anything else that is not JSON by its own text. Takes time for what is shown only.
 */
export function valueText(value: unknown, most = Number.POSITIVE_INFINITY): string {
  const writer = new Writer(most);
  writer.value(value, 0);
  return writer.text();
}

class Writer {
  private written = "";
  constructor(private readonly most: number) {}

  text(): string {
    return this.full ? `${wholeCharacters(this.written, this.most)}…` : this.written;
  }

  value(value: unknown, level: number): void {
    if (typeof value === "string") this.put(printable(JSON.stringify(this.shortened(value))));
    else if (typeof value !== "object" || value === null) this.put(scalarText(value));
    else if (isAsymmetric(value)) this.matcher(value, level);
    else if (level >= MAX_LEVELS) this.put("…");
    else if (Array.isArray(value)) this.list("[", value, "]", (member) => this.value(member, level + 1));
    else this.object(value, level);
  }

  private get full(): boolean {
    return this.written.length > this.most;
  }

  /** A text that will not fit is not escaped to its end. */
  private shortened = (text: string): string => (text.length > this.most ? wholeCharacters(text, this.most + 1) : text);

  private put(text: string): void {
    this.written += text;
  }

  private object(value: object, level: number): void {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype && Object.getPrototypeOf(prototype) !== null)
      return this.put(String(value));
    this.list("{", Object.entries(value), "}", ([key, member]) => {
      this.put(`${printable(JSON.stringify(this.shortened(key)))}:`);
      this.value(member, level + 1);
    });
  }

  private matcher(value: AsymmetricMatcher, level: number): void {
    if (!("sample" in value) || typeof value.sample !== "object" || value.sample === null)
      return this.put(value.toAsymmetricMatcher?.() ?? value.toString());
    this.put(`${value.toString()} `);
    this.value(value.sample, level + 1);
  }

  private list<T>(open: string, members: readonly T[], close: string, write: (member: T) => void): void {
    this.put(open);
    for (let i = 0; i < members.length && !this.full; i++) {
      if (i > 0) this.put(",");
      write(members[i]);
    }
    this.put(close);
  }
}

function scalarText(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
  return typeof value === "function" ? `function ${value.name}` : String(value);
}

/** The first `most` UTF-16 units of a text, without half a character at its end. */
export const wholeCharacters = (text: string, most: number): string =>
  text.slice(0, isHighSurrogate(text.charCodeAt(most - 1)) ? most - 1 : most);

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** One step of a path: `.total`, `[2]`, `["odd key"]`. */
export const stepText = (key: string | number): string => {
  if (typeof key === "number") return `[${key}]`;
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${printable(JSON.stringify(key))}]`;
};
