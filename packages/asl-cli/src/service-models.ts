import { fileURLToPath } from "node:url";
import { awsModels, type FieldValidationMode, MODELS_HINT, type ServiceModels } from "asl-core/testing";
import { usage } from "./stop.js";

/** AWS's service models, from this package's folder, from `from` or from the working folder; undefined where they are missing. */
export const serviceModels = (...from: string[]): ServiceModels | undefined =>
  awsModels(fileURLToPath(new URL(".", import.meta.url)), ...from);

/** What answers are judged by in this mode. Throws Stop (usage) where there is nothing to judge by. */
export function modelsToJudge(mode: FieldValidationMode | undefined, ...from: string[]): ServiceModels | undefined {
  if (mode === undefined || mode === "NONE") return undefined;
  const models = serviceModels(...from);
  if (models === undefined) throw usage("there are no service models to judge answers by", MODELS_HINT);
  return models;
}
