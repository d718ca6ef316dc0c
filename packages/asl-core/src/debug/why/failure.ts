import type { ErrorDetails } from "../../kernel/event.js";
import type { Event, Failure } from "../../kernel/index.js";
import { isFailing } from "../inspect/at-hand.js";
import { observe } from "../inspect/observe.js";
import { endOf, type Place, place, placeAround, placeOf, stepOf } from "../inspect/place.js";
import type { Past } from "../past.js";
import { atStep } from "../position.js";
import type { Scene } from "../scene.js";
import { type FrameId, frameId } from "../thread.js";
import { Hearing } from "./hearing.js";
import { type EventRef, eventOf, type Subject } from "./moment.js";
import { type FailureLink, fatalPolicies, judge, link } from "./policies.js";
import { errorName } from "./text.js";

/** Why a failure was retried, caught, or ended the execution. Plain JSON. */
export interface FailureWhy {
  readonly error: string | null;
  readonly cause: string | null;
  /** Innermost first; the last one is where it ended. */
  readonly links: readonly FailureLink[];
  readonly text: string;
}

/** A failure about to be taken up. */
interface Found {
  /** Where the frame stands before the step that takes it up. */
  readonly at: Place;
  readonly failure: Failure;
  /** No Retry or Catch is asked. */
  readonly fatal: boolean;
  /** What was heard of the step that took it up; undefined where that is still to come. */
  readonly hearing?: Hearing;
}

/**
 * Why a failure went where it went: each Retry and Catch entry in the order in which it is considered, of the failing
 * state and, where none took it, of the containers around, up to the end of the execution. For a frame: the failure that
 * it is about to take up or stands on, or its last one in this visit; for an event: the failure the event tells of. Throws RangeError
 * where nothing failed there. O(steps since the last checkpoint), for a frame O(steps of its visit).
 */
export function whyFailure(scene: Scene, past: Past, subject: Subject): FailureWhy {
  const found = typeof subject === "string" ? ofFrame(scene, past, subject) : ofEvent(scene, past, subject);
  if (found === undefined) return asWhole(eventOf(scene, subject as EventRef));
  const links = linksOf(found);
  const { error, cause } = found.failure;
  const head = `${found.at.node.path} failed with ${errorName(error)}${cause ? `: ${cause}` : ""}`;
  return { error, cause, links, text: [head, ...links.flatMap(linesOf)].join("\n") };
}

function ofFrame(scene: Scene, past: Past, id: FrameId): Found {
  const at = placeOf(scene, id);
  const { frame, actor } = at;
  if (frame.phase === "recover" && frame.failure !== null) return { at, failure: frame.failure, fatal: false };
  if (isFailing(at, past)) return atHand(at, past) ?? unknown(at.node.path);
  const last = observe(at, past, true).tries.at(-1);
  if (last === undefined) throw new RangeError(`${at.node.path} has not failed in this visit`);
  return heardAt(scene, past, actor.number, last.step, frame.serial) ?? unknown(at.node.path);
}

/** What the step that comes next, or is being looked into, takes up. */
function atHand({ scene, actor, frame }: Place, past: Past): Found | undefined {
  const { step } = scene.position;
  return heardAt(scene, past, actor.number, step, frame.serial, atStep(step + 1));
}

const unknown = (path: string): never => {
  throw new RangeError(`the failure of ${path} cannot be found`);
};

const FAILURE = /Failed$|TimedOut$|^FailStateEntered$|^TaskStateAborted$/;
/** Events that follow the failure itself within its step: which frame failed first they do not tell. */
const AFTER = /^Execution|^(Parallel|Map)StateFailed$|^MapIterationFailed$|^TaskStateAborted$/;

/** The execution itself failed, at its limit of events: no state did. */
function asWhole({ details }: Event): FailureWhy {
  const { error, cause } = details as ErrorDetails;
  return { error, cause, links: [], text: `no state failed, but the execution: ${errorName(error)}: ${cause}` };
}

function ofEvent(scene: Scene, past: Past, subject: EventRef): Found | undefined {
  const event = eventOf(scene, subject);
  if (!FAILURE.test(event.type) || event.type === "ExecutionTimedOut")
    throw new RangeError(`event ${event.id} (${event.type}) is no failure of a state`);
  const serial = AFTER.test(event.type) ? undefined : event.frame;
  const first = stepOf(past, scene, subject.execution, event.id);
  const found = search(scene, past, subject.execution, first, serial);
  if (found !== undefined || event.type === "ExecutionFailed") return found;
  return ofFrame(scene, past, frameId(subject.execution, event.frame)); // the step that takes it up is still to come
}

/** The first failure from a step on; other frames may come before the one that takes it up. */
function search(scene: Scene, past: Past, execution: number, first: number, serial?: number): Found | undefined {
  let now = 0;
  let acting = -1;
  let found: number | undefined;
  past.watch(atStep(first), scene.position, {
    step: (step, number) => {
      now = step;
      acting = number;
    },
    failure: (_failure, frame) => {
      if (acting === execution && (serial === undefined || frame.serial === serial)) found ??= now;
    },
    stop: () => found !== undefined,
  });
  return found === undefined ? undefined : heardAt(scene, past, execution, found, serial);
}

/** The failure that a step takes up, with the frame as it was before. */
function heardAt(
  scene: Scene,
  past: Past,
  execution: number,
  step: number,
  serial: number | undefined,
  end = endOf(step, scene),
): Found | undefined {
  const hearing = new Hearing(serial);
  past.watch(atStep(step), end, hearing);
  const { heard: failure, frame } = hearing;
  if (failure === undefined || frame === undefined) return undefined;
  const before = past.sceneAt(atStep(step));
  const actor = before.executions[execution] ?? scene.executions[execution];
  const standing = actor.execution.frames.find((one) => one?.serial === frame);
  if (!standing) return undefined;
  const at = place(before, actor, standing);
  return { at, failure, fatal: hearing.ended && isFatal(failure, at), hearing };
}

/** Errors the interpreter raises that no policy is ever asked about; what a worker or a Fail state calls so is no such error. */
function isFatal({ error }: Failure, { frame, node }: Place): boolean {
  if (error !== "States.Runtime" && error !== "States.DataLimitExceeded") return false;
  return frame.phase !== "recover" && node.kind !== "Fail";
}

function linksOf({ at, failure, fatal, hearing }: Found): FailureLink[] {
  if (!fatal) return chainFrom(at, failure, hearing);
  const name = errorName(failure.error);
  const text = `no Retry or Catch is asked about ${name}, which the interpreter raised: the execution fails`;
  return [link(at, failure, fatalPolicies(at, failure), "fatal", text)];
}

function chainFrom(at: Place, failure: Failure, hearing: Hearing | undefined): FailureLink[] {
  const { serial } = at.frame;
  const first = judge(at, failure, hearing?.delays.get(serial));
  const second = hearing?.seconds.get(serial);
  if (first.outcome !== "passed on" && second === undefined) return [first];
  if (second === undefined) return [first, ...linksAround(at, failure, hearing)];
  const failed: FailureLink = { ...first, outcome: "passed on", text: `${first.text}, but fails itself` };
  const again = `a Catch entry that fails is not asked again: ${errorName(second.error)} is passed on`;
  return [failed, link(at, second, [], "passed on", again), ...linksAround(at, second, hearing)];
}

function linksAround(at: Place, failure: Failure, hearing: Hearing | undefined): FailureLink[] {
  const { actor, frame, node } = at;
  if (frame.parent >= 0) return chainFrom(placeAround(at) ?? unknown(node.path), failure, hearing);
  return [ending(at, failure), ...(actor.parent === null ? [] : run(at, failure))];
}

const ending = (at: Place, failure: Failure): FailureLink =>
  link(
    at,
    failure,
    [],
    "ended",
    `nobody took it: ${at.actor.number === 0 ? "the execution" : `child execution ${at.actor.number}`} fails`,
  );

/** A child execution's failure is counted by its Map Run, which may fail with an error of its own. */
function run(at: Place, failure: Failure): FailureLink[] {
  const around = placeAround(at);
  const join = around?.frame.join;
  if (around === undefined || !join?.run) return [];
  const { toleratedCount: count, toleratedPercentage: percentage, failed } = join.run;
  const limits = [
    ...(count >= 0 ? [`${count} ${count === 1 ? "failure" : "failures"}`] : []),
    ...(percentage >= 0 ? [`${percentage} %`] : []),
  ];
  const tolerance = limits.length === 0 ? "no failure" : limits.join(" and ");
  const text = `tolerates ${tolerance}; ${failed} of ${join.items.length} had failed before`;
  return [link(around, failure, [], "run", text)];
}

function linesOf({ state, policies, text }: FailureLink): string[] {
  const entries = policies.map(
    ({ kind, index, errorEquals, reason }) => `    ${kind} ${index} [${errorEquals.join(", ")}]: ${reason}`,
  );
  return [`  ${state}: ${text}`, ...entries];
}
