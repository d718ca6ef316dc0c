import type { Report } from "../report.js";
import type { MachineType } from "../types.js";
import type { Model, State } from "./model.js";

/** Seconds an execution may live. Source: the guide, quotas. */
const LIFETIMES: Record<MachineType, number> = { STANDARD: 365 * 86_400, EXPRESS: 300 };

/**
 * Waits that outlast the execution, which ends before them, and timeouts that it never lives to see. What counts is the
 * machine's own TimeoutSeconds and the limit of its type; inside a distributed Map that of the children's. Linear.
 */
export function lifetime(report: Report, model: Model): void {
  const { TimeoutSeconds } = model.definition;
  const own = typeof TimeoutSeconds === "number" ? TimeoutSeconds : Number.POSITIVE_INFINITY;
  for (const state of model.states) checkState(report, state, own);
}

function checkState(report: Report, state: State, own: number): void {
  if (state.type !== "Wait" && state.type !== "Task") return;
  const limit = Math.min(own, LIFETIMES[state.block.type]);
  const { Seconds, TimeoutSeconds, HeartbeatSeconds } = state.value;
  const who = limit === own ? "the machine has" : `${NAMES[state.block.type]} execution has`;
  const because = `${who} ${counted(limit)}`;
  const tell = (field: string, rule: "wait-outlasts-execution" | "timeout-outlasts-execution", seconds: number): void =>
    report.findAt([...state.path, field], rule, { seconds: counted(seconds), because });
  if (state.type === "Wait" && typeof Seconds === "number" && Seconds >= limit)
    tell("Seconds", "wait-outlasts-execution", Seconds);
  if (state.type !== "Task") return;
  if (typeof TimeoutSeconds === "number" && TimeoutSeconds > limit && TimeoutSeconds !== NO_TIMEOUT)
    tell("TimeoutSeconds", "timeout-outlasts-execution", TimeoutSeconds);
  if (typeof HeartbeatSeconds === "number" && HeartbeatSeconds > limit && HeartbeatSeconds !== NO_TIMEOUT)
    tell("HeartbeatSeconds", "timeout-outlasts-execution", HeartbeatSeconds);
}

/** The default written out. */
const NO_TIMEOUT = 99_999_999;
const NAMES: Record<MachineType, string> = { STANDARD: "a Standard", EXPRESS: "an Express" };
const counted = (seconds: number): string => `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
