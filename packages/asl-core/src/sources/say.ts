import type { RuleName } from "../definition/catalogue/index.js";
import { diagnostic, type Parameters } from "../definition/diagnostics.js";
import type { Range } from "../definition/positions.js";
import type { SourceDiagnostic } from "./source.js";

/** Something to say about a file: a rule of the catalogue, at a place where there is one. */
export function say(file: string, rule: RuleName, parameters: Parameters = {}, range?: Range): SourceDiagnostic {
  const said = diagnostic(rule, parameters, { path: [], located: false });
  return range === undefined ? { ...said, file } : { ...said, file, range };
}
