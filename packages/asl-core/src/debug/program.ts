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

/** The text of a program, as tapes and recordings keep it. Plain JSON. */
export interface Source {
  readonly file?: string;
  readonly text: string;
  readonly format: "json" | "yaml";
}

/** Undefined where the text is not known. */
export function sourceOf({ read, file }: Program): Source | undefined {
  return read && { ...(file !== undefined && { file }), text: read.text, format: read.format };
}
