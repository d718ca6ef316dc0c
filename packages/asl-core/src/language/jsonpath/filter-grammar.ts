/** The rules for what stands inside `[?(…)]`. */
import { EmbeddedActionsParser, type ParserMethod } from "chevrotain";
import { ExpressionSyntaxError } from "../../errors.js";
import type { Json } from "../../json.js";
import { existsOf, matchOf, numberOf, operatorOf, WORD_OPERATORS, WORDS } from "./from-tokens.js";
import { unescapeArgument } from "./quoted.js";
import {
  And,
  Close,
  CloseBracket,
  Comma,
  Comparison,
  DoubleQuoted,
  Match,
  Not,
  NumberToken,
  Open,
  OpenBracket,
  Or,
  Pattern,
  SingleQuoted,
  TOKENS,
  Word,
} from "./tokens.js";
import type { Operand, PathTree, Test } from "./tree.js";

/** Rules from `||` down to operands; grammar.ts adds those of paths and calls. */
export abstract class FilterParser extends EmbeddedActionsParser {
  constructor() {
    super(TOKENS, { recoveryEnabled: false, maxLookahead: 3, skipValidations: true });
  }

  /** Defined with the other rules of paths, in grammar.ts. */
  abstract readonly path: ParserMethod<[], PathTree>;

  protected readonly quoted = this.RULE("quoted", () =>
    this.OR([{ ALT: () => this.CONSUME(SingleQuoted) }, { ALT: () => this.CONSUME(DoubleQuoted) }]),
  );

  protected readonly either = this.RULE("either", (): Test => {
    let test = this.SUBRULE1(this.both);
    this.MANY(() => {
      this.CONSUME(Or);
      const left = test;
      test = { kind: "or", left, right: this.SUBRULE2(this.both) };
    });
    return test;
  });

  private readonly both = this.RULE("both", (): Test => {
    let test = this.SUBRULE1(this.single);
    this.MANY(() => {
      this.CONSUME(And);
      const left = test;
      test = { kind: "and", left, right: this.SUBRULE2(this.single) };
    });
    return test;
  });

  private readonly single = this.RULE(
    "single",
    (): Test =>
      this.OR([
        {
          ALT: () => {
            this.CONSUME(Not);
            return { kind: "not" as const, operand: this.SUBRULE(this.single) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(Open);
            const test = this.SUBRULE(this.either);
            this.CONSUME(Close);
            return test;
          },
        },
        { ALT: () => this.SUBRULE(this.comparison) },
      ]),
  );

  private readonly comparison = this.RULE("comparison", (): Test => {
    const left = this.SUBRULE1(this.operand);
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(Match);
          const pattern = this.CONSUME(Pattern);
          return this.ACTION(() => matchOf(left, pattern));
        },
      },
      {
        ALT: () => {
          const operator = this.OR2([
            { ALT: () => this.CONSUME(Comparison) },
            { GATE: () => WORD_OPERATORS.has(this.LA(1).image.toLowerCase()), ALT: () => this.CONSUME(Word) },
          ]);
          const right = this.SUBRULE2(this.operand);
          return this.ACTION(() => ({ kind: "compare" as const, operator: operatorOf(operator), left, right }));
        },
      },
      { ALT: () => this.ACTION(() => existsOf(left, this.LA(0))) },
    ]);
  });

  private readonly operand = this.RULE(
    "operand",
    (): Operand =>
      this.OR([
        { ALT: () => this.SUBRULE(this.path) },
        {
          ALT: () => {
            const text = this.SUBRULE(this.quoted);
            return this.ACTION(() => ({ kind: "value" as const, value: unescapeArgument(text.image.slice(1, -1)) }));
          },
        },
        {
          ALT: () => {
            const digits = this.CONSUME(NumberToken);
            return this.ACTION(() => ({ kind: "value" as const, value: numberOf(digits) }));
          },
        },
        {
          ALT: () => {
            const word = this.CONSUME(Word);
            return this.ACTION(() => ({
              kind: "value" as const,
              value: WORDS.has(word.image) ? WORDS.get(word.image)! : word.image,
            }));
          },
        },
        { ALT: () => this.SUBRULE(this.list) },
      ]),
  );

  private readonly list = this.RULE("list", (): Operand => {
    const values: Json[] = [];
    this.CONSUME(OpenBracket);
    this.MANY_SEP({
      SEP: Comma,
      DEF: () => {
        const item = this.SUBRULE(this.operand);
        this.ACTION(() => {
          if (item.kind === "path")
            throw new ExpressionSyntaxError(
              "A list in a filter holds literals only",
              "",
              item.offset,
              item.end - item.offset,
            );
          values.push(item.value);
        });
      },
    });
    this.CONSUME(CloseBracket);
    return { kind: "value", value: values };
  });
}
