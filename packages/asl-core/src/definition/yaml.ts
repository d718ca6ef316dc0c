import {
  type Alias,
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
import { isObject, type Json, type JsonObject, put } from "../json.js";
import type { TextProblem } from "./json-text.js";
import { bareNode, type PositionNode } from "./positions.js";
import type { YamlReader } from "./read.js";

/**
 * Reads one document of YAML 1.2 into JSON values with positions: the `yaml` option of `readText`. Timestamps stay text.
 * What JSON has nothing for is an error: tags beyond those of the core schema, keys that are no scalars, `.inf`, `.nan`, a
 * second document; so are aliases without anchor, aliases inside what they name, and those that multiply to more than
 * 100,000 values. `<<: *anchor` puts in the members of what the anchor names; keys written beside it win: YAML 1.1, which
 * AWS's tools read, has that. In quotation marks `"<<"` is a key like others.
 */
export const readYaml: YamlReader = (text, maxDepth) => read(text, maxDepth, { merge: true });

/** What a kind of file has beyond the YAML that definitions may use. */
export interface YamlDialect {
  /**
   * The key that stands for a tag: with `Fn::Sub` for `!Sub`, `!Sub text` reads as `{"Fn::Sub": text}`. Undefined leaves
   * the tag an error.
   */
  tag?(tag: string): string | undefined;
  /** `<<: *anchor` puts in the members of what the anchor names; keys written beside it win. */
  merge?: boolean;
  /**
   * As readers of YAML 1.1 understand it: `yes`, `no`, `on` and `off` are booleans where ASL takes one. Elsewhere they stay
   * text, and they and numbers with a leading zero are told of, because readers disagree.
   */
  yaml11?: boolean;
}

/** `readYaml` for files with notations of their own, such as templates. */
export const yamlReader =
  (dialect: YamlDialect): YamlReader =>
  (text, maxDepth) =>
    read(text, maxDepth, dialect);

function read(text: string, maxDepth: number, dialect: YamlDialect): ReturnType<YamlReader> {
  const limit = Math.min(maxDepth, YAML_DEPTH);
  const deep = nestsDeeper(text, limit);
  if (deep !== undefined) return { value: undefined, root: undefined, problems: [tooDeep(deep, limit)] };
  const document = parseDocument(text, { schema: "core", uniqueKeys: false, prettyErrors: false, logLevel: "error" });
  const tags = document.warnings.filter((warning) => isTag(warning) && !isKnown(warning, text, dialect));
  // After the first, the parser's complaints are about its own confusion.
  const problems = [...document.errors.slice(0, 1), ...tags].map((error) => toProblem(error, text));
  if (problems.length > 0) return { value: undefined, root: undefined, problems };
  return new YamlWalk(document, limit, dialect).run();
}

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

const isTag = (warning: YAMLError): boolean => warning.code === "TAG_RESOLVE_FAILED";
const isKnown = ({ pos }: YAMLError, text: string, { tag }: YamlDialect): boolean =>
  tag?.(text.slice(...pos)) !== undefined;

const toProblem = (error: YAMLError, text: string): TextProblem => ({
  kind: "syntax",
  message: sentence(error, text.slice(...error.pos)),
  start: error.pos[0],
  end: error.pos[1],
  path: [],
});

function sentence(error: YAMLError, written: string): string {
  if (error.code === "MULTIPLE_DOCS") return "A second document begins here; a definition or a value is one";
  if (error.code === "TAG_RESOLVE_FAILED") return `JSON has nothing for the tag ${written}`;
  return error.message;
}

const MAX_VALUES = 100_000;

class YamlWalk {
  private readonly problems: TextProblem[] = [];
  private readonly path: (string | number)[] = [];
  private aliased = 0;
  /** The last node with each anchor, as far as the document has been read. */
  private readonly anchors = new Map<string, Node>();
  /** What the aliases read so far stand for. */
  private readonly targets = new Map<Alias, Node>();
  /** What the aliases being followed name. */
  private readonly open = new Set<Node>();

  constructor(
    private readonly document: Document,
    private readonly maxDepth: number,
    private readonly dialect: YamlDialect,
  ) {}

  run(): ReturnType<YamlReader> {
    const root = bareNode(0, 0);
    const value = this.value(this.document.contents as Node | null, root);
    const failed = this.problems.some(({ kind }) => kind === "too-deep" || kind === "syntax");
    return { value: failed ? undefined : value, root, problems: this.problems };
  }

  private value(node: Node | null, place: PositionNode): Json {
    if (node === null) return null;
    const [start, end] = node.range ?? [place.start, place.end];
    if (this.open.size === 0) [place.start, place.end] = [start, end];
    this.register(node);
    if (this.path.length > this.maxDepth) return this.tooDeep(place);
    if (this.open.size > 0 && ++this.aliased > MAX_VALUES) return this.tooMany(place);
    if (isAlias(node)) return this.alias(node, place);
    if (FOREIGN.has(node.tag ?? "")) return this.fault(`JSON has nothing for the tag ${shortTag(node)}`, place);
    const form = node.tag === undefined ? undefined : this.dialect.tag?.(node.tag);
    return form === undefined ? this.content(node, place) : this.tagged(form, node, place);
  }

  private content(node: Node, place: PositionNode): Json {
    if (isMap(node)) return this.map(node.items as Pair<Node, Node | null>[], place);
    if (isSeq(node)) return this.sequence(node.items as Node[], place);
    return isScalar(node) ? this.scalar(node, place) : null;
  }

  private tagged(form: string, node: Node, place: PositionNode): Json {
    const object: JsonObject = {};
    const child = { ...bareNode(place.start, place.end), keyStart: place.start, keyEnd: place.start };
    place.children = new Map([[form, child]]);
    this.path.push(form);
    put(object, form, this.content(node, child));
    this.path.pop();
    return object;
  }

  private tooDeep(place: PositionNode): null {
    if (!this.problems.some((problem) => problem.kind === "too-deep"))
      this.problem("too-deep", `deeper than ${this.maxDepth}`, place.start, place.end);
    return null;
  }

  private register(node: Node): void {
    if (this.open.size > 0) return;
    const target = isAlias(node) ? this.anchors.get(node.source) : undefined;
    if (target !== undefined) this.targets.set(node as Alias, target);
    else if (!isAlias(node) && node.anchor !== undefined) this.anchors.set(node.anchor, node);
  }

  private tooMany(place: PositionNode): null {
    if (this.aliased === MAX_VALUES + 1)
      this.problem("syntax", `Aliases multiply to more than ${MAX_VALUES} values`, place.start, place.end);
    return null;
  }

  private alias(node: Alias, place: PositionNode): Json {
    const target = this.targets.get(node);
    if (target === undefined) return this.fault(`The alias *${node.source} has no anchor before it`, place);
    const [start, end] = target.range ?? [0, 0];
    const inside = this.open.has(target) || (this.open.size === 0 && start <= place.start && place.start < end);
    if (inside) return this.fault(`The alias *${node.source} stands inside what it names`, place);
    this.open.add(target);
    const value = this.value(target, place);
    this.open.delete(target);
    return value;
  }

  /** What an alias names has been found faulty where it stands. */
  private fault(message: string, { start, end }: Pick<PositionNode, "start" | "end">): null {
    if (this.open.size === 0) this.problem("syntax", message, start, end);
    return null;
  }

  private map(pairs: Pair<Node, Node | null>[], place: PositionNode): JsonObject {
    const object: JsonObject = {};
    const merged: (Node | null)[] = [];
    place.children = new Map();
    for (const pair of pairs) {
      const [start, end] = pair.key?.range ?? [place.start, place.start];
      const key = this.key(pair.key, { start, end });
      if (key === "<<" && this.dialect.merge === true && !isQuoted(pair.key)) {
        merged.push(pair.value);
        continue;
      }
      const child = { ...bareNode(start, end), keyStart: start, keyEnd: end };
      if (place.children.has(key)) this.duplicate(key, child, place.children.get(key) as PositionNode);
      place.children.set(key, child);
      this.path.push(key);
      put(object, key, this.value(pair.value, child));
      this.path.pop();
    }
    for (const node of merged) this.merge(object, place, node);
    return object;
  }

  private merge(object: JsonObject, place: PositionNode, node: Node | null): void {
    const source = bareNode(place.start, place.start);
    const value = this.value(node, source);
    for (const [index, part] of Array.isArray(value) ? value.entries() : [["", value] as const]) {
      if (!isObject(part)) continue;
      const from = index === "" ? source : source.children?.get(String(index));
      for (const key of Object.keys(part)) {
        if (Object.hasOwn(object, key)) continue;
        put(object, key, part[key]);
        place.children?.set(key, from?.children?.get(key) ?? source);
      }
    }
  }

  private key(node: Node | null, place: { start: number; end: number }): string {
    if (node !== null) this.register(node);
    const key = isAlias(node) ? this.targets.get(node) : node;
    if (!isScalar(key)) this.fault("A key must be text", place);
    else if (key.value === null && key.source === "") this.fault("A key is missing", place);
    return keyText(key);
  }

  private sequence(items: Node[], place: PositionNode): Json[] {
    place.children = new Map();
    return items.map((item, index) => {
      const child = bareNode(place.start, place.end);
      place.children?.set(String(index), child);
      this.path.push(index);
      const value = this.value(item, child);
      this.path.pop();
      return value;
    });
  }

  private scalar(node: Scalar, place: PositionNode): Json {
    const value = node.value;
    if (this.dialect.yaml11 === true && node.type === "PLAIN" && isDoubtful(node.source ?? ""))
      return this.doubtful(node, place);
    if (typeof value === "number") return this.number(value, node.source ?? "", place);
    if (typeof value === "string") return this.string(value, place);
    return typeof value === "boolean" || value === null ? value : (node.source ?? String(value));
  }

  private doubtful({ source = "", value }: Scalar, place: PositionNode): Json {
    if (typeof value === "string" && BOOLEANS.has(String(this.path.at(-1)))) return /^(y|on)/i.test(source);
    this.problem("yaml-readers-disagree", source, place.start, place.end);
    return typeof value === "number" ? value : source;
  }

  private number(value: number, source: string, place: PositionNode): Json {
    if (!Number.isFinite(value))
      return this.fault(
        /\d/.test(source) ? `The number ${source} is larger than any number can be` : `JSON has no number ${source}`,
        place,
      );
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

const isQuoted = (key: Node | null): boolean =>
  isScalar(key) && (key.type === "QUOTE_DOUBLE" || key.type === "QUOTE_SINGLE");

/** What YAML 1.1 takes for booleans and octal numbers, and YAML 1.2 does not. Source: yaml.org/type/bool, type/int. */
const isDoubtful = (source: string): boolean =>
  /^(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|[-+]?0[0-7]+)$/.test(source);

/** Fields of the language that take booleans. */
const BOOLEANS: ReadonlySet<string> = new Set(
  "End BooleanEquals IsNull IsPresent IsNumeric IsString IsBoolean IsTimestamp".split(" "),
);

const TAGS = "tag:yaml.org,2002:";
/** Tags the YAML parser knows beyond the schema. */
const FOREIGN = new Set(["binary", "merge", "omap", "pairs", "set", "timestamp"].map((name) => TAGS + name));
const shortTag = ({ tag }: Node): string => (tag ?? "").replace(TAGS, "!!");

function keyText(key: Node | null | undefined): string {
  if (!isScalar(key)) return "";
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}
