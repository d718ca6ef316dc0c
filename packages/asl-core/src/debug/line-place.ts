import type { ReadText } from "../definition/index.js";
import type { Range } from "../definition/positions.js";
import type { Stage } from "../kernel/index.js";
import type { Node } from "../machine/machine.js";
import type { Program } from "./program.js";
import { STAGE_OF_FIELD } from "./stage-of-field.js";

/** What a line of a program stands for. */
export interface LinePlace {
  readonly nodes: ReadonlySet<number>;
  /** The line where it really is. */
  readonly line: number;
  readonly stage?: Stage;
  readonly rule?: number | "default";
  /** Why there is nothing to stop at. */
  readonly problem?: string;
}

/** The state, field or Choice rule that a line belongs to: the innermost. O(states of the program). */
export function placeOfLine({ read, machine, file }: Program, line: number): LinePlace {
  const none = { nodes: new Set<number>(), line };
  if (read === undefined) return { ...none, problem: "the program has no text to look for lines in" };
  const around = machine.nodes.filter(({ pointer }) => covers(read.locate(pointer), read.locate(pointer, "key"), line));
  const node = around.toSorted((a, b) => b.pointer.length - a.pointer.length)[0];
  if (node !== undefined) return { nodes: new Set([node.index]), line, ...inside(read, node, line) };
  const near = nearestState(read, machine.nodes, line);
  const where = near === undefined ? "" : `: the nearest, "${near.node.path}", is on line ${near.line}`;
  return { ...none, problem: `there is no state on line ${line}${file === undefined ? "" : ` of ${file}`}${where}` };
}

function covers(value: Range | undefined, key: Range | undefined, line: number): boolean {
  const start = key?.start.line ?? value?.start.line ?? Number.POSITIVE_INFINITY;
  return start <= line && line <= (value === undefined ? -1 : lastLine(value));
}

/** A range that ends at the beginning of a line does not reach into it. */
const lastLine = ({ start, end }: Range): number =>
  end.column === 1 && end.line > start.line ? end.line - 1 : end.line;

/** The state itself where the line is none of its fields'. */
function inside(read: ReadText, node: Node, line: number): Pick<LinePlace, "stage" | "rule"> {
  const isOn = (field: string): boolean => {
    const pointer = `${node.pointer}/${field}`;
    return covers(read.locate(pointer), read.locate(pointer, "key"), line);
  };
  if (node.kind === "Choice") {
    const rule = node.rules.findIndex((_, i) => isOn(`Choices/${i}`));
    if (rule >= 0) return { rule };
    if (node.otherwise !== null && isOn("Default")) return { rule: "default" };
  }
  const field = Object.keys(STAGE_OF_FIELD).find(isOn);
  return field === undefined ? {} : { stage: stageOf(node, field) };
}

const stageOf = (node: Node, field: string): Stage =>
  field === "Parameters" && node.kind === "Map" ? "afterItemSelector" : STAGE_OF_FIELD[field];

function nearestState(read: ReadText, nodes: readonly Node[], line: number): { node: Node; line: number } | undefined {
  const places = nodes.flatMap((node) => {
    const at = (read.locate(node.pointer, "key") ?? read.locate(node.pointer))?.start.line;
    return at === undefined ? [] : [{ node, line: at }];
  });
  return places.sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line))[0];
}
