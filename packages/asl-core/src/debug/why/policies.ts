import type { Failure } from "../../kernel/index.js";
import { matches } from "../../kernel/recovery.js";
import { type Catcher, END, type Retrier } from "../../machine/machine.js";
import type { Millis } from "../../time.js";
import type { Place } from "../inspect/place.js";
import { type FrameId, frameId } from "../thread.js";
import { errorName } from "./text.js";

/** What became of one Retry or Catch entry. */
export interface PolicyWhy {
  readonly kind: "retrier" | "catcher";
  readonly index: number;
  readonly errorEquals: readonly string[];
  /** JSON pointer in the definition. */
  readonly pointer: string;
  /** took: it took the failure; used up: it names the error and has no retry left; not asked: another had decided before. */
  readonly verdict: "took" | "used up" | "does not match" | "not asked";
  /** Why, in words. */
  readonly reason: string;
}

/** One state that a failure reached: the one that failed first, then the containers around it. */
export interface FailureLink {
  readonly state: string;
  readonly execution: number;
  readonly frame: FrameId;
  readonly error: string | null;
  readonly cause: string | null;
  readonly policies: readonly PolicyWhy[];
  /** fatal: no policy is ever asked about this error; ended: the execution ends with it; run: a child execution ends, its Map Run goes on with it. */
  readonly outcome: "retried" | "caught" | "passed on" | "ended" | "fatal" | "run";
  /** One sentence. */
  readonly text: string;
}

/** What a failing state comes to: its entries by index, -1 for none. */
interface Decision {
  /** The first that names the error. */
  readonly retrier: number;
  /** How many of that one's retries have been made. */
  readonly used: number;
  readonly retried: boolean;
  readonly catcher: number;
}

/** Retriers are asked first; the first that names the error decides alone. Then the first catcher that names it takes it. */
export function judge(at: Place, failure: Failure, delay: Millis | undefined): FailureLink {
  const decision = decide(at, failure);
  const policies = [
    ...at.node.retry.map((entry, i) => retrierWhy(at, entry, i, decision, failure)),
    ...at.node.catch.map((entry, i) => catcherWhy(at, entry, i, decision, failure)),
  ];
  return link(at, failure, policies, ...outcomeOf(at, decision, delay));
}

function decide({ frame, node }: Place, failure: Failure): Decision {
  const takes = ({ errorEquals }: Retrier | Catcher): boolean => matches(errorEquals, failure);
  const retrier = node.retry.findIndex(takes);
  const used = retrier < 0 ? 0 : (frame.attempts?.[retrier] ?? 0);
  const retried = retrier >= 0 && used < node.retry[retrier].maxAttempts;
  return { retrier, used, retried, catcher: retried ? -1 : node.catch.findIndex(takes) };
}

function outcomeOf(
  at: Place,
  { retrier, retried, catcher }: Decision,
  delay: Millis | undefined,
): [FailureLink["outcome"], string] {
  const { node } = at;
  if (retried)
    return ["retried", `retrier ${retrier} tries again${delay === undefined ? "" : ` after ${delay / 1000} s`}`];
  if (catcher >= 0) return ["caught", `catcher ${catcher} takes it, goes to ${target(at, node.catch[catcher])}`];
  return ["passed on", node.retry.length + node.catch.length === 0 ? "has no Retry or Catch" : "no entry takes it"];
}

const target = ({ scene }: Place, { next }: Catcher): string =>
  next === END ? "the end" : scene.machine.nodes[next].name;

/** A link of a chain of failures. */
export function link(
  at: Place,
  failure: Failure,
  policies: PolicyWhy[],
  outcome: FailureLink["outcome"],
  text: string,
): FailureLink {
  const { actor, frame, node } = at;
  const { error, cause } = failure;
  return {
    state: node.path,
    execution: actor.number,
    frame: frameId(actor.number, frame.serial),
    error,
    cause,
    policies,
    outcome,
    text,
  };
}

function retrierWhy(
  at: Place,
  { errorEquals, maxAttempts }: Retrier,
  index: number,
  { retrier: chosen, used, retried }: Decision,
  failure: Failure,
): PolicyWhy {
  const common = { kind: "retrier" as const, index, errorEquals, pointer: `${at.node.pointer}/Retry/${index}` };
  const takes = `takes ${errorName(failure.error)}`;
  if (chosen >= 0 && index > chosen)
    return { ...common, verdict: "not asked", reason: `retrier ${chosen} decides alone` };
  if (index !== chosen) return { ...common, verdict: "does not match", reason: mismatch(errorEquals, failure) };
  if (!retried) return { ...common, verdict: "used up", reason: `${takes}, but ${usedUp(maxAttempts)}` };
  return { ...common, verdict: "took", reason: `${takes}: retry ${used + 1} of ${maxAttempts}` };
}

function catcherWhy(
  at: Place,
  { errorEquals }: Catcher,
  index: number,
  { catcher: chosen, retried }: Decision,
  failure: Failure,
): PolicyWhy {
  const common = { kind: "catcher" as const, index, errorEquals, pointer: `${at.node.pointer}/Catch/${index}` };
  if (retried) return { ...common, verdict: "not asked", reason: "the state is tried again first" };
  if (chosen >= 0 && index > chosen) return { ...common, verdict: "not asked", reason: `catcher ${chosen} came first` };
  if (index !== chosen) return { ...common, verdict: "does not match", reason: mismatch(errorEquals, failure) };
  return { ...common, verdict: "took", reason: `takes ${errorName(failure.error)}` };
}

const usedUp = (most: number): string =>
  most === 0 ? "never tries again" : most === 1 ? "has made its only retry" : `has made its ${most} retries`;

/** Why a list of error names does not take a failure; the names that take many errors say what they leave out. */
function mismatch(names: readonly string[], { error }: Failure): string {
  if (error === "States.Runtime" && names.some((name) => name === "States.ALL" || name === "States.TaskFailed"))
    return `${names.join(", ")} does not take States.Runtime`;
  if (error === "States.Timeout" && names.includes("States.TaskFailed"))
    return "States.TaskFailed takes every error but States.Timeout";
  if (error === "States.Timeout" && names.includes("States.HeartbeatTimeout"))
    return "no heartbeat was missed: the whole time ran out";
  return `names ${names.join(", ")}, not ${errorName(error)}`;
}

/** The entries of a state that are not even asked. */
export function fatalPolicies({ node }: Place, failure: Failure): PolicyWhy[] {
  const reason = `${errorName(failure.error)} ends the execution before any entry is asked`;
  const entry =
    (kind: PolicyWhy["kind"]) =>
    ({ errorEquals }: { errorEquals: readonly string[] }, index: number): PolicyWhy => ({
      kind,
      index,
      errorEquals,
      pointer: `${node.pointer}/${kind === "retrier" ? "Retry" : "Catch"}/${index}`,
      verdict: "not asked",
      reason,
    });
  return [...node.retry.map(entry("retrier")), ...node.catch.map(entry("catcher"))];
}
