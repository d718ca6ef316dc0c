import { describe, expect, it } from "vitest";
import { secretLiterals } from "../../packages/asl-core/src/history/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";

const state = (fields: JsonObject): JsonObject => ({ StartAt: "S", States: { S: fields } });

describe("secretLiterals", () => {
  it.each<[string, JsonObject, string[]]>([
    [
      "values below keys that match",
      { Parameters: { auth: { Token: "x" }, list: [{ token: 1 }] } },
      ["S: Parameters.auth.Token", "S: Parameters.list[0].token"],
    ],
    [
      "all below such a key",
      { Result: { tokens: ["a", { b: true }] } },
      ["S: Result.tokens[0]", "S: Result.tokens[1].b"],
    ],
    ["no paths", { Parameters: { "token.$": "$.token" } }, []],
    ["no expressions", { Arguments: { token: "{% $states.input.token %}" } }, []],
    ["a text that only looks like one", { Arguments: { token: "{%}" } }, ["S: Arguments.token"]],
    ["variables", { Assign: { token: "x" } }, ["S: Assign.token"]],
    ["what catchers give", { Catch: [{ Next: "S", Output: { token: 0 } }] }, ["S: Catch[0].Output.token"]],
    [
      "what Choice rules compare with",
      {
        Choices: [
          {
            And: [
              { Variable: "$.token", StringEquals: "x" },
              { Variable: "$.n", NumericEquals: 1 },
            ],
          },
        ],
      },
      ["S: Choices[0].And[0].StringEquals"],
    ],
    ["nothing of rules that compare with paths", { Choices: [{ Variable: "$.token", StringEqualsPath: "$.b" }] }, []],
    [
      "what stands inside Parallels and Maps",
      { Branches: [state({ Result: { token: 1 } })], ItemProcessor: state({ ResultSelector: { token: 2 } }) },
      ["S: Result.token", "S: ResultSelector.token"],
    ],
    ["what batches are given", { ItemBatcher: { BatchInput: { token: 1 } } }, ["S: ItemBatcher.BatchInput.token"]],
    ["no names of states and fields", { Parameters: { other: 1 }, TokenField: "x", Next: "Token" }, []],
  ])("finds %s", (_, fields, expected) => {
    expect(secretLiterals(state(fields), ["token"])).toEqual(expected);
  });

  it("finds nothing without words, and in what is no definition", () => {
    expect(secretLiterals(state({ Result: { token: 1 } }), [])).toEqual([]);
    for (const value of [null, 1, "x", [], { States: 1 }, { States: { A: 1 } }] as Json[])
      expect(secretLiterals(value, ["a"])).toEqual([]);
  });
});
