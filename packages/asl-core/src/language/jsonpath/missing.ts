/**
 * Why a definite path found nothing, in the words of Jayway JsonPath as AWS passes them on
 * (recorded: test_catch_states_runtime, test_invalid_jsonpath; the wording for a property of something that is no
 * object was reported by a user of the service in 2018). Runs only after a miss.
 */
import { isObject, type Json, own, stringify } from "../../json.js";
import type { PathTree, Step } from "./tree.js";

/** What is to be said about a definite path that found nothing. */
export interface Miss {
  /** Jayway's sentence. */
  readonly detail: string;
  /** The last step is an index past the end of an array: a payload template turns this into null. */
  readonly pastEnd: boolean;
}

/** Walks the path again; `root` is undefined where the variable itself does not exist. */
export function explainMiss(path: PathTree, root: Json | undefined): Miss {
  if (root === undefined) return miss("No results for path: $");
  let value: Json = root;
  let at = "$";
  for (const [i, step] of path.steps.entries()) {
    const isLast = i === path.steps.length - 1;
    const next = follow(value, step);
    if (next === undefined) {
      if (step.kind !== "index" || !Array.isArray(value)) return miss(describe(value, step, at, isLast, path));
      if (isLast) return { detail: `No results for path: ${at}${fragment(step)}`, pastEnd: true };
    }
    value = next ?? null;
    at += fragment(step);
  }
  return miss(`No results for path: ${at}`);
}

const miss = (detail: string): Miss => ({ detail, pastEnd: false });

function follow(value: Json, step: Step): Json | undefined {
  if (step.kind === "name") return isObject(value) ? own(value, step.name) : undefined;
  if (step.kind === "index" && Array.isArray(value)) return value.at(step.index);
  return undefined;
}

function describe(value: Json, step: Step, at: string, isLast: boolean, path: PathTree): string {
  if (step.kind === "index") {
    if (value === null) return `The path ${at} is null`;
    const rest = path.steps.slice(path.steps.indexOf(step)).map(fragment).join("");
    return `Filter: ${rest} can only be applied to arrays. Current context is: ${stringify(value)}`;
  }
  if (!isObject(value)) return `Property ${fragment(step)} not found in path ${at}`;
  return isLast ? `No results for path: ${at}${fragment(step)}` : `Missing property in path ${at}${fragment(step)}`;
}

/** A step as Jayway prints it. */
function fragment(step: Step): string {
  if (step.kind === "name") return `['${step.name}']`;
  if (step.kind === "names") return `[${step.names.map((name) => `'${name}'`).join(", ")}]`;
  return step.kind === "index" ? `[${step.index}]` : `[*]`;
}
