import { type Event, printable } from "asl-core";
import { whyEventValue } from "asl-core/debug";
import { stateNamed } from "../breakpoint-text.js";
import type { Desk } from "../desk.js";
import { executionHere } from "../execution-here.js";
import { Mistake } from "../mistake.js";
import { pointerIn, scopeNamed } from "../scope-text.js";
import { topFrame } from "../stop-lines.js";
import type { Verb } from "../verb.js";
import { firstWord, wholeNumber } from "../words.js";

interface Found {
  readonly execution: number;
  readonly event: number;
}

/** The last event so far that fits, in any execution: of the root first. */
function lastEvent({ session }: Desk, fits: (event: Event) => boolean): Found | undefined {
  for (const { number, events } of session.scene.executions) {
    const found = events.findLast(fits);
    if (found !== undefined) return { execution: number, event: found.id };
  }
  return undefined;
}

const FAILED = /Failed$|TimedOut$/;

function tellWhy(desk: Desk): void {
  const frame = topFrame(desk);
  const isFailure =
    frame !== undefined && (frame.phase === "recover" || frame.phase === "backoff" || desk.stop.reason === "error");
  if (isFailure) return say(desk, desk.session.whyFailure(frame.id).text);
  if (frame?.type === "Choice") return say(desk, desk.session.whyChoice(frame.id).text);
  if (frame === undefined && desk.session.status !== "RUNNING" && desk.session.status !== "SUCCEEDED")
    return whyFailure(desk);
  const last = frame === undefined ? undefined : comingFrom(desk, frame.id);
  if (last !== undefined) return last.isChoice ? sayChoice(desk, last) : sayFailure(desk, last);
  throw new Mistake("why what?", "why choice [state], why failure, or why value /order/total. See help why.");
}

const sayChoice = (desk: Desk, found: Found): void => say(desk, desk.session.whyChoice(found).text);
const sayFailure = (desk: Desk, found: Found): void => say(desk, desk.session.whyFailure(found).text);

/** The Choice or the failure that was caught that led here: by which the last state of this block was left. */
function comingFrom(desk: Desk, frame: string): (Found & { isChoice: boolean }) | undefined {
  const [execution, serial] = frame.split(":").map(Number);
  const { events } = desk.session.scene.executions[execution];
  const last = events.findLastIndex((one) => one.frame === serial && one.type.endsWith("StateExited"));
  if (last < 0) return undefined;
  if (events[last].type === "ChoiceStateExited") return { execution, event: events[last].id, isChoice: true };
  if (!events[last].via?.startsWith("catch")) return undefined;
  const failed = events.findLastIndex((one, i) => i < last && one.node === events[last].node && FAILED.test(one.type));
  return failed < 0 ? undefined : { execution, event: events[failed].id, isChoice: false };
}

function whyChoice(desk: Desk, name: string): void {
  const { machine } = desk.session.program;
  const state = name === "" ? undefined : stateNamed(name, machine);
  const frame = topFrame(desk);
  if (frame?.type === "Choice" && (state === undefined || frame.name === state || frame.state === state))
    return say(desk, desk.session.whyChoice(frame.id).text);
  const isMeant = ({ type, node }: Event) =>
    type === "ChoiceStateEntered" &&
    (state === undefined || machine.nodes[node].name === state || machine.nodes[node].path === state);
  const found = lastEvent(desk, isMeant);
  if (found === undefined)
    throw new Mistake(
      state === undefined ? "no Choice has been reached yet" : `${state} has not been reached yet, or is no Choice`,
    );
  say(desk, desk.session.whyChoice(found).text);
}

function whyFailure(desk: Desk): void {
  const frame = topFrame(desk);
  if (frame !== undefined && (frame.phase === "recover" || frame.phase === "backoff"))
    return say(desk, desk.session.whyFailure(frame.id).text);
  const found = lastEvent(desk, ({ type, node }) => FAILED.test(type) && (node >= 0 || type === "ExecutionFailed"));
  if (found === undefined) {
    const given = frame && desk.session.threads().find(({ id, answered }) => id === frame.id && answered);
    throw new Mistake(
      given === undefined
        ? "nothing has failed yet"
        : `nothing has failed yet: ${printable(given.state)} is answered, to be taken up when the turn under way is over`,
    );
  }
  say(desk, desk.session.whyFailure(found).text);
}

function whyValue(desk: Desk, text: string): void {
  const { word, rest } = firstWord(text);
  const scope = scopeNamed(word);
  const written = scope === undefined ? text : rest;
  const pointer = pointerIn(written);
  if (desk.frame === undefined && desk.session.status === "SUCCEEDED" && (scope ?? "Output") === "Output") {
    const event = { execution: 0, event: desk.session.events(0).at(-1)!.id };
    return say(desk, whyEventValue(desk.session.scene, desk.session.past, event, pointer).text);
  }
  if (desk.frame === undefined)
    throw new Mistake(
      "the run has ended: no state is left to ask of",
      `Of an event one can: why event 5 ${pointer || "/path"}.`,
    );
  say(desk, desk.session.whyValue(desk.here(), scope ?? "Input", pointer).text);
}

function whyEvent(desk: Desk, text: string): void {
  const { word, rest } = firstWord(text);
  const [, child, number] = /^(?:(\d+):)?(\d+)$/.exec(word) ?? [];
  const event = number === undefined ? undefined : wholeNumber(number, 1);
  if (event === undefined) throw new Mistake(`"${word}" is no number of an event`, "events lists them.");
  const execution = child === undefined ? executionHere(desk) : Number(child);
  const told = desk.session.scene.executions[execution];
  if (told === undefined) throw new Mistake(`there is no execution ${execution}`);
  if (event > told.events.length)
    throw new Mistake(
      `execution ${execution} has ${told.events.length} events so far`,
      execution === 0 ? undefined : `why event 0:${event} means the first execution.`,
    );
  say(desk, whyEventValue(desk.session.scene, desk.session.past, { execution, event }, pointerIn(rest)).text);
}

function say({ paper }: Desk, text: string): void {
  for (const line of text.split("\n")) paper.line(line);
}

/** Why something is as it is. */
export const explaining: readonly Verb[] = [
  {
    name: "why",
    aliases: ["y"],
    group: "explaining",
    takes: "[choice [state]|failure|value <path>|event <number> <path>]",
    summary: "why a Choice went where it went, where a value came from, what became of a failure",
    more: [
      "why                           what decided here: the Choice or failure this is, or that led here",
      "why choice Decide             each rule with its operands, and the first part that was false",
      "why failure                   which retriers and catchers were asked, and why they did not take it",
      "why value /order/total        the states and fields it came through; also $.order.total, variables /name",
      "why event 14 /order/total     the same for what an event shows; 0:14 of the first execution, 3:14 of child execution 3",
    ],
    completes: "pointer",
    run(desk, rest) {
      const { word, rest: more } = firstWord(rest);
      if (word === "") return tellWhy(desk);
      if (word === "choice") return whyChoice(desk, more);
      if (word === "failure" || word === "error") return whyFailure(desk);
      if (word === "event") return whyEvent(desk, more);
      return whyValue(desk, word === "value" ? more : rest);
    },
  },
];
