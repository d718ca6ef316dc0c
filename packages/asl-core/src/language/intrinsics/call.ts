/** Intrinsic calls → expressions. Arguments are closures; the common functions get calls without an argument list. */
import { StatesError } from "../../errors.js";
import type { Expression } from "../expression.js";
import { compileScopeLookup, printRoot } from "../jsonpath/scope-lookup.js";
import type { CallTree, LiteralTree, PathTree, Tree } from "../jsonpath/tree.js";
import type { Scope } from "../scope.js";
import { IntrinsicError } from "./error.js";
import { print, splitTemplate, wrongCount } from "./format.js";
import { FUNCTIONS, mathAdd } from "./functions.js";

/**
 * Compiles a call. At run time a failure is States.Runtime `The function '<whole expression>' had the following error: …`.
 * So it is also for a Format call whose literal template has another number of placeholders than arguments: AWS is not
 * known to refuse such a definition.
 */
export function compileCall(call: CallTree, text: string): Expression {
  const evaluate = compileInner(call, text);
  return (scope) => {
    try {
      return evaluate(scope);
    } catch (error) {
      if (error instanceof IntrinsicError) throw failure(text, error.message);
      if (error instanceof RangeError) throw failure(text, "An argument is nested too deeply");
      throw error;
    }
  };
}

const failure = (text: string, message: string): StatesError =>
  new StatesError("States.Runtime", `The function '${text}' had the following error: ${message}`);

function compileInner(call: CallTree, text: string): Expression {
  const [first] = call.arguments;
  if (call.name === "Format" && first.kind === "literal") return compileFormat(call, first, text);
  const parts = call.arguments.map((argument) => compileArgument(argument, text));
  const apply = FUNCTIONS[call.name];
  const [a, b] = parts;
  if (call.name === "MathAdd") return (scope) => mathAdd(a(scope), b(scope));
  if (parts.length === 1) return (scope) => apply([a(scope)], scope);
  if (parts.length === 2) return (scope) => apply([a(scope), b(scope)], scope);
  return (scope) =>
    apply(
      parts.map((part) => part(scope)),
      scope,
    );
}

/** The template is split once; a call is then a concatenation. */
function compileFormat(call: CallTree, template: LiteralTree, text: string): Expression {
  const pieces = splitTemplate(template.raw);
  const parts = call.arguments.slice(1).map((argument) => compileArgument(argument, text));
  const places = pieces.length - 1;
  if (places !== parts.length)
    return () => {
      throw wrongCount(places, parts.length);
    };
  return (scope) => {
    let result = pieces[0];
    for (let i = 0; i < parts.length; i++) {
      const value = parts[i](scope);
      result += (typeof value === "string" ? value : print(value)) + pieces[i + 1];
    }
    return result;
  };
}

function compileArgument(argument: Tree, text: string): Expression {
  if (argument.kind === "call") return compileInner(argument, text);
  if (argument.kind === "literal") return () => argument.value;
  const find = compileScopeLookup(argument);
  return (scope) => {
    const value = find(scope);
    if (value !== undefined) return value;
    throw missing(argument, text, scope);
  };
}

/** Unlike in a template, an index past the end of an array is a miss too. `$$.x` is reported as `$.x` (measured by third parties). */
function missing(path: PathTree, text: string, scope: Scope): IntrinsicError {
  const source = text.slice(path.offset, path.end);
  const shown = path.root === "context" ? source.slice(1) : source;
  return new IntrinsicError(
    `The JsonPath argument for the field '${shown}' could not be found in the input '${printRoot(path, scope)}'`,
  );
}
