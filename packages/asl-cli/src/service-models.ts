import { fileURLToPath } from "node:url";
import { awsModels, type FieldValidationMode, MODELS_HINT, type ServiceModels } from "asl-core/testing";
import { usage } from "./stop.js";

/** AWS's service models, from this package's folder, from `from` or from the working folder; undefined where they are missing. */
export const serviceModels = (...from: string[]): ServiceModels | undefined =>
  awsModels(fileURLToPath(new URL(".", import.meta.url)), ...from);

const known = new Map<string, ServiceModels | undefined>();

/** What answers are judged by in this mode, looked for once for each folder. Throws Stop (usage) where a mode needs what is missing. */
export function modelsToJudge(mode: FieldValidationMode | undefined, from: string): ServiceModels | undefined {
  if (mode === "NONE") return undefined;
  if (!known.has(from)) known.set(from, serviceModels(from));
  const models = known.get(from);
  if (models === undefined && mode !== undefined)
    throw usage("there are no service models to judge answers by", MODELS_HINT);
  return models;
}
