import { type Budget, compileRegex, type Regex, TooManySteps } from "../regex/regex.js";
import { LIMITS, LimitExceeded } from "./limits.js";
import { meter, spend } from "./meter.js";

/** Steps of a search by the host that count as one step. */
const NATIVE_PER_STEP = 500;

const compiled = new WeakMap<RegExp, Regex>();

/**
 * What the library uses in place of RegExp. A search that cannot take long (by the number of unbounded repetitions in
 * the pattern and the length of the text) is done by the host's RegExp and counts as if it had taken that long. Any
 * other is done by a matcher with the same results whose steps are counted, because a search of the host cannot be
 * interrupted. Throws LimitExceeded for patterns that matcher does not know, and when the evaluation has no steps left.
 */
export class BoundedRegExp {
  lastIndex = 0;
  private readonly native: RegExp;
  private readonly regex: Regex;

  constructor(source: RegExp) {
    this.native = new RegExp(source);
    this.regex = regexOf(source);
  }

  exec(text: string): RegExpExecArray | null {
    const steps = cost(this.regex.degree, text.length) / NATIVE_PER_STEP;
    if (steps <= 16 + text.length / 8) {
      spend(1 + steps);
      return this.searchNative(text);
    }
    const found = this.searchBounded(text);
    this.lastIndex = found === undefined ? 0 : found[1];
    return found === undefined ? null : result(text, found);
  }

  private searchNative(text: string): RegExpExecArray | null {
    this.native.lastIndex = this.lastIndex;
    const found = this.native.exec(text);
    this.lastIndex = this.native.lastIndex;
    return found;
  }

  private searchBounded(text: string): number[] | undefined {
    const granted = (LIMITS.steps - meter.steps) * LIMITS.regexPerStep;
    const budget: Budget = { steps: granted };
    try {
      return this.regex.search(text, this.lastIndex, budget);
    } catch (error) {
      throw error instanceof TooManySteps ? new LimitExceeded(error.message) : error;
    } finally {
      meter.steps += 1 + (granted - budget.steps) / LIMITS.regexPerStep;
    }
  }
}

function regexOf(source: RegExp): Regex {
  const regex = compiled.get(source) ?? compileRegex(source.source, source.flags);
  if (regex === undefined) throw new LimitExceeded(`The regular expression ${source} is too large or not supported`);
  compiled.set(source, regex);
  return regex;
}

function result(text: string, ends: number[]): RegExpExecArray {
  const groups: (string | undefined)[] = [];
  for (let i = 0; i < ends.length; i += 2) groups.push(ends[i] < 0 ? undefined : text.slice(ends[i], ends[i + 1]));
  return Object.assign(groups, { index: ends[0], input: text }) as unknown as RegExpExecArray;
}

/** Steps a search of the host may take at worst: each repetition without bound multiplies them by the text's length. */
const cost = (degree: number, length: number): number => (degree === 0 ? length : (length + 1) ** (degree + 1));
