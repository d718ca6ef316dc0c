import type { Stage } from "asl-core";
import type { StackFrame } from "asl-core/debug";
import { printable } from "../print/text.js";
import { stageLabel } from "./stage-name.js";

/** Where a frame stands, in words: "before Charge (Task)", "in Charge after Arguments, iteration 3 of Items". */
export function placeText({ name, type, phase, block, visit }: StackFrame, stage: Stage | undefined): string {
  const again = visit > 1 ? `, visit ${visit}` : "";
  const within = block === "execution" ? "" : `, ${printable(block)}`;
  return `${phaseText(phase, `${printable(name)} (${type})`, stage)}${within}${again}`;
}

function phaseText(phase: StackFrame["phase"], name: string, stage: Stage | undefined): string {
  if (stage !== undefined) return `in ${name} after ${stageLabel(stage)}`;
  return PHASES[phase](name);
}

const PHASES: Record<StackFrame["phase"], (name: string) => string> = {
  enter: (name) => `before ${name}`,
  again: (name) => `before another try of ${name}`,
  resume: (name) => `in ${name}, its result is there`,
  recover: (name) => `in ${name}, it has failed`,
  await: (name) => `in ${name}, waiting`,
  join: (name) => `in ${name}, its children at work`,
  backoff: (name) => `in ${name}, waiting for the next try`,
};
