import type { DebugProtocol } from "@vscode/debugprotocol";
import { printable } from "asl-core";
import type { Stop } from "asl-core/debug";
import type { Group } from "./breakpoint-sets.js";

/** What a client needs beside the stop itself. */
export interface Hit {
  readonly threadId: number;
  /** Client's numbers of the breakpoints that were hit, and the group of the first. */
  readonly ids: readonly number[];
  readonly group: Group | undefined;
}

type Body = DebugProtocol.StoppedEvent["body"];

/** A stop as the protocol tells it. */
export function stoppedBody(stop: Stop, { threadId, ids, group }: Hit): Body {
  const reason = reasonOf(stop, group);
  const said = stop.text === undefined ? undefined : printable(stop.text);
  return {
    reason,
    description: said ?? DESCRIPTIONS[stop.reason],
    threadId,
    allThreadsStopped: true,
    ...(ids.length > 0 && { hitBreakpointIds: [...ids] }),
    ...(reason === "exception" && { text: errorText(stop) }),
  };
}

function reasonOf({ reason, error }: Stop, group: Group | undefined): string {
  if (reason === "error" || (error !== undefined && reason === "breakpoint")) return "exception";
  if (reason === "breakpoint")
    return group === "functions" ? "function breakpoint" : group === "data" ? "data breakpoint" : "breakpoint";
  return REASONS[reason];
}

const REASONS: Record<Exclude<Stop["reason"], "breakpoint" | "error">, string> = {
  entry: "entry",
  step: "step",
  goto: "goto",
  start: "entry",
  task: "task",
  pause: "pause",
  end: "end",
};

const DESCRIPTIONS: Record<Stop["reason"], string> = {
  entry: "Before the first state",
  step: "Stepped",
  goto: "Gone there",
  start: "Back at the beginning",
  breakpoint: "Breakpoint",
  error: "An error",
  task: "A task waits for an answer",
  pause: "Paused",
  end: "At the end",
};

function errorText({ error }: Stop): string {
  const name = error?.error ?? "an error without a name";
  return printable(error?.cause ? `${name}: ${error.cause}` : name);
}
