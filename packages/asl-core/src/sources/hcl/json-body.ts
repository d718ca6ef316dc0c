import type { PositionNode } from "../../definition/positions.js";
import { isObject, type Json, type JsonObject, own } from "../../json.js";
import { mappedText, scalarPiece } from "../mapped-text.js";
import { readTemplateFile } from "./body.js";
import { moved } from "./moved.js";
import type { Attribute, Block, Body, Expression, Part, Place } from "./syntax.js";

/** Labels that blocks of a type have: as many levels of objects lie between the type and the body. */
const LABELS: Readonly<Record<string, number>> = { resource: 2, data: 2, module: 1, variable: 1, locals: 0 };

/**
 * The blocks of a `.tf.json` file, which is `text` and holds `value`, with their places. Strings are templates, as
 * Terraform reads them. Linear.
 */
export function bodyOfJson(text: string, value: Json, root: PositionNode): Body {
  const blocks: Block[] = [];
  const reader = new JsonReader(text);
  if (isObject(value))
    for (const type of Object.keys(LABELS)) {
      const inner = own(value, type);
      const node = root.children?.get(type);
      if (inner !== undefined && node !== undefined) reader.blocks(type, [], inner, node, blocks);
    }
  return { attributes: new Map(), blocks };
}

class JsonReader {
  constructor(private readonly text: string) {}

  /** Terraform takes lists of objects wherever it takes an object. */
  blocks(type: string, labels: readonly string[], value: Json, node: PositionNode, found: Block[]): void {
    if (Array.isArray(value)) {
      for (const [index, one] of value.entries()) this.one(type, labels, one, childOf(node, String(index)), found);
    } else this.one(type, labels, value, node, found);
  }

  private one(type: string, labels: readonly string[], value: Json, node: PositionNode, found: Block[]): void {
    if (!isObject(value)) return;
    if (labels.length === LABELS[type]) {
      const place = node.keyStart < 0 ? { start: node.start, end: node.start } : keyOf(node);
      found.push({ type, labels, body: { attributes: this.attributes(value, node), blocks: [] }, ...place });
    } else
      for (const key of Object.keys(value)) this.blocks(type, [...labels, key], value[key], childOf(node, key), found);
  }

  private attributes(value: JsonObject, node: PositionNode): Map<string, Attribute> {
    const attributes = new Map<string, Attribute>();
    for (const key of Object.keys(value)) {
      const child = childOf(node, key);
      attributes.set(key, { value: this.expression(value[key], child), ...keyOf(child) });
    }
    return attributes;
  }

  private expression(value: Json, node: PositionNode): Expression {
    const { start, end } = node;
    if (typeof value === "string") return { type: "template", parts: this.parts(value, node), start, end };
    if (Array.isArray(value)) {
      const items = value.map((item, index) => this.expression(item, childOf(node, String(index))));
      return { type: "tuple", items, start, end };
    }
    if (!isObject(value)) return { type: "literal", value, start, end };
    const items = Object.keys(value).map((key) => {
      const child = childOf(node, key);
      return { key: this.key(key, child), value: this.expression(value[key], child) };
    });
    return { type: "object", items, start, end };
  }

  private key(key: string, node: PositionNode): Expression {
    const place = keyOf(node);
    return { type: "template", parts: [{ type: "text", text: key, ...place }], ...place };
  }

  private parts(value: string, node: PositionNode): Part[] {
    const mapped = mappedText([scalarPiece(this.text, node, value)], node.start + 1);
    return moved(readTemplateFile(value), mapped);
  }
}

const keyOf = (node: PositionNode): Place => ({ start: node.keyStart, end: node.keyEnd });

const childOf = (node: PositionNode, key: string): PositionNode => node.children?.get(key) ?? node;
