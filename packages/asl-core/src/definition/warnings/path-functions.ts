import type { Report } from "../report.js";
import { expressionsOf } from "./expressions.js";
import type { Model } from "./model.js";
import type { Read } from "./reads.js";

/** Paths that end in what other dialects of JSONPath take for a call, `$.list.length()`. Linear in the expressions. */
export function pathFunctions(report: Report, model: Model): void {
  for (const state of model.states)
    for (const { kind, path, text, reads } of expressionsOf(state)) {
      if (kind !== "path" && kind !== "intrinsic") continue;
      for (const read of reads) if (callIn(read) !== undefined) say(report, path, text, read);
    }
}

/** The step of a path that looks like a call, which is a name to AWS. */
export const callIn = ({ steps }: Read): string | undefined =>
  steps.find((step): step is string => typeof step === "string" && /^\w+\(.*\)$/s.test(step));

function say(report: Report, path: readonly (string | number)[], text: string, read: Read): void {
  const name = callIn(read) as string;
  const written = text.slice(read.offset, read.offset + read.length);
  const outer = written.slice(0, written.indexOf(`.${name}`));
  const hint = name === "length()" ? `Write States.ArrayLength(${outer}).` : "Use an intrinsic function, or JSONata.";
  report.findAt(path, "path-function", { path: written, name, hint }, { span: read });
}
