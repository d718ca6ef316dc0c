import {
  type Execution,
  type Frame,
  formatDuration,
  isObject,
  type Json,
  own,
  parsePointer,
  parseTimestamp,
  type Run,
} from "asl-core";
import type { Output } from "../output.js";
import { printable } from "../print/text.js";
import type { LoadedDefinition } from "./definition.js";

const SHOWN = 5;

/** Tells what a run was waiting for when Ctrl-C ended it. */
export function printInterrupted(out: Output, run: Run, definition: LoadedDefinition): void {
  const { bold, yellow } = out.colours;
  const waits = executionsOf(run).flatMap((execution) => waitsOf(execution, definition));
  const more = waits.length > SHOWN ? `, and ${waits.length - SHOWN} more` : "";
  const what = waits.length === 0 ? "" : `  while ${waits.slice(0, SHOWN).join(", ")}${more}`;
  out.line();
  out.line(`${bold(yellow("INTERRUPTED"))}${what}`);
}

const executionsOf = (run: Run): Execution[] => [run.execution, ...run.children.flatMap(executionsOf)];

function waitsOf(execution: Execution, definition: LoadedDefinition): string[] {
  if (execution.status !== "RUNNING") return [];
  return execution.frames.flatMap((frame) => {
    const text = frame === null ? undefined : waitOf(frame, definition);
    return text === undefined ? [] : [text];
  });
}

function waitOf(frame: Frame, definition: LoadedDefinition): string | undefined {
  const { kind, name } = definition.machine.nodes[frame.node];
  const shown = printable(name);
  if (frame.phase === "backoff") return `${shown} waits to be tried again`;
  if (frame.phase !== "await") return undefined;
  if (kind === "Task") return `${shown} waits for its answer`;
  return kind === "Wait" ? `${shown} waits, ${timeOf(frame, definition)}` : undefined;
}

/** What is left of the wait where the definition says its end in so many words, else how long it has been waiting. */
function timeOf({ node, enteredAt }: Frame, { machine, read }: LoadedDefinition): string {
  const state = valueAt(read.value ?? null, machine.nodes[node].pointer);
  const due = isObject(state) ? dueOf(own(state, "Seconds"), own(state, "Timestamp"), enteredAt) : undefined;
  const now = Date.now();
  return due === undefined
    ? `for ${formatDuration(roughly(now - enteredAt))} so far`
    : `${formatDuration(roughly(due - now))} to go`;
}

/** To the second: nobody reads milliseconds here. */
const roughly = (millis: number): number => Math.max(0, millis < 1000 ? millis : Math.round(millis / 1000) * 1000);

function dueOf(seconds: Json | undefined, timestamp: Json | undefined, from: number): number | undefined {
  if (typeof seconds === "number") return from + seconds * 1000;
  return typeof timestamp === "string" ? parseTimestamp(timestamp) : undefined;
}

function valueAt(root: Json, pointer: string): Json | undefined {
  let value: Json | undefined = root;
  for (const key of parsePointer(pointer))
    value = Array.isArray(value) ? value[Number(key)] : isObject(value) ? own(value, key) : undefined;
  return value;
}
