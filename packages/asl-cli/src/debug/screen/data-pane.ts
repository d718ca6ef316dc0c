import { deepEqual, isObject, type Json, own } from "asl-core";
import type { StackFrame } from "asl-core/debug";
import { fold, foldChange } from "../../print/fold.js";
import { cut, printable } from "../../print/text.js";
import type { Desk } from "../desk.js";
import { placeText } from "../place-text.js";
import { stageLabel } from "../stage-name.js";
import { stageHere, topFrame } from "../stop-lines.js";
import { valueLines } from "../value-lines.js";
import { filled, type Size, titleRow } from "./pane.js";

const NAME = 16;

/** Values longer than this are shown folded only: laying them out takes time and fits nowhere. */
const LARGEST = 200_000;

/** The state's data: a line for each stage so far, and the last one laid out, with what it changed marked. */
export function dataPane(desk: Desk, size: Size): string[] {
  const frame = topFrame(desk);
  const title = frame === undefined ? "Result" : placeText(frame, stageHere(desk, frame));
  const lines = frame === undefined ? endLines(desk, size) : frameLines(desk, frame, size);
  return [titleRow(desk.paper.colours, title, size.columns), ...filled(lines, { ...size, rows: size.rows - 1 })];
}

function frameLines(desk: Desk, frame: StackFrame, { columns, rows }: Size): string[] {
  const { dim } = desk.paper.colours;
  const steps = valuesOf(desk, frame);
  const room = columns - NAME - 1;
  const folded = steps.map(({ name, value }, index) => {
    const before = baseOf(steps, index);
    const isSame = before !== undefined && deepEqual(value, before);
    const text = before === undefined ? fold(value, room) : isSame ? dim("unchanged") : foldChange(value, before, room);
    return ` ${dim(name.padEnd(NAME - 1))}${text}`;
  });
  const last = steps.at(-1);
  const shown = folded.slice(-Math.max(1, Math.floor((rows - 2) / 2)));
  if (last === undefined) return shown;
  const before = baseOf(steps, steps.length - 1);
  const variables = variableLine(desk, frame, room);
  const above = variables === undefined ? shown : [` ${dim("$".padEnd(NAME - 1))}${variables}`, ...shown];
  return [...above, "", ...laidOut(desk, last.value, before, columns - 2, rows - above.length - 2)];
}

/** The variables in scope, inner ones before those around; undefined where there are none. */
function variableLine({ session }: Desk, frame: StackFrame, room: number): string | undefined {
  const levels = session.scopes(frame.id).filter(({ name }) => name === "Variables");
  const entries = levels.flatMap(({ value }) => Object.entries(value as { [name: string]: Json }));
  return entries.length === 0 ? undefined : fold(Object.fromEntries(entries), room);
}

/** What a value is compared with: the stage before, or an earlier one that it has come of, as with ResultPath the input. */
function baseOf(steps: readonly { value: Json }[], index: number): Json | undefined {
  const { value } = steps[index];
  const before = steps.slice(0, index).map((step) => step.value);
  return before.findLast((one) => deepEqual(one, value) || isLike(value, one)) ?? before.at(-1);
}

/** The stages of the visit; of a state that is not entered its input; then result or failure that wait to be taken up. */
function valuesOf({ session }: Desk, frame: StackFrame): { name: string; value: Json }[] {
  const stages = session.stages(frame.id).map(({ stage, value }) => ({ name: stageLabel(stage), value }));
  const scopes = session.scopes(frame.id);
  const extra = (name: string) =>
    scopes.filter((scope) => scope.name === name).map(({ value }) => ({ name: name.toLowerCase(), value }));
  if (stages.length === 0) return extra("Input");
  if (session.position.stage > 0) return stages;
  return [...stages, ...(frame.phase === "recover" ? extra("Error") : frame.phase === "resume" ? extra("Result") : [])];
}

/** Lines of the value; those the value before did not have begin with "+". */
function laidOut({ paper }: Desk, value: Json, before: Json | undefined, columns: number, rows: number): string[] {
  if (rows <= 0) return [];
  if (JSON.stringify(value).length > LARGEST)
    return [paper.colours.dim("  too large to be laid out: print a part of it")];
  const known = before === undefined || !isLike(value, before) ? undefined : countsOf(valueLines(before, 0, 5000));
  const lines = valueLines(value, 0, 5000).map((line) => {
    const text = cut(printable(line), columns - 2);
    if (known === undefined) return `  ${text}`;
    const bare = line.replace(/,$/, "");
    const left = known.get(bare) ?? 0;
    known.set(bare, left - 1);
    return left > 0 ? `  ${text}` : paper.colours.green(`+ ${text}`);
  });
  const first = Math.max(0, lines.findIndex((line) => !line.startsWith(" ")) - Math.floor(rows / 2));
  const from = known === undefined ? 0 : Math.min(first, Math.max(0, lines.length - rows));
  const shown = lines.slice(from, from + rows);
  const more = lines.length - from - shown.length;
  return more > 0 ? [...shown.slice(0, -1), paper.colours.dim(`  … ${more + 1} more lines: print`)] : shown;
}

/** Whether one has come of the other by a change: both are objects, most of whose members stayed. */
function isLike(value: Json, before: Json): boolean {
  if (!isObject(value) || !isObject(before) || deepEqual(value, before)) return false;
  const names = Object.keys(before);
  return names.filter((name) => own(value, name) !== undefined).length * 2 > names.length;
}

function countsOf(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const bare = line.replace(/,$/, "");
    counts.set(bare, (counts.get(bare) ?? 0) + 1);
  }
  return counts;
}

/** What the run has come to. */
function endLines(desk: Desk, { columns, rows }: Size): string[] {
  const { session, paper } = desk;
  const details = session.events(0).at(-1)?.details as
    | { output?: Json; error?: string | null; cause?: string | null }
    | null
    | undefined;
  if (details?.output !== undefined) return laidOut(desk, details.output, undefined, columns, rows - 1);
  const cause = details?.cause
    ? printable(details.cause).match(new RegExp(`.{1,${Math.max(10, columns - 2)}}`, "gsu"))
    : [];
  return details?.error
    ? [` ${paper.colours.red(printable(details.error))}`, ...(cause ?? []).map((line) => ` ${line}`)]
    : [];
}
