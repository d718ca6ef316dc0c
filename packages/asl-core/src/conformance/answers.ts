import {
  failure,
  pending,
  success,
  type TaskHandler,
  type TaskOutcome,
  type TaskRequest,
  type TaskStage,
  UnansweredTask,
} from "../drivers/handler.js";
import { isObject, type Json, own } from "../json.js";
import { CaseError, type Mocks, type RecordedOutcome } from "./case.js";

/**
 * A handler that gives the recorded answers of one run: each state's in the order in which its tasks are scheduled, those
 * of Map iterations to their iteration, `repeat` ones for ever. Keeps what it has given, so make one per run. Throws
 * UnansweredTask where nothing is recorded.
 */
export function recordedAnswers(mocks: Mocks): TaskHandler {
  const left = new Map([...mocks].map(([state, outcomes]) => [state, outcomes.slice()]));
  return (request) => {
    const recorded = take(left.get(request.state) ?? [], request.iteration);
    if (recorded === undefined) throw new UnansweredTask(request);
    return outcomeOf(recorded, request);
  };
}

function take(left: RecordedOutcome[], iteration: readonly number[]): RecordedOutcome | undefined {
  const index = left.findIndex((outcome) => isFor(outcome, iteration));
  if (index < 0) return undefined;
  return left[index].repeat === true ? left[index] : left.splice(index, 1)[0];
}

/**
 * Whether an outcome belongs to an iteration. Indexes were read off the chain of `previousEventId`, on which a later
 * iteration of the same Map stands behind the earlier ones (`[0, 1]` for iteration 1): extra indexes in front are passed
 * over.
 */
function isFor({ iteration }: RecordedOutcome, indexes: readonly number[]): boolean {
  if (iteration === undefined) return true;
  if (iteration.at(-1) !== indexes.at(-1)) return false;
  let found = 0;
  for (const index of iteration) if (index === indexes[found]) found++;
  return found === indexes.length;
}

function outcomeOf(recorded: RecordedOutcome, request: TaskRequest): TaskOutcome {
  const { submitted, workerName, output, error, cause, event } = recorded;
  const timing = {
    ...(submitted === undefined ? null : { submitted }),
    ...(workerName === undefined ? null : { workerName }),
  };
  if (recorded.behaviour !== undefined) return success(behave(recorded.behaviour, request), timing);
  if (recorded.timeout !== undefined || recorded.pending === true || event === null) return pending(timing);
  return output === undefined
    ? failure(error, cause, { ...timing, stage: stageOf(event ?? "") })
    : success(output, timing);
}

/** The moment of a failure, by the name of the event AWS wrote. */
function stageOf(event: string): TaskStage {
  if (event.endsWith("ScheduleFailed")) return "schedule";
  if (event.endsWith("StartFailed")) return "start";
  return event.endsWith("SubmitFailed") ? "submit" : "run";
}

function behave(behaviour: string, { resource, arguments: sent }: TaskRequest): Json {
  if (behaviour !== "identity") throw new CaseError(`the behaviour "${behaviour}" is not known`);
  if (!resource.includes(":states:")) return sent;
  return { Payload: (isObject(sent) ? own(sent, "Payload") : undefined) ?? {} };
}
