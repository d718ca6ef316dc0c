import { isObject, type Json, type JsonObject, own } from "asl-core";
import { causeValue } from "./stages.js";

/** Names of members that tell why something failed, the most telling first. */
const TELLING: readonly RegExp[] = [
  /^error_?message$/i,
  /^(status|stopped|failure|exit|state_?change|terminate)_?reason$/i,
  /^message$/i,
  /^reason$/i,
  /^cause$/i,
  /^error$/i,
];
/** Causes within causes, and objects within objects, are not looked into deeper. */
const DEEPEST = 4;

/**
 * What a cause says to somebody who wants to know why: the text itself; of JSON, as Lambda and the integrations that wait for
 * a job or another execution give it, the member that tells the reason; else the JSON. O(its members).
 */
export function causeWords(cause: Json): string {
  const value = typeof cause === "string" ? causeValue(cause) : cause;
  return (isObject(value) ? told(value, 0) : undefined) ?? (typeof value === "string" ? value : JSON.stringify(value));
}

function told(value: JsonObject, depth: number): string | undefined {
  if (depth > DEEPEST) return undefined;
  if (typeof own(value, "ExecutionArn") === "string") return ofExecution(value, depth);
  for (const name of TELLING)
    for (const key of Object.keys(value)) {
      const words = name.test(key) ? wordsOf(own(value, key), depth) : undefined;
      if (words !== undefined) return words;
    }
  for (const key of Object.keys(value)) {
    const inner = own(value, key);
    const words = isObject(inner) ? told(inner, depth + 1) : undefined;
    if (words !== undefined) return words;
  }
  return undefined;
}

function wordsOf(member: Json | undefined, depth: number): string | undefined {
  if (typeof member !== "string" || member === "") return undefined;
  const value = causeValue(member);
  return isObject(value) ? (told(value, depth + 1) ?? member) : member;
}

/** Of another execution: which, how it ended, and why. */
function ofExecution(value: JsonObject, depth: number): string {
  const text = (key: string): string => wordsOf(own(value, key), depth) ?? "";
  const status = text("Status").toLowerCase().replaceAll("_", " ");
  const who = [text("Name") || text("ExecutionArn"), status].filter(Boolean).join(" ");
  return [who, text("Error"), text("Cause")].filter(Boolean).join(": ");
}
