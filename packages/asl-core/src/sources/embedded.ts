import { type Diagnostic, diagnostic } from "../definition/diagnostics.js";
import { parseJsonText } from "../definition/json-text.js";
import { valueAt } from "../definition/location.js";
import { findNode, Lines, type PositionNode, type Range, type Span } from "../definition/positions.js";
import {
  formatOf,
  MAX_DEPTH,
  type ReadOptions,
  type ReadText,
  readText,
  type TextFormat,
  type YamlReader,
} from "../definition/read.js";
import { isObject, type Json, type JsonObject, nestsTooDeeply, put } from "../json.js";
import { pointerStep } from "../pointer.js";
import { fixedPiece, type MappedText, mappedText, scalarPiece } from "./mapped-text.js";
import {
  fillPlaceholders,
  placeholderNames,
  plainPlaceholders,
  quoteFlowPlaceholders,
  quotePlaceholders,
  unknownPlaces,
} from "./placeholders.js";
import type { Substitutions } from "./source.js";

/** How a definition inside another file is read. */
export interface EmbeddedOptions {
  /** Without it the text itself decides. */
  format?: TextFormat;
  /** `readYaml` of definition/yaml.ts; without it YAML inside is an error. */
  yaml?: YamlReader;
  maxDepth?: number;
  /** UTF-16 units accepted. */
  maxBytes?: number;
  /** Of the file; made once for all machines in it. */
  lines?: Lines;
  /** Values for placeholders, put in before the text is read. */
  substitutions?: Substitutions;
}

/** A definition read out of another text. */
export interface EmbeddedText extends ReadText {
  /** Names of the placeholders that no substitution filled, in their order. */
  readonly unfilled: readonly string[];
}

/**
 * Reads a definition whose text is made of pieces of a file. All ranges, of diagnostics too, are the file's; the
 * `location` AWS gives of invalid JSON stays that of the text inside. Placeholders are filled as far as there are values;
 * those that then stand where JSON wants a value become strings, and `unknown`. Linear.
 */
export function readEmbedded(mapped: MappedText, fileText: string, options: EmbeddedOptions = {}): EmbeddedText {
  const filled = fillPlaceholders(mapped, options.substitutions);
  const lines = options.lines ?? new Lines(fileText);
  const read = readFilled(filled, options);
  return new Embedded(read, filled.text.length, placeholderNames(filled.text), fileText, lines);
}

/** A reading, the text it is of, and what in it nobody knows. */
interface Inner {
  read: ReadText;
  mapped: MappedText;
  unknown?: ReadonlySet<string>;
}

function readFilled(mapped: MappedText, options: EmbeddedOptions): Inner {
  if (!mapped.text.includes("${")) return { read: readText(mapped.text, readOptions(options)), mapped };
  const format = options.format ?? formatOf(mapped.text);
  return format === "yaml" ? readYamlFilled(mapped, options) : readJsonFilled(mapped, options);
}

interface YamlInner extends Inner {
  root: PositionNode | undefined;
  unknown: ReadonlySet<string>;
}

const readOptions = ({ format, yaml, maxDepth, maxBytes }: EmbeddedOptions): ReadOptions => ({
  format,
  yaml,
  maxDepth,
  maxBytes,
});

/** Placeholders are laid in only where the text is not JSON as it is. */
function readJsonFilled(mapped: MappedText, options: EmbeddedOptions): Inner {
  const settings: ReadOptions = { ...readOptions(options), format: "json" };
  const plain = { read: readText(mapped.text, settings), mapped };
  if (!plain.read.diagnostics.some(({ rule }) => rule === "invalid-json")) return plain;
  const quoted = quotePlaceholders(mapped);
  if (quoted === undefined) return plain;
  const read = readText(quoted.mapped.text, settings);
  if (read.value === undefined) return plain;
  const { root } = parseJsonText(quoted.mapped.text, MAX_DEPTH);
  return { read, mapped: quoted.mapped, unknown: unknownPlaces(root, quoted) };
}

/** Placeholders between brackets are laid in only where the text is not YAML as it is. */
function readYamlFilled(mapped: MappedText, options: EmbeddedOptions): Inner {
  const plain = readYamlPlain(mapped, options);
  const quoted = plain.read.value === undefined ? quoteFlowPlaceholders(mapped) : undefined;
  if (quoted === undefined) return plain;
  const laid = readYamlPlain(quoted.mapped, options);
  if (laid.read.value === undefined) return plain;
  return { ...laid, unknown: new Set([...laid.unknown, ...unknownPlaces(laid.root, quoted)]) };
}

function readYamlPlain(mapped: MappedText, options: EmbeddedOptions): YamlInner {
  const { yaml } = options;
  let root: PositionNode | undefined;
  const keep: YamlReader | undefined =
    yaml &&
    ((text, depth) => {
      const parsed = yaml(text, depth);
      root = parsed.root;
      return parsed;
    });
  const read = readText(mapped.text, { ...readOptions(options), format: "yaml", yaml: keep });
  return { read, mapped, root, unknown: plainPlaceholders(read.value, root, mapped.text) };
}

class Embedded implements EmbeddedText {
  readonly format: TextFormat;
  readonly value: Json | undefined;
  readonly unknown?: ReadonlySet<string>;
  readonly diagnostics: Diagnostic[];

  private readonly inner: ReadText;
  private readonly mapped: MappedText;

  constructor(
    inner: Inner,
    readonly length: number,
    readonly unfilled: readonly string[],
    readonly text: string,
    readonly lines: Lines,
  ) {
    this.inner = inner.read;
    this.mapped = inner.mapped;
    this.format = inner.read.format;
    this.value = inner.read.value;
    this.unknown = inner.unknown;
    this.diagnostics = inner.read.diagnostics.map((one) => this.moved(one));
  }

  locate(pointer: string, part?: "key" | "value"): Range | undefined {
    return this.outer(this.inner.locate(pointer, part));
  }

  inside(pointer: string, span: Span): Range | undefined {
    return this.outer(this.inner.inside(pointer, span));
  }

  private moved(one: Diagnostic): Diagnostic {
    const related = one.related?.map((place) => ({ ...place, range: this.outer(place.range) }));
    return { ...one, range: this.outer(one.range), ...(related === undefined ? {} : { related }) };
  }

  private outer(range: Range | undefined): Range | undefined {
    if (range === undefined) return undefined;
    return this.lines.range(...fileSpan(this.mapped, range.start.offset, range.end.offset));
  }
}

/** Where characters `from`..`to` of a mapped text stand in the file. */
export function fileSpan(mapped: MappedText, from: number, to: number): [start: number, end: number] {
  const start = mapped.start(from);
  return [start, to > from ? Math.max(start, mapped.end(to - 1)) : start];
}

/** How a definition written as an object inside another file is read. */
export interface InlineOptions {
  /** Of the file. Default JSON. */
  format?: TextFormat;
  lines?: Lines;
  /** Pointers of values nobody knows yet. */
  unknown?: ReadonlySet<string>;
  /** Values for placeholders inside its strings. */
  substitutions?: Substitutions;
  /** Strings whose value is not what their notation says, such as one that was filled in, by their pointers. */
  texts?: ReadonlyMap<string, MappedText>;
  /** Found while reading it, with ranges in the file. */
  diagnostics?: readonly Diagnostic[];
}

/**
 * A definition that is a value inside a file: `positions` is where `value` stands, pointers begin there. `length` is that
 * of the JSON text AWS's tools make of it.
 */
export function readInline(
  value: Json,
  positions: PositionNode,
  fileText: string,
  options: InlineOptions = {},
): EmbeddedText {
  return new Inline(value, positions, fileText, options);
}

class Inline implements EmbeddedText {
  readonly format: TextFormat;
  readonly value: Json | undefined;
  readonly unknown?: ReadonlySet<string>;
  readonly unfilled: readonly string[];
  readonly diagnostics: Diagnostic[];
  readonly length: number;
  readonly lines: Lines;
  private readonly texts: ReadonlyMap<string, MappedText>;

  constructor(
    value: Json,
    private readonly positions: PositionNode,
    readonly text: string,
    options: InlineOptions,
  ) {
    const deep = nestsTooDeeply(value);
    const filling = new Filling(text, options);
    this.value = deep ? undefined : filling.value(value, positions, "");
    this.texts = filling.texts;
    const written = this.value === undefined ? "" : JSON.stringify(this.value);
    this.length = written.length;
    this.unfilled = placeholderNames(written);
    this.format = options.format ?? "json";
    this.unknown = options.unknown;
    this.lines = options.lines ?? new Lines(text);
    this.diagnostics = [...(options.diagnostics ?? []), ...(deep ? [this.tooDeep()] : [])];
  }

  locate(pointer: string, part: "key" | "value" = "value"): Range | undefined {
    const node = findNode(this.positions, pointer);
    if (node === undefined) return undefined;
    if (part === "key") return node.keyStart < 0 ? undefined : this.lines.range(node.keyStart, node.keyEnd);
    return this.lines.range(node.start, node.end);
  }

  inside(pointer: string, span: Span): Range | undefined {
    const node = findNode(this.positions, pointer);
    const value = valueAt(this.value, pointer);
    if (node === undefined || typeof value !== "string") return undefined;
    const mapped = this.texts.get(pointer) ?? mappedText([scalarPiece(this.text, node, value)], node.start);
    return this.lines.range(...fileSpan(mapped, span.offset, span.offset + span.length));
  }

  private tooDeep(): Diagnostic {
    const one = diagnostic("too-deep", { limit: `${MAX_DEPTH} levels` }, { path: [] });
    return { ...one, range: this.lines.range(this.positions.start, this.positions.end) };
  }
}

/** Fills the placeholders in a value's strings, keeping where the strings' characters come from. */
class Filling {
  readonly texts: Map<string, MappedText>;

  constructor(
    private readonly text: string,
    private readonly options: InlineOptions,
  ) {
    this.texts = new Map(options.texts);
  }

  value(value: Json, node: PositionNode | undefined, pointer: string): Json {
    if (this.options.substitutions === undefined) return value;
    if (typeof value === "string") return value.includes("${") ? this.string(value, node, pointer) : value;
    const inner = (key: string, one: Json): Json =>
      this.value(one, node?.children?.get(key), pointer + pointerStep(key));
    if (Array.isArray(value)) return value.map((one, index) => inner(String(index), one));
    if (!isObject(value)) return value;
    const filled: JsonObject = {};
    for (const key of Object.keys(value)) put(filled, key, inner(key, value[key]));
    return filled;
  }

  private string(value: string, node: PositionNode | undefined, pointer: string): Json {
    const piece = node === undefined ? fixedPiece(value, 0, 0) : scalarPiece(this.text, node, value);
    const filled = fillPlaceholders(this.texts.get(pointer) ?? mappedText([piece]), this.options.substitutions);
    this.texts.set(pointer, filled);
    return filled.text;
  }
}
