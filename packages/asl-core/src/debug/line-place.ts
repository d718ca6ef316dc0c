import type { ReadText } from "../definition/index.js";
import type { Stage } from "../kernel/index.js";
import type { Node } from "../machine/machine.js";
import type { Program } from "./program.js";
import { lastLine, placeAtColumn, type TextPlace, textPlaces, wholeRange } from "./text-places.js";

/** What a line of a program stands for. */
export interface LinePlace {
  readonly nodes: ReadonlySet<number>;
  /** The line where it really is. */
  readonly line: number;
  /** The column where it begins, where it begins on that line. */
  readonly column?: number;
  readonly stage?: Stage;
  readonly rule?: number | "default";
  /** Why there is nothing to stop at. */
  readonly problem?: string;
}

/**
 * The state, field or Choice rule that a line belongs to: what begins on it, else the innermost around it. Where several begin
 * on it a column says which is meant; without one it is the first state. O(states of the program).
 */
export function placeOfLine(program: Program, line: number, column?: number): LinePlace {
  const { read, machine, file } = program;
  const none = { nodes: new Set<number>(), line };
  if (read === undefined) return { ...none, problem: "the program has no text to look for lines in" };
  const begun = placeAtColumn(textPlaces(program, line), column);
  const place = begun ?? around(program, read, line);
  if (place !== undefined) {
    const { node, range, stage, rule } = place;
    const where = { nodes: new Set([node.index]), line, ...(begun && { column: range.start.column }) };
    return { ...where, ...(stage !== undefined && { stage }), ...(rule !== undefined && { rule }) };
  }
  const near = nearestState(read, machine.nodes, line);
  const where = near === undefined ? "" : `: the nearest, "${near.node.path}", is on line ${near.line}`;
  return { ...none, problem: `there is no state on line ${line}${file === undefined ? "" : ` of ${file}`}${where}` };
}

/** The innermost place that reaches into a line from before. */
function around(program: Program, read: ReadText, line: number): TextPlace | undefined {
  const covering = program.machine.nodes.flatMap(({ pointer }) => {
    const range = wholeRange(read, pointer);
    return range !== undefined && range.start.line <= line && line <= lastLine(range) ? [range] : [];
  });
  const innermost = covering.toSorted((a, b) => b.start.offset - a.start.offset)[0];
  if (innermost === undefined) return undefined;
  const { start } = innermost;
  return textPlaces(program, start.line, line).findLast(
    ({ range }) =>
      range.start.offset >= start.offset && range.end.offset <= innermost.end.offset && lastLine(range) >= line,
  );
}

function nearestState(read: ReadText, nodes: readonly Node[], line: number): { node: Node; line: number } | undefined {
  const places = nodes.flatMap((node) => {
    const at = (read.locate(node.pointer, "key") ?? read.locate(node.pointer))?.start.line;
    return at === undefined ? [] : [{ node, line: at }];
  });
  return places.sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line))[0];
}
