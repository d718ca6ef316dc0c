import type { Diagnostic } from "../definition/index.js";
import { type ValidateOptions, validate } from "../definition/validate.js";
import { placeholderNames } from "./placeholders.js";
import type { MachineAlternative, SourceMachine } from "./source.js";

/**
 * Checks a machine of a file, and where conditions of the file pick parts of its definition, the definition they would
 * pick otherwise: what is wrong only there follows as errors, each with the condition. Never throws. Linear in the
 * definition, once for each alternative. What is said of a text that the file fills leads to the value, too.
 */
export function validateMachine(machine: SourceMachine, options: ValidateOptions = {}): Diagnostic[] {
  return withValues(machine, validateAll(machine, options));
}

/** What is said of a text with placeholders that the file fills points at their values, too. */
function withValues({ read, filled }: SourceMachine, found: Diagnostic[]): Diagnostic[] {
  if (filled === undefined) return found;
  return found.map((one) => {
    const { start, end } = one.range ?? NOWHERE;
    const written = read.text.slice(start.offset, Math.min(end.offset, start.offset + LONGEST));
    const values = placeholderNames(written).flatMap((name) => {
      const place = filled.get(name);
      return place === undefined ? [] : [{ message: `the value of ${name}`, pointer: "", ...place }];
    });
    return values.length === 0 ? one : { ...one, related: [...(one.related ?? []), ...values] };
  });
}

const NOWHERE = { start: { offset: 0 }, end: { offset: 0 } };
/** Of what is longer not all placeholders are looked at. */
const LONGEST = 1000;

function validateAll({ read, alternatives = [] }: SourceMachine, options: ValidateOptions): Diagnostic[] {
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
