import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { diffGraphs, graphOf } from "../../packages/asl-viewer/src/graph/index.js";
import { createLayouter } from "../../packages/asl-viewer/src/layout/index.js";
import { faultsOf, labelFaults } from "./geometry.js";

vi.setConfig({ testTimeout: 300_000 });

const RUNS = Number(process.env.ASL_RUNS ?? 10);

/** A block of states that lead anywhere: on, back, to themselves; a third of the containers hold another block. */
function block(depth: number): fc.Arbitrary<JsonObject> {
  return fc
    .integer({ min: 1, max: depth === 0 ? 16 : 5 })
    .chain((count) =>
      fc
        .array(state(count, depth), { minLength: count, maxLength: count })
        .map((states) => ({ StartAt: "S0", States: Object.fromEntries(states.map((one, i) => [`S${i}`, one])) })),
    );
}

function state(count: number, depth: number): fc.Arbitrary<JsonObject> {
  const target = fc.integer({ min: 0, max: count - 1 }).map((i) => `S${i}`);
  const onward = fc.option(target).map((Next): JsonObject => (Next === null ? { End: true } : { Next }));
  const errors = fc.constantFrom<string[]>(["States.ALL"], ["Some.Error"]);
  const catchers = fc.array(fc.record({ ErrorEquals: errors, Next: target }), { maxLength: 2 });
  const recovering = fc.tuple(onward, catchers).map(([on, Catch]): JsonObject => ({ ...on, Catch }));
  const rule = fc.record({ Variable: fc.constantFrom("$.a", "$.some.path"), NumericEquals: fc.nat(), Next: target });
  const choice = fc
    .tuple(fc.array(rule, { maxLength: 4 }), target)
    .map(([Choices, Default]): JsonObject => ({ Type: "Choice", Choices, Default }));
  const task = recovering.map(
    (rest): JsonObject => ({ Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", ...rest }),
  );
  const pass = onward.map((rest): JsonObject => ({ Type: "Pass", ...rest }));
  const ends = fc.constantFrom<JsonObject>({ Type: "Fail" }, { Type: "Succeed" });
  if (depth >= 2) return fc.oneof(task, pass, choice, ends);
  const inner = fc.array(block(depth + 1), { minLength: 1, maxLength: 2 });
  const parallel = fc
    .tuple(recovering, inner)
    .map(([rest, Branches]): JsonObject => ({ Type: "Parallel", Branches, ...rest }));
  const map = fc
    .tuple(recovering, block(depth + 1))
    .map(([rest, ItemProcessor]): JsonObject => ({ Type: "Map", ItemProcessor, ...rest }));
  return fc.oneof(
    { arbitrary: task, weight: 4 },
    { arbitrary: pass, weight: 2 },
    { arbitrary: choice, weight: 3 },
    ends,
    parallel,
    map,
  );
}

describe("machines drawn by chance", () => {
  const layouter = createLayouter();

  it("are laid out without overlaps, crossed nodes or covered labels", async () => {
    await fc.assert(
      fc.asyncProperty(block(0), fc.constantFrom("down" as const, "right" as const), async (definition, direction) => {
        const graph = graphOf(definition);
        const layout = await layouter.layout(graph, { direction });
        expect([...faultsOf(graph, layout), ...labelFaults(graph, layout)]).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it("merge with any other", async () => {
    await fc.assert(
      fc.asyncProperty(block(0), block(0), async (before, after) => {
        const graph = diffGraphs(before, after);
        const layout = await layouter.layout(graph);
        expect(faultsOf(graph, layout)).toEqual([]);
        expect(layout.nodes.size).toBe(graph.nodes.size);
      }),
      { numRuns: RUNS },
    );
  });
});
