import { ExpressionSyntaxError, StatesError } from "../errors.js";
import type { Expression } from "../language/expression.js";
import { compileJsonata, isExpressionText } from "../language/jsonata/index.js";
import { compileJsonPathExpression } from "../language/jsonpath/index.js";

/** The language of an expression. */
export type QueryLanguage = "JSONata" | "JSONPath";

/** Characters of one expression, at most. */
const LONGEST = 32_768;

/**
 * Compiles an expression that somebody asks of a running machine. JSONata with or without its markers; JSONPath a path
 * into `$`, `$$` or a variable, or an intrinsic call. Throws ExpressionSyntaxError, its offset in `text` as given. What
 * the expression throws when it is evaluated is a StatesError, which names the field "expression".
 */
export function compileInquiry(text: string, language: QueryLanguage): Expression {
  const asked = text.trim();
  if (asked.length > LONGEST) throw new ExpressionSyntaxError("The expression is too long", text, LONGEST);
  const marked = language === "JSONata" && !isExpressionText(asked) ? `{%${asked}%}` : asked;
  const shift = text.indexOf(asked) - (marked === asked ? 0 : 2);
  try {
    return language === "JSONata" ? compileJsonata(marked, FIELD) : compileJsonPathExpression(marked, FIELD);
  } catch (error) {
    throw error instanceof ExpressionSyntaxError ? moved(error, text, shift) : error;
  }
}

const FIELD = "expression";

const moved = ({ message, offset, length }: ExpressionSyntaxError, text: string, shift: number) =>
  new ExpressionSyntaxError(message, text, Math.max(0, Math.min(offset + shift, text.length)), length);

/**
 * The language a text is in. Markers say JSONata; what starts as `$.`, `$[`, `$$` or `States.` do is JSONPath. Anything
 * else is taken for the language of the state, where it can be that; `$states` is always JSONata's.
 */
export function languageOf(text: string, jsonata: boolean): QueryLanguage {
  const asked = text.trim();
  if (isExpressionText(asked) || /^\$states\b/.test(asked)) return "JSONata";
  if (/^(\$[.[]|\$\$(?:[.[]|$)|States\.)/.test(asked)) return "JSONPath";
  if (jsonata || !asked.startsWith("$")) return asked === "$" ? "JSONPath" : "JSONata";
  return parses(asked, "JSONPath") || !parses(asked, "JSONata") ? "JSONPath" : "JSONata";
}

function parses(text: string, language: QueryLanguage): boolean {
  try {
    compileInquiry(text, language);
    return true;
  } catch (error) {
    if (error instanceof ExpressionSyntaxError || error instanceof StatesError) return false;
    throw error;
  }
}
