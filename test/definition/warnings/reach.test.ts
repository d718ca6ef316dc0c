import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignmentsOf, mayApply } from "../../../packages/asl-core/src/definition/warnings/assignments.js";
import { componentsOf, isLoop } from "../../../packages/asl-core/src/definition/warnings/components.js";
import { type Model, modelOf, type State } from "../../../packages/asl-core/src/definition/warnings/model.js";
import { Reach } from "../../../packages/asl-core/src/definition/warnings/reach.js";
import type { JsonObject } from "../../../packages/asl-core/src/json.js";

const NAMES = ["a", "b", "c"];

/** Machines of Choice states alone; each rule leads somewhere and may assign something. */
const machines = fc.array(fc.array(fc.tuple(fc.nat(7), fc.option(fc.constantFrom(...NAMES))), { maxLength: 3 }), {
  minLength: 1,
  maxLength: 8,
});

function machineOf(rules: [number, string | null][][]): Model {
  const States: JsonObject = {};
  rules.forEach((ways, index) => {
    const Choices = ways.map(([to, name]) => ({
      Next: `S${to % rules.length}`,
      ...(name === null ? {} : { Assign: { [name]: 1 } }),
    }));
    States[`S${index}`] = { Type: "Choice", Choices };
  });
  return modelOf({ StartAt: "S0", States }, "STANDARD");
}

/** The same by trying: which variables a walk from any assignment comes to. */
function tried(model: Model, name: string): Set<State> {
  const reached = new Set<State>();
  for (const state of model.states)
    for (const transition of state.transitions)
      if (assignmentsOf(state).some((one) => one.name === name && mayApply(one, transition)))
        reached.add(transition.to);
  for (const state of reached) for (const { to } of state.transitions) reached.add(to);
  return reached;
}

describe("the search for assignments", () => {
  it("finds what trying all ways finds", () => {
    fc.assert(
      fc.property(machines, (rules) => {
        const model = machineOf(rules);
        const reach = new Reach(model, NAMES, new Map(model.states.map((state) => [state, assignmentsOf(state)])));
        for (const name of NAMES) {
          const expected = tried(model, name);
          for (const state of model.states) expect(reach.mayBeAssigned(name, state)).toBe(expected.has(state));
        }
      }),
      { numRuns: 300 },
    );
  });
});

const reachable = (from: State): Set<State> => {
  const reached = new Set(from.transitions.map(({ to }) => to));
  for (const state of reached) for (const { to } of state.transitions) reached.add(to);
  return reached;
};

describe("the components of a block", () => {
  it("hold the states that reach one another, and come before those they lead to", () => {
    fc.assert(
      fc.property(machines, (rules) => {
        const components = componentsOf(machineOf(rules).blocks[0]);
        const placeOf = new Map(components.flatMap((one, place) => one.map((state) => [state, place] as const)));
        expect(placeOf.size).toBe(rules.length);
        for (const [state, place] of placeOf) {
          const reached = reachable(state);
          expect(isLoop(components[place])).toBe(reached.has(state));
          for (const other of reached) {
            expect(placeOf.get(other)).toBeGreaterThanOrEqual(place);
            expect(placeOf.get(other) === place).toBe(other === state || reachable(other).has(state));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
