import type { Run } from "asl-core";
import type { LoadedDefinition } from "./definition.js";

/** The limit that a timed out execution met. */
export interface TimeLimit {
  /** "TimeoutSeconds" of the definition, or "Express" for what AWS allows an Express execution. */
  readonly name: "TimeoutSeconds" | "Express";
  readonly seconds: number;
  /** "file:line:column" of the definition's own limit. */
  readonly at?: string;
}

const EXPRESS_SECONDS = 300;

/** Which limit ended the run; undefined where none did. */
export function timeLimitOf(run: Run, { machine, read, file }: LoadedDefinition): TimeLimit | undefined {
  if (run.status !== "TIMED_OUT") return undefined;
  const { timeoutSeconds } = machine;
  const express = run.execution.limits.lifetime > 0 && (timeoutSeconds ?? Infinity) > EXPRESS_SECONDS;
  if (express || timeoutSeconds === null) return { name: "Express", seconds: EXPRESS_SECONDS };
  const range = read.locate("/TimeoutSeconds", "key");
  const at = range && `${file}:${range.start.line}:${range.start.column}`;
  return { name: "TimeoutSeconds", seconds: timeoutSeconds, ...(at !== undefined && { at }) };
}

/** The same in words. */
export const wordsOf = ({ name, seconds, at }: TimeLimit): string =>
  name === "Express"
    ? `Express executions end after ${seconds / 60} minutes (--no-limits lifts that)`
    : `TimeoutSeconds of the definition: ${seconds}s${at === undefined ? "" : ` (${at})`}`;
