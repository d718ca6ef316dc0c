import { type Diagnostic, type Json, MAX_DIAGNOSTICS, readSource, validate, validateMachine } from "asl-core";
import type { Checked, Problem, Question } from "./problem.js";

/** Of a machine and its file together. */
const MOST = 2 * MAX_DIAGNOSTICS;

/**
 * Checks a machine as `asl validate` does without a configuration: what its file says of it, and what its definition says
 * itself. Never throws for what texts hold. Linear in the text.
 */
export async function check(question: Question): Promise<Checked> {
  const found = "text" in question ? await inText(question) : validate(question.definition as Json);
  const sorted = found.toSorted((a, b) => (a.range?.start.offset ?? 0) - (b.range?.start.offset ?? 0));
  return { problems: sorted.slice(0, MOST).map(problemOf), cut: found.length >= MAX_DIAGNOSTICS };
}

async function inText({ text, file, machine: only }: Extract<Question, { text: string }>): Promise<Diagnostic[]> {
  const source = await readSource(file || "pasted", text, only === undefined ? {} : { only });
  const machines = source.machines.filter(({ id }) => only === undefined || id === only).slice(0, 1);
  const about = source.diagnostics.filter(({ machine = "" }) => machine === "" || machine === only);
  const found = machines.flatMap((machine) =>
    validateMachine(machine, { type: machine.type ?? "STANDARD", file: machine.file }),
  );
  return [...about, ...found];
}

function problemOf({ severity, code, message, hint, pointer, path, range }: Diagnostic): Problem {
  const place = range && { line: range.start.line, column: range.start.column };
  return { severity, code, message, ...(hint !== undefined && { hint }), pointer, path, ...place };
}
