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

/** The same in one sentence. */
export function wordsOf(error: unknown): string {
  if (isRefusal(error)) return sentence(error.message);
  return error instanceof Error ? error.message : String(error);
}

/** A refusal in words. */
export function faultOf(error: unknown): Fault {
  if (!isRefusal(error)) return { text: wordsOf(error) };
  const { hint, diagnostics = [] } = error.data;
  const lines = diagnostics.map(({ message, path, line }) =>
    [line && `line ${line}`, path, message].filter(Boolean).join(": "),
  );
  // The message of a definition that is not valid tells the first line and how many there are.
  if (lines.length > 0) return { text: "The definition is not valid.", ...(hint !== undefined && { hint }), lines };
  return { text: wordsOf(error), ...(hint !== undefined && { hint }) };
}

/** The same for a definition with which a run was to go on. */
export function unreadReload(error: unknown): Fault {
  const fault = faultOf(error);
  return fault.lines === undefined ? fault : { ...fault, text: `${fault.text} Nothing of the run has changed.` };
}

/** A reload that was refused, in words. */
export function refusedReload({ problems }: ReloadResult): Fault {
  return {
    text: "The run cannot go on with this definition; nothing has changed.",
    lines: problems.map(({ text }) => text),
  };
}

/** A first word that is a path or a name with dots: it stays as it is written. */
const NAMED = /^[^\s]*[./\\#][^\s]/;

/** With a capital, unless it begins with a path or a name with dots. */
export const sentence = (text = ""): string => (NAMED.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1));
