import { LIMITS, LimitExceeded } from "./limits.js";
import { compileRegex, type Program } from "./regex-program.js";

const programs = new WeakMap<RegExp, Program | undefined>();

/**
 * What the library uses in place of RegExp. A search that cannot take long (by the number of unbounded repetitions in
 * the pattern and the length of the text) is done by the host's RegExp. Any other is done by a backtracking matcher
 * with the same results and a bound on its steps, because a search of the host cannot be interrupted. Patterns with
 * syntax the matcher does not know (look-behind, named groups) always go to the host.
 */
export class BoundedRegExp {
  lastIndex = 0;
  private readonly native: RegExp;
  private readonly program: Program | undefined;
  private steps = 0;

  constructor(source: RegExp) {
    this.native = new RegExp(source);
    if (!programs.has(source)) programs.set(source, compileRegex(source.source, source.flags));
    this.program = programs.get(source);
  }

  exec(text: string): RegExpExecArray | null {
    if (this.program === undefined || cost(this.program.degree, text.length) <= LIMITS.regexNative)
      return this.search(text);
    for (let start = this.lastIndex; start <= text.length; start++) {
      const found = this.match(this.program, text, start);
      if (found !== undefined) return this.result(text, start, found);
    }
    this.lastIndex = 0;
    return null;
  }

  private search(text: string): RegExpExecArray | null {
    this.native.lastIndex = this.lastIndex;
    const found = this.native.exec(text);
    this.lastIndex = this.native.lastIndex;
    return found;
  }

  private match(program: Program, text: string, start: number): number[] | undefined {
    return program.run(text, start, () => {
      if (++this.steps > LIMITS.regex) throw new LimitExceeded("A regular expression takes too many steps");
    });
  }

  private result(text: string, index: number, ends: number[]): RegExpExecArray {
    this.lastIndex = ends[1];
    const groups: (string | undefined)[] = [];
    for (let i = 0; i < ends.length; i += 2) groups.push(ends[i] < 0 ? undefined : text.slice(ends[i], ends[i + 1]));
    return Object.assign(groups, { index, input: text }) as unknown as RegExpExecArray;
  }
}

/** Steps a search may take at worst: each repetition without bound multiplies them by the length of the text. */
const cost = (degree: number, length: number): number => (degree === 0 ? length : (length + 1) ** (degree + 1));
