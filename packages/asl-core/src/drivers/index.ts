export { type AnswerEntry, type AnswerProblem, type Answers, AnswersError, readAnswers } from "./answers.js";
export * from "./handler.js";
export { HandlerError } from "./handler-error.js";
export * from "./objects/index.js";
export { type RealtimeOptions, runRealtime } from "./realtime.js";
export { keyProblem } from "./route-keys.js";
export { type Destination, isResourcePattern, placeOf, Routes, routeHandlers } from "./routes.js";
export type { Run, RunOptions } from "./run.js";
export { run, runSync, VirtualDriver } from "./virtual.js";
