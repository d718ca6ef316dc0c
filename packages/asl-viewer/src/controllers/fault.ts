import type { ReloadResult } from "asl-core/debug";
import type { DebugError } from "../debugging/index.js";

/** What went wrong, in a sentence, and what helps. */
export interface Fault {
  readonly text: string;
  readonly hint?: string;
  readonly lines?: readonly string[];
}

/** By its name: the client may be part of another script. */
const isRefusal = (error: unknown): error is DebugError => error instanceof Error && error.name === "DebugError";

/** A refusal in words. */
export function faultOf(error: unknown): Fault {
  if (!isRefusal(error)) return { text: error instanceof Error ? error.message : String(error) };
  const { hint, diagnostics = [] } = error.data;
  const lines = diagnostics.map(({ message, path, line }) =>
    [line && `line ${line}`, path, message].filter(Boolean).join(": "),
  );
  return { text: sentence(error.message), ...(hint !== undefined && { hint }), ...(lines.length > 0 && { lines }) };
}

/** A reload that was refused, in words. */
export function refusedReload({ problems }: ReloadResult): Fault {
  return {
    text: "The run cannot go on with this definition; nothing has changed.",
    lines: problems.map(({ text }) => text),
  };
}

/** With a capital. */
export const sentence = (text = ""): string => text.charAt(0).toUpperCase() + text.slice(1);
