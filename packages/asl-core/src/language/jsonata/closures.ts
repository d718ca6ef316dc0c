import type { Json } from "../../json.js";
import type { Scope } from "../scope.js";
import { finite, toJson } from "./border.js";
import { Compiler } from "./compiler.js";
import { LIMITS, LimitExceeded } from "./limits.js";
import { meter } from "./meter.js";
import type { Code } from "./paths.js";
import type { ParsedExpression } from "./syntax.js";

const IMPURE = new Set(["random", "uuid", "shuffle"]);
const NO_LOCALS: unknown[] = [];

/** A closure that gives undefined where the evaluator must have the word; undefined where no closure would be faster. */
export function compileClosure(parsed: ParsedExpression): ((scope: Scope) => Json | undefined) | undefined {
  if (parsed.looseBindings || parsed.functionValues || parsed.nesting > LIMITS.nesting) return undefined;
  if (parsed.functions.some(({ name }) => IMPURE.has(name)) || parsed.variables.some(({ name }) => IMPURE.has(name)))
    return undefined;
  const compiler = new Compiler();
  const code = compiler.root(parsed.ast);
  if (code === undefined || compiler.hopeless) return undefined;
  return entry(code, compiler);
}

function entry(code: Code, { slots, dirty, builtIns }: Compiler): (scope: Scope) => Json | undefined {
  const names = [...builtIns];
  if (names.length === 0 && slots === 0 && !dirty) return plainEntry(code);
  return (scope) => {
    meter.steps = 0;
    // A workflow variable hides the function of the same name.
    for (let i = 0; i < names.length; i++) if (scope.variable(names[i]) !== undefined) return undefined;
    try {
      const value = code(scope, undefined, slots === 0 ? NO_LOCALS : new Array(slots));
      if (typeof value === "number") return finite(value);
      return dirty && value !== undefined ? toJson(value) : (value as Json | undefined);
    } catch (error) {
      return leave(error);
    }
  };
}

/** The same where there is nothing to prepare and nothing to copy. */
function plainEntry(code: Code): (scope: Scope) => Json | undefined {
  return (scope) => {
    meter.steps = 0;
    try {
      const value = code(scope, undefined, NO_LOCALS) as Json | undefined;
      return typeof value === "number" ? finite(value) : value;
    } catch (error) {
      return leave(error);
    }
  };
}

/** The evaluator finds out why; but what was too much for closures is too much for it. */
function leave(error: unknown): undefined {
  if (error instanceof LimitExceeded) throw error;
  return undefined;
}
