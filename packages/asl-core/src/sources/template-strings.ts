import { bareNode, type PositionNode } from "../definition/positions.js";
import type { Json } from "../json.js";
import { fixedPiece, type MappedText, mappedText, type Piece, partOf, scalarPiece } from "./mapped-text.js";
import { replaceMapped } from "./replacements.js";
import { functionIn, type TemplateFunctions } from "./template-functions.js";

/** The text a value of a template comes to, each character with its place in the template. Linear in the text. */
export function templateString(
  value: Json,
  node: PositionNode,
  fileText: string,
  functions: TemplateFunctions,
): MappedText {
  if (typeof value === "string") return literal(value, node, fileText, functions);
  const call = functionIn(value);
  const argument = call && childOf(node, call.name);
  if (call?.name === "Fn::Sub") return sub(call.argument, argument ?? node, fileText, functions);
  if (call?.name === "Fn::Join") return join(call.argument, argument ?? node, fileText, functions);
  const chosen = functions.picks(call);
  if (chosen !== undefined) return templateString(chosen.value, childOf(argument, chosen.index), fileText, functions);
  return mappedText([fixedPiece(functions.text(value), node.start, node.end)], node.start);
}

function literal(value: string, node: PositionNode, fileText: string, functions: TemplateFunctions): MappedText {
  const mapped = mappedText([scalarPiece(fileText, node, value)], node.start);
  return replaceMapped(mapped, functions.meaning.replacements(value));
}

function sub(argument: Json, node: PositionNode, fileText: string, functions: TemplateFunctions): MappedText {
  const [written, values] = Array.isArray(argument) ? argument : [argument];
  const place = Array.isArray(argument) ? childOf(node, 0) : node;
  if (typeof written !== "string")
    return mappedText([fixedPiece(functions.text({ "Fn::Sub": argument }), ...ends(node))]);
  const text = literal(written, place, fileText, functions);
  return replaceMapped(text, functions.substituted(text.text, values));
}

function join(argument: Json, node: PositionNode, fileText: string, functions: TemplateFunctions): MappedText {
  const [delimiter, list] = Array.isArray(argument) ? argument : [];
  if (!Array.isArray(list)) return mappedText([fixedPiece(functions.text({ "Fn::Join": argument }), ...ends(node))]);
  const between = functions.text(delimiter);
  const places = childOf(node, 1);
  const pieces: Piece[] = [];
  for (const [index, part] of list.entries()) {
    const place = childOf(places, index);
    if (index > 0) pieces.push(fixedPiece(between, place.start, place.start));
    const mapped = templateString(part, place, fileText, functions);
    pieces.push(partOf(mapped, 0, mapped.text.length));
  }
  return mappedText(pieces, node.start);
}

const ends = ({ start, end }: PositionNode): [number, number] => [start, end];

/** The place of a member; where it has none of its own, that of the whole. */
export const childOf = (node: PositionNode | undefined, key: string | number | undefined): PositionNode =>
  node?.children?.get(String(key)) ?? { ...(node ?? bareNode(0, 0)), children: undefined };
