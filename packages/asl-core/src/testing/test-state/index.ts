export { type AnswerShape, answerShape } from "./answer-shape.js";
export { awsModels, MODELS_HINT, MODELS_PACKAGE } from "./aws-models.js";
export { checkAnswer } from "./check-answer.js";
export { type FieldValidationMode, shapeProblems } from "./check-shape.js";
export type { InspectionLevel, Mock, StateConfiguration, TestStateRequest } from "./request.js";
export type { InspectionData, TestExecutionStatus, TestStateResponse } from "./response.js";
export type { ModelShape, ServiceModel, ServiceModels } from "./service-model.js";
export { type TestStateOptions, testState } from "./test-state.js";
export { TestStateError, type TestStateErrorCode } from "./test-state-error.js";
