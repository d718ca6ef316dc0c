import { formatDuration, type Json, type Run } from "asl-core";
import type { Colours, Output } from "../output.js";
import { foldLoops } from "./path.js";
import { columns, grouped, printable, printableLines } from "./text.js";

/** What there is to say about a run beside its result. */
export interface Account {
  readonly run: Run;
  /** Names of the top level's states, as entered. */
  readonly path: readonly string[];
  /** Milliseconds the run really took. */
  readonly real: number;
  /** Where the definition says what failed, "file:line:column". */
  readonly place: string | undefined;
  /** Whether the clock was virtual. */
  readonly virtual: boolean;
  /** The limit a timed out execution met, in words. */
  readonly limit: string | undefined;
  /** Show the output whole. */
  readonly full: boolean;
}

const MARGIN = 10;
const LINES = 40;

/** Status, output or error, path, transitions and durations, as a block of text for people. */
export function printSummary(out: Output, account: Account): void {
  const { run } = account;
  out.line();
  out.line(headline(out.colours, account));
  if (run.status === "SUCCEEDED") field(out, "output", valueLines(run.output, account.full));
  else failureFields(out, account);
  field(out, "path", wrapped(foldLoops(account.path.map(printable)), out.width - MARGIN));
}

function headline({ bold, green, red, yellow, dim }: Colours, { run, real, virtual }: Account): string {
  const paint = run.status === "SUCCEEDED" ? green : run.status === "RUNNING" ? yellow : red;
  const status = run.status === "RUNNING" ? "NOT FINISHED" : run.status;
  const time = formatDuration(run.duration);
  const lasted = run.status === "RUNNING" ? formatDuration(Math.round(real)) : time;
  const took = virtual ? `${time} on the virtual clock, ${formatDuration(real)} in reality` : lasted;
  const { transitions } = run;
  return `${bold(paint(status))}  ${dim(`${grouped(transitions)} transition${transitions === 1 ? "" : "s"} · ${took}`)}`;
}

function failureFields(out: Output, { run, place, limit, full }: Account): void {
  const cut = full ? (line: string) => line : lineCut;
  if (run.error !== null) field(out, "error", [out.colours.red(cut(printable(run.error)))]);
  if (run.cause !== null && run.cause !== "") field(out, "cause", causeLines(run.cause, out.width - MARGIN, full));
  if (limit !== undefined) field(out, "limit", [limit]);
  if (place !== undefined) field(out, "at", [place]);
}

function field(out: Output, name: string, lines: readonly string[]): void {
  const { dim } = out.colours;
  for (const [index, line] of lines.entries()) out.line(`${dim((index === 0 ? name : "").padEnd(MARGIN))}${line}`);
}

/** JSON laid out, on one line where it is short; long ones lose their middle unless all is wanted. */
function valueLines(value: Json, full: boolean): string[] {
  const text = JSON.stringify(value);
  if (text.length <= 80) return [printable(text)];
  const whole = printableLines(JSON.stringify(value, null, 2)).split("\n");
  if (full) return whole;
  const lines = whole.map(lineCut);
  if (lines.length <= LINES) return lines;
  const left = lines.length - LINES;
  return [...lines.slice(0, LINES - 5), `… ${left} lines left out: --full shows them`, ...lines.slice(-5)];
}

const LONGEST_LINE = 1000;

function lineCut(line: string): string {
  const more = line.length - LONGEST_LINE;
  if (more <= 100) return line;
  const kept = line.slice(0, LONGEST_LINE).replace(/[\ud800-\udbff]$/, "");
  return `${kept}… ${grouped(more)} more characters: --full shows them`;
}

/** A cause that is JSON, as those of Lambda functions are, is laid out. */
function causeLines(cause: string, width: number, full: boolean): string[] {
  if (/^[{[]/.test(cause) && cause.length < 100_000)
    try {
      return valueLines(JSON.parse(cause) as Json, full);
    } catch {
      // It only looks like JSON.
    }
  const lines = printableLines(cause).split("\n");
  const shown = full ? lines : lines.slice(0, LINES).map(lineCut);
  return shown.flatMap((line) => wrapped(line.split(" "), width, " "));
}

/** Parts joined and broken into lines no wider than asked, where parts allow; at most 40 lines. */
function wrapped(parts: readonly string[], width: number, joint = " → "): string[] {
  const lines = [""];
  let used = 0;
  for (const part of parts) {
    const added = columns(part) + joint.length;
    if (used > 0 && used + added > width) {
      if (lines.length === LINES) return [...lines.slice(0, -1), `… ${parts.length} in all`];
      lines[lines.length - 1] += joint.trimEnd();
      lines.push("");
      used = 0;
    }
    lines[lines.length - 1] += used === 0 ? part : joint + part;
    used += added;
  }
  return lines;
}
