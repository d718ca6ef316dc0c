export { recordedAnswers } from "./answers.js";
export {
  CaseError,
  type ConformanceCase,
  type Expected,
  type ExpectedEvent,
  type Logging,
  type Mocks,
  type RecordedOutcome,
  readCase,
} from "./case.js";
export { compareCase, compareEvents } from "./compare.js";
export { logRecords } from "./log-records.js";
export { ANY, match } from "./match.js";
export type { CaseResult, RecordedEvent } from "./result.js";
export { executeCase, machineOf, resultOf, runCase, startOf } from "./run-case.js";
export { type Count, runCases, type SuiteCase, type SuiteObserver, type SuiteReport } from "./suite.js";
