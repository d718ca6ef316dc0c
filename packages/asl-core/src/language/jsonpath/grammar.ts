/**
 * The grammar of paths, filters and intrinsic calls, in chevrotain: text → Tree.
 *
 * Rules worth knowing before changing anything:
 * - `$.list.length()` reads a property called `length()`: AWS has no path functions, and its error text names the
 *   property with its parentheses.
 * - Blanks are skipped, but may not stand between the parts of a path.
 * - The dot may be left out after a bracket, `$.list[0]name`, as Jayway reads it and real definitions have it.
 * - A bare word in a filter is a string, as AWS accepts `[?(@.Name==Receipt)]`.
 * Making the parser costs some milliseconds, so it is made when first needed; recognise.ts handles the common shapes.
 */
import { type ILexerConfig, type IToken, Lexer, type ParserMethod } from "chevrotain";
import { ExpressionSyntaxError } from "../../errors.js";
import { FilterParser } from "./filter-grammar.js";
import { endOf, numberOf, rootOf, spanOf, stringOf, wordOf } from "./from-tokens.js";
import { unescapeName } from "./quoted.js";
import {
  Close,
  CloseBracket,
  Colon,
  Comma,
  Context,
  Current,
  Descend,
  Dot,
  DotName,
  DotStar,
  FromEnd,
  NumberToken,
  Open,
  OpenBracket,
  Question,
  Root,
  SingleQuoted,
  Star,
  TOKENS,
  Variable,
  Word,
} from "./tokens.js";
import type { CallTree, ExpressionTree, LiteralTree, PathTree, Step, Tree } from "./tree.js";

class ExpressionParser extends FilterParser {
  constructor() {
    super();
    this.performSelfAnalysis();
  }

  readonly expression = this.RULE(
    "expression",
    (): ExpressionTree => this.OR([{ ALT: () => this.SUBRULE(this.path) }, { ALT: () => this.SUBRULE(this.call) }]),
  );

  override readonly path: ParserMethod<[], PathTree> = this.RULE("path", (): PathTree => {
    const root = this.OR([
      { ALT: () => this.CONSUME(Context) },
      { ALT: () => this.CONSUME(Variable) },
      { ALT: () => this.CONSUME(Root) },
      { ALT: () => this.CONSUME(Current) },
    ]);
    const steps: Step[] = [];
    this.MANY({ GATE: () => this.touches(), DEF: () => this.SUBRULE(this.step, { ARGS: [steps] }) });
    const last = steps.at(-1);
    return this.ACTION(() => ({
      kind: "path" as const,
      root: rootOf(root),
      name: root.tokenType === Variable ? root.image.slice(1) : "",
      steps,
      offset: root.startOffset,
      end: last === undefined ? endOf(root) : last.end,
    }));
  });

  /** Nothing, not even a blank, between the last token and the next. */
  private touches(): boolean {
    const next = this.LA(1);
    return next.startOffset === endOf(this.LA(0));
  }

  private readonly step = this.RULE("step", (steps: Step[]): void => {
    this.OR([
      {
        ALT: () => {
          const name = this.CONSUME(DotName);
          const close = this.OPTION({
            GATE: () => this.touches(),
            DEF: () => {
              this.CONSUME(Open);
              return this.CONSUME(Close);
            },
          });
          this.ACTION(() => {
            const called = close !== undefined;
            steps.push({
              kind: "name",
              name: name.image.slice(1) + (called ? "()" : ""),
              ...spanOf(name, close ?? name),
            });
          });
        },
      },
      {
        GATE: () => this.LA(0).tokenType === CloseBracket,
        ALT: () => {
          const name = this.CONSUME(Word);
          this.ACTION(() => steps.push({ kind: "name", name: name.image, ...spanOf(name) }));
        },
      },
      {
        ALT: () => {
          const star = this.CONSUME(DotStar);
          this.ACTION(() => steps.push({ kind: "wildcard", ...spanOf(star) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(Dot);
          this.SUBRULE1(this.bracket, { ARGS: [steps] });
        },
      },
      { ALT: () => this.SUBRULE2(this.bracket, { ARGS: [steps] }) },
      { ALT: () => this.SUBRULE(this.descent, { ARGS: [steps] }) },
    ]);
  });

  private readonly descent = this.RULE("descent", (steps: Step[]): void => {
    const dots = this.CONSUME(Descend);
    this.ACTION(() => steps.push({ kind: "descend", ...spanOf(dots) }));
    this.OR([
      {
        ALT: () => {
          const star = this.CONSUME(Star);
          this.ACTION(() => steps.push({ kind: "wildcard", ...spanOf(star) }));
        },
      },
      {
        ALT: () => {
          const word = this.CONSUME(Word);
          this.ACTION(() => steps.push({ kind: "name", name: word.image, ...spanOf(word) }));
        },
      },
      { ALT: () => this.SUBRULE(this.bracket, { ARGS: [steps] }) },
    ]);
  });

  private readonly bracket = this.RULE("bracket", (steps: Step[]): void => {
    const open = this.CONSUME(OpenBracket);
    const inside = this.OR([
      { ALT: () => this.SUBRULE(this.quotedNames) },
      { ALT: () => this.SUBRULE(this.positions) },
      {
        ALT: () => {
          this.CONSUME(Star);
          return { kind: "wildcard" as const };
        },
      },
      {
        ALT: () => {
          const back = this.CONSUME(FromEnd);
          return this.ACTION(() => ({ kind: "index" as const, index: -Number(/\d+/.exec(back.image)![0]) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(Question);
          this.CONSUME(Open);
          const test = this.SUBRULE(this.either);
          this.CONSUME(Close);
          return { kind: "filter" as const, test };
        },
      },
    ]);
    const close = this.CONSUME(CloseBracket);
    this.ACTION(() => steps.push({ ...inside, ...spanOf(open, close) }));
  });

  private readonly quotedNames = this.RULE("quotedNames", () => {
    const names: string[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => {
        const text = this.SUBRULE(this.quoted);
        this.ACTION(() => names.push(unescapeName(text.image)));
      },
    });
    return names.length === 1 ? { kind: "name" as const, name: names[0] } : { kind: "names" as const, names };
  });

  private readonly positions = this.RULE("positions", () =>
    this.OR([
      {
        ALT: () => {
          const first = this.SUBRULE1(this.integer);
          return this.OR2([
            {
              ALT: () => {
                this.CONSUME1(Colon);
                const to = this.OPTION1(() => this.SUBRULE2(this.integer));
                return { kind: "slice" as const, from: first, to: to ?? null };
              },
            },
            {
              ALT: () => {
                const indexes = [first];
                this.MANY(() => {
                  this.CONSUME(Comma);
                  indexes.push(this.SUBRULE3(this.integer));
                });
                return indexes.length === 1
                  ? { kind: "index" as const, index: first }
                  : { kind: "indexes" as const, indexes };
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          this.CONSUME2(Colon);
          const to = this.SUBRULE4(this.integer);
          return { kind: "slice" as const, from: null, to };
        },
      },
    ]),
  );

  private readonly integer = this.RULE("integer", (): number => {
    const digits = this.CONSUME(NumberToken);
    return this.ACTION(() => {
      if (!/^-?\d{1,10}$/.test(digits.image))
        throw new ExpressionSyntaxError("Expected a whole number", "", digits.startOffset, digits.image.length);
      return Number(digits.image);
    });
  });

  readonly call = this.RULE("call", (): CallTree => {
    const states = this.CONSUME(Word);
    const name = this.CONSUME(DotName);
    const parts: Tree[] = [];
    this.CONSUME(Open);
    this.MANY_SEP({ SEP: Comma, DEF: () => parts.push(this.SUBRULE(this.argument)) });
    const close = this.CONSUME(Close);
    return this.ACTION(() => {
      if (states.image !== "States" || endOf(states) !== name.startOffset)
        throw new ExpressionSyntaxError(
          "Expected a path or an intrinsic function such as States.Format",
          "",
          states.startOffset,
          states.image.length,
        );
      return { kind: "call" as const, name: name.image.slice(1), arguments: parts, ...spanOf(states, close) };
    });
  });

  private readonly argument = this.RULE(
    "argument",
    (): Tree =>
      this.OR([
        { ALT: () => this.SUBRULE(this.path) },
        { GATE: () => this.LA(2).tokenType === DotName, ALT: () => this.SUBRULE(this.call) },
        {
          ALT: () => {
            const text = this.CONSUME(SingleQuoted);
            return this.ACTION(() => stringOf(text));
          },
        },
        {
          ALT: () => {
            const digits = this.CONSUME(NumberToken);
            return this.ACTION(
              (): LiteralTree => ({
                kind: "literal",
                value: numberOf(digits),
                raw: digits.image,
                ...spanOf(digits),
              }),
            );
          },
        },
        {
          ALT: () => {
            const word = this.CONSUME(Word);
            return this.ACTION(() => wordOf(word));
          },
        },
      ]),
  );
}

/** Nothing is looked for behind an error: with quotes that never close, that would cost the square of the length. */
const LEXER: ILexerConfig = { positionTracking: "onlyOffset", skipValidations: true, recoveryEnabled: false };

let made: { lexer: Lexer; parser: ExpressionParser } | undefined;

/** Parses any expression, however rare its shape. Throws ExpressionSyntaxError whose `text` is the whole text. */
export function parseWithGrammar(text: string): ExpressionTree {
  made ??= {
    lexer: new Lexer(TOKENS, LEXER),
    parser: new ExpressionParser(),
  };
  const { tokens, errors } = made.lexer.tokenize(text);
  if (errors.length > 0)
    throw new ExpressionSyntaxError(`Unexpected character '${text[errors[0].offset]}'`, text, errors[0].offset, 1);
  made.parser.input = tokens;
  return attempt(made.parser, text);
}

function attempt(parser: ExpressionParser, text: string): ExpressionTree {
  try {
    const tree = parser.expression();
    if (parser.errors.length > 0) throw syntaxError(parser.errors[0].token, text);
    return tree;
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError) || error.text !== "") throw error;
    throw new ExpressionSyntaxError(error.message, text, error.offset, error.length);
  }
}

function syntaxError(at: IToken, text: string): ExpressionSyntaxError {
  const atEnd = Number.isNaN(at.startOffset) || at.image === "";
  return atEnd
    ? new ExpressionSyntaxError("The expression ends too early", text, text.length, 0)
    : new ExpressionSyntaxError(`Unexpected '${at.image}'`, text, at.startOffset, at.image.length);
}
