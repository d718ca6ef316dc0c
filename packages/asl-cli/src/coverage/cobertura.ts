import { ownPackage } from "../package.js";
import { groupBy } from "./group-by.js";
import { type Branch, type FileLines, fileLines } from "./lines.js";
import type { MachineReport } from "./machine-report.js";
import { escaped } from "./markup.js";

const DTD = "http://cobertura.sourceforge.net/xml/coverage-04.dtd";

interface Counts {
  readonly lines: number;
  readonly linesCovered: number;
  readonly branches: number;
  readonly branchesCovered: number;
}

/**
 * Cobertura's XML (coverage-04.dtd): a file is a class, a state a method, what can go two ways a condition of its line.
 * `at`: milliseconds since 1970, which the format asks for.
 */
export function coberturaReport(reports: readonly MachineReport[], at: number): string {
  const files = fileLines(reports);
  const all = files.map(countsOf);
  const total = { lines: 0, linesCovered: 0, branches: 0, branchesCovered: 0 };
  for (const counts of all) for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key];
  const { lines, linesCovered, branches, branchesCovered } = total;
  const valid = `lines-covered="${linesCovered}" lines-valid="${lines}" branches-covered="${branchesCovered}" branches-valid="${branches}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<!DOCTYPE coverage SYSTEM "${DTD}">`,
    `<coverage ${rates(total)} ${valid} complexity="0" version="asl ${ownPackage().version}" timestamp="${at}">`,
    "  <sources><source>.</source></sources>",
    "  <packages>",
    `    <package name="state machines" ${rates(total)} complexity="0">`,
    "      <classes>",
    ...files.flatMap((file, i) => classOf(file, all[i])),
    "      </classes>",
    "    </package>",
    "  </packages>",
    "</coverage>",
    "",
  ].join("\n");
}

function countsOf({ lines, branches }: FileLines): Counts {
  const items = branches.flatMap((branch) => branch.items);
  return {
    lines: lines.size,
    linesCovered: [...lines.values()].filter(Boolean).length,
    branches: items.length,
    branchesCovered: items.filter(({ covered }) => covered).length,
  };
}

const rate = (covered: number, total: number): string => (total === 0 ? "1" : String(+(covered / total).toFixed(4)));

const rates = ({ lines, linesCovered, branches, branchesCovered }: Counts): string =>
  `line-rate="${rate(linesCovered, lines)}" branch-rate="${rate(branchesCovered, branches)}"`;

function classOf(file: FileLines, counts: Counts): string[] {
  const name = escaped(file.file);
  const byLine = groupBy(file.branches, ({ line }) => line);
  return [
    `        <class name="${name}" filename="${name}" ${rates(counts)} complexity="0">`,
    "          <methods>",
    ...file.states.map(methodOf),
    "          </methods>",
    "          <lines>",
    ...[...file.lines].flatMap(([line, reached]) => lineOf(line, reached, byLine.get(line) ?? [])),
    "          </lines>",
    "        </class>",
  ];
}

function methodOf({ name, line, covered }: FileLines["states"][number]): string {
  const hits = covered ? 1 : 0;
  const inside = `<lines><line number="${line}" hits="${hits}" branch="false"/></lines>`;
  const open = `<method name="${escaped(name)}" signature="" line-rate="${hits}" branch-rate="1" complexity="0">`;
  return `            ${open}${inside}</method>`;
}

function lineOf(line: number, reached: boolean, branches: readonly Branch[]): string[] {
  const start = `            <line number="${line}" hits="${reached ? 1 : 0}"`;
  if (branches.length === 0) return [`${start} branch="false"/>`];
  const items = branches.flatMap((branch) => branch.items);
  return [
    `${start} branch="true" condition-coverage="${shareOf(items)}">`,
    `              <conditions>${branches.map(conditionOf).join("")}</conditions>`,
    "            </line>",
  ];
}

const conditionOf = ({ items }: Branch, i: number): string =>
  `<condition number="${i}" type="${items[0].kind}" coverage="${shareOf(items).split(" ")[0]}"/>`;

function shareOf(items: Branch["items"]): string {
  const covered = items.filter((item) => item.covered).length;
  return `${Math.floor((covered * 100) / items.length)}% (${covered}/${items.length})`;
}
