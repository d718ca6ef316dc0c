import { type Json, MAX_NESTING, parseJson } from "../json.js";
import type { RuleName } from "./catalogue/index.js";
import { type Diagnostic, diagnostic, type Parameters } from "./diagnostics.js";
import { countMembers, surveyJson } from "./json-survey.js";
import { type ParsedJson, parseJsonText, type TextProblem } from "./json-text.js";
import { toPointer, valueAt } from "./location.js";
import { findNode, Lines, type PositionNode, type Range, type Span } from "./positions.js";
import { offsetsInside } from "./scalar.js";

/** The notations a definition may be written in. */
export type TextFormat = "json" | "yaml";

/** Reads a YAML text: `readYaml` of definition/yaml.ts. Kept apart so that readers of JSON do not load it. */
export type YamlReader = (text: string, maxDepth: number) => { value: Json | undefined } & ParsedJson;

/** How a text is read; all of it has defaults. */
export interface ReadOptions {
  format?: TextFormat;
  /** Its ending decides the format where `format` is absent; else the content does. */
  file?: string;
  /** Levels of nesting accepted. Default and most: 1,000, as AWS's parser. */
  maxDepth?: number;
  /** Length accepted, in UTF-16 units. Default 16 Mi; AWS accepts 1 Mi. */
  maxBytes?: number;
  yaml?: YamlReader;
}

/**
 * A text with its value and everything found while reading it. The text may hold more than the definition, as a template
 * does; pointers start at the definition's value, ranges refer to the whole text.
 */
export interface ReadText {
  readonly text: string;
  /** UTF-16 units the definition itself takes, which AWS limits. */
  readonly length: number;
  readonly format: TextFormat;
  /** Undefined where the text has a syntax error, is too large or too deep. */
  readonly value: Json | undefined;
  readonly diagnostics: Diagnostic[];
  readonly lines: Lines;
  /** Where the value at `pointer`, or its key, stands. The first call parses the text for positions. Linear. */
  locate(pointer: string, part?: "key" | "value"): Range | undefined;
  /** Where a part of the string at `pointer` stands: `span` counts UTF-16 units of its value. Linear in the string. */
  inside(pointer: string, span: Span): Range | undefined;
  /**
   * Pointers of values nobody knows yet, because a placeholder stands where JSON has a number, say. The value holds
   * the placeholder's text there; what rules would say of it is not said.
   */
  readonly unknown?: ReadonlySet<string>;
}

/** Levels of nesting accepted, as by AWS's parser. */
export const MAX_DEPTH = MAX_NESTING;
/** UTF-16 units accepted where a caller sets no other limit. */
const MAX_LENGTH = 16 * 1024 * 1024;
/** Characters AWS accepts in a definition. */
export const AWS_MAX_LENGTH = 1_048_576;

/** In longer strings a fault is shown as the whole string: finding its place costs as much as the string is long. */
const MAX_INNER = 50_000;

/** Reads JSON, or YAML where a reader is given. Never throws; what is wrong becomes diagnostics with ranges. */
export function readText(text: string, options: ReadOptions = {}): ReadText {
  const format = options.format ?? formatOf(text, options.file);
  const limit = options.maxBytes ?? MAX_LENGTH;
  const depth = Math.min(options.maxDepth ?? MAX_DEPTH, MAX_DEPTH);
  const reading = new Reading(text, format);
  if (text.length > limit) reading.say("text-too-large", { length: text.length, limit }, 0, 0);
  else if (format === "json") readJson(reading, depth);
  else if (options.yaml === undefined) reading.say("no-yaml-reader", {}, 0, 0);
  else readWith(options.yaml, reading, depth);
  return reading;
}

/** The format a file's name or, failing that, the text itself suggests. */
export function formatOf(text: string, file?: string): TextFormat {
  if (file !== undefined && /\.ya?ml$/i.test(file)) return "yaml";
  if (file !== undefined && /\.json$/i.test(file)) return "json";
  const start = text.slice(0, 2000).trimStart();
  if (/^[[{"]/.test(start)) return "json";
  return /^(#|---|%YAML|[\w."'-]+\s*:(\s|$))/.test(start) ? "yaml" : "json";
}

function readJson(reading: Reading, maxDepth: number): void {
  const survey = surveyJson(reading.text);
  reading.parse = () => parseJsonText(reading.text, maxDepth);
  if (reading.text.trim() === "") {
    reading.say("not-an-object", { hint: "The text is empty." }, 0, 0, false);
    return;
  }
  const value = survey.depth > maxDepth ? undefined : survey.suspicious ? parseJson(reading.text) : plain(reading.text);
  if (value === undefined || survey.suspicious || survey.members !== countMembers(value)) reading.report();
  reading.value = reading.diagnostics.some((one) => one.rule === "invalid-json") ? undefined : value;
}

/** The value of a text whose numbers are too short to be beyond the range of doubles; undefined where it is no JSON. */
function plain(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function readWith(yaml: YamlReader, reading: Reading, maxDepth: number): void {
  const read = yaml(reading.unindented, maxDepth);
  reading.parse = () => read;
  reading.report();
  reading.value = read.value;
}

class Reading implements ReadText {
  /** A byte order mark counts as a blank. */
  readonly text: string;
  value: Json | undefined;
  readonly diagnostics: Diagnostic[] = [];
  parse: () => ParsedJson = () => ({ root: undefined, problems: [] });
  private parsed: ParsedJson | undefined;
  private table: Lines | undefined;

  constructor(
    private readonly written: string,
    readonly format: TextFormat,
  ) {
    this.text = written.charCodeAt(0) === 0xfeff ? ` ${written.slice(1)}` : written;
  }

  /** The text with an empty line for a byte order mark: in YAML a blank would indent. */
  get unindented(): string {
    return this.text === this.written ? this.text : `\n${this.text.slice(1)}`;
  }

  get lines(): Lines {
    this.table ??= new Lines(this.written);
    return this.table;
  }

  get length(): number {
    return this.text.length;
  }

  private find(pointer: string): PositionNode | undefined {
    this.parsed ??= this.parse();
    return findNode(this.parsed.root, pointer);
  }

  locate(pointer: string, part: "key" | "value" = "value"): Range | undefined {
    const node = this.find(pointer);
    if (node === undefined) return undefined;
    if (part === "key") return node.keyStart < 0 ? undefined : this.lines.range(node.keyStart, node.keyEnd);
    return this.lines.range(node.start, node.end);
  }

  inside(pointer: string, span: Span): Range | undefined {
    const node = this.find(pointer);
    const value = valueAt(this.value, pointer);
    if (node === undefined || typeof value !== "string" || value.length > MAX_INNER) return undefined;
    const [start, end] = offsetsInside(this.text, node, value, span);
    return this.lines.range(start, end);
  }

  report(): void {
    this.parsed ??= this.parse();
    for (const problem of this.parsed.problems) this.add(problem);
    if (
      this.parsed.problems.length === 0 &&
      this.value === undefined &&
      this.format === "json" &&
      parseJson(this.text) === undefined
    )
      this.say("invalid-json", { problem: "The text is not JSON" }, 0, this.text.length);
  }

  say(rule: RuleName, parameters: Parameters, start: number, end: number, located = true): void {
    const one = diagnostic(rule, parameters, { path: [], located });
    this.diagnostics.push({ ...one, range: this.lines.range(start, end) });
  }

  private add(problem: TextProblem): void {
    const one = diagnostic(ruleOf(problem, this.format), parametersOf(problem, this.text), { path: problem.path });
    one.range = this.lines.range(problem.start, problem.end);
    if (one.rule === "invalid-json") one.location = this.awsSource(problem.awsOffset ?? problem.start);
    if (problem.related !== undefined) {
      const range = this.lines.range(problem.related.start, problem.related.end);
      one.related = [{ message: "first given here", pointer: toPointer(problem.path), range }];
    }
    this.diagnostics.push(one);
  }

  /** AWS's way to name a place in a text that is not JSON: the text itself (500 characters), line and column. */
  private awsSource(offset: number): string {
    const { line, column } = this.lines.position(offset);
    const rest = this.text.length - 500;
    const cut = rest > 0 ? `[truncated ${rest} chars]` : "";
    return `[Source: (String)"${this.text.slice(0, 500)}"${cut}; line: ${line}, column: ${column}]`;
  }
}

function ruleOf(problem: TextProblem, format: TextFormat): RuleName {
  if (problem.kind === "syntax") return format === "json" ? "invalid-json" : "invalid-yaml";
  return problem.kind;
}

function parametersOf(problem: TextProblem, text: string): Parameters {
  const written = text.slice(problem.start, problem.end);
  switch (problem.kind) {
    case "syntax":
      return { problem: problem.message, hint: syntaxHint(problem, text) };
    case "duplicate-key":
      return { key: problem.message };
    case "unsafe-integer":
      return { written, held: heldBy(written) };
    case "number-overflow":
      return { written };
    case "yaml-readers-disagree":
      return { written: problem.message, ...readings(problem.message) };
    case "lone-surrogate":
      return { written: problem.message };
    case "too-deep":
      return { limit: `${problem.message.replace(/\D/g, "")} levels` };
  }
}

/** What a word or a number with a leading zero is to YAML 1.1 and to 1.2. */
function readings(written: string): Parameters {
  const digits = /^([-+]?)0([0-7]+)$/.exec(written);
  if (digits === null) return { meaning: String(/^(y|on)/i.test(written)), other: "a text" };
  return { meaning: `the number ${digits[1]}${Number.parseInt(digits[2], 8)}`, other: String(Number(written)) };
}

/** The number a program holds for a whole number, with all its digits. */
const heldBy = (written: string): string => {
  const held = Number(written);
  return Math.abs(held) < 1e21 ? BigInt(held).toString() : held.toString();
};

function syntaxHint(problem: TextProblem, text: string): string {
  const written = text.slice(problem.start, problem.end);
  const before = text.slice(0, problem.start).trimEnd().at(-1);
  if (/^\{%|^%/.test(written) || text.startsWith("{%", problem.start - 1))
    return "YAML takes { for the beginning of an object: put the expression in quotes, '{% … %}'.";
  if (/^JSON has nothing for the tag !\w/.test(problem.message))
    return "Functions belong to templates: validate the template this file is a part of, or write a placeholder, ${…}.";
  if (/^Tabs are not allowed/.test(problem.message))
    return "Indent with blanks: two of them for each tab, for example.";
  if (problem.start >= text.length) return "The text ends too early: was it cut off?";
  if (/^[}\]]/.test(written) && before === ",")
    return "Remove the comma before it: JSON has no trailing commas. Files named .json5 or .jsonc may have them.";
  if (written.startsWith("$"))
    return "Give it a value with a file of substitutions, or put it in quotes where a string may stand.";
  if (written === "/") return "JSON has no comments: use the Comment field, or name the file .json5 or .jsonc.";
  if (written === "'") return "JSON strings and keys stand in double quotes.";
  if (/^[\u2018-\u201f]/.test(written)) return "Typographic quotes: write plain double quotes.";
  if (/comma to separate/.test(problem.message)) return "A comma is missing before it.";
  if (/field name$/.test(problem.message) && /[\w-]/.test(written)) return "Keys stand in double quotes.";
  if (/^Illegal unquoted/.test(problem.message)) return "Inside strings write \\n, \\t or \\u0000 with the code.";
  if (/character escape '/.test(problem.message)) return "A backslash that is meant is written twice: \\\\.";
  if (/^Unexpected close marker/.test(problem.message)) return "Brackets close in the reverse order of their opening.";
  if (/^(None|True|False|undefined|NaN)$/.test(written)) return "JSON knows true, false, null and numbers.";
  return "";
}
