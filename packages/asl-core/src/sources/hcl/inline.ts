import { bareNode, type PositionNode } from "../../definition/positions.js";
import { type Json, type JsonObject, put } from "../../json.js";
import { pointerStep } from "../../pointer.js";
import { fixedPiece, type MappedText } from "../mapped-text.js";
import type { Place } from "./syntax.js";
import type { HclText, Member, Origin, Value } from "./value.js";
import type { Writer } from "./writer.js";

/** A value as `readInline` takes it. */
export interface Inlined {
  readonly value: Json;
  readonly positions: PositionNode;
  readonly unknown: ReadonlySet<string>;
  readonly texts: ReadonlyMap<string, MappedText>;
}

/** What laying out a value costs, beside its characters. */
const VALUE = 20;

/** Nesting laid out; what lies deeper counts as unknown. */
const MAX_DEPTH = 500;

/**
 * Lays a value out as JSON with the place of everything in one file, that of `root`. Values nobody knows become `${name}`
 * and are named in `unknown`; what stands in another file gets the place of what it stands in. Throws TooMuchWork.
 * Linear in the result.
 */
export function inlined(root: Value, writer: Writer): Inlined {
  return new Inlining(root.file, writer).run(root);
}

class Inlining {
  private readonly unknown = new Set<string>();
  private readonly texts = new Map<string, MappedText>();
  private depth = 0;

  constructor(
    private readonly file: HclText,
    private readonly writer: Writer,
  ) {}

  run(root: Value): Inlined {
    const positions = node(root);
    const value = this.value(root, positions, "");
    return { value, positions, unknown: this.unknown, texts: this.texts };
  }

  private value(value: Value, place: PositionNode, pointer: string): Json {
    this.writer.work.spend(VALUE);
    if (this.depth >= MAX_DEPTH) return this.nobodyKnows("…", place, pointer);
    this.depth++;
    const json = this.json(this.writer.value(value), place, pointer);
    this.depth--;
    return json;
  }

  private json(value: Value, place: PositionNode, pointer: string): Json {
    switch (value.type) {
      case "constant":
        return value.value;
      case "object":
        return this.object(value.members, place, pointer);
      case "tuple":
        return this.tuple(value.items, place, pointer);
      case "text":
        this.writer.work.spend(value.mapped.text.length);
        return this.text(value, value.mapped, place, pointer);
      case "json":
        return this.text(value, undefined, place, pointer, this.writer.text(value));
      case "decoded":
        return this.nobodyKnows("…", place, pointer);
      case "unknown":
        return this.nobodyKnows(value.name, place, pointer);
    }
  }

  private nobodyKnows(name: string, place: PositionNode, pointer: string): string {
    this.unknown.add(pointer);
    return this.fixed(`\${${name}}`, place, pointer);
  }

  private fixed(text: string, place: PositionNode, pointer: string): string {
    this.texts.set(pointer, fixedPiece(text, place.start, place.end));
    return text;
  }

  private text(
    origin: Origin,
    mapped: MappedText | undefined,
    place: PositionNode,
    pointer: string,
    text = mapped?.text,
  ): string {
    if (text === undefined) return this.nobodyKnows("…", place, pointer);
    if (mapped === undefined || origin.file !== this.file) return this.fixed(text, place, pointer);
    this.texts.set(pointer, mapped);
    return text;
  }

  private object(members: ReadonlyMap<string, Member>, place: PositionNode, pointer: string): JsonObject {
    const object: JsonObject = {};
    place.children = new Map();
    for (const [key, member] of members) {
      const here = member.value.file === this.file;
      const child = node(here ? member.value : place);
      if (here) [child.keyStart, child.keyEnd] = [member.start, member.end];
      place.children.set(key, child);
      put(object, key, this.value(member.value, child, pointer + pointerStep(key)));
    }
    return object;
  }

  private tuple(items: readonly Value[], place: PositionNode, pointer: string): Json[] {
    const children = new Map<string, PositionNode>();
    place.children = children;
    return items.map((item, index) => {
      const child = node(item.file === this.file ? item : place);
      children.set(String(index), child);
      return this.value(item, child, pointer + pointerStep(index));
    });
  }
}

const node = ({ start, end }: Place): PositionNode => bareNode(start, end);
