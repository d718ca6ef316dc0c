import type { Diagnostic } from "../definition/diagnostics.js";
import { parseJsonText, type TextProblem } from "../definition/json-text.js";
import { parsePointer, readablePath, type Segment, toAwsLocation, toPointer } from "../definition/location.js";
import { bareNode, type Lines, type PositionNode } from "../definition/positions.js";
import { formatOf, MAX_DEPTH, type ReadText, readText, type TextFormat, type YamlReader } from "../definition/read.js";
import type { YamlDialect } from "../definition/yaml.js";
import { isObject, type Json, own } from "../json.js";
import { withoutBreaks } from "./template-indentation.js";

/** A template, or a file that belongs to one, with where everything in it stands. */
export interface TemplateText {
  readonly file: string;
  readonly text: string;
  readonly format: TextFormat;
  readonly lines: Lines;
  /** Undefined where the text has a syntax error, which `diagnostics` then tells. */
  readonly value: Json | undefined;
  readonly root: PositionNode;
  /** Of the whole text; keys given twice are a template's own business unless they stand in a definition. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A value in a template. `node` is where it stands: the nearest place known where it stands nowhere itself. */
export interface Located {
  readonly template: TemplateText;
  readonly path: readonly Segment[];
  readonly value: Json;
  readonly node: PositionNode;
}

/** `!Sub x` as `{"Fn::Sub": x}`: every tag is a function, known or not. */
const functionOf = (tag: string): string | undefined => {
  if (tag === "!Ref" || tag === "!Condition") return tag.slice(1);
  return /^!\w+$/.test(tag) ? `Fn::${tag.slice(1)}` : undefined;
};

/** Reads a template in JSON or YAML 1.1 with the short forms of functions and `<<`. Never rejects. Linear. */
export async function readTemplateText(file: string, text: string): Promise<TemplateText> {
  const yaml = formatOf(text, file) === "yaml" ? await templateYaml({ yaml11: true }) : undefined;
  return parseTemplateText(file, text, yaml);
}

/** The reader of YAML with the short forms of functions and `<<`. */
export async function templateYaml(dialect: YamlDialect = {}): Promise<YamlReader> {
  const { yamlReader } = await import("../definition/yaml.js");
  return yamlReader({ tag: functionOf, merge: true, ...dialect });
}

/** The same as readTemplateText, at once: without a reader, YAML is an error. */
export function parseTemplateText(file: string, text: string, reader: YamlReader | undefined): TemplateText {
  const format = formatOf(text, file);
  if (format === "json") {
    const read = readText(text, { file, format });
    return of(file, read, parseJsonText(read.text, MAX_DEPTH).root);
  }
  let root: PositionNode | undefined;
  const yaml: YamlReader | undefined =
    reader &&
    ((written, depth) => {
      const parsed = lenient(reader, written, depth);
      root = parsed.root;
      return parsed;
    });
  return of(file, readText(text, { file, format, yaml }), root);
}

/** As AWS's tools read YAML, who mind less where lines begin. */
function lenient(reader: YamlReader, text: string, depth: number): ReturnType<YamlReader> {
  const strict = reader(text, depth);
  if (strict.value !== undefined || !strict.problems.some(({ kind }) => kind === "syntax")) return strict;
  const loose = reader(withoutBreaks(text), depth);
  return loose.value === undefined ? { ...strict, problems: firstSyntax(strict.problems) } : loose;
}

/** After the first, a YAML parser's complaints are about its own confusion. */
const firstSyntax = (problems: TextProblem[]): TextProblem[] => {
  const first = problems.find(({ kind }) => kind === "syntax");
  return problems.filter((one) => one.kind !== "syntax" || one === first);
};

const of = (file: string, read: ReadText, root = bareNode(0, 0)): TemplateText => ({
  file,
  text: read.text,
  format: read.format,
  lines: read.lines,
  value: read.value,
  root,
  diagnostics: read.diagnostics,
});

/** The whole of a template. */
export const wholeOf = (template: TemplateText): Located => ({
  template,
  path: [],
  value: template.value ?? null,
  node: template.root,
});

/** A member of an object or list, or undefined. */
export function member(outer: Located, key: Segment): Located | undefined {
  const value = isObject(outer.value) ? own(outer.value, String(key)) : itemOf(outer.value, key);
  if (value === undefined) return undefined;
  const node = outer.node.children?.get(String(key)) ?? { ...outer.node, children: undefined };
  return { template: outer.template, path: [...outer.path, key], value, node };
}

const itemOf = (value: Json, key: Segment): Json | undefined =>
  Array.isArray(value) && /^\d+$/.test(String(key)) ? value[Number(key)] : undefined;

/** All members of an object by key, or of a list by index. */
export function members(outer: Located | undefined): Located[] {
  if (outer === undefined || typeof outer.value !== "object" || outer.value === null) return [];
  const keys: Segment[] = Array.isArray(outer.value) ? [...outer.value.keys()] : Object.keys(outer.value);
  return keys.map((key) => member(outer, key)).filter((one) => one !== undefined);
}

/** What was found in a template's text inside one of its values, told from there. */
export function diagnosticsInside({ template, path }: Located): Diagnostic[] {
  const pointer = toPointer(path);
  const inside = template.diagnostics.filter((one) => one.pointer.startsWith(`${pointer}/`));
  return inside.map((one) => {
    const rest = parsePointer(one.pointer.slice(pointer.length));
    const inner = one.pointer.slice(pointer.length);
    return { ...one, pointer: inner, path: readablePath(inner), location: toAwsLocation(rest) };
  });
}
