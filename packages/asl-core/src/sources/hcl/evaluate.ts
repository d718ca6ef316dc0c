import { type Json, own } from "../../json.js";
import { fixedPiece, mappedText, type Piece, rawPiece } from "../mapped-text.js";
import type { Substitutions } from "../source.js";
import { withoutDirectives } from "./directives.js";
import type { Expression, Item, Part, Place } from "./syntax.js";
import {
  fromJson,
  type HclText,
  type Member,
  type Origin,
  originOf,
  placeholderName,
  unknown,
  type Value,
} from "./value.js";
import type { Writer } from "./writer.js";

/** What the names in an expression mean. */
export interface Scope {
  /** The file the expression stands in. */
  readonly file: HclText;
  readonly substitutions?: Substitutions;
  readonly writer: Writer;
  /** Of all evaluations that wait for each other. */
  readonly nesting: { depth: number };
  /** What a reference means; undefined where nothing in the file says so. */
  reference(path: readonly string[], origin: Origin): Value | undefined;
  call(name: string, parameters: readonly Value[], origin: Origin): Value;
}

/** Nested evaluations: of one expression, and of what it refers to. */
const MAX_NESTED = 400;

/** Longer expressions are not looked for among the values a caller gives. */
const LONGEST_GIVEN = 500;

/**
 * The value of an expression as far as it can be told without running Terraform. Throws TooMuchWork, nothing else. Linear
 * in the result.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  return new Evaluation(scope).value(expression);
}

/** Evaluates the parts of a template; a template of one value alone is that value. */
export function evaluateTemplate(parts: readonly Part[], place: Place, scope: Scope): Value {
  return new Evaluation(scope).template(parts, { file: scope.file, start: place.start, end: place.end });
}

class Evaluation {
  constructor(private readonly scope: Scope) {}

  value(expression: Expression): Value {
    const origin = { file: this.scope.file, start: expression.start, end: expression.end };
    const { nesting } = this.scope;
    if (nesting.depth >= MAX_NESTED) return unknown(origin, "it is nested too deeply");
    nesting.depth++;
    try {
      return this.evaluate(expression, origin);
    } finally {
      nesting.depth--;
    }
  }

  private evaluate(expression: Expression, origin: Origin): Value {
    switch (expression.type) {
      case "literal":
        return { ...origin, type: "constant", value: expression.value };
      case "template":
        return this.template(expression.parts, origin);
      case "object":
        return { ...origin, type: "object", members: this.members(expression.items) };
      case "tuple":
        return { ...origin, type: "tuple", items: expression.items.map((item) => this.value(item)) };
      case "unreadable":
        return unknown(origin, lowerFirst(expression.message));
      case "opaque":
        return this.given(origin) ?? unknown(origin, "it is computed by `for`, a splat or an index");
      default:
        return this.given(origin) ?? this.computed(expression, origin);
    }
  }

  private computed(expression: Expression, origin: Origin): Value {
    switch (expression.type) {
      case "call":
        return this.scope.call(
          expression.name,
          expression.parameters.map((one) => this.value(one)),
          origin,
        );
      case "reference":
        return this.scope.reference(expression.path, origin) ?? unknown(origin, "only Terraform knows its value");
      case "conditional":
        return this.choice(this.value(expression.condition), expression, origin);
      case "operation":
        return this.operation(expression.operators, expression.operands, origin);
      default:
        return unknown(origin, "only Terraform knows its value");
    }
  }

  /** The value the caller gave for an expression, by its text or the name that stands for it. */
  private given(origin: Origin): Value | undefined {
    const given = this.scope.substitutions as Record<string, Json> | undefined;
    if (given === undefined || origin.end - origin.start > LONGEST_GIVEN) return undefined;
    const source = origin.file.text.slice(origin.start, origin.end);
    const value = own(given, source.trim()) ?? own(given, placeholderName(source));
    return value === undefined ? undefined : fromJson(value, origin);
  }

  private members(items: readonly Item[]): Map<string, Member> {
    const members = new Map<string, Member>();
    for (const { key, value } of items) {
      const name = this.key(this.value(key));
      members.delete(name);
      members.set(name, { key: name, value: this.value(value), start: key.start, end: key.end });
    }
    return members;
  }

  private key(key: Value): string {
    if (key.type === "unknown") return `\${${key.name}}`;
    return this.scope.writer.text(key) ?? "";
  }

  template(parts: readonly Part[], origin: Origin): Value {
    if (parts.length === 1 && parts[0].type === "text")
      return { ...origin, type: "text", mapped: this.piece(parts[0]) };
    const told = withoutDirectives(parts, origin.file.text);
    if (told !== undefined) return this.template(told, origin);
    const directive = parts.find((part) => part.type === "directive");
    if (directive !== undefined)
      return unknown({ ...origin, ...spanOf(directive) }, "what `%{ … }` directives leave of it is not known");
    const only = alone(parts);
    if (only !== undefined) return this.value(only);
    if (parts.length === 0) return { ...origin, type: "text", mapped: fixedPiece("", inner(origin), inner(origin)) };
    const pieces = parts.map((part) => this.piece(part));
    for (const piece of pieces) this.scope.writer.work.spend(piece.text.length);
    return { ...origin, type: "text", mapped: pieces.length === 1 ? pieces[0] : mappedText(pieces) };
  }

  private piece(part: Part): Piece {
    const { start, end } = part;
    if (part.type === "directive") return fixedPiece("", start, end);
    if (part.type === "interpolation") return fixedPiece(this.put(part.expression), start, end);
    if (part.piece !== undefined) return part.piece;
    if (part.text.length === end - start) return rawPiece(this.scope.file.text, start, end);
    return fixedPiece(part.text, start, end);
  }

  private put(expression: Expression): string {
    const value = this.value(expression);
    const name = value.type === "unknown" ? value.name : unknown({ ...value, ...spanOf(expression) }, "").name;
    return this.scope.writer.text(value) ?? `\${${name}}`;
  }

  private choice(condition: Value, { yes, no }: { yes: Expression; no: Expression }, origin: Origin): Value {
    if (condition.type === "constant" && typeof condition.value === "boolean")
      return this.value(condition.value ? yes : no);
    return unknown(origin, "its condition is not known");
  }

  /** Comparisons of two values that are known, and `!`; nothing else is worked out. */
  private operation(operators: readonly string[], operands: readonly Expression[], origin: Origin): Value {
    const values = operators.length === 1 ? operands.map((one) => plain(this.value(one))) : [undefined];
    if (values.includes(undefined)) return unknown(origin, "it is computed");
    const [left, right] = values;
    const result = { ...originOf(origin), type: "constant" } as const;
    if (operators[0] === "==") return { ...result, value: left === right };
    if (operators[0] === "!=") return { ...result, value: left !== right };
    if (operators[0] === "!" && typeof left === "boolean") return { ...result, value: !left };
    return unknown(origin, "it is computed");
  }
}

/** A value that can be compared. */
function plain(value: Value): string | number | boolean | null | undefined {
  if (value.type === "constant") return value.value;
  return value.type === "text" && !value.mapped.text.includes("${") ? value.mapped.text : undefined;
}

/** The expression of a template that holds, but for blanks around it, one value and nothing else. */
function alone(parts: readonly Part[]): Expression | undefined {
  const values = parts.filter((part) => part.type !== "text" || part.text.trim() !== "");
  const [only] = values;
  if (values.length !== 1 || only.type !== "interpolation") return undefined;
  const blanks = parts.some((part) => part.type === "text" && !part.text.includes("\n"));
  return blanks ? undefined : only.expression;
}

const spanOf = ({ start, end }: Place): Place => ({ start, end });

/** Behind the opening quote: where the text of an empty string would stand. */
const inner = ({ start, end }: Origin): number => Math.min(start + 1, end);

const lowerFirst = (sentence: string): string => sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
