import { MODELS_HINT, type ServiceModels, type TestStateRequest } from "asl-core/testing";
import { stderr } from "../output.js";
import { serviceModels } from "../service-models.js";
import { usage } from "../stop.js";

/**
 * AWS's service models, from this package's folder or the working folder. Where they are missing, a mocked result that is to
 * be judged in so many words throws Stop (usage). Another passes unjudged, which is said on standard error: only where a
 * model would have been looked at, not for functions called directly, callbacks and states that are no tasks.
 */
export function modelsFor({ mock }: TestStateRequest, asked: boolean): ServiceModels | undefined {
  if (mock?.result === undefined || mock.fieldValidationMode === "NONE") return undefined;
  const models = serviceModels();
  if (models !== undefined) return models;
  if (asked) throw usage("there are no service models to judge the mocked result by", MODELS_HINT);
  return unjudged;
}

async function unjudged(service: string): Promise<undefined> {
  const said = `The mocked result was not compared with the model of ${service}. ${MODELS_HINT}`;
  stderr.line(stderr.colours.dim(`${said}, or --field-validation NONE asks for no comparison.`));
}
