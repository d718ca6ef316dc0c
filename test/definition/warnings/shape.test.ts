import { describe, expect, it } from "vitest";
import { DataFlow } from "../../../packages/asl-core/src/definition/warnings/data-flow.js";
import { modelOf } from "../../../packages/asl-core/src/definition/warnings/model.js";
import { ANY, asObject, find, literal, type Shape } from "../../../packages/asl-core/src/definition/warnings/shape.js";
import { forgetWays, merge } from "../../../packages/asl-core/src/definition/warnings/shape-merge.js";
import { blocked, soften, write } from "../../../packages/asl-core/src/definition/warnings/shape-write.js";
import type { Json, JsonObject } from "../../../packages/asl-core/src/json.js";

const of = (value: Json): Shape => literal(value, ["States", "A", "Result"]);
const presence = (shape: Shape, ...steps: (string | number)[]): string => find(shape, steps).presence;
const nested = (levels: number): Json => (levels === 0 ? 1 : { a: nested(levels - 1), b: levels });

describe("a shape", () => {
  it.each<[string, Shape, (string | number)[], string]>([
    ["what a literal has", of({ a: [1] }), ["a", 0], "always"],
    ["what a literal lacks", of({ a: 1 }), ["b"], "never"],
    ["what is below a text", of({ a: "x" }), ["a", "b"], "never"],
    ["what is past the end of an array", of([1]), [1], "maybe"],
    ["anything in what is unknown", ANY, ["a", 0, "b"], "maybe"],
    ["members every object inherits", of({}), ["constructor"], "never"],
    ["anything in a placeholder", of({ a: "${A}" }), ["a", "b"], "maybe"],
  ])("tells %s", (_, shape, steps, expected) => {
    expect(presence(shape, ...steps)).toBe(expected);
  });

  it("shares a literal's parts instead of copying them", () => {
    const value = { a: { b: [1, 2, 3] } };
    expect(find(of(value), ["a"]).shape).toMatchObject({ kind: "literal", value: value.a });
    expect((find(of(value), ["a"]).shape as { value: Json }).value).toBe(value.a);
  });
});

describe("merging two shapes", () => {
  it("is told by identity where the second adds nothing", () => {
    const both = merge(of({ a: 1 }), of({ a: 2, b: 1 }));
    expect(merge(both, of({ a: 3 }))).toBe(both);
    expect(merge(both, of({ a: 4, b: 1 }))).toBe(both);
  });

  it("keeps what both have, and knows what one of them lacks", () => {
    const both = merge(of({ a: 1 }), of({ a: 2, b: "x" }));
    expect([presence(both, "a"), presence(both, "b"), presence(both, "c")]).toEqual(["always", "sometimes", "never"]);
    expect(presence(forgetWays(both), "b")).toBe("maybe");
    expect(presence(merge(both, ANY), "c")).toBe("maybe");
  });

  it("gives up on types that differ and on levels without end", () => {
    expect(merge(of({ a: 1 }), of("x"))).toBe(ANY);
    const deep = merge(of(nested(40)), of({ ...(nested(40) as JsonObject), b: 0 }));
    expect(presence(deep, ..."a".repeat(40))).toBe("maybe");
  });

  it("gives up on objects with too many members", () => {
    const wide = (from: number): Json => Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`k${from + i}`, i]));
    expect(presence(merge(of(wide(0)), of(wide(80))), "x")).toBe("maybe");
    expect(asObject(of(wide(0)))?.open).toBe(true);
  });
});

describe("writing into a shape", () => {
  it("makes the objects on the way", () => {
    const written = write(of({ a: 1, n: null }), ["b", "c"], of(2));
    expect([presence(written, "a"), presence(written, "b", "c"), presence(written, "b", "d")]).toEqual([
      "always",
      "always",
      "never",
    ]);
    expect(presence(write(of({ n: null }), ["n", "c"], of(2)), "n", "c")).toBe("always");
    expect(presence(write(ANY, ["b"], of(2)), "b")).toBe("always");
  });

  it.each<[Json, (string | number)[], (string | number)[] | undefined]>([
    [{ a: "x" }, ["a", "b"], ["a"]],
    [[1], ["a"], []],
    [{ a: {} }, ["a", 0], ["a"]],
    [{ a: null }, ["a", "b"], undefined],
    [{}, ["a", "b"], undefined],
  ])("is blocked in %j at %j by what stands at %j", (value, steps, expected) => {
    expect(blocked(of(value), steps)).toEqual(expected);
  });

  it("leaves in doubt what someone asked for", () => {
    const soft = soften(of({ a: { b: 1 } }), ["a", "c"]);
    expect([presence(soft, "a", "b"), presence(soft, "a", "c"), presence(soft, "d")]).toEqual([
      "always",
      "maybe",
      "never",
    ]);
  });
});

describe("the flow of documents", () => {
  const inputs = (definition: JsonObject): (Shape | undefined)[] => {
    const model = modelOf(definition, "STANDARD");
    const flow = new DataFlow(model);
    return model.states.map((state) => flow.documents(state)?.input);
  };

  it("comes to an end in loops that add to their document", () => {
    const shapes = inputs({
      StartAt: "A",
      States: {
        A: { Type: "Pass", Result: {}, Next: "B" },
        B: { Type: "Pass", Parameters: { "before.$": "$" }, Next: "C" },
        C: { Type: "Choice", Choices: [{ Variable: "$$.Execution.Name", StringEquals: "x", Next: "B" }], Default: "D" },
        D: { Type: "Succeed" },
      },
    });
    expect(shapes.map((shape) => shape?.kind)).toEqual(["any", "any", "object", "object"]);
  });

  it("says nothing of blocks with targets that are placeholders", () => {
    const shapes = inputs({
      StartAt: "A",
      States: { A: { Type: "Pass", Result: {}, Next: "${Next}" }, B: { Type: "Succeed" } },
    });
    expect(shapes).toEqual([undefined, undefined]);
  });
});
