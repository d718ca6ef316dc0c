import type { ReadText } from "../definition/index.js";
import type { Position, Range } from "../definition/positions.js";
import type { Stage } from "../kernel/index.js";
import type { Node } from "../machine/machine.js";
import type { Program } from "./program.js";
import { STAGE_OF_FIELD } from "./stage-of-field.js";

/** A place in the text of a program where a run can stop: a state, or a field or Choice rule in it. */
export interface TextPlace {
  readonly node: Node;
  /** From its name, where it has one, to the end of its value. */
  readonly range: Range;
  readonly stage?: Stage;
  readonly rule?: number | "default";
}

/**
 * The places that begin on the lines from `first` to `last`, in the order of the text; none where the program has no text.
 * O(states), and O(fields) of the states on these lines.
 */
export function textPlaces({ read, machine }: Program, first: number, last = first): TextPlace[] {
  if (read === undefined) return [];
  const found = machine.nodes.flatMap((node): TextPlace[] => {
    const range = wholeRange(read, node.pointer);
    if (range === undefined || range.start.line > last || lastLine(range) < first) return [];
    return [{ node, range }, ...inside(read, node)];
  });
  return found
    .filter(({ range }) => first <= range.start.line && range.start.line <= last)
    .sort((a, b) => a.range.start.offset - b.range.start.offset);
}

/**
 * Of the places of one line the one a column means: the innermost around it, else the next, else the last. Without a column
 * the first state that begins there, else the first place.
 */
export function placeAtColumn(places: readonly TextPlace[], column: number | undefined): TextPlace | undefined {
  if (column === undefined) return places.find(isState) ?? places[0];
  const around = places.findLast(({ range }) => range.start.column <= column && isBefore(column, range));
  return around ?? places.find(({ range }) => range.start.column > column) ?? places.at(-1);
}

const isState = ({ stage, rule }: TextPlace): boolean => stage === undefined && rule === undefined;

/** Whether a column of a range's first line is before its end. */
const isBefore = (column: number, { start, end }: Range): boolean => end.line > start.line || column < end.column;

/** The last line a range reaches into: not one of which it takes nothing. */
export const lastLine = ({ start, end }: { readonly start: Position; readonly end: Position }): number =>
  end.column === 1 && end.line > start.line ? end.line - 1 : end.line;

/** A value with its key. */
export function wholeRange(read: ReadText, pointer: string): Range | undefined {
  const value = read.locate(pointer);
  if (value === undefined) return undefined;
  return { start: read.locate(pointer, "key")?.start ?? value.start, end: value.end };
}

/** Fields that give data stages, rules, and the Default. */
function inside(read: ReadText, node: Node): TextPlace[] {
  const at = (field: string, more: Pick<TextPlace, "stage" | "rule">): TextPlace[] => {
    const range = wholeRange(read, `${node.pointer}/${field}`);
    return range === undefined ? [] : [{ node, range, ...more }];
  };
  const fields = Object.keys(STAGE_OF_FIELD).flatMap((field) => at(field, { stage: stageOf(node, field) }));
  if (node.kind !== "Choice") return fields;
  const rules = node.rules.flatMap((_, rule) => at(`Choices/${rule}`, { rule }));
  return [...fields, ...rules, ...(node.otherwise === null ? [] : at("Default", { rule: "default" }))];
}

const stageOf = (node: Node, field: string): Stage =>
  field === "Parameters" && node.kind === "Map" ? "afterItemSelector" : STAGE_OF_FIELD[field];
