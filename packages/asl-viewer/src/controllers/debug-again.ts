import { deepEqual, type Json } from "asl-core";
import type { Start } from "../debugging/index.js";
import { awsEventsOf, payloadOf, type Run } from "../timeline/index.js";
import type { Debugging } from "./debugging.js";
import { noteOf } from "./inspecting.js";
import type { Opened } from "./opened.js";
import { runAgain } from "./run-again.js";
import { startAgain } from "./start-again.js";

/** The input of the recorded run that is open; undefined where that does not tell it. */
export function recordedInput(opened: Opened): Json | undefined {
  const first = runAgain(opened)?.events[0];
  return first === undefined ? undefined : payloadOf(first);
}

/**
 * Debugs the recorded run that is open from its start: it is run again to its end, its tasks give what they gave, and it
 * stands at its start then. Gives back in a sentence how it goes another way, "" where it does not. Rejects as Debugging.debug.
 */
export async function debugAgain(opened: Opened, debugging: Debugging, input: Json): Promise<string> {
  const start = await startWith(opened, input);
  if (typeof start === "string") throw new TypeError(start);
  const replay = await debugging.debug(start);
  await debugging.toStart();
  return noteOf(replay);
}

/** With another input a recording is run as a history, which has results for what has another way to them. */
async function startWith(opened: Opened, input: Json): Promise<Start | string> {
  const start = await startAgain(opened);
  const before = recordedInput(opened);
  if (typeof start === "string" || (before !== undefined && deepEqual(before, input))) return start;
  if (start.kind === "history") return { ...start, input };
  return { kind: "history", text: asHistory(runAgain(opened) as Run), input };
}

const asHistory = (run: Run): string =>
  JSON.stringify({
    executionArn: run.executionArn,
    definition: run.outline.definition,
    events: awsEventsOf(run),
  });
