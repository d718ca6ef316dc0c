import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLError,
} from "yaml";
import { type Json, type JsonObject, put } from "../json.js";
import type { TextProblem } from "./json-text.js";
import type { PositionNode } from "./positions.js";
import type { YamlReader } from "./read.js";

/**
 * Reads YAML 1.2 into JSON values with positions: the `yaml` option of `readText`. Aliases are followed as often as the
 * nesting limit and 100,000 values allow; tags, timestamps and other types YAML has and JSON lacks stay text.
 */
export const readYaml: YamlReader = (text, maxDepth) => {
  const limit = Math.min(maxDepth, YAML_DEPTH);
  const deep = nestsDeeper(text, limit);
  if (deep !== undefined) return { value: undefined, root: undefined, problems: [tooDeep(deep, limit)] };
  const document = parseDocument(text, { schema: "core", uniqueKeys: false, prettyErrors: false, logLevel: "silent" });
  const problems = document.errors.map(toProblem);
  if (problems.length > 0) return { value: undefined, root: undefined, problems };
  return new YamlWalk(document, limit).run();
};

/**
 * The YAML parser is recursive, and where it exhausts the stack the JavaScript engine may end the process. So the nesting
 * is judged beforehand, from indentation, dashes and brackets alone: generously, as real texts stay far below.
 */
const YAML_DEPTH = 250;

function nestsDeeper(text: string, limit: number): number | undefined {
  const indents: number[] = [];
  let brackets = 0;
  for (let at = 0; at < text.length; at = lineEnd(text, at) + 1) {
    const [indent, markers] = lead(text, at);
    while (indents.length > 0 && indents[indents.length - 1] >= indent) indents.pop();
    indents.push(indent);
    const room = limit - indents.length - markers;
    if (room < 0) return at;
    for (let i = at, end = lineEnd(text, at); i < end; i++) {
      brackets = Math.max(0, brackets + bracket(text.charCodeAt(i)));
      if (brackets > room) return i;
    }
  }
  return undefined;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** Blanks a line starts with, and the `-`, `?` and `:` markers before its first value. */
function lead(text: string, start: number): [indent: number, markers: number] {
  let at = start;
  while (text[at] === " ") at++;
  const indent = at - start;
  let markers = 0;
  for (; "-?: \t".includes(text[at] ?? "x"); at++) if (text[at] !== " ") markers++;
  return [indent, markers];
}

const bracket = (code: number): number => (code === 91 || code === 123 ? 1 : code === 93 || code === 125 ? -1 : 0);

const tooDeep = (at: number, limit: number): TextProblem => ({
  kind: "too-deep",
  message: String(limit),
  start: at,
  end: at,
  path: [],
});

const toProblem = (error: YAMLError): TextProblem => ({
  kind: "syntax",
  message: error.message,
  start: error.pos[0],
  end: error.pos[1],
  path: [],
});

const MAX_VALUES = 100_000;

class YamlWalk {
  private readonly problems: TextProblem[] = [];
  private readonly path: (string | number)[] = [];
  private aliased = 0;
  private inAlias = 0;

  constructor(
    private readonly document: Document,
    private readonly maxDepth: number,
  ) {}

  run(): ReturnType<YamlReader> {
    const root = blank(0, 0);
    const value = this.value(this.document.contents as Node | null, root);
    const failed = this.problems.some((problem) => problem.kind === "too-deep");
    return { value: failed ? undefined : value, root, problems: this.problems };
  }

  private value(node: Node | null, place: PositionNode): Json {
    if (node === null) return null;
    const [start, end] = node.range ?? [place.start, place.end];
    if (this.inAlias === 0) [place.start, place.end] = [start, end];
    if (this.path.length > this.maxDepth || (this.inAlias > 0 && ++this.aliased > MAX_VALUES))
      return this.tooDeep(place);
    if (isAlias(node)) return this.alias(node.resolve(this.document) ?? null, place);
    if (isMap(node)) return this.map(node.items as Pair<Node, Node | null>[], place);
    if (isSeq(node)) return this.sequence(node.items as Node[], place);
    return isScalar(node) ? this.scalar(node, place) : null;
  }

  private tooDeep(place: PositionNode): null {
    if (!this.problems.some((problem) => problem.kind === "too-deep"))
      this.problem("too-deep", `deeper than ${this.maxDepth}`, place.start, place.end);
    return null;
  }

  private alias(target: Node | null, place: PositionNode): Json {
    this.inAlias++;
    const value = this.value(target, place);
    this.inAlias--;
    return value;
  }

  private map(pairs: Pair<Node, Node | null>[], place: PositionNode): JsonObject {
    const object: JsonObject = {};
    place.children = new Map();
    for (const pair of pairs) {
      const key = keyText(pair.key);
      const [start, end] = pair.key?.range ?? [place.start, place.start];
      const child = { ...blank(start, end), keyStart: start, keyEnd: end };
      if (place.children.has(key)) this.duplicate(key, child, place.children.get(key) as PositionNode);
      place.children.set(key, child);
      this.path.push(key);
      put(object, key, this.value(pair.value, child));
      this.path.pop();
    }
    return object;
  }

  private sequence(items: Node[], place: PositionNode): Json[] {
    place.children = new Map();
    return items.map((item, index) => {
      const child = blank(place.start, place.end);
      place.children?.set(String(index), child);
      this.path.push(index);
      const value = this.value(item, child);
      this.path.pop();
      return value;
    });
  }

  private scalar(node: Scalar, place: PositionNode): Json {
    const value = node.value;
    if (typeof value === "number") return this.number(value, node.source ?? "", place);
    if (typeof value === "string") return this.string(value, place);
    return typeof value === "boolean" || value === null ? value : (node.source ?? String(value));
  }

  private number(value: number, source: string, place: PositionNode): Json {
    if (!Number.isFinite(value)) return source;
    if (Number.isInteger(value) && !Number.isSafeInteger(value) && /^[-+]?\d+$/.test(source))
      this.problem("unsafe-integer", source, place.start, place.end);
    return value;
  }

  private string(value: string, place: PositionNode): string {
    const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(value);
    if (lone !== null)
      this.problem("lone-surrogate", `U+${lone[0].charCodeAt(0).toString(16).toUpperCase()}`, place.start, place.end);
    return value;
  }

  private duplicate(key: string, place: PositionNode, earlier: PositionNode): void {
    this.problem("duplicate-key", key, place.keyStart, place.keyEnd, [...this.path, key]);
    (this.problems.at(-1) as TextProblem).related = { start: earlier.keyStart, end: earlier.keyEnd };
  }

  private problem(kind: TextProblem["kind"], message: string, start: number, end: number, path = [...this.path]): void {
    if (this.problems.length < 1000) this.problems.push({ kind, message, start, end, path });
  }
}

const blank = (start: number, end: number): PositionNode => ({
  start,
  end,
  keyStart: -1,
  keyEnd: -1,
  children: undefined,
});

function keyText(key: Node | null): string {
  if (!isScalar(key)) return "";
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}
