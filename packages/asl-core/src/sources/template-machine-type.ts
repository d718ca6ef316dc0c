import { isPlaceholder } from "../definition/rules/placeholders.js";
import { nearest } from "../near.js";
import type { SourceDiagnostic } from "./source.js";
import { sayAt } from "./template-definition.js";
import { functionIn, type TemplateFunctions } from "./template-functions.js";
import { type Located, member } from "./template-text.js";

const TYPES = ["STANDARD", "EXPRESS"];

/**
 * The type a template gives a machine; undefined where it gives none. Where it cannot be told, or is no type there is,
 * that is said in `diagnostics`, and the machine counts as a Standard one, which may do more.
 */
export function machineType(
  machine: string,
  resource: Located,
  functions: TemplateFunctions,
  diagnostics: SourceDiagnostic[],
): string | undefined {
  const properties = member(resource, "Properties");
  const written = properties && (member(properties, "Type") ?? member(properties, "StateMachineType"));
  if (written === undefined || functions.isAbsent(written.value)) return undefined;
  const type = functions.text(written.value);
  const isDecided = functions.chosen(functionIn(written.value))?.decided !== false && !isPlaceholder(type);
  if (isDecided && TYPES.includes(type)) return type;
  const near = nearest(type, TYPES);
  const hint = near === undefined ? `There are ${TYPES.join(" and ")}.` : `Did you mean ${near}?`;
  diagnostics.push(
    sayAt(written, isDecided ? "unknown-machine-type" : "machine-type-computed", { machine, type, hint }),
  );
  return "STANDARD";
}
