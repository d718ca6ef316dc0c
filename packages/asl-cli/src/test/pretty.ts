import { printable, printableLines } from "asl-core";
import { middleCut } from "../print/text.js";
import type { Look, Reporter } from "./reporter.js";
import type { CaseResult, FileResult } from "./result.js";
import { tallyOf } from "./tally.js";
import { count, failureLines, summaryOf } from "./words.js";

/** Passed cases of a larger file are only counted. */
const MOST_LISTED = 60;
/** Lines of one case that are shown. */
const MOST_LINES = 80;

/** Results for people. `paths`: passed cases show how they ended and the states they entered, too. */
export function prettyReporter(look: Look, paths = false): Reporter {
  const pretty = new Pretty(look, paths);
  return { file: (result) => pretty.file(result), end: (files, took) => pretty.end(files, took) };
}

class Pretty {
  constructor(
    private readonly look: Look,
    private readonly paths: boolean,
  ) {}

  file(result: FileResult): string {
    const { bold, red } = this.look.colours;
    const { file, cases, fault, written } = result;
    if (fault !== undefined) return `${red(bold(file))}\n${indented(fault.text.split("\n"), 2)}\n\n`;
    const listed = cases.length <= MOST_LISTED && !this.look.quiet;
    const shown = listed ? cases : cases.filter(({ outcome }) => outcome === "failed" || outcome === "broken");
    const passed = cases.length - shown.length;
    if (shown.length === 0 && written.length === 0 && (this.look.quiet || cases.length === 0)) return "";
    const told = shown.filter(({ fault }) => fault?.sameAs === undefined);
    const lines = told.map((one) => this.case(one, file) + this.others(one, cases));
    if (!listed && passed > 0) lines.push(`  ${this.look.colours.green("✓")} ${count(passed, "case")} more`);
    for (const name of written) lines.push(`  written: ${name}`);
    return `${bold(printable(file))}\n${lines.join("\n")}\n\n`;
  }

  private case(one: CaseResult, file: string): string {
    const { green, red, yellow, dim } = this.look.colours;
    const name = printable(middleCut(one.name, 300));
    const notes = one.notes.map((note) => `\n${indented([yellow(note)], 6)}`).join("");
    if (one.outcome === "skipped") return `  ${yellow("-")} ${name} ${dim(`skipped: ${printable(one.skip ?? "")}`)}`;
    if (one.outcome === "passed") {
      const ended = this.paths ? dim(`  ${[one.status, one.error].filter(Boolean).join(" ")}  ${one.way}`) : "";
      return `  ${green("✓")} ${name}${ended}${notes}`;
    }
    const all = failureLines(one, file).map((line) => printableLines(line));
    const lines =
      all.length > MOST_LINES ? [...all.slice(0, MOST_LINES), `… ${all.length - MOST_LINES} more lines`] : all;
    return `  ${red("✗")} ${name}${notes}\n${indented(
      lines.map((line) => this.paint(line)),
      6,
    )}`;
  }

  /** The cases that the same keeps from being run. */
  private others({ name, fault }: CaseResult, cases: readonly CaseResult[]): string {
    if (fault === undefined) return "";
    const names = cases.filter((one) => one.fault?.sameAs === name).map((one) => one.name);
    if (names.length === 0) return "";
    const line = `so it is with ${count(names.length, "case")} more: ${middleCut(names.join(", "), 300)}`;
    return `\n${indented([this.look.colours.dim(printable(line))], 6)}`;
  }

  private paint(line: string): string {
    const { red, green, dim } = this.look.colours;
    if (/^\s*(expected |- )/.test(line)) return green(line);
    if (/^\s*(actual |\+ )/.test(line)) return red(line);
    return line.startsWith("path taken:") ? dim(line) : line;
  }

  end(files: readonly FileResult[], took: number): string {
    const summary = summaryOf(tallyOf(files), took);
    const cut = summary.lastIndexOf(" (");
    const counts = summary.slice(0, cut).split(", ");
    return `${counts.map((one) => this.count(one)).join(", ")}${this.look.colours.dim(summary.slice(cut))}\n`;
  }

  private count(text: string): string {
    const { bold, green, yellow, red } = this.look.colours;
    const paint = /passed|written/.test(text)
      ? text.startsWith("0 ")
        ? String
        : green
      : text.endsWith("skipped")
        ? yellow
        : red;
    return bold(paint(text));
  }
}

const indented = (lines: readonly string[], by: number): string =>
  lines.map((line) => (line === "" ? "" : " ".repeat(by) + line)).join("\n");
