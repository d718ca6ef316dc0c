import type { Json, JsonObject } from "../../json.js";
import type { Stage } from "../../kernel/index.js";
import { errorOutput } from "../../kernel/recovery.js";
import type { Past } from "../past.js";
import { observe, type StageValue } from "./observe.js";
import { isInside, type Place } from "./place.js";

/** What is known of a frame's data at a position; undefined: not known yet, or not there in this state. */
export interface View {
  readonly input: Json;
  /** JSONPath: what `$` means for the field that comes next. */
  readonly document: Json;
  readonly arguments: Json | undefined;
  readonly result: Json | undefined;
  readonly output: Json | undefined;
  /** The Error Output a Catch would see. */
  readonly error: JsonObject | undefined;
  /** Variables of the frame's own block. */
  readonly variables: JsonObject | null;
}

/** The data of a place, as far as its visit has come. Cost: see observe. */
export function viewOf(at: Place, past: Past): View {
  const { frame } = at;
  const { stages } = observe(at, past);
  const last = (...wanted: Stage[]): Json | undefined => stages.findLast(({ stage }) => wanted.includes(stage))?.value;
  return {
    input: frame.input,
    document: documentOf(at, stages, arrived(at, past)),
    arguments: last("afterArguments", "afterParameters"),
    result: last("result") ?? arrived(at, past),
    output: last("output"),
    error: errorOf(at, past),
    variables: (last("variables") as JsonObject | undefined) ?? frame.variables,
  };
}

/** Stages that give no document the following fields work on. */
const ASIDE: readonly Stage[] = [
  "afterArguments",
  "afterItemsPath",
  "afterItemSelector",
  "afterItemBatcher",
  "variables",
];

/** Before the fields after the result are read it is what they will see: the result that is there. */
function documentOf(at: Place, stages: readonly StageValue[], result: Json | undefined): Json {
  const { frame, node } = at;
  if (result !== undefined && !stages.some(({ stage }) => stage === "result")) return result;
  const aside = node.kind === "Pass" ? ASIDE : [...ASIDE, "afterParameters"];
  const found = stages.findLast(({ stage }) => !aside.includes(stage));
  return found === undefined ? frame.input : found.value;
}

/** The result that an input brought and the next step takes up. */
function arrived(at: Place, past: Past): Json | undefined {
  const { frame, node } = at;
  if (frame.phase !== "resume" || !isInside(at, past)) return undefined;
  if (node.kind === "Task") return frame.output;
  const { join } = frame;
  if (join === null || join.live > 0 || join.next < join.items.length) return undefined;
  return join.run === null ? join.results : undefined;
}

/** A failure that is about to be taken up, is being taken up in this very step, or is waited with before the next try. */
function errorOf(at: Place, past: Past): JsonObject | undefined {
  const { frame } = at;
  if (frame.phase === "recover" && frame.failure !== null) return errorOutput(frame.failure);
  const { failure } = observe(at, past);
  if (failure !== null) return errorOutput(failure);
  const last = frame.phase === "backoff" ? observe(at, past, true).tries.at(-1) : undefined;
  return last && errorOutput(last);
}
