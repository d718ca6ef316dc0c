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
  const walk = new Walk(template.text, functions);
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

  constructor(
    private readonly text: string,
    private readonly functions: TemplateFunctions,
  ) {}

  /** Undefined where the value takes its key with it. */
  value(value: Json, node: PositionNode, pointer: string): Placed | undefined {
    if (typeof value === "string") return this.string(value, node, pointer);
    if (Array.isArray(value)) return this.array(value, node, pointer);
    if (!isObject(value)) return { value, node };
    const call = functionIn(value);
    return call === undefined ? this.object(value, node, pointer) : this.call(call, value, node, pointer);
  }

  private string(value: string, node: PositionNode, pointer: string): Placed {
    const replacements = this.functions.replacements(value);
    if (replacements.length === 0) return { value, node };
    if (isWhole(value, replacements)) return this.result(replacements[0].value, node, pointer);
    const mapped = mappedText([scalarPiece(this.text, node, value)], node.start);
    return this.mapped(replaceMapped(mapped, replacements), node, pointer);
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

  private call({ name, argument }: TemplateFunction, value: Json, node: PositionNode, pointer: string) {
    if (name === "Fn::Sub" || name === "Fn::Join")
      return this.mapped(templateString(value, node, this.text, this.functions), node, pointer);
    const index = name === "Fn::If" ? this.functions.chosen(argument) : undefined;
    const chosen = index === undefined ? undefined : (argument as Json[])[index];
    if (chosen !== undefined) return this.value(chosen, childOf(childOf(node, name), index), pointer);
    const result = this.functions.resolve(value);
    return result === undefined ? undefined : this.result(result, node, pointer);
  }

  private mapped(mapped: MappedText, node: PositionNode, pointer: string): Placed {
    this.texts.set(pointer, mapped);
    if (isUnknown(mapped.text)) this.unknown.add(pointer);
    return { value: mapped.text, node: { ...node, children: undefined } };
  }

  private result(value: Json, node: PositionNode, pointer: string): Placed {
    if (typeof value !== "string") return { value, node: { ...node, children: undefined } };
    return this.mapped(mappedText([fixedPiece(value, node.start, node.end)], node.start), node, pointer);
  }
}
