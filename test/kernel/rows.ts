import { describe, it } from "vitest";
import { pending } from "../../packages/asl-core/src/drivers/handler.js";
import type { RunOptions } from "../../packages/asl-core/src/drivers/run.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { answering, expectChain, machineOf, type Outcomes, performLawfully, taskState } from "./support.js";

/** What it does, the machine, the events after ExecutionStarted, and how it is run. */
export type Row = [title: string, definition: JsonObject, chain: string, options?: RunOptions];

/** One test for each row: the chain of its events, and the laws. */
export function rows(name: string, table: Row[]): void {
  describe(name, () => {
    it.each(table)("%s", (_, definition, chain, options) => expectChain(performLawfully(definition, options), chain));
  });
}

export const end = { End: true };
export const pass = (more: JsonObject = end): JsonObject => ({ Type: "Pass", ...more });
export const succeed = { Type: "Succeed" };
export const boom = { Type: "Fail", Error: "Boom", Cause: "because" };

export const given = (outcomes: Outcomes, more: RunOptions = {}): RunOptions => ({
  handler: answering(outcomes),
  ...more,
});
export const items = (...input: Json[]): RunOptions => ({ input });
export const never = given({ T: pending() });

export const one = (resource: string, more?: JsonObject): JsonObject => machineOf({ T: taskState(resource, more) });
export const parallelOf = (branches: JsonObject[], more: JsonObject = end): JsonObject => ({
  Type: "Parallel",
  Branches: branches as Json,
  ...more,
});
export const mapOf = (states: JsonObject, more: JsonObject = end): JsonObject => ({
  Type: "Map",
  ItemsPath: "$",
  ItemProcessor: machineOf(states),
  ...more,
});

/** How chains begin. */
export const scheduled = "2<0 TaskStateEntered · 3<2 TaskScheduled · 4<3 TaskStarted";
export const submitted = `${scheduled} · 5<4 TaskSubmitted`;
export const lambda = "2<0 TaskStateEntered · 3<2 LambdaFunctionScheduled · 4<3 LambdaFunctionStarted";
export const activity = "2<0 TaskStateEntered · 3<2 ActivityScheduled · 4<3 ActivityStarted";
export const opened = "2<0 ParallelStateEntered · 3<2 ParallelStateStarted";
export const started = "2<0 MapStateEntered · 3<2 MapStateStarted";
