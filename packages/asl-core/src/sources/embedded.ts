import type { Diagnostic } from "../definition/diagnostics.js";
import { diagnostic } from "../definition/diagnostics.js";
import { valueAt } from "../definition/location.js";
import { findNode, Lines, type PositionNode, type Range, type Span } from "../definition/positions.js";
import { MAX_DEPTH, type ReadText, readText, type TextFormat, type YamlReader } from "../definition/read.js";
import { type Json, nestsTooDeeply } from "../json.js";
import { type MappedText, mappedText, scalarPiece } from "./mapped-text.js";

/** How a definition inside another file is read. */
export interface EmbeddedOptions {
  /** Without it the text itself decides. */
  format?: TextFormat;
  /** `readYaml` of definition/yaml.ts; without it YAML inside is an error. */
  yaml?: YamlReader;
  maxDepth?: number;
  /** Of the file; made once for all machines in it. */
  lines?: Lines;
}

/**
 * Reads a definition whose text is made of pieces of a file. All ranges, of diagnostics too, are the file's; the
 * `location` AWS gives of invalid JSON stays that of the text inside. Linear.
 */
export function readEmbedded(mapped: MappedText, fileText: string, options: EmbeddedOptions = {}): ReadText {
  const { format, yaml, maxDepth } = options;
  return embed(readText(mapped.text, { format, yaml, maxDepth }), mapped, fileText, options.lines);
}

/** The same reading, with ranges in the file its text is made of. */
export const embed = (inner: ReadText, mapped: MappedText, fileText: string, lines?: Lines): ReadText =>
  new Embedded(inner, mapped, fileText, lines ?? new Lines(fileText));

class Embedded implements ReadText {
  readonly length: number;
  readonly format: TextFormat;
  readonly value: Json | undefined;
  readonly unknown?: ReadonlySet<string>;
  readonly diagnostics: Diagnostic[];

  constructor(
    private readonly inner: ReadText,
    private readonly mapped: MappedText,
    readonly text: string,
    readonly lines: Lines,
  ) {
    this.length = inner.length;
    this.format = inner.format;
    this.value = inner.value;
    this.unknown = inner.unknown;
    this.diagnostics = inner.diagnostics.map((one) => this.moved(one));
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
): ReadText {
  return new Inline(value, positions, fileText, options);
}

class Inline implements ReadText {
  readonly format: TextFormat;
  readonly value: Json | undefined;
  readonly unknown?: ReadonlySet<string>;
  readonly diagnostics: Diagnostic[];
  readonly length: number;
  readonly lines: Lines;

  constructor(
    value: Json,
    private readonly positions: PositionNode,
    readonly text: string,
    private readonly options: InlineOptions,
  ) {
    const deep = nestsTooDeeply(value);
    this.value = deep ? undefined : value;
    this.length = deep ? 0 : JSON.stringify(value).length;
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
    const mapped = this.options.texts?.get(pointer) ?? mappedText([scalarPiece(this.text, node, value)], node.start);
    return this.lines.range(...fileSpan(mapped, span.offset, span.offset + span.length));
  }

  private tooDeep(): Diagnostic {
    const one = diagnostic("too-deep", { limit: `${MAX_DEPTH} levels` }, { path: [] });
    return { ...one, range: this.lines.range(this.positions.start, this.positions.end) };
  }
}
