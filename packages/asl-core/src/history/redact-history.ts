import { isObject, type JsonObject, parseJson, put, stringify } from "../json.js";
import { blank, type Redactor, redactor } from "../redaction.js";
import type { AwsDetails, AwsEvent } from "./aws-event.js";

/** Members of an event's details that hold data of the execution. */
const PAYLOADS = ["input", "output", "parameters", "cause"];

/**
 * A history without the values of keys that match a pattern, and what is equal to them under other keys, as recordings are
 * redacted; variables count by their names. What a longer text is put together from stays. O(size).
 */
export function redactHistory(events: readonly AwsEvent[], patterns: readonly (RegExp | string)[]): AwsEvent[] {
  const found = redactor(patterns);
  for (const event of events) for (const key of detailsIn(event)) learnDetails(event[key] as AwsDetails, found);
  return events.map((event) => {
    const copy = { ...event };
    for (const key of detailsIn(event)) copy[key] = redactDetails(event[key] as AwsDetails, found);
    return copy;
  });
}

const detailsIn = (event: AwsEvent) => (Object.keys(event) as (keyof AwsEvent)[]).filter(isDetails);

const isDetails = (key: string | number): key is `${string}EventDetails` => String(key).endsWith("EventDetails");

function learnDetails(details: AwsDetails, { learn }: Redactor): void {
  for (const name of PAYLOADS) if (details[name] !== undefined) learn(details[name]);
  if (isObject(details.assignedVariables)) learn(details.assignedVariables);
}

function redactDetails(details: AwsDetails, { isSecret, clean }: Redactor): AwsDetails {
  const copy = { ...details };
  for (const name of PAYLOADS) if (copy[name] !== undefined) copy[name] = clean(copy[name]);
  const { assignedVariables: variables } = details;
  if (!isObject(variables)) return copy;
  const kept: JsonObject = {};
  for (const [name, text] of Object.entries(variables)) put(kept, name, isSecret(name) ? hidden(text) : clean(text));
  return { ...copy, assignedVariables: kept };
}

/** Variables are JSON texts. */
const hidden = (text: JsonObject[string]) =>
  stringify(blank(typeof text === "string" ? (parseJson(text) ?? text) : text));
