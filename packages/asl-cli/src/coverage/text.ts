import { columns, printable } from "asl-core";
import { type Count, type CoverageSummary, ITEM_KINDS, percentOf } from "asl-core/testing/coverage";
import type { Colours } from "../output.js";
import { middleCut } from "../print/text.js";
import type { MachineReport } from "./machine-report.js";
import type { CoverageReport } from "./report.js";
import { shortfallLine } from "./shortfall.js";
import { snippet } from "./snippet.js";
import { describe, missing } from "./words.js";

/** Most items of one machine that are listed. */
const MOST = 100;
/** Longer names give way in their middle, in the table. */
const LONGEST_NAME = 60;
/** Longer descriptions are cut. */
const WIDEST = 160;

/** A report for people: a table, what is not covered with its places, and how to reach some of it. */
export function textReport(report: CoverageReport, colours: Colours): string {
  const parts = [
    table(report, colours),
    ...report.machines.flatMap((machine) => uncovered(machine, colours)),
    ...suggestions(report, colours),
    report.shortfalls.map((shortfall) => colours.red(shortfallLine(shortfall))).join("\n"),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function table({ machines, total }: CoverageReport, colours: Colours): string {
  const kinds = ITEM_KINDS.filter((kind) => total.kinds[kind].total > 0);
  const cells = (name: string, summary: CoverageSummary) => [
    name,
    `${percent(summary)}%`,
    share(summary),
    ...kinds.map((kind) => share(summary.kinds[kind])),
  ];
  const rows = machines.map(({ name, summary }) => cells(middleCut(printable(name), LONGEST_NAME), summary));
  if (machines.length > 1) rows.push(cells("all", total));
  const head = ["", "", "all", ...kinds];
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => columns(row[i]))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => pad(cell, widths[i], i === 0))
      .join("  ")
      .trimEnd();
  const summaries = [...machines.map(({ summary }) => summary), total];
  return [colours.dim(line(head)), ...rows.map((row, i) => painter(summaries[i], colours)(line(row)))].join("\n");
}

const pad = (cell: string, width: number, left: boolean): string => {
  const blanks = " ".repeat(width - columns(cell));
  return left ? cell + blanks : blanks + cell;
};

/** Never 100 where something is missing. */
const percent = (count: Count): string => (Math.floor(percentOf(count) * 10) / 10).toFixed(1);
const share = ({ covered, total }: Count): string => (total === 0 ? "–" : `${covered}/${total}`);

function painter(count: Count, { green, yellow, red }: Colours): (text: string) => string {
  const percent = percentOf(count);
  return percent === 100 ? green : percent >= 50 ? yellow : red;
}

function uncovered({ name, items, notes }: MachineReport, colours: Colours): string[] {
  const open = items.filter(({ covered }) => !covered);
  const rows = open.slice(0, MOST).map((item) => ({
    place: item.range === undefined ? "" : `${item.range.start.line}:${item.range.start.column}`,
    text: shortened(printable(describe(item))),
    missing: missing(item),
  }));
  const place = Math.max(0, ...rows.map((row) => row.place.length));
  const lines = rows.map(
    (row) => `  ${colours.dim(row.place.padStart(place))}  ${row.text} — ${colours.yellow(row.missing)}`,
  );
  const more = open.length > MOST ? [`  … and ${open.length - MOST} more: --reporter json lists all`] : [];
  const told = notes.map((note) => colours.dim(`  note: ${printable(note)}`));
  if (lines.length + told.length === 0) return [];
  const title = lines.length > 0 ? `Not covered in ${printable(name)}` : printable(name);
  return [[colours.bold(title), ...told, ...lines, ...more].join("\n")];
}

const shortened = (text: string): string => (text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text);

function suggestions({ suggestions, machines }: CoverageReport, colours: Colours): string[] {
  if (suggestions.length === 0) return [];
  const parts = suggestions.map((suggested) => {
    const reached = suggested.reaches
      .slice(0, 5)
      .map((item) => `  # ${shortened(printable(describe(item)))} — ${item.outcome}`);
    const more = suggested.reaches.length > 5 ? [`  # and ${suggested.reaches.length - 5} more`] : [];
    const name = machines.length > 1 ? ` in ${printable(suggested.report.name)}` : "";
    const lines = [...reached, ...more].map((line) => colours.dim(line));
    return [colours.bold(`Reach next${name}`), ...lines, ...snippet(suggested).map((line) => `  ${line}`)].join("\n");
  });
  return parts;
}
