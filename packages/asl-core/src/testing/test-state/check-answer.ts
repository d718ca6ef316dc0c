import { type Json, nestsTooDeeply } from "../../json.js";
import { type AnswerShape, answerShape } from "./answer-shape.js";
import { type FieldValidationMode, shapeProblems } from "./check-shape.js";
import type { ServiceModels } from "./service-model.js";

/**
 * What is wrong with the answer of a Task, judged by the published model of the service its Resource calls, as TestState
 * judges mocked results ("Field 'StartDate' must be a string"). Empty where it may come from the service, and where there
 * is no model to judge by. STRICT also asks for required members.
 */
export async function checkAnswer(
  resource: string,
  output: Json,
  mode: FieldValidationMode,
  models: ServiceModels,
): Promise<string[]> {
  if (mode === "NONE") return [];
  return answerProblems(output, await answerShape(resource, models), mode);
}

/** The same by a shape at hand; null is none. */
export function answerProblems(output: Json, shape: AnswerShape | null, mode: FieldValidationMode): string[] {
  if (mode === "NONE") return [];
  if (nestsTooDeeply(output)) return ["Result nests too deeply"];
  return shape === null ? [] : [...shapeProblems(output, shape, mode)];
}
