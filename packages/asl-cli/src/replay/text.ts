import { columns, type Replay, stringify, type TaskRequest } from "asl-core";
import { textDiff } from "asl-core/testing";
import type { Colours, Output } from "../output.js";
import { cut, middleCut, printable, printableLines } from "../print/text.js";
import type { CheckedOptions } from "./options.js";
import type { Outcome } from "./outcome.js";
import type { Fault } from "./recording.js";
import { KINDS, type Kind, kindOf, summaryOf } from "./verdict.js";

/** Lines of a difference that are shown where not all are wanted. */
const LINES = 60;

/** A table of many replays, with what differs in each where that is wanted, and a summary. */
export class Table {
  private width = 0;

  constructor(
    private readonly out: Output,
    private readonly options: CheckedOptions,
    names: readonly string[],
  ) {
    this.width = Math.min(50, Math.max(0, ...names.map(columns)));
  }

  /** Writes one line, at once. */
  row(outcome: Outcome): void {
    const { out } = this;
    const kind = kindOf(outcome);
    const name = middleCut(nameOf(outcome), Math.max(this.width, 20));
    const paint = paintOf(out.colours, kind);
    const padded = name + " ".repeat(Math.max(0, this.width - columns(name)));
    const head = `${paint(SYMBOLS[kind])} ${padded}  ${paint(kind.padEnd(WIDEST))}`;
    const room = out.width - this.width - WIDEST - 6;
    const said = printable(detailOf(outcome));
    const shown = out.terminal ? cut(said, Math.max(20, room)) : said;
    out.line(shown === "" ? `${paint(SYMBOLS[kind])} ${padded}  ${paint(kind)}` : `${head}  ${shown}`);
    if (this.options.diff && outcome.replay?.difference) {
      out.line();
      printDiff(out, outcome.replay, this.options.full, "    ");
      out.line();
    }
    out.flush();
  }

  end(outcomes: readonly Outcome[]): void {
    this.out.line();
    this.out.line(this.out.colours.bold(summaryOf(outcomes)));
  }
}

const WIDEST = Math.max(...KINDS.map((kind) => kind.length));

const SYMBOLS: Record<Kind, string> = {
  same: "✓",
  "same so far": "?",
  "different data": "≠",
  "different path": "≠",
  "now fails": "✗",
  "now succeeds": "↑",
  "needs a result": "?",
  "cannot be read": "!",
};

function paintOf({ green, red, yellow, cyan }: Colours, kind: Kind): (text: string) => string {
  if (kind === "same") return green;
  if (kind === "now fails" || kind === "cannot be read") return red;
  return kind === "now succeeds" ? cyan : yellow;
}

/** What a recording is called in tables: its file, and in it the execution where there are several. */
export const nameOf = ({ recording: { file, execution } }: Outcome): string =>
  printable(execution === undefined ? file : `${file}#${execution}`);

/** What a row of the table says behind the kind. */
function detailOf({ replay, fault }: Outcome): string {
  if (fault !== undefined) return faultText(fault);
  if (replay?.needed) return replay.needed.text;
  return replay?.difference ? `event ${replay.difference.event}: ${replay.difference.text}` : "";
}

/** A fault in one sentence, with the event it is about. */
export const faultText = ({ text, event }: Fault): string =>
  event === undefined || text.includes(`event ${event}`) ? text : `event ${event}: ${text}`;

/** All there is to say about one replay. */
export function printReplay(out: Output, outcome: Outcome, full: boolean): void {
  const { replay } = outcome;
  if (replay === undefined) return;
  const { bold } = out.colours;
  const kind = kindOf(outcome);
  const paint = paintOf(out.colours, kind);
  out.line(`${paint(SYMBOLS[kind])} ${bold(nameOf(outcome))}: ${paint(printable(replay.text))}`);
  if (replay.verdict !== "same" && replay.verdict !== "same-so-far") {
    out.line();
    printEnds(out, replay);
  }
  if (replay.difference !== null) {
    out.line();
    printDiff(out, replay, full, "");
  }
  if (replay.needed !== null) printNeeded(out, replay.needed.request);
  if (replay.notes.length > 0) out.line();
  for (const note of replay.notes) out.line(out.colours.dim(`note: ${printable(note)}`));
}

function printEnds(out: Output, { recorded, replayed }: Replay): void {
  const { dim } = out.colours;
  const ends = [
    ["recorded", recorded.status, recorded],
    ["replayed", replayed.status === "RUNNING" ? "not finished" : replayed.status, replayed.run],
  ] as const;
  for (const [name, status, { error, cause }] of ends) {
    const why = error === null ? "" : ` with ${error}${cause?.trim() ? `: ${cause}` : ""}`;
    out.line(`${dim(name)}  ${cut(printable(`${status}${why}`), out.width - 10)}`);
  }
}

function printDiff(out: Output, replay: Replay, full: boolean, indent: string): void {
  const { red, green } = out.colours;
  const { recorded, replayed } = replay.lines();
  const style = { path: (text: string) => text, expected: red, actual: green };
  const lines = textDiff(safe(recorded), safe(replayed), style);
  const shown = full || lines.length <= LINES ? lines : lines.slice(0, LINES);
  out.line(`${indent}${red("--- recorded")}`);
  out.line(`${indent}${green("+++ replayed")}`);
  for (const line of shown) out.line(indent + line);
  if (shown.length < lines.length)
    out.line(`${indent}${out.colours.dim(`… ${lines.length - shown.length} more lines: --full shows them`)}`);
}

const safe = (lines: readonly string[]): string => printableLines(lines.join("\n"));

function printNeeded(out: Output, request: TaskRequest): void {
  const { dim, bold } = out.colours;
  out.line();
  out.line(`${bold("needed")}    ${printable(request.path)}`);
  out.line(`${dim("resource")}  ${printable(request.resource)}`);
  out.line(`${dim("sent")}      ${cut(printable(stringify(request.arguments)), Math.max(40, out.width - 10))}`);
  out.line(dim("Give its result with --answers, or take another's with --missing nearest or ask."));
}
