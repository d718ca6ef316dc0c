export type { AnswerFunction } from "../drivers/answer-function.js";
export { failure, pending, success, type TaskOutcome, type TaskRequest } from "../drivers/handler.js";
export { DefinitionError } from "../machine/load.js";
export * from "./cases/index.js";
export {
  Coverage,
  type CoverageData,
  CoverageError,
  mergeCoverage,
  observe,
} from "./coverage/index.js";
export { type CoverageSink, coverAll } from "./coverage-sink.js";
export {
  type Difference,
  type Differences,
  type DiffOptions,
  type DiffStyle,
  type DiffTextOptions,
  diff,
  diffLines,
} from "./diff.js";
export { EventLimitError, MOST_EVENTS } from "./event-limit.js";
export { EVENT_TYPES } from "./event-types.js";
export { type Explored, type ExploreOptions, exploreSchedules, ScheduleError } from "./explore-schedules.js";
export { FieldValidationError } from "./field-validation-error.js";
export { whyTraceNotWritten } from "./golden-file.js";
export type { Mistake } from "./guarded-handler.js";
export type { LoadOptions } from "./load.js";
export { loadMachine, TestMachine } from "./machine.js";
export * from "./matchers/index.js";
export { pathText } from "./matchers/path-text.js";
export {
  type MockCase,
  type MockConfig,
  mockAnswers,
  readMockConfig,
  unmockedError,
  unusedMocks,
} from "./mock-config.js";
export type { AnswerObject, TestAnswer, TestAnswers, TestOptions } from "./options.js";
export * from "./properties/index.js";
export { RecordError, type RecordedTest, recordTest } from "./record.js";
export { TestRun, type UnusedAnswer } from "./run.js";
export { type AdvanceOptions, TestSession, type WaitingTask } from "./session.js";
export type { Target } from "./target.js";
export { testFileText } from "./test-file-text.js";
export * from "./test-state/index.js";
export { textDiff } from "./text-diff.js";
export { type Traceable, traceOf } from "./trace.js";
export { UnansweredError } from "./unanswered.js";
export type { Attempt, StageValue, Visit, VisitStatus } from "./visit.js";
export { yamlEntry } from "./yaml-entry.js";
