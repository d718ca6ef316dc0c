import { formatDiagnostic, printableLines, type Style } from "asl-core";
import { shownPath } from "../files.js";
import type { Colours } from "../output.js";
import { shortened } from "../run/text.js";
import type { CheckedFile, Placed } from "./checked.js";
import { type Report, told } from "./report.js";
import { summaryLine } from "./summary.js";

/** Most diagnostics of one file that are written out. */
const MOST = 50;

/** A report for people: diagnostics by file, then a line that counts them. */
export function prettyReport(report: Report, colours: Colours): string {
  const parts = report.files.flatMap((file) => partsOf(file, report, colours));
  return [...parts, `${summaryLine(report, colours)}\n`].join("\n\n");
}

function partsOf(file: CheckedFile, report: Report, colours: Colours): string[] {
  const style = styleOf(colours);
  const diagnostics = told(report, file);
  const parts = diagnostics.slice(0, MOST).map((one) => format(one, style));
  if (file.problem !== undefined) parts.push(`${style.error("error:")} ${printableLines(file.problem)}`);
  const more = diagnostics.length - MOST;
  if (more > 0) parts.push(style.dim(`… and ${more} more in ${shownPath(file.file)}: --format json lists all`));
  return parts;
}

function format(one: Placed, style: Style): string {
  const { rule, machine, path, excerpt, file } = one;
  const where = [machine, path].filter((part) => part !== "").join(" › ");
  const note = `rule: ${rule} (asl validate --explain ${rule})`;
  return formatDiagnostic(shortened({ ...one, path: where }), excerpt, file, { style, note });
}

const styleOf = ({ red, yellow, dim, bold }: Colours): Style => ({
  error: (text) => bold(red(text)),
  warning: (text) => bold(yellow(text)),
  ...{ dim, bold },
});
