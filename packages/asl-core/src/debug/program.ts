import type { ReadText } from "../definition/index.js";
import type { Machine } from "../machine/machine.js";

/** What is debugged. */
export interface Program {
  readonly machine: Machine;
  /** The text the machine was read from, for breakpoints by line. */
  readonly read?: ReadText;
  /** Its name, for texts that mention it. */
  readonly file?: string;
}
