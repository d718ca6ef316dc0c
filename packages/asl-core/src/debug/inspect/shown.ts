import type { Stage } from "../../kernel/index.js";

/** Data stages whose value a scope shows; the last one of a step counts. */
export const SHOWN: Partial<Record<string, readonly Stage[]>> = {
  Input: ["input", "afterInputPath"],
  Arguments: ["afterArguments", "afterParameters"],
  Result: ["result", "afterResultSelector"],
  Output: ["afterResultPath", "output"],
  Variables: ["variables"],
};
