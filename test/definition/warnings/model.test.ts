import { describe, expect, it } from "vitest";
import type { Expression } from "../../../packages/asl-core/src/definition/warnings/expression.js";
import { expressionsOf } from "../../../packages/asl-core/src/definition/warnings/expressions.js";
import { type Model, modelOf } from "../../../packages/asl-core/src/definition/warnings/model.js";
import type { JsonObject } from "../../../packages/asl-core/src/json.js";

const PASS = { Type: "Pass", End: true };
const one = (state: JsonObject): JsonObject => ({ StartAt: "S", States: { S: state } });
const model = (definition: JsonObject): Model => modelOf(definition, "STANDARD");

const split: JsonObject = {
  StartAt: "Split",
  QueryLanguage: "JSONata",
  States: {
    Split: {
      Type: "Parallel",
      Branches: [{ StartAt: "A", States: { A: PASS } }],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Each" }],
      Next: "Pick",
    },
    Pick: { Type: "Choice", Choices: [{ Condition: true, Next: "Each" }], Default: "Split" },
    Each: {
      Type: "Map",
      ItemProcessor: {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
        StartAt: "B",
        States: { B: { ...PASS } },
      },
      End: true,
    },
  },
};

describe("the model of a definition", () => {
  it("holds the blocks, outer before inner", () => {
    const { blocks, states } = model(split);
    expect(
      blocks.map(({ path, parent, distributed, type }) => [path.join("/"), parent?.name, distributed, type]),
    ).toEqual([
      ["", undefined, false, "STANDARD"],
      ["States/Split/Branches/0", "Split", false, "STANDARD"],
      ["States/Each/ItemProcessor", "Each", true, "EXPRESS"],
    ]);
    expect(states.map(({ name, path, language }) => [name, path.join("/"), language])).toEqual([
      ["Split", "States/Split", "JSONata"],
      ["Pick", "States/Pick", "JSONata"],
      ["Each", "States/Each", "JSONata"],
      ["A", "States/Split/Branches/0/States/A", "JSONata"],
      ["B", "States/Each/ItemProcessor/States/B", "JSONata"],
    ]);
  });

  it("lays the transitions both ways", () => {
    const { blocks } = model(split);
    const each = blocks[0].states.get("Each")!;
    expect(blocks[0].start?.name).toBe("Split");
    expect(each.predecessors.map(({ from, via, index }) => [from.name, via, index])).toEqual([
      ["Split", "Catch", 0],
      ["Pick", "Choices", 0],
    ]);
    expect(each.ends).toBe(true);
  });

  it.each([
    ["a States map", { StartAt: "S", States: "${States}" }],
    ["a state", { StartAt: "S", States: { S: "${State}" } }],
    ["a StartAt", { StartAt: "${First}", States: { S: PASS } }],
    ["a target", one({ Type: "Pass", Next: "${Next}" })],
    ["a branch", one({ Type: "Parallel", Branches: ["${Branch}"], End: true })],
    ["an item processor", one({ Type: "Map", Iterator: "${Iterator}", End: true })],
  ])("leaves open a block with a placeholder for %s", (_, definition) => {
    expect(model(definition).blocks.at(-1)?.closed).toBe(false);
  });

  it("leaves closed a block with a placeholder elsewhere", () => {
    expect(model(one({ ...PASS, Result: "${Result}" })).blocks[0].closed).toBe(true);
  });
});

const found = (state: JsonObject, name = "S"): readonly Expression[] => {
  const { states } = model(one(state));
  return expressionsOf(states.find((other) => other.name === name)!);
};
const shown = ({ path, stage, text, reads }: Expression): string => {
  const all = reads.map(({ from, name, steps, exact, offset, length }) => {
    return `${from}${name && ` ${name}`} ${steps.join("/")}${exact ? "" : "…"} «${text.slice(offset, offset + length)}»`;
  });
  return `${path.slice(2).join("/")} ${stage}: ${all.join(", ")}`;
};

describe("the expressions of a state", () => {
  it.each<[string, JsonObject, string[]]>([
    [
      "in every JSONPath field of a task",
      {
        Type: "Task",
        InputPath: "$.in",
        Parameters: { "a.$": "$.a[0].b", b: "$.literal", c: [{ "d.$": "States.Format('{}', $v.x, $$.State.Name)" }] },
        TimeoutSecondsPath: "$.t",
        ResultSelector: { "r.$": "$.r..deep" },
        ResultPath: "$.out",
        OutputPath: "$.out",
        Assign: { "x.$": "$", FilePath: "$.no" },
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Assign: { "e.$": "$.Error" }, Next: "S" }],
      },
      [
        "InputPath input: input in «$.in»",
        "Parameters/a.$ arguments: effective a/0/b «$.a[0].b»",
        "Parameters/c/0/d.$ arguments: variable v x «$v.x», context State/Name «$$.State.Name»",
        "TimeoutSecondsPath arguments: effective t «$.t»",
        "ResultSelector/r.$ selector: result r… «$.r..deep»",
        "ResultPath resultPath: ",
        "OutputPath output: output out «$.out»",
        "Assign/x.$ assign: result  «$»",
        "Catch/0/ResultPath resultPath: ",
        "Catch/0/Assign/e.$ assign: errorOutput Error «$.Error»",
      ],
    ],
    [
      "in Choice rules, their operands and filters",
      {
        Type: "Choice",
        Choices: [
          { And: [{ Variable: "$.a", StringEqualsPath: "$v" }], Next: "S", Assign: { "n.$": "$.n", SomePath: "$.x" } },
          { Not: { Variable: "$.l[?(@.id == $.id)]", IsPresent: true }, Next: "S" },
        ],
      },
      [
        "Choices/0/And/0/Variable choice: effective a «$.a»",
        "Choices/0/And/0/StringEqualsPath choice: variable v  «$v»",
        "Choices/0/Assign/n.$ assign: effective n «$.n»",
        "Choices/1/Not/Variable choice: effective l… «$.l[?(@.id == $.id)]», effective id «$.id»",
      ],
    ],
    [
      "in the parts of a Map",
      {
        Type: "Map",
        ItemsPath: "$.items",
        MaxConcurrencyPath: "$.n",
        ItemReader: { Resource: "", Parameters: { "Key.$": "$.key" }, ReaderConfig: { MaxItemsPath: "$.most" } },
        ItemBatcher: { MaxItemsPerBatchPath: "$.batch", BatchInput: { "a.$": "$.a", OutPath: "$.b" } },
        ItemSelector: { "v.$": "$$.Map.Item.Value" },
        ItemProcessor: { StartAt: "I", States: { I: { ...PASS, OutputPath: "$.inner" } } },
        End: true,
      },
      [
        "ItemsPath items: effective items «$.items»",
        "MaxConcurrencyPath items: effective n «$.n»",
        "ItemReader/Parameters/Key.$ items: effective key «$.key»",
        "ItemReader/ReaderConfig/MaxItemsPath items: effective most «$.most»",
        "ItemBatcher/MaxItemsPerBatchPath items: effective batch «$.batch»",
        "ItemBatcher/BatchInput/a.$ items: effective a «$.a»",
        "ItemSelector/v.$ items: context Map/Item/Value «$$.Map.Item.Value»",
      ],
    ],
    [
      "in JSONata, without what they bind themselves",
      {
        Type: "Task",
        QueryLanguage: "JSONata",
        Arguments: { a: "{% $states.input.a[0].`b c`.d %}", b: "$no", c: "{% ($x := $y; $x + $map($l, $string)) %}" },
        TimeoutSeconds: "{% $a[0] + $number($b := 1) + $b %}",
        Output: "{% $states.result.a.*.b %}",
        Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput %}", Next: "S" }],
        End: true,
      },
      [
        "Arguments/a arguments: input a/b c/d… «$states.input.a»",
        "Arguments/c arguments: variable y  «$y», variable l  «$l», variable string  «$string»",
        "TimeoutSeconds arguments: variable a … «$a»",
        "Output output: result a… «$states.result.a»",
        "Catch/0/Output output: errorOutput  «$states.errorOutput»",
      ],
    ],
  ])("are found %s", (_, state, expected) => {
    expect(found(state).map(shown)).toEqual(expected);
  });

  it.each([
    ["$list#$i.{'i': $i}", "list"],
    ["$list[0]#$i[$i = 1]", "list"],
    ["$list@$one.($one.a)", "list"],
    ["$list@$one{ $one.a: $one }", "list"],
    ["$list.a#$i^($i).$i", "list"],
    ["$list.a[$b = c]#$i{ $string($i): $ }", "list b"],
  ])("leave out what a path binds: %s", (expression, names) => {
    const [{ reads }] = found({ ...PASS, QueryLanguage: "JSONata", Output: `{% ${expression} %}` });
    expect(reads.map(({ name }) => name).join(" ")).toBe(names);
  });

  it("leave out what does not parse", () => {
    expect(found({ ...PASS, OutputPath: "${Path}" })).toEqual([]);
  });
});
