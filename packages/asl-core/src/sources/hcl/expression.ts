import { type Cursor, findHeredoc } from "./cursor.js";
import { skipTo } from "./skip.js";
import type { Expression, Item } from "./syntax.js";
import { dedent, readTemplate } from "./template.js";

const OPERATOR = /\|\||&&|==|!=|<=|>=|<(?!<)|>|[-+*/%]/y;
/** What operators begin with. */
const OPERATORS = new Set("|&=!<>-+*/%");
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DIGITS = /\d+/y;
const CONSTANTS: Record<string, null | boolean> = { null: null, true: true, false: false };

/** Reads an expression; throws Unreadable where there is none, or only a part of one. Linear. */
export function readExpression(cursor: Cursor): Expression {
  return cursor.nested(() => {
    cursor.blanks();
    const condition = operation(cursor);
    cursor.blanks();
    if (!cursor.take("?")) return condition;
    const yes = readExpression(cursor);
    cursor.blanks();
    cursor.expect(":", "the first choice of `?`");
    const no = readExpression(cursor);
    return { type: "conditional", condition, yes, no, start: condition.start, end: no.end };
  });
}

function operation(cursor: Cursor): Expression {
  const operands = [operand(cursor)];
  const operators: string[] = [];
  for (;;) {
    const end = cursor.at;
    cursor.blanks();
    const operator = OPERATORS.has(cursor.here) ? cursor.match(OPERATOR) : "";
    if (operator === "") {
      cursor.at = end;
      break;
    }
    operators.push(operator);
    cursor.blanks();
    operands.push(operand(cursor));
  }
  if (operators.length === 0) return operands[0];
  return { type: "operation", operators, operands, start: operands[0].start, end: operands[operands.length - 1].end };
}

function operand(cursor: Cursor): Expression {
  const start = cursor.at;
  const sign = cursor.take("-") ? "-" : cursor.take("!") ? "!" : "";
  if (sign === "") return accessed(cursor);
  cursor.blanks();
  const inner = cursor.nested(() => operand(cursor));
  if (sign === "-" && inner.type === "literal" && typeof inner.value === "number")
    return { ...inner, value: -inner.value, start };
  return { type: "operation", operators: [sign], operands: [inner], start, end: inner.end };
}

/** A value with what follows it: `.name`, `[0]`, `["key"]`, `.*`, `[*]`. A step that is computed is `*`. */
function accessed(cursor: Cursor): Expression {
  const base = primary(cursor);
  const path = base.type === "reference" ? [...base.path] : [];
  const before = path.length;
  for (let next = step(cursor); next !== undefined; next = step(cursor)) path.push(next);
  if (path.length === before) return base;
  const place = { start: base.start, end: cursor.at };
  return base.type === "reference" ? { type: "reference", path, ...place } : { type: "opaque", ...place };
}

function step(cursor: Cursor): string | undefined {
  if (cursor.here === "." && !cursor.starts("...")) {
    cursor.at++;
    const name = cursor.word() || cursor.match(DIGITS) || (cursor.take("*") ? "*" : "");
    return name === "" ? cursor.fail("A name is missing after the dot") : name;
  }
  if (cursor.here !== "[") return undefined;
  cursor.at++;
  const key = cursor.across(true, () => (cursor.blanks(), cursor.take("*") ? undefined : readExpression(cursor)));
  cursor.blanks(true);
  cursor.expect("]", "the index");
  return (key === undefined ? undefined : plainText(key)) ?? "*";
}

/** The text of a string or number without anything put in. */
export function plainText(expression: Expression): string | undefined {
  if (expression.type === "literal" && typeof expression.value === "number") return String(expression.value);
  if (expression.type !== "template" || expression.parts.some((part) => part.type !== "text")) return undefined;
  return expression.parts.map((part) => (part.type === "text" ? part.text : "")).join("");
}

function primary(cursor: Cursor): Expression {
  const start = cursor.at;
  switch (cursor.here) {
    case '"':
      return quoted(cursor);
    case "<":
      return heredoc(cursor);
    case "(":
      return parenthesis(cursor);
    case "[":
      return tuple(cursor);
    case "{":
      return object(cursor);
  }
  const digits = cursor.here >= "0" && cursor.here <= "9" ? cursor.match(NUMBER) : "";
  if (digits !== "") return { type: "literal", value: Number(digits), start, end: cursor.at };
  const word = cursor.word();
  if (word === "") cursor.fail("An expression is missing");
  return named(cursor, word, start);
}

function named(cursor: Cursor, word: string, start: number): Expression {
  let name = word;
  while (cursor.take("::")) name += `::${cursor.word()}`;
  if (cursor.here === "(") return call(cursor, name, start);
  const place = { start, end: cursor.at };
  if (Object.hasOwn(CONSTANTS, name)) return { type: "literal", value: CONSTANTS[name], ...place };
  return { type: "reference", path: [name], ...place };
}

/** Reads a string in quotes. */
export function quoted(cursor: Cursor): Expression {
  const start = cursor.at++;
  const parts = readTemplate(cursor, "quoted", readExpression);
  cursor.at++;
  return { type: "template", parts, start, end: cursor.at };
}

function heredoc(cursor: Cursor): Expression {
  const start = cursor.at;
  const found = findHeredoc(cursor.text, start, cursor.end);
  if (found === undefined) return cursor.fail("An expression is missing");
  if (!found.closed) return cursor.fail("The heredoc has no end");
  cursor.at = found.start;
  const parts = cursor.within(found.end, () => readTemplate(cursor, "plain", readExpression));
  cursor.at = found.after;
  return { type: "template", parts: found.indented ? dedent(parts, cursor.text) : parts, start, end: found.after };
}

function parenthesis(cursor: Cursor): Expression {
  cursor.at++;
  const inner = cursor.across(true, () => {
    const expression = readExpression(cursor);
    cursor.blanks();
    return expression;
  });
  cursor.expect(")", "the expression");
  return inner;
}

function call(cursor: Cursor, name: string, start: number): Expression {
  const parameters = list(cursor, ")");
  return { type: "call", name, parameters, start, end: cursor.at };
}

function tuple(cursor: Cursor): Expression {
  const start = cursor.at;
  if (loops(cursor)) return skipLoop(cursor, start);
  const items = list(cursor, "]");
  return { type: "tuple", items, start, end: cursor.at };
}

/** What stands between a bracket and the one that closes it, separated by commas. */
function list(cursor: Cursor, close: string): Expression[] {
  cursor.at++;
  return cursor.across(true, () => {
    const items: Expression[] = [];
    for (cursor.blanks(); !cursor.take(close); cursor.blanks()) {
      items.push(readExpression(cursor));
      cursor.blanks();
      if (close === ")" && cursor.take("...")) cursor.blanks();
      if (!cursor.take(",") && cursor.here !== close) cursor.fail(`\`,\` or \`${close}\` is missing`);
    }
    return items;
  });
}

const FOR = /[ \t\r\n]*for[ \t\r\n]/y;

function loops(cursor: Cursor): boolean {
  FOR.lastIndex = cursor.at + 1;
  return FOR.test(cursor.text);
}

function skipLoop(cursor: Cursor, start: number): Expression {
  const close = cursor.here === "[" ? "]" : "}";
  const end = skipTo(cursor.text, start + 1, cursor.end, close);
  cursor.at = end;
  cursor.expect(close, "`for`");
  return { type: "opaque", start, end: cursor.at };
}

function object(cursor: Cursor): Expression {
  const start = cursor.at;
  if (loops(cursor)) return skipLoop(cursor, start);
  cursor.at++;
  const items = cursor.across(false, () => {
    const found: Item[] = [];
    for (cursor.blanks(true); !cursor.take("}"); cursor.blanks(true)) {
      if (cursor.here === "" || cursor.here === ")" || cursor.here === "]") unclosed(cursor, start);
      found.push(item(cursor));
    }
    return found;
  });
  return { type: "object", items, start, end: cursor.at };
}

/** The object that begins at `start` is not closed where what is around it goes on. */
function unclosed(cursor: Cursor, start: number): never {
  const where = cursor.here === "" ? "the end of the text" : `\`${cursor.here}\``;
  return cursor.fail(`\`}\` is missing: the object that begins here is not closed before ${where}`, start);
}

function item(cursor: Cursor): Item {
  const key = itemKey(cursor);
  cursor.blanks();
  if (cursor.starts("==") || !(cursor.take("=") || cursor.take(":"))) cursor.fail("`=` is missing after the key");
  cursor.blanks(true);
  const value = readExpression(cursor);
  cursor.blanks();
  if (!cursor.take(",") && !ENDS.includes(cursor.here)) cursor.fail("A line break is missing");
  return { key, value };
}

/** Behind an item of an object; "" at the end. A bracket closes what is around an object that is not closed. */
const ENDS = ["\n", "}", ")", "]", ""];

/** A bare word is the key itself; in parentheses stands an expression that gives it. */
function itemKey(cursor: Cursor): Expression {
  const computed = cursor.here === "(";
  const key = readExpression(cursor);
  const bare =
    key.type === "reference" ? key.path.length === 1 : key.type === "literal" && typeof key.value !== "number";
  if (computed || !bare) return key;
  const { start, end } = key;
  return { type: "template", parts: [{ type: "text", text: cursor.text.slice(start, end), start, end }], start, end };
}
