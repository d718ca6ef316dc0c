import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validate } from "../../../packages/asl-core/src/definition/index.js";
import { DataFlow } from "../../../packages/asl-core/src/definition/warnings/data-flow.js";
import { modelOf } from "../../../packages/asl-core/src/definition/warnings/model.js";
import type { Run } from "../../../packages/asl-core/src/drivers/run.js";
import { runSync } from "../../../packages/asl-core/src/drivers/virtual.js";
import type { Json } from "../../../packages/asl-core/src/json.js";
import { AWS_LIMITS } from "../../../packages/asl-core/src/kernel/index.js";
import { loadMachine } from "../../../packages/asl-core/src/machine/load.js";
import { conforms } from "./conforms.js";
import { type DataScenario, dataScenario } from "./data-machines.js";

const RUNS = Number(process.env.ASL_PROPERTY_RUNS ?? 200);
const SEED = Number(process.env.ASL_PROPERTY_SEED ?? 20260101);

/** Rules that say a run fails at the state, whatever the data. */
const FATAL = new Set(["impossible-path", "map-over-no-array", "result-path-blocked"]);

/** What is computed only where a rule is chosen, or where a Map has items. */
const CONDITIONAL = /\/(Choices|ItemSelector)\b/;

interface Step {
  state: string;
  input: Json;
}

function perform({ definition, input, answers }: DataScenario): { entered: Step[]; left: Set<string> } {
  const machine = loadMachine(definition);
  let calls = 0;
  const handler = () => answers[calls++ % answers.length];
  const { events }: Run = runSync(machine, { input, handler, limits: { ...AWS_LIMITS, events: 300 } });
  const entered: Step[] = [];
  const left = new Set<string>();
  for (const { type, node, details } of events) {
    if (type.endsWith("StateEntered"))
      entered.push({ state: machine.nodes[node].name, input: (details as Step).input });
    if (type.endsWith("StateExited")) left.add(machine.nodes[node].name);
  }
  return { entered, left };
}

const stateOf = (pointer: string): string => /.*\/States\/(\w+)/.exec(pointer)![1];

describe("the shapes of documents", { timeout: 120_000 }, () => {
  it("hold whatever enters a state in any run", () => {
    let compared = 0;
    fc.assert(
      fc.property(dataScenario, (one) => {
        const model = modelOf(one.definition, "STANDARD");
        const flow = new DataFlow(model);
        const shapes = new Map(model.states.map((state) => [state.name, flow.documents(state)?.input]));
        for (const { state, input } of perform(one).entered) {
          const shape = shapes.get(state);
          expect(shape !== undefined && conforms(shape, input), `${JSON.stringify(input)} in ${state}`).toBe(true);
          compared++;
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(compared).toBeGreaterThan(RUNS);
  });

  it("never warn of a failure at a state that a run leaves, but by a catcher", () => {
    fc.assert(
      fc.property(dataScenario, (one) => {
        const found = validate(one.definition);
        expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
        const { left } = perform(one);
        const states = new Map(modelOf(one.definition, "STANDARD").states.map(({ name, value }) => [name, value]));
        for (const { rule, pointer, message } of found) {
          const caught = "Catch" in states.get(stateOf(pointer))!;
          if (FATAL.has(rule) && !caught && !CONDITIONAL.test(pointer))
            expect(left.has(stateOf(pointer)), message).toBe(false);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
