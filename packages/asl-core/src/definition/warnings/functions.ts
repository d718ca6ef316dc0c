import { isBuiltIn } from "../../language/jsonata/builtins.js";
import { parseJsonata } from "../../language/jsonata/index.js";
import { nearest } from "../../near.js";
import type { Report } from "../report.js";
import { expressionsOf } from "./expressions.js";
import type { Model } from "./model.js";

/** The functions of JSONata 2.0.6 without `$eval`, and AWS's own. Source: the guide, "Transforming data with JSONata". */
export const FUNCTIONS: readonly string[] = (
  "abs append assert average base64decode base64encode boolean ceil contains count decodeUrl decodeUrlComponent distinct " +
  "each encodeUrl encodeUrlComponent error exists filter floor formatBase formatInteger formatNumber fromMillis hash join " +
  "keys length lookup lowercase map match max merge millis min not now number pad parse parseInteger partition power random " +
  "range reduce replace reverse round shuffle sift single sort split spread sqrt string substring substringAfter " +
  "substringBefore sum toMillis trim type uppercase uuid zip"
).split(" ");

/** Calls of functions that neither exist nor are defined in the expression: they fail when they are reached. */
export function unknownFunctions(report: Report, model: Model): void {
  for (const state of model.states)
    for (const { kind, text, path } of expressionsOf(state)) {
      if (kind !== "jsonata" || !text.includes("(")) continue;
      const { functions, looseBindings } = parseJsonata(text);
      if (looseBindings) continue;
      for (const { name, offset, length } of functions)
        if (!report.full && !isBuiltIn(name))
          report.findAt(
            path,
            "unknown-function",
            { name: `$${name}`, hint: meant(name) },
            { span: { offset, length } },
          );
    }
}

function meant(name: string): string {
  if (name === "eval") return "AWS leaves out $eval; $parse reads a JSON text.";
  const near = nearest(name, FUNCTIONS);
  return near === undefined ? "" : `Did you mean $${near}?`;
}
