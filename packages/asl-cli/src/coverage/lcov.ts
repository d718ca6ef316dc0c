import { printable } from "asl-core";
import { type Branch, type FileLines, fileLines } from "./lines.js";
import type { MachineReport } from "./machine-report.js";

/**
 * LCOV's tracefile format (geninfo(1)): states are functions, what can go two ways are branches. Counts are 0 and 1; a
 * branch of which nothing was seen has "-".
 */
export const lcovReport = (reports: readonly MachineReport[]): string => fileLines(reports).map(recordOf).join("");

function recordOf(file: FileLines): string {
  const rows = ["TN:", `SF:${printable(file.file)}`, ...states(file), ...branches(file.branches), ...lines(file)];
  return `${rows.join("\n")}\nend_of_record\n`;
}

function states({ states }: FileLines): string[] {
  const found = states.map(({ name, line, covered }) => ({ name: printable(name), line, covered }));
  return [
    ...found.map(({ name, line }) => `FN:${line},${name}`),
    ...found.map(({ name, covered }) => `FNDA:${covered ? 1 : 0},${name}`),
    `FNF:${found.length}`,
    `FNH:${found.filter(({ covered }) => covered).length}`,
  ];
}

function branches(all: readonly Branch[]): string[] {
  const items = all.flatMap((branch) => branch.items);
  return [
    ...all.flatMap(({ line, items, reached }, block) =>
      items.map(({ covered }, i) => `BRDA:${line},${block},${i},${reached ? Number(covered) : "-"}`),
    ),
    `BRF:${items.length}`,
    `BRH:${items.filter(({ covered }) => covered).length}`,
  ];
}

function lines({ lines }: FileLines): string[] {
  const rows = [...lines].map(([line, reached]) => `DA:${line},${reached ? 1 : 0}`);
  return [...rows, `LF:${lines.size}`, `LH:${[...lines.values()].filter(Boolean).length}`];
}
