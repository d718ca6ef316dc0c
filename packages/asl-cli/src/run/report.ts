import { type Diagnostic, type Json, type Machine, type Run, type TaskRequest, toAws } from "asl-core";
import { diagnosticOf } from "../validate/diagnostic-json.js";
import type { Stopped } from "./drive.js";
import type { TimeLimit } from "./time-limit.js";

/** What the report has beside the run itself. */
interface Extras {
  readonly path: readonly string[];
  readonly real: number;
  /** Whether the history is part of the report. */
  readonly events: boolean;
  readonly stopped: Stopped | undefined;
  readonly limit: TimeLimit | undefined;
}

/** `asl run --json`: one JSON object. Everything but `durations.real` is the same for the same arguments. */
export function report(machine: Machine, run: Run, { path, real, events, stopped, limit }: Extras): string {
  const { status, output, error, cause, transitions, duration } = run;
  return JSON.stringify(
    {
      ...{ status, output, error, cause, path, transitions },
      durations: { virtual: duration, real: Math.round(real * 1000) / 1000 },
      ...(limit !== undefined && { limit }),
      ...(stopped !== undefined && { stopped }),
      ...(status === "RUNNING" && {
        unanswered: run.unanswered && requestOf(run.unanswered),
        waiting: run.waiting.map(requestOf),
      }),
      ...(events && { events: toAws(run.events, machine, run.execution.identity) as unknown as Json }),
    },
    null,
    2,
  );
}

const requestOf = ({ state, path, resource, arguments: given, attempt, call, iteration, taskToken }: TaskRequest) => ({
  ...{ state, path, resource, arguments: given, attempt, call, iteration, taskToken },
});

/** The same for a definition that is not valid; `machine` is its id in the file. */
export function diagnosticsReport(file: string, machine: string, diagnostics: readonly Diagnostic[]): string {
  const found = diagnostics.map((one) => diagnosticOf({ ...one, file, machine }));
  return JSON.stringify({ status: "INVALID", diagnostics: found }, null, 2);
}
