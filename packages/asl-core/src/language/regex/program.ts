import { UnknownPattern } from "./parse.js";
import { type CharTest, canBeEmpty, type Look, type PlaceTest, type Repeat, type Tree } from "./tree.js";

/** What the matcher does, one thing after the other. `behind` tells that the text is read from right to left. */
export type Instruction =
  | { op: "char" | "charBehind"; test: CharTest }
  | Split
  | { op: "jump"; to: number }
  | { op: "save"; slot: number }
  | { op: "clear"; from: number; to: number }
  | { op: "assert"; test: PlaceTest }
  | { op: "look"; negative: boolean; end: number }
  | { op: "same"; group: number; behind: boolean }
  | { op: "progress"; slot: number }
  | { op: "match" };

/**
 * Two ways to go on. Whether they succeed depends on nothing but the place in the text and on which of the turns around
 * (`turns`: the slots of their starts, outermost first) have read anything; so a failure may be remembered, in one of
 * `turns.length + 1` rows from `row` on. It is -1 where more matters: beside back-references, and inside of looks.
 */
export interface Split {
  op: "split";
  first: number;
  second: number;
  row: number;
  turns: readonly number[];
}

export interface Program {
  readonly code: readonly Instruction[];
  readonly groups: number;
  readonly ignoreCase: boolean;
  /** Places for the ends of the match, of the groups, and for the starts of turns. */
  readonly slots: number;
  /** Rows the splits need to remember failures. */
  readonly rows: number;
}

const LONGEST = 5_000;

/** Writes the program of a pattern; throws UnknownPattern where it would be too long. */
export function assemble(tree: Tree, groups: number, ignoreCase: boolean): Program {
  const assembler = new Assembler(2 * (groups + 1));
  assembler.whole(tree);
  const { code, slots } = assembler;
  const rows = code.some((instruction) => instruction.op === "same") ? 0 : numberRows(code);
  return { code, groups, ignoreCase, slots, rows };
}

function numberRows(code: readonly Instruction[]): number {
  let rows = 0;
  let outside = 0;
  code.forEach((instruction, pc) => {
    if (instruction.op === "look") outside = Math.max(outside, instruction.end);
    if (instruction.op !== "split" || pc < outside) return;
    instruction.row = rows;
    rows += instruction.turns.length + 1;
  });
  return rows;
}

class Assembler {
  readonly code: Instruction[] = [];
  private behind = false;
  private turns: readonly number[] = [];

  constructor(public slots: number) {}

  whole(tree: Tree): void {
    this.group(0, tree);
    this.emit({ op: "match" });
  }

  private emit<T extends Instruction>(instruction: T): T {
    if (this.code.push(instruction) > LONGEST) throw new UnknownPattern();
    return instruction;
  }

  private split(): Split {
    return this.emit({ op: "split", first: 0, second: 0, row: -1, turns: this.turns });
  }

  private tree(tree: Tree): void {
    switch (tree.type) {
      case "char":
        return void this.emit({ op: this.behind ? "charBehind" : "char", test: tree.test });
      case "assert":
        return void this.emit({ op: "assert", test: tree.test });
      case "same":
        return void this.emit({ op: "same", group: tree.group, behind: this.behind });
      case "list":
        for (const item of this.behind ? tree.items.toReversed() : tree.items) this.tree(item);
        return;
      case "choice":
        return this.choice(tree.items);
      case "group":
        return this.group(tree.index, tree.body);
      case "look":
        return this.look(tree);
      case "repeat":
        return this.repeat(tree);
    }
  }

  private group(index: number, body: Tree): void {
    const [entry, exit] = this.behind ? [1, 0] : [0, 1];
    this.emit({ op: "save", slot: 2 * index + entry });
    this.tree(body);
    this.emit({ op: "save", slot: 2 * index + exit });
  }

  private choice(items: readonly Tree[]): void {
    const ends: { to: number }[] = [];
    for (const item of items.slice(0, -1)) {
      const split = this.split();
      split.first = this.code.length;
      this.tree(item);
      ends.push(this.emit({ op: "jump", to: 0 }));
      split.second = this.code.length;
    }
    this.tree(items[items.length - 1]);
    for (const end of ends) end.to = this.code.length;
  }

  private look({ behind, negative, body }: Look): void {
    const outer = this.behind;
    const look = this.emit({ op: "look", negative, end: 0 });
    this.behind = behind;
    this.tree(body);
    this.behind = outer;
    this.emit({ op: "match" });
    look.end = this.code.length;
  }

  private repeat(tree: Repeat): void {
    for (let i = 0; i < tree.min; i++) this.once(tree);
    if (tree.max === Infinity) return this.loop(tree);
    const splits: Split[] = [];
    for (let i = tree.min; i < tree.max; i++) {
      const split = this.split();
      splits.push(split);
      split.first = this.code.length;
      this.turn(tree);
    }
    for (const split of splits) this.branch(split, tree.lazy);
  }

  private loop(tree: Repeat): void {
    const top = this.code.length;
    const split = this.split();
    split.first = this.code.length;
    this.turn(tree);
    this.emit({ op: "jump", to: top });
    this.branch(split, tree.lazy);
  }

  /** The other way leaves the repetition, whose end is here; lazy ones try that first. */
  private branch(split: Split, lazy: boolean): void {
    const out = this.code.length;
    if (lazy) [split.first, split.second] = [out, split.first];
    else split.second = out;
  }

  /** A turn that need not be taken must not be empty. */
  private turn(tree: Repeat): void {
    if (!canBeEmpty(tree.body)) return this.once(tree);
    const slot = this.slots++;
    const outer = this.turns;
    this.emit({ op: "save", slot });
    this.turns = [...outer, slot];
    this.once(tree);
    this.turns = outer;
    this.emit({ op: "progress", slot });
  }

  private once({ body, from, to }: Repeat): void {
    if (to >= from) this.emit({ op: "clear", from, to });
    this.tree(body);
  }
}
