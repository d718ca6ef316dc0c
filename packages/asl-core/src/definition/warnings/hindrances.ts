import type { RuleName } from "../catalogue/index.js";

/**
 * True for an error that leaves a definition of which warnings could not be certain, though a setting lets it pass:
 * fields that are missing or of another type, targets that are not there, names that stand twice.
 */
export const hinders = (rule: RuleName): boolean => HINDERING.has(rule);

const HINDERING: ReadonlySet<RuleName> = new Set<RuleName>([
  "missing-fields",
  "missing-field",
  "none-of",
  "more-than-one",
  "wrong-type",
  "not-an-integer",
  "not-in-enum",
  "unknown-type",
  "choice-kind",
  "other-language",
  "language-downgrade",
  "empty-value",
  "missing-target",
  "duplicate-state",
  "not-an-object",
  "too-deep",
]);
