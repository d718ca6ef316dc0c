import { contains, isObject, type Json, type JsonObject, own } from "../json.js";
import { nearest } from "../near.js";
import type { AnswerFields } from "./answer-fields.js";
import type { TaskRequest } from "./handler.js";

/** Which calls an answer serves. */
export interface Selector {
  /** `visit`: 1 for the first time the state is entered in its iteration, then 2, 3, … */
  fits(request: TaskRequest, visit: number): boolean;
}

/** Whether a number is meant. */
type Test = (value: number) => boolean;

/** Reads `visit`, `attempt`, `iteration` and `when`; undefined where none is written. */
export function readSelector(fields: AnswerFields): Selector | undefined {
  const visit = range(fields, "visit", 1);
  const attempt = range(fields, "attempt", 1);
  const iteration = readIteration(fields);
  const when = readWhen(fields);
  if (visit === undefined && attempt === undefined && iteration === undefined && when === undefined) return undefined;
  return {
    fits: (request, count) =>
      visit?.(count) !== false &&
      attempt?.(request.attempt + 1) !== false &&
      iteration?.(request) !== false &&
      when?.(request) !== false,
  };
}

/** A number from `least` on, or a range: "2-5", "4-". */
function range(fields: AnswerFields, name: string, least: number): Test | undefined {
  const value = fields.get(name);
  if (value === undefined) return undefined;
  const [from, to] = boundsOf(value);
  if (from >= least && to >= from) return (count) => count >= from && count <= to;
  fields.say(name, "value", `${name} is a whole number from ${least} on, or a range like "${least}-3" or "2-"`);
  return undefined;
}

/** The ends of a range, NaN where it is none. */
function boundsOf(value: Json): [from: number, to: number] {
  if (typeof value === "number") return Number.isInteger(value) ? [value, value] : [Number.NaN, Number.NaN];
  const [, from, dash, to] = (typeof value === "string" && /^(\d{1,9})(-)?(\d{1,9})?$/.exec(value)) || [];
  if (to !== undefined && dash === undefined) return [Number.NaN, Number.NaN];
  return [Number(from), dash === undefined ? Number(from) : Number(to ?? Number.POSITIVE_INFINITY)];
}

/** The index of the innermost Map iteration, or a list: those of all, outermost first. */
function readIteration(fields: AnswerFields): ((request: TaskRequest) => boolean) | undefined {
  const value = fields.get("iteration");
  if (!Array.isArray(value)) {
    const fits = range(fields, "iteration", 0);
    return fits && (({ iteration }) => iteration.length > 0 && fits(iteration[iteration.length - 1]));
  }
  if (value.every((index) => Number.isInteger(index))) return ({ iteration }) => contains(iteration as number[], value);
  fields.say("iteration", "value", "iteration lists the indexes of the Maps around the state, outermost first");
  return undefined;
}

const PARTS = ["arguments", "context"] as const;

/** What the request must contain. */
function readWhen(fields: AnswerFields): ((request: TaskRequest) => boolean) | undefined {
  const when = fields.get("when");
  if (when === undefined) return undefined;
  if (!isObject(when) || Object.keys(when).length === 0) {
    const hint = "Write when: { arguments: { … } }: the request must contain what stands there.";
    return void fields.say("when", "value", "when has arguments or context", hint);
  }
  checkParts(fields, when);
  return (request) => PARTS.every((part) => containsPart(request, part, own(when, part)));
}

function checkParts(fields: AnswerFields, when: JsonObject): void {
  for (const name of Object.keys(when)) {
    if (PARTS.includes(name as "arguments")) continue;
    const hint = nearest(name, PARTS) === undefined ? `Put it into arguments: when: { arguments: … }.` : undefined;
    fields.say("when", "value", `when has arguments or context, and no "${name}"`, hint);
  }
}

const containsPart = (request: TaskRequest, part: (typeof PARTS)[number], wanted: Json | undefined): boolean =>
  wanted === undefined || contains(request[part], wanted);
