import type { CharTest, Tree } from "./tree.js";

/** A pattern with syntax that is not known here, or that is too large. */
export class UnknownPattern extends Error {}

const DEEPEST = 250;

/** Reads a pattern the host's RegExp accepts with these flags (of which `u` and `v` are not known here). */
export function parsePattern(source: string, flags: string): { tree: Tree; groups: number } {
  if (/[^dgimsy]/.test(flags)) throw new UnknownPattern();
  const parser = new Parser(source, flags);
  const tree = parser.choice();
  if (!parser.done) throw new UnknownPattern();
  return { tree, groups: parser.groups };
}

class Parser {
  groups = 0;
  private at = 0;
  private depth = 0;
  private readonly names: readonly (string | undefined)[];
  private readonly tests = new Map<string, CharTest>();

  constructor(
    private readonly source: string,
    private readonly flags: string,
  ) {
    this.names = groupNames(source);
  }

  get done(): boolean {
    return this.at === this.source.length;
  }

  choice(): Tree {
    if (++this.depth > DEEPEST) throw new UnknownPattern();
    const items = [this.list()];
    while (this.take("|")) items.push(this.list());
    this.depth--;
    return items.length === 1 ? items[0] : { type: "choice", items };
  }

  private list(): Tree {
    const items: Tree[] = [];
    while (!this.done && !"|)".includes(this.source[this.at])) {
      const before = this.groups;
      items.push(this.repeated(this.atom(), before));
    }
    return { type: "list", items };
  }

  private repeated(body: Tree, before: number): Tree {
    const found = this.match(/(?:[*+?]|\{(\d+)(,?)(\d*)\})/y);
    if (found === undefined) return body;
    const [text, low, comma, high] = found;
    const min = low !== undefined ? Number(low) : text === "+" ? 1 : 0;
    const max = low === undefined ? (text === "?" ? 1 : Infinity) : high ? Number(high) : comma ? Infinity : min;
    return { type: "repeat", body, min, max, lazy: this.take("?"), from: before + 1, to: this.groups };
  }

  private atom(): Tree {
    const char = this.source[this.at];
    if (char === "(") return this.group();
    if (char === "^" || char === "$") return this.assertion(this.source[this.at++]);
    if (char === "\\") return this.escape();
    return this.char(char === "[" ? /\[(?:\\.|[^\]\\])*\]/sy : /./sy);
  }

  private group(): Tree {
    this.at++;
    if (this.take("?:")) return this.closed(this.choice());
    for (const behind of [false, true])
      for (const negative of [false, true])
        if (this.take(`?${behind ? "<" : ""}${negative ? "!" : "="}`))
          return { type: "look", behind, negative, body: this.closed(this.choice()) };
    if (this.source[this.at] === "?" && this.match(/\?<[^>]*>/y) === undefined) throw new UnknownPattern();
    const index = ++this.groups;
    return { type: "group", index, body: this.closed(this.choice()) };
  }

  private closed(tree: Tree): Tree {
    if (this.take(")")) return tree;
    throw new UnknownPattern();
  }

  private escape(): Tree {
    const next = this.source[this.at + 1];
    if (next === "b" || next === "B") {
      this.at += 2;
      return { type: "assert", test: (text, at) => (isWord(text, at - 1) !== isWord(text, at)) === (next === "b") };
    }
    if (next === "k" && this.names.some((name) => name !== undefined)) return this.namedReference();
    if (/[1-9]/.test(next)) return this.backReference();
    return this.char(/\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|0[0-7]{0,2}|[^c])/y);
  }

  private namedReference(): Tree {
    const [, name] = this.match(/\\k<([^>]*)>/y) ?? [];
    const group = this.names.indexOf(name);
    if (name === undefined || group < 0 || this.names.includes(name, group + 1)) throw new UnknownPattern();
    return { type: "same", group };
  }

  /** Numbers beyond the last group are octal escapes. */
  private backReference(): Tree {
    const group = Number(/\d+/.exec(this.source.slice(this.at))![0]);
    if (group >= this.names.length) return this.char(/\\(?:[0-3][0-7]{0,2}|[4-7][0-7]?|[89])/y);
    this.match(/\\\d+/y);
    return { type: "same", group };
  }

  private assertion(char: string): Tree {
    const lines = this.flags.includes("m");
    if (char === "^") return { type: "assert", test: (text, at) => at === 0 || (lines && isLineEnd(text[at - 1])) };
    return { type: "assert", test: (text, at) => at === text.length || (lines && isLineEnd(text[at])) };
  }

  private char(pattern: RegExp): Tree {
    const [text] = this.match(pattern) ?? [];
    if (text === undefined) throw new UnknownPattern();
    let test = this.tests.get(text);
    if (test === undefined) this.tests.set(text, (test = charTest(text, this.flags)));
    return { type: "char", test };
  }

  /** What a sticky pattern finds here, which is then behind us. */
  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source) ?? undefined;
    if (found !== undefined) this.at += found[0].length;
    return found;
  }

  private take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
}

/** The names of the groups that capture, by their numbers; undefined for those without, and for number 0. */
function groupNames(source: string): (string | undefined)[] {
  const names: (string | undefined)[] = [undefined];
  for (const [text, name] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|\((?!\?)|\(\?<(?![=!])([^>]*)>/gs))
    if (text.startsWith("(")) names.push(name);
  return names;
}

/** One character of a text, tested by the host where it is more than itself: it knows classes, escapes, cases. */
function charTest(source: string, flags: string): CharTest {
  if (source.length === 1 && source !== "." && !flags.includes("i")) {
    const code = source.charCodeAt(0);
    return (text, at) => text.charCodeAt(at) === code;
  }
  const one = new RegExp(`^${source === "/" ? "\\/" : source}$`, flags.replace(/[^is]/g, ""));
  const known = new Map<number, boolean>();
  return (text, at) => {
    const code = text.charCodeAt(at);
    let verdict = known.get(code);
    if (verdict === undefined) known.set(code, (verdict = at >= 0 && at < text.length && one.test(text[at])));
    return verdict;
  };
}

const isWord = (text: string, at: number): boolean => at >= 0 && at < text.length && /\w/.test(text[at]);
const isLineEnd = (unit: string): boolean => /[\n\r\u2028\u2029]/.test(unit);
