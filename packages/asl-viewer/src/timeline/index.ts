export { awsEventsOf, comparedEventsOf } from "./aws-events.js";
export { type Axis, axisOf, type Fold } from "./axis.js";
export { causeWords } from "./cause-words.js";
export { hasClock, timeText, wholeTimeText, zoneOf } from "./clock.js";
export { closeMarks, type Marks } from "./close-marks.js";
export { type CloseUp, closeUpOn, iterationsAround } from "./close-up.js";
export { edgeOf } from "./crossings.js";
export { describe, shortDuration, type Tone, toneOf } from "./describe.js";
export { type EventRow, EventRows, framesAround, isAside } from "./event-rows.js";
export { executionName, executionNames } from "./execution-name.js";
export { type FailingEvent, failingEvent } from "./failing-event.js";
export { failureOfVisit } from "./failure.js";
export { firstLine, mapRunKey } from "./family.js";
export { asHalted } from "./halts.js";
export { inferDefinition } from "./inferred.js";
export { type JsonRow, jsonRows, MOST_ROWS, type Opened, pathOf, type ValueChange } from "./json-rows.js";
export { type MapWork, mapWork, type WorkPart } from "./map-work.js";
export { type ObjectRead, objectsRead } from "./objects-read.js";
export { type Origin, originOf, recordedOf, remember, rememberJoined } from "./origin.js";
export { asMachine, NOWHERE, type Outline, type OutlineBlock, type OutlineNode, outlineOf } from "./outline.js";
export { type Loop, type Pace, playedCount } from "./pace.js";
export { lookOf, lookOfLetter, type Part, type PartLook, Parts, type PartTally, tallyText } from "./parts.js";
export { type BreakPoint, breakPointAt, mockOf } from "./past-event.js";
export {
  type Crumb,
  containersAround,
  crumbsOf,
  type FailureGroup,
  failureGroups,
  failureIn,
  partBeside,
  turnsOf,
  visitIn,
} from "./places.js";
export { previewText } from "./preview.js";
export { answerReader, createReader, type Reader, type ReadingOptions, type WorkerScope } from "./reader.js";
export { relatives } from "./relatives.js";
export { type Child, type Children, emptyRun, failureOf, payloadOf, type Run } from "./run.js";
export { type EventKind, type Filter, isOfKind, Search } from "./search.js";
export { type ShownStage, shownStages } from "./shown-stages.js";
export {
  type Drawn,
  type Found,
  LONGEST,
  layingRun,
  MOST_EVENTS,
  OPEN_CHILDREN,
  type OpeningOptions,
  openText,
  runOf,
  SourceError,
} from "./source.js";
export { type StageExpression, stageExpressions } from "./stage-expressions.js";
export { causeValue, type StageView, stagesOf } from "./stages.js";
export { statusOfVisit } from "./standing.js";
export { type Ending, Timeline } from "./timeline.js";
export { transitionsOf } from "./transitions.js";
export { latest } from "./visit.js";
export type { Frame, Try, Visit, Visits } from "./visits.js";
export { changeAt, type Track, type TrackChange, trackOf } from "./watch-track.js";
export {
  shortName,
  type ToldValue,
  toldValue,
  turnWatched,
  type Watched,
  watchedName,
  watchedValue,
} from "./watched.js";
export { lastWords, placeWords } from "./words.js";
