import {
  type ConformanceCase,
  executeCase,
  machineOf,
  startOf,
} from "../../packages/asl-core/src/conformance/index.js";
import type { Checked } from "./check.js";

/** A recorded case's run, with how it was started; undefined where its definition is refused. */
export function recordedRun(one: ConformanceCase): Checked | undefined {
  const machine = machineOf(one);
  if (typeof machine === "string") return undefined;
  return { machine, start: startOf(one, machine), run: executeCase(one, machine) };
}
