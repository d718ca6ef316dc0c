import { deepEqual, type Json } from "asl-core";
import { causeValue, failureOf, payloadOf, type StageView, stagesOf, type Timeline } from "../timeline/index.js";
import { type JsonDifference, jsonDifferences } from "./json-differences.js";
import type { Pair } from "./pairs.js";
import type { Both } from "./side.js";
import type { VisitEvents } from "./visit-events.js";

/** Data of one stage in either run. */
export interface ComparedStage {
  readonly name: StageView["name"];
  /** Undefined where a run has no such stage. */
  readonly a: Json | undefined;
  readonly b: Json | undefined;
  /** Empty where they are the same. */
  readonly differences: readonly JsonDifference[];
}

const ORDER: readonly StageView["name"][] = ["Input", "Arguments", "Result", "Error", "Assigned", "Output"];

/** The data of a pair of visits as far as it is known after so many events of either run, stage by stage. */
export function comparedStages(
  { a, b }: Both<Timeline>,
  events: Both<VisitEvents>,
  pair: Pair,
  counts: Both<number>,
): ComparedStage[] {
  const ours = pair.a === undefined ? [] : stagesOf(a, pair.a, counts.a, events.a.of(pair.a));
  const theirs = pair.b === undefined ? [] : stagesOf(b, pair.b, counts.b, events.b.of(pair.b));
  const valueIn = (stages: readonly StageView[], name: StageView["name"]) =>
    stages.find((one) => one.name === name)?.value;
  return ORDER.flatMap((name): ComparedStage[] => {
    const [one, other] = [valueIn(ours, name), valueIn(theirs, name)];
    if (one === undefined && other === undefined) return [];
    return [stageOf(name, one, other)];
  });
}

/** Input and end of both executions. */
export function comparedEnds({ a, b }: Both<Timeline>): ComparedStage[] {
  return [
    stageOf("Input", inputOf(a), inputOf(b)),
    stageOf("Output", outputOf(a), outputOf(b)),
    stageOf("Error", errorOf(a), errorOf(b)),
  ].filter((stage) => stage.a !== undefined || stage.b !== undefined);
}

const stageOf = (name: StageView["name"], a: Json | undefined, b: Json | undefined): ComparedStage => ({
  ...{ name, a, b },
  differences: a !== undefined && b !== undefined && deepEqual(a, b) ? [] : jsonDifferences(a, b),
});

const inputOf = ({ events }: Timeline): Json | undefined => events[0] && payloadOf(events[0]);

const outputOf = ({ events, ending }: Timeline): Json | undefined =>
  ending === "succeeded" ? payloadOf(events[events.length - 1]) : undefined;

function errorOf({ events }: Timeline): Json | undefined {
  const last = events[events.length - 1];
  const failure = last && failureOf(last);
  return failure && { Error: failure.error, Cause: causeValue(failure.cause) };
}

/** Whether the data of a pair differs otherwise than it does from run to run, or one run never came there. */
export function differs(runs: Both<Timeline>, events: Both<VisitEvents>, pair: Pair): boolean {
  if (pair.a === undefined || pair.b === undefined) return true;
  const stages = comparedStages(runs, events, pair, { a: runs.a.length, b: runs.b.length });
  return stages.some(({ differences }) => differences.some(({ kind }) => kind !== "volatile"));
}
