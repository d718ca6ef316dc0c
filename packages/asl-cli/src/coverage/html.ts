import { type Count, ITEM_KINDS, percentOf } from "asl-core/testing/coverage";
import { styleOf } from "asl-viewer/drawing";
import { groupBy } from "./group-by.js";
import { type FileLines, linesOf } from "./lines.js";
import type { MachineReport, PlacedItem } from "./machine-report.js";
import { escaped } from "./markup.js";
import { picture } from "./picture.js";
import type { CoverageReport } from "./report.js";
import { snippet } from "./snippet.js";
import { STYLE } from "./style.js";
import { describe, missing } from "./words.js";

/**
 * One page that needs nothing else: a table, and each source with its machines drawn, its lines and items. No script;
 * nothing is fetched.
 */
export async function htmlReport(report: CoverageReport): Promise<string> {
  const files = [...groupBy(report.machines, ({ file, name }) => file ?? name)];
  const sections: string[] = [];
  for (const [i, [file, machines]] of files.entries()) sections.push(await section(linesOf(file, machines), i));
  return [
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>State machine coverage</title>\n<style>${STYLE}${styleOf("auto")}</style>\n</head>\n<body>`,
    `<h1>State machine coverage</h1>\n${table(report)}`,
    ...sections,
    ...report.suggestions.map((one) => {
      const reached = one.reaches.map((item) => `<li>${escaped(describe(item))} — ${escaped(item.outcome)}</li>`);
      const lines = escapedLines(snippet(one).join("\n"));
      return `<h2>Reach next in ${escaped(one.report.name)}</h2><ul>${reached.join("")}</ul><pre>${lines}</pre>`;
    }),
    "</body>\n</html>\n",
  ].join("\n");
}

/** In text, line breaks stay what they are. */
const escapedLines = (text: string): string => text.split("\n").map(escaped).join("\n");

function table({ machines, total }: CoverageReport): string {
  const kinds = ITEM_KINDS.filter((kind) => total.kinds[kind].total > 0);
  const cell = (count: Count) => `<td class="${gradeOf(count)}">${shareOf(count)}</td>`;
  const row = (name: string, { summary }: Pick<MachineReport, "summary">) =>
    `<tr><th scope="row">${name}</th>${cell(summary)}${kinds.map((kind) => cell(summary.kinds[kind])).join("")}</tr>`;
  const head = ["", "all", ...kinds].map((kind) => `<th scope="col">${kind}</th>`).join("");
  const rows = machines.map((machine) => row(escaped(machine.name), machine));
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("\n")}${row("all", { summary: total })}</tbody></table>`;
}

const gradeOf = (count: Count): string =>
  count.total === 0 ? "none" : percentOf(count) === 100 ? "full" : percentOf(count) >= 50 ? "half" : "low";
const shareOf = (count: Count): string =>
  count.total === 0 ? "–" : `${Math.floor(percentOf(count))}% <small>${count.covered}/${count.total}</small>`;

async function section(file: FileLines, index: number): Promise<string> {
  const items = groupBy(
    file.machines.flatMap((machine) => machine.items),
    ({ range }) => range?.start.line ?? 1,
  );
  const notes = file.machines.flatMap(({ notes }) => notes).map((note) => `<p class="note">${escaped(note)}</p>`);
  const pictures: string[] = [];
  for (const machine of file.machines) pictures.push(await picture(machine));
  const rows = file.text
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .map((text, i) => line(text, i + 1, index, file, items.get(i + 1) ?? []));
  return `<h2>${escaped(file.file)}</h2>\n${notes.join("")}${pictures.join("")}<table class="source"><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

function line(text: string, number: number, file: number, lines: FileLines, items: readonly PlacedItem[]): string {
  const reached = lines.lines.get(number);
  const open = items.filter(({ covered }) => !covered);
  const grade = reached === undefined ? "" : !reached ? "low" : open.length > 0 ? "half" : "full";
  const id = `f${file}l${number}`;
  const badges = items.map(badge).join("");
  return `<tr class="${grade}" id="${id}"><td class="number"><a href="#${id}">${number}</a></td><td><code>${escaped(text)}</code>${badges}</td></tr>`;
}

function badge(item: PlacedItem): string {
  const title = `${describe(item)} — ${item.covered ? item.outcome : missing(item)}`;
  const words = item.covered ? item.outcome : missing(item);
  return `<span class="item ${item.covered ? "yes" : "no"}" title="${escaped(title)}">${escaped(words)}</span>`;
}
