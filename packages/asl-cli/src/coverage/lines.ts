import { groupBy } from "./group-by.js";
import type { MachineReport, PlacedItem } from "./machine-report.js";

/** Outcomes of one thing that stand on one line: taken and not taken, true and false. */
export interface Branch {
  readonly line: number;
  readonly items: readonly PlacedItem[];
  /** Whether any of its outcomes has been seen. */
  readonly reached: boolean;
}

/** A file's lines as coverage formats see them. Lines count from 1. */
export interface FileLines {
  readonly file: string;
  readonly text: string;
  /** Line → whether what stands there has been reached; lines that nothing is said of are absent. */
  readonly lines: ReadonlyMap<number, boolean>;
  readonly branches: readonly Branch[];
  /** States, each with its name in the file. */
  readonly states: readonly { readonly name: string; readonly line: number; readonly covered: boolean }[];
  readonly machines: readonly MachineReport[];
}

/** Files by their names; machines without a file are left out. O(lines × depth of nesting). */
export function fileLines(reports: readonly MachineReport[]): FileLines[] {
  const files = groupBy(
    reports.filter(({ file }) => file !== null),
    ({ file }) => file!,
  );
  return [...files].map(([file, machines]) => linesOf(file, machines));
}

/** The lines of one text with these machines in it. */
export function linesOf(file: string, machines: readonly MachineReport[]): FileLines {
  const marks = new Map<number, Mark>();
  for (const machine of machines) markLines(machine, marks);
  const lines = [...marks].sort(([a], [b]) => a - b).map(([line, { reached }]) => [line, reached] as const);
  return {
    file,
    text: machines[0].read.text,
    lines: new Map(lines),
    branches: machines.flatMap(branchesOf),
    states: machines.flatMap((machine) => statesOf(machine, machines.length > 1)),
    machines,
  };
}

/** The things of a machine with their outcomes, states left out. */
function branchesOf({ items }: MachineReport): Branch[] {
  const groups = groupBy(
    items.filter(({ kind }) => kind !== "states"),
    ({ group }) => group,
  );
  return [...groups.values()].map((group) => ({
    line: group[0].range?.start.line ?? 1,
    items: group,
    reached: group.some(({ covered }) => covered),
  }));
}

function statesOf({ items, name }: MachineReport, several: boolean) {
  return items
    .filter(({ kind }) => kind === "states")
    .map(({ path, range, covered }) => ({
      name: several ? `${name.slice(name.lastIndexOf("#") + 1)} › ${path}` : path,
      line: range?.start.line ?? 1,
      covered,
    }));
}

/** What is known of a line, and how long the thing is that says it. */
interface Mark {
  readonly reached: boolean;
  readonly size: number;
}

/** What is inside overrides what is around: a rule's lines are the rule's, not the state's. */
function markLines({ items, read }: MachineReport, marks: Map<number, Mark>): void {
  const groups = groupBy(
    items.filter(({ kind }) => kind !== "maps"),
    ({ group }) => group,
  );
  for (const group of groups.values()) {
    const { from, to } = spanOf(group, read);
    const mark = { reached: group.some(({ covered }) => covered), size: to - from };
    for (let line = from; line <= to; line++) marks.set(line, inner(marks.get(line), mark));
  }
}

/** Where several things of one size share a line, it counts as reached when one of them has been. */
function inner(before: Mark | undefined, mark: Mark): Mark {
  if (before === undefined || mark.size < before.size) return mark;
  return mark.size === before.size && mark.reached ? mark : before;
}

/** First and last line of a thing; none where the text does not have it. */
function spanOf(group: readonly PlacedItem[], read: MachineReport["read"]): { from: number; to: number } {
  const [{ kind, pointer, range }] = group;
  const whole = kind === "states" ? read.locate(pointer) : range;
  if (whole === undefined) return { from: 1, to: 0 };
  const from = Math.min(range?.start.line ?? whole.start.line, whole.start.line);
  const to = whole.end.column === 1 && whole.end.line > from ? whole.end.line - 1 : whole.end.line;
  return { from, to };
}
