import type { PositionNode } from "../definition/positions.js";
import { isObject, type Json, type JsonObject, put } from "../json.js";
import { pointerStep } from "../pointer.js";
import { type EmbeddedText, readInline } from "./embedded.js";
import { fixedPiece, type MappedText, mappedText, scalarPiece } from "./mapped-text.js";
import { isUnknown, isWhole, replaceMapped } from "./replacements.js";
import type { Substitutions } from "./source.js";
import { functionIn, type TemplateFunction, type TemplateFunctions } from "./template-functions.js";
import { childOf, templateString } from "./template-strings.js";
import { diagnosticsInside, type Located } from "./template-text.js";

/** Reads a definition that is an object of a template: its functions are computed, everything else stands where it is. */
export function readTemplateObject(
  located: Located,
  functions: TemplateFunctions,
  substitutions: Substitutions,
): EmbeddedText {
  const { template, value, node } = located;
  const walk = new Walk(located, functions);
  const found = walk.value(value, node, "") ?? { value: null, node };
  return readInline(found.value, found.node, template.text, {
    format: template.format,
    lines: template.lines,
    unknown: walk.unknown,
    texts: walk.texts,
    substitutions,
    diagnostics: diagnosticsInside(located),
  });
}

/** A value with the places of what is in it. */
interface Placed {
  value: Json;
  node: PositionNode;
}

class Walk {
  readonly unknown = new Set<string>();
  readonly texts = new Map<string, MappedText>();

  private readonly text: string;
  private level = 0;

  constructor(
    private readonly located: Located,
    private readonly functions: TemplateFunctions,
  ) {
    this.text = located.template.text;
  }

  /** Undefined where the value takes its key with it. */
  value(value: Json, node: PositionNode, pointer: string): Placed | undefined {
    this.functions.work.spend(1);
    this.functions.work.deeper(++this.level);
    const placed = this.placed(value, node, pointer);
    this.level--;
    return placed;
  }

  private placed(value: Json, node: PositionNode, pointer: string): Placed | undefined {
    if (typeof value === "string") return this.string(value, node, pointer);
    if (Array.isArray(value)) return this.array(value, node, pointer);
    if (!isObject(value)) return { value, node };
    const call = functionIn(value);
    return call === undefined ? this.object(value, node, pointer) : this.call(call, value, node, pointer);
  }

  private string(value: string, node: PositionNode, pointer: string): Placed | undefined {
    const { meaning } = this.functions;
    const target = meaning.target?.(value);
    if (target?.template === this.located.template && typeof target.value !== "string")
      return this.value(target.value, target.node, pointer);
    const replacements = meaning.replacements(value);
    if (replacements.length === 0) return this.unchanged(value, node, pointer);
    if (isWhole(value, replacements)) {
      const resolved = this.functions.resolve(value);
      return resolved === undefined ? undefined : this.result(resolved, node, pointer);
    }
    const mapped = mappedText([scalarPiece(this.text, node, value)], node.start);
    return this.mapped(replaceMapped(mapped, replacements), node, pointer);
  }

  private unchanged(value: string, node: PositionNode, pointer: string): Placed {
    if (this.functions.meaning.target !== undefined && isUnknown(value)) this.unknown.add(pointer);
    return { value, node };
  }

  private array(value: Json[], node: PositionNode, pointer: string): Placed {
    const children = new Map<string, PositionNode>();
    const items: Json[] = [];
    for (const [index, item] of value.entries()) {
      const key = String(items.length);
      const placed = this.value(item, childOf(node, index), pointer + pointerStep(key));
      if (placed === undefined) continue;
      items.push(placed.value);
      children.set(key, placed.node);
    }
    return { value: items, node: { ...node, children } };
  }

  private object(value: JsonObject, node: PositionNode, pointer: string): Placed {
    const children = new Map<string, PositionNode>();
    const object: JsonObject = {};
    for (const key of Object.keys(value)) {
      const child = childOf(node, key);
      const placed = this.value(value[key], child, pointer + pointerStep(key));
      if (placed === undefined) continue;
      put(object, key, placed.value);
      children.set(key, { ...placed.node, keyStart: child.keyStart, keyEnd: child.keyEnd });
    }
    return { value: object, node: { ...node, children } };
  }

  private call(call: TemplateFunction, value: Json, node: PositionNode, pointer: string): Placed | undefined {
    const { name } = call;
    if (name === "Fn::Sub" || name === "Fn::Join")
      return this.mapped(templateString(value, node, this.text, this.functions), node, pointer);
    const chosen = this.functions.picks(call);
    if (chosen !== undefined) return this.value(chosen.value, childOf(childOf(node, name), chosen.index), pointer);
    const result = this.functions.resolve(value);
    return result === undefined ? undefined : this.result(result, node, pointer);
  }

  private mapped(mapped: MappedText, node: PositionNode, pointer: string): Placed {
    this.texts.set(pointer, mapped);
    if (isUnknown(mapped.text)) this.unknown.add(pointer);
    return { value: mapped.text, node: { ...node, children: undefined } };
  }

  private result(value: Json, node: PositionNode, pointer: string): Placed {
    if (typeof value !== "string") {
      this.mark(value, pointer);
      return { value, node: { ...node, children: undefined } };
    }
    return this.mapped(mappedText([fixedPiece(value, node.start, node.end)], node.start), node, pointer);
  }

  private mark(value: Json, pointer: string): void {
    if (isUnknown(value)) this.unknown.add(pointer);
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) this.mark(inner, pointer + pointerStep(key));
  }
}
