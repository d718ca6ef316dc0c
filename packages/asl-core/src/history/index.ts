export { atOnce } from "./at-once.js";
export { type AwsDetails, type AwsEvent, detailsOf, isEventType } from "./aws-event.js";
export {
  type Compared,
  compareHistories,
  comparingHistories,
  type HistoryComparison,
  type HistoryDifference,
  statusIn,
} from "./diff.js";
export { dataOf, type EventData } from "./event-data.js";
export { fromAws, readingAws } from "./from-aws.js";
export { CHILDREN_APART, historiesIn, joinHistories, lackOf, readHistories } from "./read.js";
export { HistoryError, type HistoryFormat, type HistoryOptions, type RecordedHistory } from "./recorded.js";
export { redactHistory } from "./redact-history.js";
export { type ResultKind, type TaskResult, taskResults } from "./results.js";
export { secretLiterals } from "./secret-literals.js";
export { type NodeStatus, type StateStatus, StatusIndex, statusAt } from "./status.js";
export { type PlacedEvent, placeEvents, placingEvents, type Thread } from "./threads.js";
export { toAws, toCompare } from "./to-aws.js";
