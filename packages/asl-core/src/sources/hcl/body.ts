import { Cursor, Unreadable } from "./cursor.js";
import { plainText, quoted, readExpression } from "./expression.js";
import { nextBlock, skipTo } from "./skip.js";
import type { Attribute, Block, Body, Expression, Part, Problem } from "./syntax.js";
import { readTemplate } from "./template.js";

/** A file of Terraform's language, and what in it is not that language. */
export interface HclFile extends Body {
  readonly problems: readonly Problem[];
}

/** A file with more of them is not read further. */
const MAX_PROBLEMS = 50;

/**
 * Reads HCL, the language of `.tf` files. Never throws: what is not understood becomes a problem, and reading goes on
 * behind the attribute, or at the next block. Linear, with a factor of MAX_PROBLEMS at worst.
 */
export function readHcl(text: string): HclFile {
  return new BodyReader(text).file();
}

/** Reads a file that `templatefile` fills; a template that breaks off becomes one part that is unreadable. */
export function readTemplateFile(text: string): Part[] {
  try {
    return readTemplate(new Cursor(text), "plain", readExpression);
  } catch (problem) {
    if (!(problem instanceof Unreadable)) throw problem;
    const place = { start: Math.min(problem.at, text.length), end: text.length };
    return [
      { type: "interpolation", expression: { type: "unreadable", message: problem.message, ...place }, ...place },
    ];
  }
}

class BodyReader {
  private readonly problems: Problem[] = [];
  private readonly cursor: Cursor;

  constructor(private readonly text: string) {
    this.cursor = new Cursor(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  }

  file(): HclFile {
    const attributes = new Map<string, Attribute>();
    const blocks: Block[] = [];
    while (!this.read(attributes, blocks) && this.problems.length < MAX_PROBLEMS);
    return { attributes, blocks, problems: this.problems };
  }

  /** Reads up to the end, or to the next block behind something unreadable. True at the end. */
  private read(attributes: Map<string, Attribute>, blocks: Block[]): boolean {
    const { cursor } = this;
    const start = cursor.at;
    try {
      for (cursor.blanks(true); cursor.here !== ""; cursor.blanks(true)) this.member(attributes, blocks);
      return true;
    } catch (problem) {
      if (!(problem instanceof Unreadable)) throw problem;
      this.report(problem);
      cursor.at = nextBlock(this.text, Math.max(problem.at, start + 1));
      return cursor.at >= this.text.length;
    }
  }

  private member(attributes: Map<string, Attribute>, blocks: Block[]): void {
    const { cursor } = this;
    const start = cursor.at;
    const name = cursor.word();
    if (name === "") cursor.fail("A name is missing");
    const end = cursor.at;
    cursor.blanks();
    if (!cursor.starts("==") && cursor.take("=")) attributes.set(name, { value: this.value(), start, end });
    else blocks.push(this.block(name, start));
  }

  private value(): Expression {
    const { cursor } = this;
    cursor.blanks();
    const start = cursor.at;
    try {
      const expression = readExpression(cursor);
      cursor.blanks();
      if (cursor.here !== "\n" && cursor.here !== "}" && cursor.here !== "") cursor.fail("A line break is missing");
      return expression;
    } catch (problem) {
      if (!(problem instanceof Unreadable)) throw problem;
      return this.recover(problem, start);
    }
  }

  /**
   * Goes on at the end of the line on which the brackets opened since `start` are closed again, or on which one closes that
   * stands around an object that is not.
   */
  private recover(problem: Unreadable, start: number): Expression {
    const close = skipTo(this.text, start, this.text.length, "\n");
    const end = ")]".includes(this.text[close] ?? " ") ? skipTo(this.text, close + 1, this.text.length, "\n") : close;
    if (end >= this.text.length || end < problem.at || this.problems.length >= MAX_PROBLEMS) throw problem;
    this.report(problem);
    this.cursor.at = end;
    return { type: "unreadable", message: problem.message, start, end };
  }

  private block(type: string, start: number): Block {
    const { cursor } = this;
    const labels: string[] = [];
    for (cursor.blanks(); cursor.here !== "{"; cursor.blanks()) labels.push(this.label());
    const end = cursor.at;
    const body = cursor.nested(() => this.body());
    return { type, labels, body, start, end: this.text.slice(start, end).trimEnd().length + start };
  }

  private label(): string {
    const { cursor } = this;
    if (cursor.here === '"') return plainText(quoted(cursor)) ?? "";
    return cursor.word() || cursor.fail("`=` or `{` is missing");
  }

  private body(): Body {
    const { cursor } = this;
    const attributes = new Map<string, Attribute>();
    const blocks: Block[] = [];
    cursor.at++;
    for (cursor.blanks(true); !cursor.take("}"); cursor.blanks(true)) {
      if (cursor.here === "") cursor.fail("`}` is missing");
      this.member(attributes, blocks);
    }
    return { attributes, blocks };
  }

  private report({ message, at }: Unreadable): void {
    const start = Math.min(at, this.text.length);
    this.problems.push({ message, start, end: Math.min(start + 1, this.text.length) });
  }
}
