/*
 * Closures for the common shapes of expressions. The rules:
 *
 * 1. A closure gives exactly what the evaluator gives, or it bails: then the whole expression is evaluated by the
 *    library, which also finds the words for every error. So no closure ever builds an error.
 * 2. A node whose shape is not known here is evaluated by the library with the same context and variables, inside the
 *    closures around it (`part`). An expression that draws random numbers, or that binds variables elsewhere than in
 *    blocks, is left to the library as a whole.
 * 3. The library marks arrays that came out of paths as sequences. The mark only matters for arrays of one member or
 *    none, which a closure unwraps at once as the library does when it leaves the node; longer ones are not marked.
 *    Where `[]` keeps an array of one, closures set the library's own marks.
 * 4. Functions are never values here: expressions that keep them in data are left to the library as a whole.
 * 5. `dirty` says that a result may hold what is not plain JSON (marks, functions, undefined); it is copied then.
 */
import type { Json } from "../../json.js";
import { type JsonObject, put } from "../../json.js";
import type { Scope } from "../scope.js";
import { type Call, callBuiltIn, isBuiltIn } from "./builtins.js";
import { evaluatePart } from "./evaluator.js";
import type { Filter, Node } from "./library.js";
import { LIMITS } from "./limits.js";
import { isFunctionValue } from "./marks.js";
import { BINARY, finite as finiteOr } from "./operators.js";
import { type Code, compilePath, context, filterAll, finish, type Stage, type Step } from "./paths.js";
import { globalValue, statesObject } from "./scope-values.js";
import { BAIL, bail, charge, reader, truthy } from "./values.js";

/** Names the expression defines around a node, and the places where their values are kept. */
type Names = ReadonlyMap<string, number>;
const NO_NAMES: Names = new Map();

/** Turns a syntax tree into closures. */
export class Compiler {
  slots = 0;
  dirty = false;
  hopeless = false;
  /** Constructors seen. Their values, used twice again and again, could hold more than fits in memory. */
  private constructors = 0;
  readonly builtIns = new Set<string>();

  /** Undefined where the outermost node itself would be left to the library. */
  root(node: Node): Code | undefined {
    try {
      return this.known(node, NO_NAMES);
    } catch (error) {
      if (error !== BAIL) throw error;
      return undefined;
    }
  }

  /** Code for a node, by the library if need be. */
  code(node: Node, names: Names): Code {
    const { slots } = this;
    try {
      return this.known(node, names);
    } catch (error) {
      if (error !== BAIL) throw error;
      this.slots = slots;
      return this.part(node, names);
    }
  }

  private part(node: Node, names: Names): Code {
    if (["lambda", "partial", "regex", "transform", "parent"].includes(node.type)) return bail();
    this.dirty = true;
    const visible = new Map(names); // names bound later are not
    return (scope, item, locals) => {
      const value = evaluatePart(
        node,
        item,
        (name) => {
          const slot = visible.get(name);
          return slot === undefined ? globalValue(name, scope) : locals[slot];
        },
        scope,
      );
      return isFunctionValue(value) ? bail() : value;
    };
  }

  private known(node: Node, names: Names): Code {
    if (node.group !== undefined || node.tuple !== undefined || node.focus !== undefined) return bail();
    if (node.type === "path") return node.predicate === undefined ? this.path(node, names) : bail();
    const code = this.own(node, names);
    return node.predicate === undefined ? code : this.filtered(code, node, names);
  }

  private filtered(code: Code, node: Node, names: Names): Code {
    const stages = this.stages(node.predicate!, names);
    const fresh = typeof stages.at(-1) !== "number";
    const keep = node.keepArray === true;
    if (keep && !fresh) return bail();
    if (keep) this.dirty = true;
    return (scope, item, locals) => {
      const value = filterAll(code(scope, item, locals), stages, scope, locals);
      return fresh ? finish(value as unknown[], keep) : value;
    };
  }

  private stages(filters: readonly Filter[], names: Names): Stage[] {
    return filters.map(({ type, expr }) => {
      if (type !== "filter") return bail();
      return expr.type === "number" ? Math.floor(expr.value as number) : this.code(expr, names);
    });
  }

  private own(node: Node, names: Names): Code {
    switch (node.type) {
      case "string":
      case "number":
      case "value":
        return literal(node.value);
      case "variable":
        return this.variable(String(node.value), names);
      case "binary":
        return this.binary(node, names);
      case "unary":
        return this.unary(node, names);
      case "condition":
        return this.condition(node, names);
      case "block":
        return this.block(node, names, false);
      case "bind":
        return this.code(node.rhs!, names);
      case "function":
        return this.call(node, names, [], false);
      case "apply":
        return this.apply(node, names);
      default:
        return bail();
    }
  }

  private variable(name: string, names: Names): Code {
    if (name === "") return (_scope, item) => item; // not `context`: a variable
    if (name === "$") return literal(undefined);
    if (name === "states") return statesObject;
    const slot = names.get(name);
    if (slot !== undefined) return (_scope, _item, locals) => locals[slot];
    if (!isBuiltIn(name)) return (scope) => scope.variable(name);
    this.hopeless = true; // a function as a value
    return bail();
  }

  private path(node: Node, names: Names): Code {
    const [first, ...rest] = node.steps!;
    if (node.steps!.some(isExtraordinary) || first.consarray) return bail();
    const keep = node.keepSingletonArray === true;
    if (node.keepArray && !keep) return bail();
    if (keep) this.dirty = true;
    const { constructors } = this;
    const code = this.pathFrom(first, rest, node.steps!, names, keep);
    if (node.steps!.length > 1 && this.constructors > constructors) this.dirty = true;
    return code;
  }

  private pathFrom(first: Node, rest: Node[], all: Node[], names: Names, keep: boolean): Code {
    if (first.type !== "variable") return compilePath(context, this.steps(all, names), keep);
    const start =
      first.value === "states" && !names.has("states") ? this.statesField(first, rest, names, keep) : undefined;
    if (start === undefined) return compilePath(this.known(first, names), this.steps(rest, names), keep);
    return compilePath(start, this.steps(rest.slice(1), names), keep);
  }

  /** `$states.input` and its like, filters included, without building `$states`. */
  private statesField(first: Node, rest: readonly Node[], names: Names, keep: boolean): Code | undefined {
    const [step] = rest;
    const read = first.predicate === undefined && step?.type === "name" ? STATES[String(step.value)] : undefined;
    if (read === undefined || step.stages === undefined) return read;
    const stages = this.stages(step.stages, names);
    const alone = rest.length === 1 && typeof stages.at(-1) !== "number";
    return (scope, item, locals) => {
      const value = filterAll(read(scope, item, locals), stages, scope, locals);
      return alone ? finish(value as unknown[], keep) : value;
    };
  }

  private steps(nodes: readonly Node[], names: Names): Step[] {
    return nodes.map((node) => {
      const stages = node.stages === undefined ? null : this.stages(node.stages, names);
      const fresh = stages !== null && typeof stages.at(-1) !== "number";
      return { ...this.step(node, names), stages, fresh };
    });
  }

  private step(node: Node, names: Names): Pick<Step, "key" | "read" | "code"> {
    if (node.type !== "name" || node.predicate !== undefined)
      return { key: undefined, read: undefined, code: this.code(node, names) };
    const key = node.value;
    if (typeof key !== "string") return bail();
    const read = reader(key);
    return {
      key,
      read,
      code: node.keepArray ? (_scope, item) => (Array.isArray(item) ? bail() : read(item)) : undefined,
    };
  }

  private binary(node: Node, names: Names): Code {
    const make = BINARY[node.value as string];
    if (make === undefined) return bail();
    return make(this.code(node.lhs as Node, names), this.code(node.rhs!, names));
  }

  private unary(node: Node, names: Names): Code {
    if (node.value !== "-") this.constructors++;
    if (node.value === "{") return this.object(node.lhs as [Node, Node][], names);
    if (node.value === "[") return node.consarray ? bail() : this.array(node.expressions!, names);
    const code = this.code(node.expression!, names);
    return (scope, item, locals) => {
      const value = code(scope, item, locals);
      return typeof value === "number" ? finiteOr(-value) : value === undefined ? undefined : bail();
    };
  }

  private array(nodes: readonly Node[], names: Names): Code {
    const codes = nodes.map((node) => this.code(node, names));
    const nested = nodes.map((node) => node.value === "[");
    return (scope, item, locals) => {
      const array: unknown[] = [];
      for (let i = 0; i < codes.length; i++) append(array, codes[i](scope, item, locals), nested[i]);
      return array.length > LIMITS.sequence ? bail() : array;
    };
  }

  private object(pairs: readonly [Node, Node][], names: Names): Code {
    const keys = pairs.map(([key]) =>
      key.type === "string" && key.predicate === undefined ? String(key.value) : bail(),
    );
    if (new Set(keys).size < keys.length || keys.some((key) => key.startsWith("_jsonata_"))) return bail();
    const codes = pairs.map(([, value]) => this.code(value, names));
    return (scope, item, locals) => {
      if (Array.isArray(item)) return bail(); // groups the members
      const object: JsonObject = {};
      for (let i = 0; i < keys.length; i++) {
        const value = codes[i](scope, item, locals);
        if (value !== undefined) put(object, keys[i], value as Json);
      }
      return object;
    };
  }

  private condition(node: Node, names: Names, tail = false): Code {
    const condition = this.code(node.condition!, names);
    const then = this.branch(node.then!, names, tail);
    const otherwise = node.else === undefined ? literal(undefined) : this.branch(node.else, names, tail);
    return (scope, item, locals) =>
      truthy(condition(scope, item, locals)) ? then(scope, item, locals) : otherwise(scope, item, locals);
  }

  private branch(node: Node, names: Names, tail: boolean): Code {
    return tail ? this.tail(node, names) : this.code(node, names);
  }

  private block(node: Node, outer: Names, tail: boolean): Code {
    const names = new Map(outer);
    const last = node.expressions!.length - 1;
    const codes = node.expressions!.map((expression, i) => {
      if (expression.type === "bind") return this.bind(expression, names);
      return i === last ? this.branch(expression, names, tail) : this.code(expression, names);
    });
    if (codes.length === 1) return codes[0];
    return (scope, item, locals) => {
      let value: unknown;
      for (let i = 0; i < codes.length; i++) value = codes[i](scope, item, locals);
      return value;
    };
  }

  private bind(node: Node, names: Map<string, number>): Code {
    const name = String((node.lhs as Node).value);
    if (name === "" || name === "$" || isBuiltIn(name)) return bail();
    const code = this.code(node.rhs!, names);
    const slot = this.slots++;
    names.set(name, slot);
    this.dirty = true; // shared values
    return (scope, item, locals) => (locals[slot] = code(scope, item, locals));
  }

  private apply(node: Node, names: Names): Code {
    if (node.rhs!.type !== "function" || node.rhs!.predicate !== undefined || node.keepArray) return bail();
    return this.call(node.rhs!, names, [node.lhs as Node], false);
  }

  private call(node: Node, names: Names, before: readonly Node[], tail: boolean): Code {
    const { procedure } = node;
    if (procedure!.type !== "variable" || procedure!.predicate !== undefined || node.keepArray) return bail();
    const name = String(procedure!.value);
    if (names.has(name) || !isBuiltIn(name)) return bail();
    const call: Call = { name, tail, nodes: [...before, ...node.arguments!] };
    const { code, dirty } = callBuiltIn(
      call,
      (argument) => this.code(argument, names),
      (lambda) => this.lambda(lambda, names),
    );
    this.builtIns.add(name);
    this.dirty ||= dirty;
    return code;
  }

  /** A function written in place as an argument: its parameters get places of their own. */
  private lambda(node: Node, outer: Names): { slots: number[]; body: Code } {
    if (node.type !== "lambda" || node.thunk || node.signature !== undefined) return bail();
    const names = new Map(outer);
    const slots = node.arguments!.map((parameter) => {
      names.set(String(parameter.value), this.slots);
      return this.slots++;
    });
    const { constructors } = this;
    const body = this.tail(node.body!, names);
    if (this.constructors > constructors) this.dirty = true;
    return { slots, body };
  }

  /** The last thing a function does; the library wraps calls there, and does not unwrap what they give. */
  private tail(node: Node, names: Names): Code {
    if (node.type === "lambda" && node.thunk) return this.call(node.body!, names, [], true);
    if (node.predicate !== undefined || node.group !== undefined)
      return hasTail(node) ? bail() : this.code(node, names);
    if (node.type === "condition") return this.condition(node, names, true);
    if (node.type === "block") return this.block(node, names, true);
    return this.code(node, names);
  }
}

const hasTail = (node: Node): boolean => node.type === "condition" || node.type === "block";

const literal =
  (value: unknown): Code =>
  () =>
    value;

/** `$states.<name>`; what a place may not see is undefined. */
const STATES: Record<string, Code | undefined> = Object.assign(Object.create(null), {
  input: (scope: Scope) => scope.input,
  result: (scope: Scope) => scope.result,
  errorOutput: (scope: Scope) => scope.errorOutput,
  context: (scope: Scope) => scope.context(),
});

const isExtraordinary = (step: Node): boolean =>
  step.tuple !== undefined ||
  step.focus !== undefined ||
  step.index !== undefined ||
  step.ancestor !== undefined ||
  step.group !== undefined ||
  step.type === "sort" ||
  step.consarray === true;

/** Array constructor: nested constructors stay arrays, every other array adds its members. */
function append(array: unknown[], value: unknown, nested: boolean): void {
  if (value === undefined) return;
  if (nested || !Array.isArray(value)) array.push(value);
  else {
    charge(value.length);
    for (const member of value) array.push(member);
  }
}
