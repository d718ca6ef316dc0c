import { fileURLToPath } from "node:url";
import { awsModels, MODELS_PACKAGE, type ServiceModels, type TestStateRequest } from "asl-core/testing";
import { stderr } from "../output.js";
import { usage } from "../stop.js";

const INSTALL = `The models of AWS's services come with ${MODELS_PACKAGE}: npm install --save-dev ${MODELS_PACKAGE}`;

/**
 * AWS's service models, from this package's folder or the working folder. Where they are missing, a mocked result that is to
 * be judged in so many words throws Stop (usage); another passes unjudged, which is said on standard error.
 */
export function modelsFor({ mock }: TestStateRequest, asked: boolean): ServiceModels | undefined {
  if (mock?.result === undefined || mock.fieldValidationMode === "NONE") return undefined;
  const models = awsModels(fileURLToPath(new URL("..", import.meta.url)));
  if (models !== undefined) return models;
  if (asked) throw usage("there are no service models to judge the mocked result by", INSTALL);
  stderr.line(stderr.colours.dim(`The mocked result was not compared with the service's model. ${INSTALL}`));
  return undefined;
}
