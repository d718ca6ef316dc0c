import { isObject, type Json, type JsonObject, own } from "asl-core";
import type { EdgeKind } from "./graph.js";
import { ruleSource, ruleText } from "./rule-text.js";

/** A way out of a state: where it leads, by name, and what stands on it. */
export interface Way {
  /** As in `via` of events: "next", "choice 2", "default", "catch 0", "end". */
  readonly via: string;
  readonly kind: EdgeKind;
  /** The state's name; undefined: the block ends. */
  readonly to: string | undefined;
  readonly label: string;
  readonly short: string;
  readonly text: string;
}

/** All ways out of a state in the order of their definition: Next or the rules of a Choice, Default, then catchers. */
export function waysOf(state: JsonObject): Way[] {
  return choiceWays(state).concat(onward(state), catchWays(state));
}

function onward(state: JsonObject): Way[] {
  const next = own(state, "Next");
  if (typeof next === "string") return [{ via: "next", kind: "next", to: next, label: "", short: "", text: "Next" }];
  if (own(state, "End") === true)
    return [{ via: "end", kind: "end", to: undefined, label: "", short: "", text: "End" }];
  return [];
}

const OTHERWISE = "otherwise";
const OTHER_ERRORS = "any other error";

function choiceWays(state: JsonObject): Way[] {
  if (own(state, "Type") !== "Choice") return [];
  const ways: Way[] = objectsIn(own(state, "Choices")).flatMap(([rule, index]) => {
    const next = own(rule, "Next");
    if (typeof next !== "string") return [];
    const [label, short, text] = [ruleText(rule), ruleText(rule, true), ruleSource(rule)];
    return [{ via: `choice ${index}`, kind: "choice" as const, to: next, label, short, text }];
  });
  const otherwise = own(state, "Default");
  if (typeof otherwise !== "string") return ways;
  return [
    ...ways,
    { via: "default", kind: "default", to: otherwise, label: OTHERWISE, short: OTHERWISE, text: "Default" },
  ];
}

function catchWays(state: JsonObject): Way[] {
  const catchers = objectsIn(own(state, "Catch"));
  return catchers.flatMap(([catcher, index]) => {
    const next = own(catcher, "Next");
    if (typeof next !== "string") return [];
    const errors = namesIn(own(catcher, "ErrorEquals"));
    // Beside a way with names to the same state, one without would seem to have these names.
    const isBeside = catchers.some(([other, at]) => at < index && own(other, "Next") === next);
    const all = isBeside ? OTHER_ERRORS : "";
    const label = errors.includes("States.ALL") ? all : errors.join(", ");
    const short = label.replaceAll(/\bStates\./g, "");
    return [{ via: `catch ${index}`, kind: "catch" as const, to: next, label, short, text: errors.join(", ") }];
  });
}

/** The objects of a list, each with its index. */
const objectsIn = (list: Json | undefined): [JsonObject, number][] =>
  Array.isArray(list)
    ? list.flatMap((one, index): [JsonObject, number][] => (isObject(one) ? [[one, index]] : []))
    : [];

const namesIn = (list: Json | undefined): string[] =>
  Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : [];
