import { isExpressionText } from "../../expression-text.js";
import { deepEqual, type Json } from "../../json.js";
import type { Node } from "./library.js";
import { type ParsedExpression, parseJsonata } from "./syntax.js";
import { type Token, tokensOf } from "./tokens.js";

/** Longer expressions, and more parts, are not taken apart. */
const [LONGEST, MOST] = [2000, 100];

/** A part of an expression that has a value by itself, wherever the expression has one. */
export interface ExpressionPart {
  /** In the text as given, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** An expression of its own, without markers. */
  readonly text: string;
  /** Whether it gives another value each time: it holds `$random()`, `$uuid()`, `$now()` and the like. */
  readonly varies: boolean;
}

/** Functions that give another value each time, or at another time. */
const VARYING = new Set(["random", "uuid", "shuffle", "now", "millis"]);

/**
 * The parts of a JSONata expression, markers optional, that can be evaluated by themselves in the same scope: operands,
 * arguments, and how far a path has come. Left out are constants, functions, `$states` as a whole, what reads a name that
 * the expression defines itself, and what is evaluated for each item of something. In order of their beginning, the longer
 * first. None for an expression that is too long. Each part is parsed once more and must give the same tree:
 * O(parts × length). Throws ExpressionSyntaxError.
 */
export function expressionParts(text: string): ExpressionPart[] {
  const parsed = parseJsonata(text);
  if (text.length > LONGEST) return [];
  const isMarked = isExpressionText(text);
  const taking = new Taking(isMarked ? text.slice(2, -2) : text, isMarked ? 2 : 0);
  taking.node(parsed.ast);
  return [...taking.found.values()].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

/** What has no parts worth showing. */
const CONSTANT = new Set(["string", "number", "value", "regex", "lambda", "partial", "transform", "bind", "parent"]);

class Taking {
  readonly found = new Map<string, ExpressionPart>();
  private readonly tokens: readonly Token[];
  private readonly starts: ReadonlyMap<number, number>;
  /** Names that the expression defines. */
  private readonly own = new Set<string>();

  constructor(
    private readonly body: string,
    private readonly shift: number,
  ) {
    this.tokens = tokensOf(body);
    this.starts = new Map(this.tokens.map(({ from, to }) => [to, from]));
  }

  /** A node that is evaluated in the scope of the whole. */
  node(node: Node): void {
    if (this.found.size >= MOST) return;
    this.take(node, [node]);
    for (const inner of this.inside(node)) this.node(inner);
  }

  private inside(node: Node): Node[] {
    switch (node.type) {
      case "path":
        return this.path(node);
      case "function":
        return node.arguments ?? [];
      case "block":
        for (const { type, lhs } of node.expressions ?? [])
          if (type === "bind") this.own.add(String((lhs as Node).value));
        return node.expressions ?? [];
      case "bind":
        this.own.add(String((node.lhs as Node).value));
        return [node.rhs as Node];
      case "apply":
        return [node.lhs as Node];
      case "condition":
        return [node.condition, node.then, node.else].filter((one) => one !== undefined);
      case "unary":
        return node.value === "{"
          ? (node.lhs as [Node, Node][]).flat()
          : [node.expression, ...(node.expressions ?? [])].filter((one) => one !== undefined);
      case "binary":
        return [node.lhs as Node, node.rhs as Node];
      default:
        return [];
    }
  }

  /** How far a path has come, step by step; what its first step holds. */
  private path({ steps = [] }: Node): Node[] {
    for (let count = 1; count < steps.length; count++) {
      const some = steps.slice(0, count);
      this.take(count === 1 ? some[0] : { type: "path", steps: some }, some);
    }
    return steps[0] === undefined || steps[0].type === "variable" ? [] : [steps[0]];
  }

  private take(node: Node, held: readonly Node[]): void {
    const isAll = node.type === "variable" && node.value === "states";
    if (CONSTANT.has(node.type) || isAll) return;
    const span = this.spanOf(held);
    if (span === undefined) return;
    const text = this.body.slice(...span);
    const parsed = parsedOrNone(text);
    if (parsed === undefined || parsed.functionValues || !isSame(parsed.ast, node)) return;
    if (parsed.variables.some(({ name }) => this.own.has(name)) || parsed.bareReferences.length > 0) return;
    if (parsed.rootReferences.length > 0) return;
    const varies = parsed.functions.some(({ name }) => VARYING.has(name));
    const part = { offset: span[0] + this.shift, length: text.length, text, varies };
    this.found.set(`${part.offset} ${part.length}`, part);
  }

  /** From the first token to the last, with the brackets that belong to what lies between. */
  private spanOf(held: readonly Node[]): [from: number, to: number] | undefined {
    let [from, to] = [Number.POSITIVE_INFINITY, -1];
    for (const end of positionsIn(held)) {
      from = Math.min(from, this.starts.get(end) ?? from);
      to = Math.max(to, end);
    }
    return to < 0 || from >= to ? undefined : [from, this.closed(from, to)];
  }

  /** Behind the brackets that are open at the end. */
  private closed(from: number, to: number): number {
    let open = 0;
    for (const token of this.tokens) {
      if (token.from < from) continue;
      if (token.from >= to && open === 0) break;
      if (/^[([{]$/.test(token.text)) open++;
      if (/^[)\]}]$/.test(token.text)) {
        if (open === 0) break;
        open--;
        if (open === 0 && token.from >= to) return token.to;
      }
    }
    return to;
  }
}

/** Ends of all tokens below some nodes. */
function positionsIn(held: readonly unknown[]): number[] {
  const found: number[] = [];
  const queue: unknown[] = [...held];
  while (queue.length > 0) {
    const one = queue.pop();
    if (typeof one !== "object" || one === null) continue;
    const { position } = one as Node;
    if (typeof position === "number") found.push(position);
    queue.push(...Object.values(one).filter((value) => typeof value === "object"));
  }
  return found;
}

function parsedOrNone(text: string): ParsedExpression | undefined {
  try {
    return parseJsonata(text);
  } catch {
    return undefined;
  }
}

const isSame = (one: Node, other: Node): boolean => deepEqual(bare(one), bare(other));

/** Without positions. */
const bare = (node: Node): Json =>
  JSON.parse(JSON.stringify(node, (key, value) => (key === "position" || key === "thunk" ? undefined : value))) as Json;
