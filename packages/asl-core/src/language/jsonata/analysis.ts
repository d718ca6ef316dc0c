import type { Filter, Group, Node } from "./library.js";
import { LIMITS } from "./limits.js";

/** Somewhere an expression mentions a name. */
export interface Reference {
  /** Without `$`. */
  readonly name: string;
  /** The plain field names that follow directly: `$states.input.a[0].b` → `["input", "a", "b"]`. */
  readonly path: readonly string[];
  readonly offset: number;
  readonly length: number;
}

/** What can be said about an expression without evaluating it. */
export interface Analysis {
  /** Variables from outside the expression, `states` among them; built-in functions that are called are not. */
  readonly variables: readonly Reference[];
  /** Field names, `*`, `**` and `%` read from the root, which AWS refuses: `name` is the text it prints. */
  readonly bareReferences: readonly Reference[];
  /** `$` (name "") and `$$` (name "$") where they mean the root. */
  readonly rootReferences: readonly Reference[];
  /** Functions called by name that the expression does not define itself. */
  readonly functions: readonly Reference[];
  /** Operators of the library that AWS's older JSONata does not know: `?:` and `??`. */
  readonly unknownOperators: readonly Reference[];
  /** Nodes on the longest way down. */
  readonly nesting: number;
  /** True where `:=` stands elsewhere than directly in a block. */
  readonly looseBindings: boolean;
  /** True where a function or regular expression stands elsewhere than as an argument or to the right of `:=`. */
  readonly functionValues: boolean;
}

interface Found extends Analysis {
  variables: Reference[];
  bareReferences: Reference[];
  rootReferences: Reference[];
  functions: Reference[];
  unknownOperators: Reference[];
  nesting: number;
  looseBindings: boolean;
  functionValues: boolean;
}

/** The names an expression defines, innermost first, and whether the context is still the root. */
interface Place {
  readonly names: ReadonlySet<string>;
  readonly root: boolean;
  readonly depth: number;
}

/** Walks a tree once; time and memory are linear in it, except that blocks copy the names they add. */
export function analyse(ast: Node, text: string, shift: number): Analysis {
  const found: Found = {
    variables: [],
    bareReferences: [],
    rootReferences: [],
    functions: [],
    unknownOperators: [],
    nesting: 0,
    looseBindings: false,
    functionValues: false,
  };
  new Walk(found, text, shift).node(ast, { names: new Set(), root: true, depth: 1 });
  return found;
}

class Walk {
  constructor(
    private readonly found: Found,
    private readonly text: string,
    private readonly shift: number,
  ) {}

  node(node: Node, at: Place): void {
    const place = { ...at, depth: at.depth + 1 };
    this.found.nesting = Math.max(this.found.nesting, at.depth);
    if (at.depth > 5 * LIMITS.nesting) return; // refused when evaluated
    this.own(node, place);
    if (node.type === "path") return this.filters(node.predicate, place); // has looked into its stages and its group
    const names = withBound(at.names, node);
    if (names !== at.names) place.names = names;
    this.filters(node.predicate, place);
    this.filters(node.stages, place);
    if (node.group !== undefined) this.group(node.group, { ...place, root: false });
  }

  private own(node: Node, at: Place): void {
    switch (node.type) {
      case "path":
        return this.path(node, at);
      case "name":
      case "wildcard":
      case "descendant":
        if (at.root) this.found.bareReferences.push(this.reference(node, String(node.value), []));
        return;
      case "variable":
        return this.variable(node, at, []);
      case "function":
      case "partial":
        this.found.functionValues ||= node.type === "partial";
        return this.call(node, at);
      case "lambda":
        this.found.functionValues ||= node.thunk !== true; // a thunk is a call in disguise
        return this.lambda(node, at);
      case "regex":
        this.found.functionValues = true;
        return;
      case "block":
        return this.block(node, at);
      case "condition":
        return this.conditional(node, at);
      case "unary":
        if (node.value === "{") return this.group({ lhs: node.lhs as [Node, Node][], position: 0 }, at);
        return this.all([node.expression, ...(node.expressions ?? [])], at);
      case "transform":
        this.found.functionValues = true;
        this.node(node.pattern!, { ...at, root: false });
        return this.all([node.update, node.delete], { ...at, root: false });
      case "bind":
        this.found.looseBindings ||= at.depth > 2;
        return this.argument(node.rhs!, at);
      case "apply":
        this.argument(node.lhs as Node, at);
        return this.argument(node.rhs!, at);
      default:
        return this.all([node.lhs as Node, node.rhs], at);
    }
  }

  private all(nodes: readonly (Node | undefined)[], at: Place): void {
    for (const node of nodes) if (node !== undefined) this.node(node, at);
  }

  private path(node: Node, at: Place): void {
    const [first, ...rest] = node.steps!;
    if (first.type === "variable") this.variable(first, at, plainNames(rest, first));
    else this.own(first, at);
    let names = withBound(at.names, first);
    this.stepFilters(first, { ...at, root: false, names });
    for (const step of rest) {
      names = withBound(names, step);
      const inside = { ...at, root: false, names };
      if (step.type === "sort") for (const term of step.terms!) this.node(term.expression, inside);
      else this.own(step, inside);
      this.stepFilters(step, inside);
    }
    this.group(node.group, { ...at, root: false, names });
  }

  private stepFilters(step: Node, at: Place): void {
    this.filters(step.predicate, at);
    this.filters(step.stages, at);
  }

  private filters(filters: readonly Filter[] | undefined, at: Place): void {
    if (filters === undefined) return;
    for (const filter of filters) if (filter.type === "filter") this.node(filter.expr, { ...at, root: false });
  }

  private group(group: Group | undefined, at: Place): void {
    if (group !== undefined) for (const pair of group.lhs) this.all(pair, at);
  }

  private variable(node: Node, at: Place, path: string[]): void {
    const name = String(node.value);
    if (at.names.has(name)) return;
    const reference = this.reference(node, name, path, 1);
    if (name === "$" || (name === "" && at.root)) this.found.rootReferences.push(reference);
    else if (name !== "") this.found.variables.push(reference);
  }

  private call(node: Node, at: Place): void {
    const procedure = node.procedure!;
    if (procedure.type !== "variable") this.node(procedure, at);
    else if (!at.names.has(String(procedure.value)) && procedure.position !== undefined)
      this.found.functions.push(this.reference(procedure, String(procedure.value), [], 1));
    for (const argument of node.arguments!) if (argument.type !== "operator") this.argument(argument, at);
  }

  /** A place where a function may stand. */
  private argument(node: Node, at: Place): void {
    const before = this.found.functionValues;
    if (node.type === "lambda") return this.lambda(node, at);
    this.node(node, at);
    if (node.type === "regex" || node.type === "transform" || node.type === "partial")
      this.found.functionValues = before;
  }

  private lambda(node: Node, at: Place): void {
    const names = new Set(at.names);
    for (const parameter of node.arguments!) names.add(String(parameter.value));
    this.node(node.body!, { ...at, names });
  }

  private block(node: Node, at: Place): void {
    const names = new Set(at.names);
    for (const expression of node.expressions!) {
      // A function may mention itself.
      if (expression.type === "bind") names.add(String((expression.lhs as Node).value));
      if (expression.type === "bind") this.argument(expression.rhs!, { ...at, names, depth: at.depth + 1 });
      else this.node(expression, { ...at, names });
    }
  }

  private conditional(node: Node, at: Place): void {
    this.all([node.condition, node.then, node.else], at);
    const end = this.shift + (node.position ?? 0);
    const token = this.text.slice(end - 2, end);
    if (token === "?:" || token === "??")
      this.found.unknownOperators.push({ name: token, path: [], offset: end - 2, length: 2 });
  }

  /** Positions of the library lie behind the token. */
  private reference(node: Node, name: string, path: string[], sigil = 0): Reference {
    const end = this.shift + (node.position ?? 0);
    const quoted = this.text[end - 1] === "`" && sigil === 0 ? 2 : 0;
    const length = Math.max(1, name.length + sigil + quoted);
    return { name, path, offset: Math.max(0, end - length), length };
  }
}

/** The same names and those given. */
const withNames = (names: ReadonlySet<string>, ...more: (string | undefined)[]): ReadonlySet<string> =>
  new Set([...names, ...more.filter((name) => name !== undefined)]);

/** The names in sight from a step on: `@$name` binds its value, `#$name` its place, before or after a predicate. */
function withBound(names: ReadonlySet<string>, { focus, index, predicate, stages }: Node): ReadonlySet<string> {
  if (focus === undefined && index === undefined && predicate === undefined && stages === undefined) return names;
  const bound = [focus, index];
  for (const filters of [predicate, stages])
    if (filters !== undefined) for (const { type, value } of filters) if (type === "index") bound.push(value);
  return bound.every((name) => name === undefined) ? names : withNames(names, ...bound);
}

/** The names that directly follow a variable; indexes and predicates may stand between them. */
function plainNames(steps: readonly Node[], first: Node): string[] {
  const names: string[] = [];
  if (first.predicate !== undefined) return names;
  for (const step of steps) {
    if (step.type !== "name") break;
    names.push(String(step.value));
  }
  return names;
}
