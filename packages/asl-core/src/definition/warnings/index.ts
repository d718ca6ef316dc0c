import type { JsonObject } from "../../json.js";
import type { Report } from "../report.js";
import { arns } from "./arns.js";
import { choiceRules } from "./choices.js";
import { comparedPaths } from "./comparisons.js";
import { contextReads } from "./context.js";
import { data } from "./data.js";
import { formats } from "./formats.js";
import { unknownFunctions } from "./functions.js";
import { lifetime } from "./lifetime.js";
import { loops } from "./loops.js";
import { type Model, modelOf } from "./model.js";
import { pathFunctions } from "./path-functions.js";
import { latePresence } from "./presence.js";
import { processors } from "./processors.js";
import { recovery } from "./recovery.js";
import { services } from "./services.js";
import { sizes } from "./sizes.js";
import { steadyLoops } from "./steady-loops.js";
import { tokens } from "./tokens.js";
import { variables } from "./variables.js";

/** A look at the whole definition; what it finds goes to the report, at places given from the definition's root. */
type Warning = (report: Report, model: Model) => void;

/** In the order their findings are told. */
const WARNINGS: readonly Warning[] = [
  variables,
  unknownFunctions,
  recovery,
  loops,
  steadyLoops,
  choiceRules,
  tokens,
  lifetime,
  sizes,
  data,
  contextReads,
  formats,
  pathFunctions,
  comparedPaths,
  latePresence,
  processors,
  services,
  arns,
];

/**
 * What AWS accepts and an author may regret. Runs where no error was found but such as settings lift and hindrances.ts
 * does not name, so that every field has the type types.ts gives it, placeholders apart; expressions may not parse. Each warning is a rule of the catalogue and may be switched off by its name. The
 * definition is read into a model once; linear in its size but where a warning says more.
 */
export function warn(report: Report, definition: JsonObject): void {
  const model = modelOf(definition, report.type);
  for (const find of WARNINGS) find(report, model);
}
