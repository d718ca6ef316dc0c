export type { AnswerFunction } from "./answer-function.js";
export { type AnswerEntry, type AnswerProblem, type Answers, AnswersError, readAnswers } from "./answers.js";
export { functionResult } from "./function-result.js";
export * from "./handler.js";
export { HandlerError } from "./handler-error.js";
export { identityOf } from "./identity.js";
export * from "./objects/index.js";
export { joinObservers, type Observer } from "./observer.js";
export { type RealtimeOptions, runRealtime } from "./realtime.js";
export {
  type Lack,
  type Missing,
  type NeededResult,
  RecordedHandler,
  type RecordedHandlerOptions,
  type Substitution,
} from "./recorded-handler.js";
export { type RecordedCall, RecordedResults } from "./recorded-results.js";
export {
  type RecordedEnd,
  type Replay,
  type ReplayChange,
  type ReplayOptions,
  replay,
  type Verdict,
} from "./replay.js";
export { type ReplayRunOptions, startOfReplay } from "./replay-start.js";
export { keyProblem } from "./route-keys.js";
export { type Destination, isResourcePattern, placeOf, Routes, routeHandlers } from "./routes.js";
export type { Run, RunOptions } from "./run.js";
export { run, runSync, type TokenAnswer, VirtualDriver } from "./virtual.js";
