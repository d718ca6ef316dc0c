import { StatesError } from "../../errors.js";
import { isExpressionText } from "../../expression-text.js";
import { type Json, type JsonObject, type JsonType, put, stringify, typeOf } from "../../json.js";
import { constant, type Expression } from "../expression.js";
import type { Scope } from "../scope.js";
import { toJson, typeNames, UNSUPPORTED } from "./border.js";
import { compileClosure } from "./closures.js";
import { evaluate, library } from "./evaluator.js";
import type { LibraryError } from "./library.js";
import { LIMITS } from "./limits.js";
import { meter, spendValue } from "./meter.js";
import { globalValue } from "./scope-values.js";
import { isLibraryError, type ParsedExpression, parseJsonata } from "./syntax.js";

/**
 * Compiles a field value in JSONata mode: any JSON, in which every text of the exact form `{% … %}`, at any depth, is
 * replaced by its value at run time. `field` is the path AWS prints: "Output", below it "Output/key" and
 * "Arguments/list[1]". `expected` is what the field itself must be, checked where the field is one expression.
 *
 * Throws ExpressionSyntaxError, whose `text` is the text with its markers. The expression throws
 * StatesError("States.QueryEvaluationError") with AWS's sentence and the field.
 */
export function compileJsonata(value: Json, field: string, expected?: JsonType | readonly JsonType[]): Expression {
  return compileValue(value, field, expected, compileFast);
}

/** The same through the evaluator alone. For tests: results and errors must be those of compileJsonata. */
export function compileJsonataSlow(value: Json, field: string, expected?: JsonType | readonly JsonType[]): Expression {
  return compileValue(value, field, expected, compileSlow);
}

type Evaluation = (scope: Scope) => Json | undefined;
type Compiler = (parsed: ParsedExpression) => Evaluation;

function compileValue(
  value: Json,
  field: string,
  expected: JsonType | readonly JsonType[] | undefined,
  compiler: Compiler,
): Expression {
  if (typeof value === "string")
    return isExpressionText(value) ? compileText(value, field, expected, compiler) : constant(value);
  if (typeof value !== "object" || value === null) return constant(value);
  return Array.isArray(value) ? compileArray(value, field, compiler) : compileObject(value, field, compiler);
}

function compileArray(value: Json[], field: string, compiler: Compiler): Expression {
  const members = value.map((member, i) => compileValue(member, `${field}[${i}]`, undefined, compiler));
  if (members.every((member) => member.constant === true)) return constant(value);
  return (scope) => members.map((member) => member(scope));
}

function compileObject(value: JsonObject, field: string, compiler: Compiler): Expression {
  const keys = Object.keys(value);
  const members = keys.map((key) => compileValue(value[key], `${field}/${key}`, undefined, compiler));
  if (members.every((member) => member.constant === true)) return constant(value);
  const set = keys.includes("__proto__") ? put : assign;
  return (scope) => {
    const copy: JsonObject = {};
    for (let i = 0; i < keys.length; i++) set(copy, keys[i], members[i](scope));
    return copy;
  };
}

/** Quicker than `put`, for keys known to be harmless. */
function assign(object: JsonObject, key: string, value: Json): void {
  object[key] = value;
}

function compileText(
  text: string,
  field: string,
  expected: JsonType | readonly JsonType[] | undefined,
  compiler: Compiler,
): Expression {
  const parsed = parseJsonata(text);
  const run = described(compiler(parsed), parsed, field);
  if (expected === undefined)
    return (scope) => {
      const value = run(scope);
      return value !== undefined ? value : explain(parsed, scope, field);
    };
  return (scope) => {
    const value = run(scope);
    return check(value !== undefined ? value : explain(parsed, scope, field), parsed, field, expected);
  };
}

/** A closure throws only what the evaluator would throw as well. */
function described(run: Evaluation, parsed: ParsedExpression, field: string): Evaluation {
  return (scope) => {
    try {
      return run(scope);
    } catch (error) {
      throw describe(error, parsed, field);
    }
  };
}

function check(value: Json, parsed: ParsedExpression, field: string, expected: JsonType | readonly JsonType[]): Json {
  const type = typeOf(value);
  if (expected === type || (typeof expected === "object" && expected.includes(type))) return value;
  const what = `returned an unexpected result type. Expected ${typeNames(expected)}, but was '${type}'`;
  throw failure(parsed, field, `${what} for value: ${stringify(value)}`);
}

const failure = (parsed: ParsedExpression, field: string, what: string): StatesError =>
  new StatesError(
    "States.QueryEvaluationError",
    `The JSONata expression '${parsed.source}' specified for the field '${field}' ${what}`,
    field,
  );

/** The fast way gave nothing: because there is nothing, or because it met something only the evaluator treats. */
function explain(parsed: ParsedExpression, scope: Scope, field: string): Json {
  let value: Json | undefined;
  try {
    value = evaluateSlowly(parsed, scope);
  } catch (error) {
    throw describe(error, parsed, field);
  }
  if (value === undefined) throw failure(parsed, field, "returned nothing (undefined).");
  return value;
}

function describe(error: unknown, parsed: ParsedExpression, field: string): unknown {
  if (error instanceof StatesError) return error;
  if (error === UNSUPPORTED) return failure(parsed, field, "returned an unsupported result type.");
  return failure(parsed, field, `threw an error during evaluation${reason(error)}`);
}

/** AWS writes `. CODE: message`, or `: message` where there is no code. */
function reason(error: unknown): string {
  const known = isLibraryError(error) ? error : isStackOverflow(error) ? { code: "D1011" } : undefined;
  if (known === undefined) return `: ${(error as Error).message}`;
  const { code, value } = known as LibraryError;
  if (code === "D1001" && typeof value === "number") return `. D1001: Number out of range: ${value}`;
  try {
    library().populateMessage(writable(known));
  } catch {
    return `. ${known.code}`; // a value the message mentions cannot be written
  }
  return `. ${known.code}: ${(known as { message?: string }).message}`;
}

/**
 * An error with the limit where the library's message names a length as the limit that was exceeded. Throws where a
 * value the message mentions is too large to be written.
 */
function writable(error: LibraryError): LibraryError {
  if (error.code === "D2015") error.value = LIMITS.sequence;
  meter.steps = 0;
  for (const insert of Object.values(error)) spendValue(insert);
  return error;
}

/** The host's stack ended; engines name it differently. Texts and arrays beyond the host's limits are RangeErrors too. */
const isStackOverflow = (error: unknown): boolean =>
  error instanceof Error && /call stack|too much recursion/i.test(error.message);

function compileFast(parsed: ParsedExpression): Evaluation {
  return compileClosure(parsed) ?? compileSlow(parsed);
}

/** Always gives undefined, so that the evaluator has the word. */
function compileSlow(_parsed: ParsedExpression): Evaluation {
  return () => undefined;
}

function evaluateSlowly(parsed: ParsedExpression, scope: Scope): Json | undefined {
  if (parsed.nesting > LIMITS.nesting) throw { code: "D1011" };
  const value = evaluate(parsed.ast, undefined, (name) => globalValue(name, scope), scope);
  return value === undefined ? undefined : toJson(value);
}
