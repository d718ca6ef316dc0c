import { shorten } from "../display.js";
import { formatDuration } from "../duration.js";
import { type Json, stringify } from "../json.js";
import type { Machine } from "../machine/machine.js";
import type { Field, Parting } from "./compare.js";
import { dataOf } from "./event-data.js";
import type { PlacedEvent } from "./threads.js";

/** What is asked about the second history: the edge an event took (`via`), and what it ran on. */
export interface Explaining {
  via(id: number): string | null;
  readonly machine: Machine;
}

/** Longest value that is shown. */
const SHOWN = 80;

/** Characters of a long value shown before the place where two differ. */
const BEFORE = 20;

/** Says in one sentence how the second execution differs from the recorded one: "Choice rule 2 now matches in Route: …". */
export function explainParting(parting: Parting, about: Explaining): string {
  const { recorded, replayed } = parting;
  const said = sentence(parting, about);
  const iteration = (recorded ?? replayed)?.thread.iteration ?? [];
  return iteration.length === 0 ? said : `${said} (iteration ${iteration.join("/")})`;
}

function sentence(parting: Parting, about: Explaining): string {
  const { recorded, replayed, before, after, field } = parting;
  if (recorded === null) return appeared(replayed!, before.replayed);
  if (replayed === null) return vanished(recorded, before.recorded);
  if (field === undefined) return otherKind(recorded, replayed, parting, about);
  const choice = otherWay(recorded, replayed, after.recorded, after.replayed, about);
  return choice ?? otherData(recorded, field);
}

/** A Choice that gives other data because another rule decides. */
function otherWay(
  recorded: PlacedEvent,
  replayed: PlacedEvent,
  next: PlacedEvent | undefined,
  now: PlacedEvent | undefined,
  about: Explaining,
): string | undefined {
  if (recorded.event.type !== "ChoiceStateExited" || next === undefined || now === undefined) return undefined;
  return next.state === now.state ? undefined : wayTaken(replayed, next, now, about);
}

const kindOf = ({ event }: PlacedEvent): string => event.type;
const isEntered = (one: PlacedEvent): boolean => kindOf(one).endsWith("StateEntered");
const isExited = (one: PlacedEvent): boolean => kindOf(one).endsWith("StateExited");
const isScheduled = (one: PlacedEvent): boolean => /Scheduled$|^(Map|Parallel)StateStarted$/.test(kindOf(one));
const isFailure = (one: PlacedEvent): boolean => /(Failed|TimedOut)$/.test(kindOf(one));
const isWhole = (one: PlacedEvent): boolean => kindOf(one).startsWith("Execution");

function appeared(replayed: PlacedEvent, before: PlacedEvent | undefined): string {
  if (kindOf(replayed) === "MapIterationStarted")
    return `an iteration of ${replayed.thread.parent === null ? "the Map" : nameOf(replayed)} is now run`;
  if (before === undefined) return `the branch that begins with ${nameOf(replayed)} is now run`;
  if (isEntered(replayed)) return `state ${nameOf(replayed)} is now entered`;
  return `${happening(replayed)} now`;
}

function vanished(recorded: PlacedEvent, before: PlacedEvent | undefined): string {
  if (kindOf(recorded) === "MapIterationStarted") return "this iteration is no longer run";
  if (before === undefined) return `the branch that begins with ${nameOf(recorded)} is no longer run`;
  if (isEntered(recorded)) return `state ${nameOf(recorded)} is no longer entered`;
  return `${happening(recorded)} no longer`;
}

/** Both sides go on, with different events. */
function otherKind(recorded: PlacedEvent, replayed: PlacedEvent, { before }: Parting, about: Explaining): string {
  const failed = before.replayed !== undefined && isFailure(before.replayed) ? before.replayed : undefined;
  if (isEntered(recorded) && isEntered(replayed)) return entersOther(recorded, replayed, before.replayed, about);
  if (kindOf(replayed) === "ExecutionTimedOut") return failsNow(recorded, replayed);
  if (failed !== undefined) return afterFailure(recorded, replayed, failed, about);
  if (isTryAgain(recorded) && isGivenUp(replayed)) return `${nameOf(recorded)} is no longer tried again`;
  if (isGivenUp(recorded) && isTryAgain(replayed)) return `${nameOf(recorded)} is now tried again`;
  if (isFailure(replayed)) return failsNow(recorded, replayed);
  if (isFailure(recorded) && /Succeeded$|Exited$/.test(kindOf(replayed)))
    return `${nameOf(recorded)} no longer fails with ${errorOf(recorded)}`;
  if (isEntered(recorded)) return noLongerEntered(recorded, replayed, before.replayed);
  if (isEntered(replayed)) return `state ${nameOf(replayed)} is now entered${after(before.replayed)}`;
  return `${happening(replayed)} instead of ${happening(recorded)}`;
}

/** A Parallel or Map begins once more: the failure before stands in one of its threads. */
const isTryAgain = (one: PlacedEvent): boolean => /^(Map|Parallel)StateStarted$/.test(kindOf(one));
const isGivenUp = (one: PlacedEvent): boolean => /^(Map|Parallel)StateFailed$/.test(kindOf(one));

const after = (before: PlacedEvent | undefined): string => (before === undefined ? "" : ` after ${nameOf(before)}`);

function noLongerEntered(recorded: PlacedEvent, replayed: PlacedEvent, before: PlacedEvent | undefined): string {
  const instead = isWhole(replayed) ? `the execution ${endIn(replayed)}` : happening(replayed);
  return `state ${nameOf(recorded)} is no longer entered: ${instead}${after(before)}`;
}

const endIn = ({ event }: PlacedEvent): string =>
  event.type === "ExecutionSucceeded" ? "ends" : event.type === "ExecutionTimedOut" ? "times out" : "fails";

function entersOther(
  recorded: PlacedEvent,
  replayed: PlacedEvent,
  before: PlacedEvent | undefined,
  about: Explaining,
): string {
  const [was, is] = [typeOf(recorded), typeOf(replayed)];
  if (recorded.state === replayed.state) return `${nameOf(recorded)} is now a ${is} state instead of a ${was}`;
  if (before === undefined || !isExited(before))
    return `state ${nameOf(replayed)} is now entered first instead of ${nameOf(recorded)}`;
  return wayTaken(before, recorded, replayed, about);
}

const typeOf = (one: PlacedEvent): string => kindOf(one).replace(/State(Entered|Exited)$/, "");

/** Why a state that was left leads elsewhere. */
function wayTaken(left: PlacedEvent, recorded: PlacedEvent, replayed: PlacedEvent, about: Explaining): string {
  const via = about.via(left.event.id) ?? "next";
  const [kind, index] = via.split(" ");
  const place = nameOf(left);
  const instead = isEntered(replayed)
    ? `state ${nameOf(replayed)} is entered instead of ${isEntered(recorded) ? nameOf(recorded) : "ending"}`
    : `state ${nameOf(recorded)} is no longer entered`;
  if (kind === "choice") return `Choice rule ${index} now matches in ${place}: ${instead}`;
  if (kind === "default") return `no Choice rule matches any more in ${place}: ${instead}`;
  if (kind === "catch") return `catcher ${index} of ${place} now leads elsewhere: ${instead}`;
  if (isGone(recorded, about))
    return `state ${nameOf(recorded)} is no longer entered: ${place} goes to ${nameOf(replayed)}`;
  return `${place} now goes to ${nameOf(replayed)} instead of ${nameOf(recorded)}`;
}

const isGone = ({ state }: PlacedEvent, { machine }: Explaining): boolean =>
  !machine.nodes.some(({ name }) => name === state);

/** After the same failure, the policies decide otherwise. */
function afterFailure(recorded: PlacedEvent, replayed: PlacedEvent, failed: PlacedEvent, about: Explaining): string {
  const name = nameOf(failed);
  const error = errorOf(isGivenUp(failed) && isWhole(replayed) ? replayed : failed);
  const catcher = isExited(replayed) ? (about.via(replayed.event.id) ?? "").replace("catch", "catcher") : "";
  if (isScheduled(replayed)) return `${name} is now tried again after ${error}`;
  const tried = isScheduled(recorded) ? `${name} is no longer tried again after ${error}` : undefined;
  if (catcher !== "")
    return tried === undefined ? `${catcher} of ${name} now takes ${error}` : `${tried}: ${catcher} takes it`;
  if (tried !== undefined) return tried;
  if (isExited(recorded)) return `${error} is no longer caught in ${name}`;
  return `${happening(replayed)} instead of ${happening(recorded)}`;
}

function failsNow(recorded: PlacedEvent, replayed: PlacedEvent): string {
  const { error, cause } = dataOf(replayed.event).values;
  const name = nameOf(isWhole(replayed) && recorded.state !== null ? recorded : replayed);
  const why = typeof cause === "string" && cause !== "" ? `: ${shorten(cause, 200)}` : "";
  if (kindOf(replayed) === "ExecutionTimedOut" && recorded.state !== null)
    return `the execution now times out while it is in ${recorded.state}`;
  if (isWhole(replayed) && recorded.state === null) return `the execution now ${endsWith(replayed)}${why}`;
  if (isFailure(recorded) && !isWhole(recorded))
    return `${name} now fails with ${errorText(error)} instead of ${errorOf(recorded)}${why}`;
  if (kindOf(replayed).endsWith("TimedOut")) return `${name} now times out`;
  return `${name} now fails${error === undefined ? "" : ` with ${errorText(error)}`}${why}`;
}

const endsWith = (one: PlacedEvent): string =>
  kindOf(one) === "ExecutionTimedOut" ? "times out" : `fails with ${errorOf(one)}`;

const errorOf = ({ event }: PlacedEvent): string => errorText(dataOf(event).values.error);
const errorText = (error: Json | undefined): string => (typeof error === "string" ? error : "no error name");

/** The same event, with other data. */
function otherData(one: PlacedEvent, field: Field): string {
  const name = nameOf(one);
  const { pointer, recorded, replayed } = field;
  const change = changed(replayed, recorded);
  const place = pointer === "" ? "" : ` at ${pointer}`;
  switch (field.name) {
    case "timeoutInSeconds":
      return `the timeout of ${name} is now ${seconds(replayed)} instead of ${seconds(recorded)}`;
    case "heartbeatInSeconds":
      return `the heartbeat of ${name} is now ${seconds(replayed)} instead of ${seconds(recorded)}`;
    case "resource":
      return `${name} now calls ${shown(replayed)} instead of ${shown(recorded)}`;
    case "taskCredentials":
      return `the credentials of ${name} are now ${change}`;
    case "length":
      return `${name} now has ${items(replayed)} instead of ${shown(recorded)}`;
    case "assignedVariables":
      return assigned(name, pointer, replayed, recorded);
    case "error":
      return `${isWhole(one) ? "the execution" : name} now fails with ${errorText(replayed)} instead of ${errorText(recorded)}`;
    case "cause":
      return `the cause of ${isWhole(one) ? "the execution's failure" : name} now differs: ${change}`;
  }
  if (isScheduled(one)) return `${name} is now called with ${change}${place}`;
  const whose = isWhole(one) ? "the execution" : name;
  return `the ${field.name} of ${whose} now differs${place}: ${change}`;
}

function assigned(name: string, pointer: string, replayed: Json | undefined, recorded: Json | undefined): string {
  const [, variable, ...rest] = pointer.split("/");
  if (variable === undefined) return `${name} now assigns ${shown(replayed)} instead of ${shown(recorded)}`;
  const place = rest.length === 0 ? "" : ` at /${rest.join("/")}`;
  if (replayed === undefined && place === "") return `${name} no longer assigns ${variable}`;
  return `${name} now assigns ${variable}${place}: ${changed(replayed, recorded)}`;
}

const seconds = (value: Json | undefined): string =>
  typeof value === "number" ? formatDuration(value * 1000) : "none";
const items = (value: Json | undefined): string => (value === 1 ? "1 item" : `${shown(value)} items`);
const shown = (value: Json | undefined): string => (value === undefined ? "nothing" : shorten(stringify(value), SHOWN));

/** Both values; of long ones that begin alike the part in which they differ. */
function changed(replayed: Json | undefined, recorded: Json | undefined): string {
  const [is, was] = [shown(replayed), shown(recorded)];
  if (is !== was || replayed === undefined || recorded === undefined) return `${is} instead of ${was}`;
  const [now, then] = [stringify(replayed), stringify(recorded)];
  const from = alike(now, then) - BEFORE;
  return `…${shorten(now.slice(from), SHOWN)} instead of …${shorten(then.slice(from), SHOWN)}`;
}

/** How many UTF-16 units two texts begin with in common. */
function alike(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

const nameOf = ({ state }: PlacedEvent): string => state ?? "the execution";

/** An event in a few words. */
function happening(one: PlacedEvent): string {
  const name = nameOf(one);
  if (isWhole(one)) return `the execution ${endIn(one)}`;
  if (isEntered(one)) return `${name} is entered`;
  if (isExited(one)) return `${name} is left`;
  if (isFailure(one)) return `${name} fails${errorOf(one) === "no error name" ? "" : ` with ${errorOf(one)}`}`;
  if (kindOf(one).endsWith("Succeeded")) return `${name} succeeds`;
  return isScheduled(one) ? `${name} is begun` : `${kindOf(one)} of ${name}`;
}
