import { describe, expect, it } from "vitest";
import type { StageValue } from "../../packages/asl-core/src/debug/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { type StageView, shownStages } from "../../packages/asl-viewer/src/timeline/index.js";

const seen = (...all: [StageValue["stage"], Json, number?][]): StageValue[] =>
  all.map(([stage, value, item]) => ({ stage, value, step: 1, ...(item !== undefined && { item }) }));
const told = (...all: [StageView["name"], Json][]): StageView[] =>
  all.map(([name, value], at) => ({ name, value, at }));

/** Names, each with the name it is compared with. */
const names = (stages: ReturnType<typeof shownStages>): string[] =>
  stages.map(({ name, since }) => (since < 0 ? name : `${name} since ${stages[since].name}`));

describe("the stages of a visit", () => {
  it.each<[string, StageView[], StageValue[] | undefined, JsonObject, string[]]>([
    [
      "all that happened with a task of JSONPath",
      told(["Input", {}], ["Arguments", { sent: 1 }], ["Result", 3]),
      seen(
        ["input", { a: 1 }],
        ["afterInputPath", { b: 1 }],
        ["afterParameters", { c: 1 }],
        ["result", 3],
        ["afterResultSelector", { d: 3 }],
        ["afterResultPath", { a: 1, r: { d: 3 } }],
        ["variables", { x: 1 }],
        ["output", { r: { d: 3 } }],
      ),
      { InputPath: "$.b", Parameters: {}, ResultSelector: {}, ResultPath: "$.r", Assign: {} },
      [
        "Input",
        "InputPath since Input",
        "Parameters since InputPath",
        "Request since Parameters",
        "Result",
        "ResultSelector since Result",
        "ResultPath since InputPath",
        "Assign",
        "Output since ResultPath",
      ],
    ],
    [
      "nothing of fields that are not there and change nothing",
      [],
      seen(
        ["input", 1],
        ["afterInputPath", 1],
        ["afterParameters", 1],
        ["afterResultPath", 1],
        ["variables", {}],
        ["output", 1],
      ),
      {},
      ["Input", "Output since Input"],
    ],
    [
      "a request only where it is another than what was made for it",
      told(["Arguments", 5]),
      seen(["input", 5]),
      {},
      ["Input"],
    ],
    [
      "the failure that the events tell",
      told(["Input", 1], ["Error", { Error: "Busy" }]),
      seen(["input", 1]),
      {},
      ["Input", "Error"],
    ],
    [
      "the items that a selector made as one",
      [],
      seen(["input", []], ["afterItemSelector", { i: 0 }, 0], ["afterItemSelector", { i: 1 }, 1]),
      { ItemSelector: {} },
      ["Input", "ItemSelector since Input"],
    ],
    [
      "the events alone where nothing could be looked into",
      told(["Input", 1], ["Result", 2], ["Output", 2]),
      undefined,
      {},
      ["Input", "Result", "Output since Input"],
    ],
  ])("are %s", (_, events, looked, state, expected) => {
    expect(names(shownStages(events, looked, state))).toEqual(expected);
  });

  it("collects items, and names the scopes that can be set", () => {
    const [input, selected] = shownStages(
      [],
      seen(["input", []], ["afterItemSelector", { i: 0 }, 0], ["afterItemSelector", { i: 1 }, 1]),
      { ItemSelector: {} },
    );
    expect(selected.value).toEqual([{ i: 0 }, { i: 1 }]);
    expect([input.scope, selected.scope]).toEqual(["Input", undefined]);
  });
});
