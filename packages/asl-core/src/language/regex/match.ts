import type { Instruction, Program, Split } from "./program.js";

/** Steps that searches may still take. */
export interface Budget {
  steps: number;
}

/** A search took more steps than its budget had. */
export class TooManySteps extends Error {
  override readonly name = "TooManySteps";
}

/** The ends of the first match from `start` on and of its groups (-1 for groups that took no part), or undefined. */
export function search(program: Program, text: string, start: number, budget: Budget): number[] | undefined {
  const matcher = new Matcher(program, text, budget, false);
  for (let at = start; at <= text.length; at++) if (matcher.matchesAt(at)) return matcher.ends();
  return undefined;
}

/** Whether the text matches from its start to its end. */
export const matchesWhole = (program: Program, text: string, budget: Budget): boolean =>
  new Matcher(program, text, budget, true).matchesAt(0);

/**
 * Runs a program on one text. `split` leaves a way back on an explicit stack, so that neither long texts nor deep
 * repetitions can end the host's stack. Failed places of the outermost thread are remembered for all starts.
 */
class Matcher {
  private readonly slots: number[];
  private readonly changes: number[] = []; // pairs of a slot and what it held before
  private readonly granted: number;
  private failures: Uint32Array | undefined;

  constructor(
    private readonly program: Program,
    private readonly text: string,
    private readonly budget: Budget,
    private readonly whole: boolean,
  ) {
    this.slots = new Array<number>(program.slots).fill(-1);
    this.granted = budget.steps;
  }

  ends(): number[] {
    return this.slots.slice(0, 2 * (this.program.groups + 1));
  }

  matchesAt(start: number): boolean {
    return this.run(0, start, this.whole);
  }

  /** One thread from an instruction to `match`. Where it fails it leaves the slots as they were. */
  private run(entry: number, start: number, whole: boolean): boolean {
    const { code } = this.program;
    const { text, slots } = this;
    const before = this.changes.length;
    const back: number[] = [entry, start, before]; // triples: instruction, place, changes to keep
    while (back.length > 0) {
      this.undo(back.pop()!);
      let at = back.pop()!;
      let pc = back.pop()!;
      for (let ok = true; ok; ) {
        if (--this.budget.steps < 0) throw new TooManySteps("A regular expression takes too many steps");
        const instruction = code[pc++];
        switch (instruction.op) {
          case "match":
            if (!whole || at === text.length) return true;
            ok = false;
            break;
          case "char":
            ok = instruction.test(text, at++);
            break;
          case "charBehind":
            ok = instruction.test(text, --at);
            break;
          case "assert":
            ok = instruction.test(text, at);
            break;
          case "split":
            if (instruction.row >= 0 && this.hasFailed(instruction, at)) ok = false;
            else back.push(instruction.second, at, this.changes.length);
            pc = instruction.first;
            break;
          case "jump":
            pc = instruction.to;
            break;
          case "save":
            this.set(instruction.slot, at);
            break;
          case "clear":
            for (let slot = 2 * instruction.from; slot <= 2 * instruction.to + 1; slot++) this.set(slot, -1);
            break;
          case "progress":
            ok = slots[instruction.slot] !== at;
            break;
          case "same":
            at = this.repeated(instruction, at);
            ok = at >= 0;
            break;
          case "look":
            ok = this.look(pc, at, instruction.negative);
            pc = instruction.end;
            break;
        }
      }
    }
    this.undo(before);
    return false;
  }

  private set(slot: number, value: number): void {
    this.changes.push(slot, this.slots[slot]);
    this.slots[slot] = value;
  }

  private undo(keep: number): void {
    while (this.changes.length > keep) {
      const value = this.changes.pop()!;
      this.slots[this.changes.pop()!] = value;
    }
  }

  /**
   * Whether the search came to this split before, at this place with the same turns empty: it left again without a
   * match, so it need not try a second time. Marks the visit. The memory is made once the search has taken as many
   * steps as it has words, so that neither its time nor its size exceeds the steps by more than a factor.
   */
  private hasFailed(split: Split, at: number): boolean {
    const width = this.text.length + 1;
    if (this.failures === undefined) {
      const words = Math.ceil((this.program.rows * width) / 32);
      if (this.granted - this.budget.steps < words) return false;
      this.failures = new Uint32Array(words);
    }
    let row = split.row;
    for (const slot of split.turns) if (this.slots[slot] !== at) row++; // an outer turn has read what an inner one has
    const bit = row * width + at;
    const word = Math.floor(bit / 32);
    const mask = 1 << (bit % 32);
    if ((this.failures[word] & mask) !== 0) return true;
    this.failures[word] |= mask;
    return false;
  }

  /** The place behind a repetition of what a group matched (nothing, where it took no part); -1 where it is not there. */
  private repeated({ group, behind }: Instruction & { op: "same" }, at: number): number {
    const [from, to] = [this.slots[2 * group], this.slots[2 * group + 1]];
    if (from < 0 || to < 0) return at;
    this.budget.steps -= to - from;
    const start = behind ? at - (to - from) : at;
    const holds = start >= 0 && this.same(this.text.slice(from, to), this.text.slice(start, start + to - from));
    return !holds ? -1 : behind ? start : start + (to - from);
  }

  private same(part: string, other: string): boolean {
    return part === other || (this.program.ignoreCase && folded(part) === folded(other));
  }

  private look(pc: number, at: number, negative: boolean): boolean {
    const before = this.changes.length;
    const found = this.run(pc, at, false);
    if (negative) this.undo(before);
    return found !== negative;
  }
}

/** Characters that differ in nothing but case become the same, as the flag `i` takes it without the flag `u`. */
const folded = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => {
    const upper = text[i].toUpperCase();
    return upper.length !== 1 || (upper < "\x80" && text[i] >= "\x80") ? text[i] : upper;
  }).join("");
