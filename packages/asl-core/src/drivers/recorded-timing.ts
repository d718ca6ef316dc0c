import type { Millis } from "../time.js";
import type { TaskRequest, Timing } from "./handler.js";
import type { RecordedCall } from "./recorded-results.js";

/** Between two tasks an execution on AWS takes a little time here and there; this much is made up for at the next one. */
const SLACK = 2000;
/** The same in parts of the time since the start. */
const SLACK_SHARE = 0.05;
/** Heartbeats that one answer may have. */
const MOST_HEARTBEATS = 10_000;

/**
 * When a recorded answer comes: after the time it took, or, where that is near, at the very moment at which it came, so
 * that branches race as they did. `startedAt`: when the recorded execution began. Nothing where the recording has no
 * times.
 */
export function timingOf(call: RecordedCall, request: TaskRequest, startedAt: Millis): Timing {
  const { workerName, submitted } = call;
  const begun: Timing = {
    ...(workerName === undefined ? null : { workerName }),
    ...(submitted === undefined ? null : { submitted }),
  };
  if (call.at === 0 || call.endedAt === 0) return begun;
  const took = Math.max(0, call.endedAt - call.at);
  const takes = within(request, took, inStep(call, request, took, startedAt));
  const starts = call.startedAt === 0 ? 0 : Math.min(takes, Math.max(0, call.startedAt - call.at));
  const heartbeats = heartbeatsFor(request, starts, takes);
  return { ...begun, takes, ...(starts > 0 && { starts }), ...(heartbeats.length > 0 && { heartbeats }) };
}

/** The time until the recorded moment where that is near what it took; else what it took. */
function inStep({ endedAt }: RecordedCall, { at }: TaskRequest, took: Millis, startedAt: Millis): Millis {
  const until = endedAt - at;
  const slack = Math.max(SLACK, (endedAt - startedAt) * SLACK_SHARE);
  return until >= 0 && Math.abs(until - took) <= slack ? until : took;
}

/** What came in time does so still. */
function within({ timeoutSeconds }: TaskRequest, took: Millis, takes: Millis): Millis {
  if (timeoutSeconds === undefined || took >= timeoutSeconds * 1000) return takes;
  return Math.min(takes, Math.max(took, timeoutSeconds * 1000 - 1));
}

/** No history tells of heartbeats: a worker that answered in the end had sent them. */
function heartbeatsFor({ heartbeatSeconds }: TaskRequest, starts: Millis, takes: Millis): Millis[] {
  if (heartbeatSeconds === undefined || heartbeatSeconds <= 0 || takes <= heartbeatSeconds * 1000) return [];
  const every = heartbeatSeconds * 500;
  const count = Math.min(MOST_HEARTBEATS, Math.floor(takes / every));
  return Array.from({ length: count }, (_, at) => (at + 1) * every).filter((at) => at >= starts && at < takes);
}

/** Heartbeats of a worker that fell silent: the last one so that its patience ends when it did. */
export function lastHeartbeats(call: RecordedCall): Timing {
  const { heartbeatSeconds, at, endedAt } = call;
  if (heartbeatSeconds === undefined || at === 0 || endedAt === 0) return {};
  const every = heartbeatSeconds * 1000;
  const last = endedAt - at - every;
  const count = Math.min(MOST_HEARTBEATS, Math.max(0, Math.floor(last / every) + (last > 0 ? 1 : 0)));
  const heartbeats = Array.from({ length: count }, (_, back) => last - back * every).filter((one) => one > 0);
  return heartbeats.length === 0 ? {} : { heartbeats: heartbeats.toReversed() };
}
