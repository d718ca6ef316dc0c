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

/** A wait that is as long as the execution ends with it; a timeout may be as long. */
function checkState(report: Report, { type, block, value, path }: State, own: number): void {
  if (type !== "Wait" && type !== "Task") return;
  const limit = Math.min(own, LIFETIMES[block.type]);
  for (const field of FIELDS[type]) {
    const seconds = value[field];
    if (typeof seconds !== "number" || seconds < limit) continue;
    if (type === "Task" && (seconds === limit || seconds === NO_TIMEOUT)) continue;
    const who = limit === own ? "the machine has" : `${NAMES[block.type]} execution has`;
    const parameters = { seconds: counted(seconds), because: `${who} ${counted(limit)}` };
    report.findAt([...path, field], RULES[type], parameters);
  }
}

const FIELDS = { Wait: ["Seconds"], Task: ["TimeoutSeconds", "HeartbeatSeconds"] } as const;
const RULES = { Wait: "wait-outlasts-execution", Task: "timeout-outlasts-execution" } as const;

/** The default written out. */
const NO_TIMEOUT = 99_999_999;
const NAMES: Record<MachineType, string> = { STANDARD: "a Standard", EXPRESS: "an Express" };
const counted = (seconds: number): string => `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
