import type { Diagnostic } from "../definition/index.js";
import { type ValidateOptions, validate } from "../definition/validate.js";
import type { MachineAlternative, SourceMachine } from "./source.js";

/**
 * Checks a machine of a file, and where conditions of the file pick parts of its definition, the definition they would
 * pick otherwise: what is wrong only there follows as errors, each with the condition. Never throws. Linear in the
 * definition, once for each alternative.
 */
export function validateMachine({ read, alternatives = [] }: SourceMachine, options: ValidateOptions): Diagnostic[] {
  const found = validate(read, options);
  if (alternatives.length === 0) return found;
  const said = new Set(found.map(keyOf));
  for (const alternative of alternatives)
    for (const one of validate(alternative.read, { ...options, warnings: false })) {
      if (one.severity !== "error" || said.has(keyOf(one))) continue;
      said.add(keyOf(one));
      found.push(underCondition(one, alternative));
    }
  return found;
}

const keyOf = ({ rule, message, range }: Diagnostic): string => JSON.stringify([rule, message, range?.start.offset]);

function underCondition(one: Diagnostic, { condition, holds }: MachineAlternative): Diagnostic {
  const when = `So it is where the condition ${condition} ${holds ? "holds" : "does not hold"}.`;
  return { ...one, hint: one.hint === undefined ? when : `${one.hint} ${when}` };
}
