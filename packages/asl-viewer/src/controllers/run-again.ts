import type { RecordedHistory } from "asl-core/history";
import { type Origin, originOf, type Run, recordedOf } from "../timeline/index.js";
import type { Opened } from "./opened.js";

/**
 * What is run again so that one can look into the execution that is shown: of a recording the whole, its child executions
 * with it; of histories that execution alone. Undefined where nothing is open.
 */
export function runAgain({ timeline, trail }: Opened): Run | undefined {
  const whole = trail[0]?.timeline.run ?? timeline?.run;
  return isRecording(whole) ? whole : timeline?.run;
}

/** A run that came with its definition and all its child executions. */
const isRecording = (run: Run | undefined): boolean => run?.execution === 0 && originOf(run) !== undefined;

/** Whether a run is open that was recorded, or a child execution of one. */
export const isRecorded = ({ history, timeline, trail }: Opened): boolean =>
  history !== undefined || isRecording(trail[0]?.timeline.run ?? timeline?.run);

/** A text to be run again, and which history in it; of a recording the whole. */
interface Again {
  readonly origin: Origin;
  readonly history?: RecordedHistory;
}

/** Or a sentence why there is none, "" where there is nothing to run. */
export function againOf(opened: Opened): Again | string {
  const run = runAgain(opened);
  const saved = isRecording(run) ? originOf(run) : undefined;
  if (saved !== undefined) return { origin: saved };
  const history = opened.trail.length > 0 ? recordedOf(run) : opened.history;
  const origin = originOf(history);
  if (opened.timeline?.run.inferred) return "Data between the stages is known only with the definition that ran.";
  return history === undefined || origin === undefined ? "" : { origin, history };
}

/** Why what is shown cannot be run again, in a sentence, "" where there is nothing to run; undefined where it can be. */
export function notAgain(opened: Opened): string | undefined {
  const again = againOf(opened);
  return typeof again === "string" ? again : undefined;
}
