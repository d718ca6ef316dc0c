export { failure, pending, success, type TaskOutcome, type TaskRequest } from "../drivers/handler.js";
export { DefinitionError } from "../machine/load.js";
export type { LoadOptions } from "./load.js";
export { loadMachine, TestMachine } from "./machine.js";
export type { AnswerFunction, AnswerObject, TestAnswer, TestAnswers, TestOptions } from "./options.js";
export { TestRun, type UnusedAnswer } from "./run.js";
export { TestSession } from "./session.js";
export { UnansweredError } from "./unanswered.js";
export type { Attempt, StageValue, Visit, VisitStatus } from "./visit.js";
