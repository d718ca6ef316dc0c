import type { Colours } from "../output.js";
import { grouped } from "../print/text.js";
import type { Report } from "./report.js";
import { type Tally, verdict } from "./tally.js";

/** The line that says what was checked and found. */
export function summaryLine({ counted, maxWarnings }: Report, { green, red, yellow, bold }: Colours): string {
  const paint = verdict(counted, maxWarnings) > 0 ? red : counted.warnings > 0 ? yellow : green;
  return bold(paint(summary(counted, maxWarnings)));
}

/** `12 files, 14 machines: 3 errors, 2 warnings (1 rule switched off)`. */
export function summary(counted: Tally, maxWarnings?: number): string {
  const { files, machines, errors, warnings, unreadable, off, cut } = counted;
  const atLeast = (number: number) => (cut && number > 0 ? "at least " : "");
  const found = [atLeast(errors) + count(errors, "error"), atLeast(warnings) + count(warnings, "warning")];
  if (unreadable > 0) found.push(`${count(unreadable, "file")} could not be read`);
  const notes = off.length > 0 ? [`${count(off.length, "rule")} switched off`] : [];
  if (maxWarnings !== undefined && (warnings > maxWarnings || cut)) notes.push(`at most ${maxWarnings} allowed`);
  const note = notes.length > 0 ? ` (${notes.join("; ")})` : "";
  return `${count(files, "file")}, ${count(machines, "machine")}: ${found.join(", ")}${note}`;
}

/** `no errors`, `1 error`, `1,200 errors`. */
const count = (number: number, noun: string): string =>
  `${number === 0 ? "no" : grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
