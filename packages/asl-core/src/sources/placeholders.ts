import { memberAt } from "../definition/location.js";
import type { PositionNode } from "../definition/positions.js";
import { type Json, own, textOf } from "../json.js";
import { pointerStep } from "../pointer.js";
import { fixedPiece, type MappedText, mappedText, type Piece, partOf } from "./mapped-text.js";
import type { Substitutions } from "./source.js";

/** An innermost `${name}`. Linear over any text: an attempt ends at the next brace. */
const PLACEHOLDER = /\$\{([^{}]*)\}/g;

/** Characters a text may reach by filling placeholders; those beyond are left as they are. */
const MAX_FILLED = 16 * 1024 * 1024;

/** The names of the placeholders in a text, each once, in their order. Linear. */
export function placeholderNames(text: string): string[] {
  if (!text.includes("${")) return [];
  const names = new Set<string>();
  for (const match of text.matchAll(PLACEHOLDER)) names.add(match[1]);
  return [...names];
}

/** Values that hold placeholders are filled in turn, as CloudFormation does; those that go round end here. */
const MAX_ROUNDS = 10;

/**
 * Puts values in the place of placeholders, in quotes or not: the text AWS's tools send. What a value fills stands where
 * its placeholder does. Linear in the text that results, once for each round of placeholders in values.
 */
export function fillPlaceholders(mapped: MappedText, substitutions: Substitutions | undefined): MappedText {
  if (substitutions === undefined) return mapped;
  let filled = mapped;
  for (let round = 0; round < MAX_ROUNDS && filled.text.includes("${"); round++) {
    const next = fillOnce(filled, substitutions);
    if (next === filled) break;
    filled = next;
  }
  return filled;
}

function fillOnce(mapped: MappedText, substitutions: Substitutions): MappedText {
  const pieces: Piece[] = [];
  let done = 0;
  let room = MAX_FILLED - mapped.text.length;
  for (const match of mapped.text.matchAll(PLACEHOLDER)) {
    const value = own(substitutions as Record<string, Json>, match[1]);
    const filled = value === undefined ? undefined : textOf(value);
    if (filled === undefined || filled.length > room) continue;
    const end = match.index + match[0].length;
    room -= filled.length;
    pieces.push(partOf(mapped, done, match.index));
    pieces.push(fixedPiece(filled, mapped.start(match.index), mapped.end(end - 1)));
    done = end;
  }
  if (done === 0) return mapped;
  return mappedText([...pieces, partOf(mapped, done, mapped.text.length)], mapped.start(0));
}

/** A JSON text in which placeholders outside strings have been put in quotes. */
export interface Quoted {
  mapped: MappedText;
  /** Where in it the strings begin that stand for values nobody knows. */
  values: ReadonlySet<number>;
  /** Where those begin that stand for members of the object around them. */
  members: ReadonlySet<number>;
}

/** Lays strings in for placeholders outside strings; undefined where there are none. Linear. */
export function quotePlaceholders(mapped: MappedText): Quoted | undefined {
  const scan = new Scan(mapped);
  scan.run();
  return scan.found ? scan.quoted() : undefined;
}

/** A placeholder that is an entry of a list or the value of a key in YAML's notation with brackets. */
const FLOW_VALUE = /(?<=[[,:{][ \t]*)\$\{[^{}\n"']*\}(?=[ \t]*(?:[,}\]]|$))/gm;

/**
 * Lays strings in for placeholders that stand for values between the brackets of a YAML text, where a brace inside a
 * plain value ends it; undefined where there are none. Linear.
 */
export function quoteFlowPlaceholders(mapped: MappedText): Quoted | undefined {
  const pieces: Piece[] = [];
  const values = new Set<number>();
  let [done, grown] = [0, 0];
  for (const { 0: written, index } of mapped.text.matchAll(FLOW_VALUE)) {
    const end = index + written.length;
    pieces.push(partOf(mapped, done, index), fixedPiece(`"${written}"`, mapped.start(index), mapped.end(end - 1)));
    values.add(index + grown);
    done = end;
    grown += 2;
  }
  if (done === 0) return undefined;
  pieces.push(partOf(mapped, done, mapped.text.length));
  return { mapped: mappedText(pieces, mapped.start(0)), values, members: new Set() };
}

/** Inside a string: a placeholder whose own quotes would end the string, as in `${names["x"].arn}`. */
const QUOTING = /\$\{\w[^{}\n]*\}/y;

class Scan {
  found = false;
  private readonly text: string;
  private readonly pieces: Piece[] = [];
  private readonly values = new Set<number>();
  private readonly members = new Set<number>();
  private readonly open: string[] = [];
  private before = "";
  private at = 0;
  private done = 0;
  private length = 0;
  /** On this stretch of a line no closing brace follows. */
  private closedBefore = 0;

  constructor(private readonly mapped: MappedText) {
    this.text = mapped.text;
  }

  quoted(): Quoted {
    this.keep(this.text.length);
    return { mapped: mappedText(this.pieces, this.mapped.start(0)), values: this.values, members: this.members };
  }

  run(): void {
    while (this.at < this.text.length) {
      const character = this.text[this.at];
      if (character === '"') this.string();
      else if (STRUCTURE.has(character)) this.structure(character);
      else if (BLANKS.has(character)) this.at++;
      else this.token();
    }
  }

  private structure(character: string): void {
    if (character === "{" || character === "[") this.open.push(character);
    else if (character === "}" || character === "]") this.open.pop();
    this.before = character;
    this.at++;
  }

  private string(): void {
    this.before = '"';
    for (this.at++; this.at < this.text.length; this.at++) {
      const character = this.text[this.at];
      if (character === "\\") this.at++;
      else if (character === "$") this.quotesInside();
      else if (character === '"' || character === "\n") break;
    }
    this.at++;
  }

  private quotesInside(): void {
    QUOTING.lastIndex = this.at;
    const written = QUOTING.exec(this.text)?.[0] ?? "";
    if (!written.includes('"') || written.split('"').length % 2 === 0) return;
    for (let at = written.indexOf('"'); at >= 0; at = written.indexOf('"', at + 1))
      if (written[at - 1] !== "\\") this.replace(this.at + at, this.at + at + 1, '\\"');
    this.at += written.length - 1;
  }

  private token(): void {
    const start = this.at;
    let holds = false;
    while (this.at < this.text.length && !ENDS.has(this.text[this.at])) {
      const end = this.text[this.at] === "$" && this.text[this.at + 1] === "{" ? this.closing() : -1;
      holds ||= end >= 0;
      this.at = end < 0 ? this.at + 1 : end;
    }
    if (this.at === start) this.at++;
    if (holds) this.lay(start);
    this.before = "x";
  }

  /** Where the placeholder that begins here ends, in the same line, or -1. */
  private closing(): number {
    if (this.at < this.closedBefore) return -1;
    let depth = 0;
    let at = this.at + 1;
    for (; at < this.text.length && this.text[at] !== "\n"; at++) {
      if (this.text[at] === "{") depth++;
      else if (this.text[at] === "}" && --depth === 0) return at + 1;
    }
    this.closedBefore = at;
    return -1;
  }

  private lay(start: number): void {
    const written = JSON.stringify(this.text.slice(start, this.at));
    const inObject = this.open.at(-1) === "{" && (this.before === "{" || this.before === ",");
    const isMember = inObject && !this.colonFollows();
    this.keep(start);
    if (isMember) this.members.add(this.length);
    else if (!inObject) this.values.add(this.length);
    this.replace(start, this.at, isMember ? `${written}:null` : written);
  }

  private colonFollows(): boolean {
    let at = this.at;
    while (BLANKS.has(this.text[at])) at++;
    return this.text[at] === ":";
  }

  private keep(end: number): void {
    this.add(partOf(this.mapped, this.done, end));
    this.done = end;
  }

  private replace(start: number, end: number, text: string): void {
    this.found = true;
    this.keep(start);
    this.add(fixedPiece(text, this.mapped.start(start), this.mapped.end(end - 1)));
    this.done = end;
  }

  private add(piece: Piece): void {
    this.pieces.push(piece);
    this.length += piece.text.length;
  }
}

const BLANKS = new Set([" ", "\t", "\r", "\n"]);
const STRUCTURE = new Set(["{", "}", "[", "]", ",", ":"]);
const ENDS = new Set([...BLANKS, ...STRUCTURE, '"']);

/** The pointers of what stands for placeholders in a text `quotePlaceholders` made. Linear; the depth is the reader's. */
export function unknownPlaces(root: PositionNode | undefined, { values, members }: Quoted): Set<string> {
  const unknown = new Set<string>();
  const visit = (node: PositionNode, pointer: string): void => {
    if (values.has(node.start)) unknown.add(pointer);
    for (const [key, child] of node.children ?? []) {
      if (members.has(child.keyStart)) unknown.add(pointer);
      visit(child, pointer + pointerStep(key));
    }
  };
  if (root !== undefined) visit(root, "");
  return unknown;
}

/** Nothing but placeholders, and the signs and digits of a number around them. */
const WHOLE = /^(?:\$\{[^{}]*\}|[-+.\d])+$/;

/**
 * The pointers of YAML's plain scalars that are placeholders: `${Wait}` without quotes may become a number. `text` is
 * what `root` refers to. Linear; the depth is the reader's.
 */
export function plainPlaceholders(value: Json | undefined, root: PositionNode | undefined, text: string): Set<string> {
  const unknown = new Set<string>();
  const visit = (inner: Json | undefined, node: PositionNode | undefined, pointer: string): void => {
    if (typeof inner === "string" && node !== undefined) {
      if (inner.includes("${") && text.startsWith(inner, node.start) && WHOLE.test(inner)) unknown.add(pointer);
    } else
      for (const [key, child] of node?.children ?? []) visit(memberAt(inner, key), child, pointer + pointerStep(key));
  };
  visit(value, root, "");
  return unknown;
}
