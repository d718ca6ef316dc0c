/*
 * A backtracking matcher for the regular expressions of JSONata (flags i, m, g; no unicode mode), so that its steps can be
 * counted. The pattern, which the host has accepted already, becomes a program of a few instructions; `split` leaves a
 * way back on an explicit stack, so that neither long texts nor deep repetitions can end the host's stack.
 */

/** A compiled pattern. `degree` is the number of repetitions whose ways multiply; Infinity for nested ones. */
export interface Program {
  readonly degree: number;
  /** Positions of the match and its groups (-1 for groups that took no part), or undefined. */
  run(text: string, start: number, step: () => void): number[] | undefined;
}

type Test = (text: string, at: number) => boolean;

type Instruction =
  | { op: "char"; test: Test }
  | { op: "split"; first: number; second: number }
  | { op: "jump"; to: number }
  | { op: "save"; slot: number }
  | { op: "clear"; from: number; to: number }
  | { op: "assert"; test: Test }
  | { op: "look"; negative: boolean; end: number }
  | { op: "same"; group: number }
  | { op: "progress"; slot: number }
  | { op: "match" };

type Tree =
  | { type: "empty" }
  | { type: "char"; test: Test }
  | { type: "assert"; test: Test }
  | { type: "same"; group: number }
  | { type: "list"; items: Tree[] }
  | { type: "choice"; items: Tree[] }
  | { type: "group"; index: number; body: Tree }
  | { type: "look"; negative: boolean; body: Tree }
  | { type: "repeat"; body: Tree; min: number; max: number; lazy: boolean; from: number; to: number };

const UNKNOWN = Symbol("unknown syntax");
const LONGEST = 5_000;

/** Undefined where the pattern has syntax that is not known here, or would make too long a program. */
export function compileRegex(source: string, flags: string): Program | undefined {
  try {
    const parser = new Parser(source, flags);
    const tree = parser.choice();
    const program = new Assembler(parser.groups).assemble(tree);
    return { degree: degreeOf(tree), run: (text, start, step) => run(program, parser.groups, text, start, step) };
  } catch (error) {
    if (error === UNKNOWN) return undefined;
    throw error;
  }
}

const unknown = (): never => {
  throw UNKNOWN;
};

class Parser {
  groups = 0;
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly flags: string,
  ) {}

  choice(): Tree {
    const items = [this.list()];
    while (this.take("|")) items.push(this.list());
    return items.length === 1 ? items[0] : { type: "choice", items };
  }

  private list(): Tree {
    const items: Tree[] = [];
    while (this.at < this.source.length && !"|)".includes(this.source[this.at])) {
      const before = this.groups;
      items.push(this.repeated(this.atom(), before));
    }
    return { type: "list", items };
  }

  private repeated(body: Tree, before: number): Tree {
    const [text, low, comma, high] =
      /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(this.source.slice(this.at, this.at + 30)) ?? [];
    if (text === undefined) return body;
    this.at += text.length;
    const min = low !== undefined ? Number(low) : text === "+" ? 1 : 0;
    const max = low === undefined ? (text === "?" ? 1 : Infinity) : high ? Number(high) : comma ? Infinity : min;
    return { type: "repeat", body, min, max, lazy: this.take("?"), from: before + 1, to: this.groups };
  }

  private atom(): Tree {
    const char = this.source[this.at];
    if (char === "(") return this.group();
    if (char === "^" || char === "$") return this.assertion(this.source[this.at++]);
    if (char === "\\") return this.escape();
    if (char === "[") return this.char(/^\[(?:\\.|[^\]\\])*\]/s);
    return this.char(/^./s);
  }

  private group(): Tree {
    this.at++;
    if (this.take("?:")) return this.closed(this.choice());
    if (this.take("?=")) return { type: "look", negative: false, body: this.closed(this.choice()) };
    if (this.take("?!")) return { type: "look", negative: true, body: this.closed(this.choice()) };
    if (this.take("?")) return unknown();
    const index = ++this.groups;
    return { type: "group", index, body: this.closed(this.choice()) };
  }

  private closed(tree: Tree): Tree {
    return this.take(")") ? tree : unknown();
  }

  private escape(): Tree {
    const next = this.source[this.at + 1];
    if (next === "b" || next === "B") {
      this.at += 2;
      return { type: "assert", test: (text, at) => (isWord(text, at - 1) !== isWord(text, at)) === (next === "b") };
    }
    if (/[1-9]/.test(next)) return this.flags.includes("i") ? unknown() : this.backReference();
    return this.char(/^\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|.)/s);
  }

  private backReference(): Tree {
    const [text, group] = /^\\(\d+)/.exec(this.source.slice(this.at))!;
    const total = this.source.match(/\((?!\?)/g)?.length ?? 0;
    if (Number(group) > total) return unknown(); // an octal escape
    this.at += text.length;
    return { type: "same", group: Number(group) };
  }

  private assertion(char: string): Tree {
    const lines = this.flags.includes("m");
    const test: Test =
      char === "^"
        ? (text, at) => at === 0 || (lines && isLineEnd(text[at - 1]))
        : (text, at) => at === text.length || (lines && isLineEnd(text[at]));
    return { type: "assert", test };
  }

  /** One unit, tested by the host: it knows classes, escapes and case folding. */
  private char(pattern: RegExp): Tree {
    const text = pattern.exec(this.source.slice(this.at))?.[0] ?? unknown();
    this.at += text.length;
    const one = new RegExp(`^${text.replace(/^[/]/, "\\/")}$`, this.flags.replace(/[gm]/g, ""));
    const known = new Map<string, boolean>();
    const test: Test = (subject, at) => {
      if (at >= subject.length) return false;
      const unit = subject[at];
      let verdict = known.get(unit);
      if (verdict === undefined) known.set(unit, (verdict = one.test(unit)));
      return verdict;
    };
    return { type: "char", test };
  }

  private take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
}

const isWord = (text: string, at: number): boolean => at >= 0 && at < text.length && /\w/.test(text[at]);
const isLineEnd = (unit: string): boolean => /[\n\r\u2028\u2029]/.test(unit);

/** How badly the ways to match multiply: unbounded repetitions one after another add up, nested ones are without end. */
function degreeOf(tree: Tree): number {
  switch (tree.type) {
    case "list":
      return tree.items.reduce((sum, item) => sum + degreeOf(item), 0);
    case "choice":
      return tree.items.reduce((sum, item) => Math.max(sum, degreeOf(item)), 1);
    case "group":
    case "look":
      return degreeOf(tree.body);
    case "repeat":
      if (tree.max <= 1) return degreeOf(tree.body) + 0.1;
      return degreeOf(tree.body) > 0 ? Infinity : tree.min === tree.max ? 0 : 1;
    default:
      return 0;
  }
}

class Assembler {
  private readonly code: Instruction[] = [];
  private slots: number;

  constructor(groups: number) {
    this.slots = 2 * (groups + 1);
  }

  assemble(tree: Tree): Instruction[] {
    this.emit({ op: "save", slot: 0 });
    this.tree(tree);
    this.emit({ op: "save", slot: 1 });
    this.emit({ op: "match" });
    return this.code;
  }

  private emit<T extends Instruction>(instruction: T): T {
    if (this.code.push(instruction) > LONGEST) unknown();
    return instruction;
  }

  private tree(tree: Tree): void {
    switch (tree.type) {
      case "char":
        return void this.emit({ op: "char", test: tree.test });
      case "assert":
        return void this.emit({ op: "assert", test: tree.test });
      case "same":
        return void this.emit({ op: "same", group: tree.group });
      case "list":
        for (const item of tree.items) this.tree(item);
        return;
      case "choice":
        return this.choice(tree.items);
      case "group":
        this.emit({ op: "save", slot: 2 * tree.index });
        this.tree(tree.body);
        return void this.emit({ op: "save", slot: 2 * tree.index + 1 });
      case "look":
        return this.look(tree.negative, tree.body);
      case "repeat":
        return this.repeat(tree);
    }
  }

  private choice(items: readonly Tree[]): void {
    const ends: { to: number }[] = [];
    items.forEach((item, i) => {
      if (i === items.length - 1) return this.tree(item);
      const split = this.emit({ op: "split", first: this.code.length + 1, second: 0 });
      this.tree(item);
      ends.push(this.emit({ op: "jump", to: 0 }));
      split.second = this.code.length;
    });
    for (const end of ends) end.to = this.code.length;
  }

  private look(negative: boolean, body: Tree): void {
    const look = this.emit({ op: "look", negative, end: 0 });
    this.tree(body);
    this.emit({ op: "match" });
    look.end = this.code.length;
  }

  private repeat(tree: Tree & { type: "repeat" }): void {
    for (let i = 0; i < tree.min; i++) this.once(tree);
    if (tree.max === Infinity) return this.loop(tree);
    const splits: Instruction[] = [];
    for (let i = tree.min; i < tree.max; i++) {
      splits.push(this.emit({ op: "split", first: 0, second: 0 }));
      this.branch(splits.at(-1)!, tree.lazy, this.code.length, -1);
      this.turn(tree);
    }
    for (const split of splits) this.branch(split, tree.lazy, -1, this.code.length);
  }

  private loop(tree: Tree & { type: "repeat" }): void {
    const split = this.emit({ op: "split", first: 0, second: 0 });
    const top = this.code.length - 1;
    this.turn(tree);
    this.emit({ op: "jump", to: top });
    this.branch(split, tree.lazy, top + 1, this.code.length);
  }

  /** A turn that need not be taken must not be empty. */
  private turn(tree: Tree & { type: "repeat" }): void {
    const slot = this.slots++;
    this.emit({ op: "save", slot });
    this.once(tree);
    this.emit({ op: "progress", slot });
  }

  private once({ body, from, to }: Tree & { type: "repeat" }): void {
    if (to >= from) this.emit({ op: "clear", from, to });
    this.tree(body);
  }

  /** Greedy repetitions go on first, lazy ones leave first; -1 keeps what is set. */
  private branch(split: Instruction, lazy: boolean, on: number, out: number): void {
    const target = split as { first: number; second: number };
    const [first, second] = lazy ? [out, on] : [on, out];
    if (first >= 0) target.first = first;
    if (second >= 0) target.second = second;
  }
}

/** A way back: where to go on, at which place of the text, and how many changes of slots to keep. */
type Back = [pc: number, at: number, changes: number];

function run(
  program: readonly Instruction[],
  groups: number,
  text: string,
  start: number,
  step: () => void,
): number[] | undefined {
  const slots: number[] = [];
  const found = thread(program, 0, text, start, slots, step);
  return found ? Array.from({ length: 2 * (groups + 1) }, (_, i) => slots[i] ?? -1) : undefined;
}

function thread(
  program: readonly Instruction[],
  entry: number,
  text: string,
  start: number,
  slots: number[],
  step: () => void,
): boolean {
  const back: Back[] = [];
  const changes: [slot: number, value: number | undefined][] = [];
  const set = (slot: number, value: number) => {
    changes.push([slot, slots[slot]]);
    slots[slot] = value;
  };
  let pc = entry;
  let at = start;
  for (;;) {
    step();
    const instruction = program[pc++];
    let ok = true;
    switch (instruction.op) {
      case "match":
        return true;
      case "char":
        ok = instruction.test(text, at++);
        break;
      case "assert":
        ok = instruction.test(text, at);
        break;
      case "split":
        back.push([instruction.second, at, changes.length]);
        pc = instruction.first;
        break;
      case "jump":
        pc = instruction.to;
        break;
      case "save":
        set(instruction.slot, at);
        break;
      case "clear":
        for (let slot = 2 * instruction.from; slot <= 2 * instruction.to + 1; slot++) set(slot, -1);
        break;
      case "progress":
        ok = slots[instruction.slot] !== at;
        break;
      case "same": {
        const [from, to] = [slots[2 * instruction.group] ?? -1, slots[2 * instruction.group + 1] ?? -1];
        const part = from < 0 || to < 0 ? "" : text.slice(from, to);
        ok = text.startsWith(part, at);
        at += part.length;
        break;
      }
      case "look": {
        const inner = slots.slice();
        ok = thread(program, pc, text, at, inner, step) !== instruction.negative;
        if (ok && !instruction.negative) inner.forEach((value, slot) => slots[slot] !== value && set(slot, value));
        pc = instruction.end;
        break;
      }
    }
    if (ok) continue;
    const way = back.pop();
    if (way === undefined) return false;
    [pc, at] = way;
    while (changes.length > way[2]) {
      const [slot, value] = changes.pop()!;
      slots[slot] = value as number;
    }
  }
}
