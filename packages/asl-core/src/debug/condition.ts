import { ExpressionSyntaxError, StatesError } from "../errors.js";
import type { Json } from "../json.js";
import { compileInquiry, languageOf, type QueryLanguage } from "../machine/inquiry.js";
import { scopeFor } from "./inspect/evaluate.js";
import type { Place } from "./inspect/place.js";
import { viewOf } from "./inspect/view.js";
import type { Past } from "./past.js";

type Expression = ReturnType<typeof compileInquiry>;

/** An expression that is asked again and again: compiled once for each language. Its value, or why there is none. */
export class Inquiry {
  private readonly compiled = new Map<QueryLanguage, Expression>();

  constructor(readonly text: string) {}

  /** Why it does not parse, whatever the state; undefined where it does. */
  problem(): string | undefined {
    try {
      this.expression(languageOf(this.text, true));
      return undefined;
    } catch (error) {
      return error instanceof ExpressionSyntaxError ? placed(error) : reasonOf(error);
    }
  }

  /** Throws StatesError, ExpressionSyntaxError. */
  ask(at: Place, past: Past): Json {
    const language = languageOf(this.text, at.node.jsonata);
    return this.expression(language)(scopeFor(at, viewOf(at, past), language));
  }

  private expression(language: QueryLanguage): Expression {
    let expression = this.compiled.get(language);
    if (expression === undefined) this.compiled.set(language, (expression = compileInquiry(this.text, language)));
    return expression;
  }
}

/** With the place it is about, counted from 1. */
const placed = ({ message, offset }: ExpressionSyntaxError): string => `${message} (at character ${offset + 1})`;

/** Why an expression has no value. What is no fault of the expression goes through. */
export function reasonOf(error: unknown): string {
  if (error instanceof StatesError) return error.cause;
  if (error instanceof ExpressionSyntaxError) return error.message;
  throw error;
}
