import { deepEqual, type Event, type Json } from "asl-core";
import { comparePositions, formatPosition, type Position, type StackFrame, type Stop } from "asl-core/debug";
import { fold, foldChange } from "../print/fold.js";
import { cut, printable, printableLines } from "../print/text.js";
import { printRequest } from "../run/unanswered.js";
import { answerText, lastAnswer } from "./answers.js";
import type { Desk } from "./desk.js";
import { eventLine, inputOf } from "./event-text.js";
import { placeText } from "./place-text.js";
import { lineOf } from "./source-lines.js";
import { stageLabel } from "./stage-name.js";
import { watchLines } from "./watch-lines.js";
import { counted } from "./words.js";

/** Events that are told of after a move, at most. */
const EVENTS = 16;

/** What line mode says after each move: what has happened, where the run stands, what it holds there. */
export function stopLines(desk: Desk, stop: Stop, before: Position): void {
  tellEvents(desk, before);
  desk.paper.line(headline(desk, stop));
  tellFaults(desk, stop);
  tellData(desk, stop);
  for (const line of watchLines(desk)) desk.paper.line(line);
}

/** What was wrong with the conditions of breakpoints: of those that stopped here always, of others once. */
export function tellFaults({ points, paper }: Desk, { reason, text = "" }: Stop): void {
  const fresh = points.freshFaults();
  const here = reason === "breakpoint" || reason === "error" ? /; (the condition .*)$/s.exec(text)?.[1] : undefined;
  const all = here === undefined ? fresh : [here, ...fresh.filter((one) => !here.includes(one))];
  for (const fault of all) paper.line(`${paper.colours.yellow("!")} ${printableLines(fault)}`);
}

/** `[12] breakpoint 1  before Charge (Task)  order.asl.json:41`. */
export function headline(desk: Desk, stop: Stop): string {
  const { bold, dim, cyan } = desk.paper.colours;
  const frame = topFrame(desk);
  const isOver = frame === undefined && (stop.reason === "end" || desk.session.status !== "RUNNING");
  const place = isOver ? endText(desk) : frame && placeText(frame, stageHere(desk, frame));
  const file = frame === undefined ? "" : fileText(desk, frame);
  const left = desk.session.length - stop.position.step;
  const back = left > 1 ? dim(`  (${counted(left, "step")} before the end)`) : "";
  const isOpen = stop.reason === "end" && frame !== undefined;
  const reason = isOpen ? "at the end of what has happened" : reasonText(stop);
  return `${cyan(`[${formatPosition(stop.position)}]`)} ${reason === "" ? "" : `${reason}  `}${bold(place ?? "")}${file === "" ? "" : `  ${dim(file)}`}${back}`.trimEnd();
}

/** Why it stopped, where that is not plain from the place. */
export function reasonText({ reason, breakpoints, error }: Stop): string {
  if (reason === "breakpoint") return `breakpoint ${breakpoints?.join(", ") ?? ""}`.trim();
  if (reason === "error") {
    const by = breakpoints === undefined || breakpoints.length === 0 ? "" : ` (breakpoint ${breakpoints.join(", ")})`;
    return `error ${printable(error?.error ?? "without a name")}${by}`;
  }
  return REASONS[reason];
}

const REASONS: Record<Exclude<Stop["reason"], "breakpoint" | "error">, string> = {
  entry: "",
  step: "",
  goto: "",
  start: "back at the start",
  task: "needs an answer",
  pause: "paused",
  end: "end",
};

/** The innermost frame that is looked into; undefined where none is live. */
export function topFrame(desk: Desk): StackFrame | undefined {
  const { frame } = desk;
  return frame === undefined ? undefined : desk.session.stack(frame)[0];
}

/** The data stage a frame stands after, where the position is inside its step. */
export function stageHere({ session }: Desk, { id }: StackFrame) {
  if (session.position.stage === 0) return undefined;
  return session.stages(id).at(-1)?.stage;
}

function fileText({ session }: Desk, { state }: StackFrame): string {
  const { read, file, machine } = session.program;
  const node = machine.nodes.find(({ path }) => path === state);
  const line = node && read && lineOf(node, read);
  return line === undefined ? "" : `${file ?? "line"}:${line}`;
}

/** How the run has ended, in one line. */
export function endText({ session, paper }: Desk): string {
  const { status } = session;
  const paint = status === "SUCCEEDED" ? paper.colours.green : paper.colours.red;
  return status === "RUNNING" ? "nothing is left that could happen" : paint(status);
}

/** An event, and of one that leaves a state what it was entered with. */
interface Happened {
  readonly event: Event;
  readonly input: Json | undefined;
  /** The child execution whose event it is. */
  readonly child: number | undefined;
}

/** The events of a move forward. */
function tellEvents({ session, paper }: Desk, before: Position): void {
  if (comparePositions(session.position, before) <= 0) return;
  const { events, skipped } = eventsSince(session, before);
  if (skipped > 0) paper.line(paper.colours.dim(`      … ${counted(skipped, "more event")} before`));
  const start = session.events(0)[0]?.at ?? 0;
  const { machine } = session.program;
  for (const one of events) paper.line(eventLine(paper, { ...one, start, machine, brief: true }));
}

/** The last events since a position, but for those that say nothing new. */
function eventsSince(
  { past, scene }: Desk["session"],
  { step, stage }: Position,
): { events: Happened[]; skipped: number } {
  const found: (Happened & { step: number })[] = [];
  let skipped = 0;
  for (const { number, events } of scene.executions)
    for (let i = events.length - 1; i >= 0; i--) {
      const written = writtenAt(past, number, events[i].id, scene.position.step);
      if (written < step || (written === step && stage > 0)) break;
      if (/(?<!Execution)Started$/.test(events[i].type)) continue;
      const child = number === 0 ? undefined : number;
      if (found.length < EVENTS * 20) found.push({ event: events[i], input: inputOf(events, i), child, step: written });
      else skipped++;
    }
  const all = found.toSorted((a, b) => a.step - b.step || a.event.id - b.event.id);
  return { events: all.slice(-EVENTS), skipped: skipped + Math.max(0, all.length - EVENTS) };
}

function writtenAt(past: Desk["session"]["past"], execution: number, id: number, now: number): number {
  try {
    return past.stepOfEvent(execution, id);
  } catch (error) {
    if (error instanceof RangeError) return now;
    throw error;
  }
}

/** The value that matters at this place. */
function tellData(desk: Desk, stop: Stop): void {
  if (stop.reason === "task" && desk.session.scene.waiting.length > 0) return tellRequest(desk);
  const frame = topFrame(desk);
  if (frame === undefined) return tellEnd(desk);
  const shown = valueHere(desk, frame, stop);
  if (shown === undefined) return;
  const { name, value, before } = shown;
  const room = desk.paper.width - 14;
  const isSame = before !== undefined && deepEqual(value, before);
  const text = isSame ? "unchanged" : before === undefined ? fold(value, room) : foldChange(value, before, room);
  desk.paper.line(`  ${desk.paper.colours.dim(name.padEnd(10))}  ${text}`);
}

function valueHere(
  desk: Desk,
  frame: StackFrame,
  stop: Stop,
): { name: string; value: Json; before?: Json } | undefined {
  const { session } = desk;
  if (session.position.stage > 0) {
    const stages = session.stages(frame.id);
    const last = stages.at(-1);
    if (last !== undefined) return { name: stageLabel(last.stage), value: last.value, before: stages.at(-2)?.value };
  }
  const scopes = session.scopes(frame.id);
  const named = (name: string) => scopes.find((scope) => scope.name === name);
  const scope =
    named(
      frame.phase === "recover" || stop.reason === "error" ? "Error" : frame.phase === "resume" ? "Result" : "Input",
    ) ?? named("Input");
  return scope && { name: scope.name.toLowerCase(), value: scope.value };
}

/** The task that waits, and how to answer it: that first, where there may be little room. */
export function tellRequest(desk: Desk, isLow = false): void {
  const request = desk.request();
  const { paper } = desk;
  const last = lastAnswer(desk, request);
  const enter = last === undefined ? "" : `; Enter: ${cut(answerText(last), Math.max(20, paper.width - 44))}`;
  const how = paper.colours.dim(`  answer {…}, or fail Error cause${enter}`);
  if (isLow) paper.line(how);
  printRequest(paper, request);
  if (!isLow) paper.line(how);
}

/** What the run has come to. */
export function tellEnd({ session, paper }: Desk): void {
  const last = session.events(0).at(-1);
  if (last === undefined || session.status === "RUNNING") return;
  const details = last.details as { output?: Json; error?: string | null; cause?: string | null } | null;
  const line = (name: string, text: string) => paper.line(`  ${paper.colours.dim(name.padEnd(10))}  ${text}`);
  if (details?.output !== undefined) line("output", fold(details.output, paper.width - 14));
  if (details?.error) line("error", paper.colours.red(printable(details.error)));
  if (details?.cause) line("cause", cut(printableLines(details.cause).replaceAll("\n", " "), 2 * paper.width));
}
