import { describe, expect, it } from "vitest";
import { data } from "../../../packages/asl-core/src/definition/catalogue/data.js";
import { type Diagnostic, readText, validate } from "../../../packages/asl-core/src/definition/index.js";
import type { Json, JsonObject } from "../../../packages/asl-core/src/json.js";

const ours = new Set<string>(Object.keys(data));

const found = (definition: JsonObject): Diagnostic[] => {
  const all = validate(readText(JSON.stringify(definition, null, 1)));
  expect(all.filter((one) => one.severity === "error")).toEqual([]);
  return all.filter(({ rule }) => ours.has(rule));
};
const told = (definition: JsonObject): string[] => found(definition).map(({ rule, path }) => `${rule} ${path}`);

/** States in a row, the first one first; the last one ends. */
function machine(states: Record<string, JsonObject>, more: JsonObject = {}): JsonObject {
  const names = Object.keys(states);
  const linked = names.map((name, index) => {
    const state = states[name];
    const leads = "Next" in state || "End" in state || ["Choice", "Succeed", "Fail"].includes(state.Type as string);
    const edge: JsonObject = index + 1 < names.length ? { Next: names[index + 1] } : { End: true };
    return [name, leads ? state : { ...state, ...edge }] as const;
  });
  return { StartAt: names[0], States: Object.fromEntries(linked), ...more };
}
const jsonata = (states: Record<string, JsonObject>): JsonObject => machine(states, { QueryLanguage: "JSONata" });

const pass = (fields: JsonObject = {}): JsonObject => ({ Type: "Pass", ...fields });
const task = (fields: JsonObject = {}): JsonObject => ({
  Type: "Task",
  Resource: "arn:aws:lambda:us-east-1:111111111111:function:f",
  ...fields,
});
const invoke = (fields: JsonObject = {}): JsonObject => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "f" },
  ...fields,
});
const read = (path: string): JsonObject => pass({ Parameters: { "value.$": path } });
const choice = (rule: JsonObject, more: JsonObject[] = []): JsonObject => ({
  Type: "Choice",
  Choices: [{ ...rule, Next: "Done" }, ...more],
  Default: "Done",
});
const done: JsonObject = { Type: "Succeed" };
const caught = (fields: JsonObject = {}): JsonObject => ({
  Catch: [{ ErrorEquals: ["States.ALL"], Next: "R", ...fields }],
});
const block = (states: Record<string, JsonObject>): JsonObject => machine(states);

describe("a path that leads nowhere", () => {
  const R = "impossible-path R › Parameters.value.$";
  it.each<[title: string, definition: JsonObject, expected: string[]]>([
    ["behind a literal Result", machine({ A: pass({ Result: { a: 1 } }), R: read("$.b") }), [R]],
    ["below a text", machine({ A: pass({ Result: { a: "x" } }), R: read("$.a.b") }), [R]],
    ["below an array, by name", machine({ A: pass({ Result: [{ a: 1 }] }), R: read("$.a") }), [R]],
    ["by index in an object", machine({ A: pass({ Result: { a: 1 } }), R: read("$[0]") }), [R]],
    ["behind Parameters of a Pass", machine({ A: pass({ Parameters: { "a.$": "$.x" } }), R: read("$.x") }), [R]],
    ["behind a ResultSelector", machine({ A: task({ ResultSelector: { "a.$": "$.x" } }), R: read("$.x") }), [R]],
    ["behind lambda:invoke, without Payload", machine({ A: invoke(), R: read("$.body") }), [R]],
    ["behind Wait", machine({ A: pass({ Result: {} }), W: { Type: "Wait", Seconds: 1 }, R: read("$.x") }), [R]],
    ["behind OutputPath null", machine({ A: task({ OutputPath: null }), R: read("$.x") }), [R]],
    ["as an argument of a call", machine({ A: pass({ Result: {} }), R: read("States.Format('{}', $.x)") }), [R]],
    [
      "behind both ways of a Choice",
      machine({
        C: { Type: "Choice", Choices: [{ Variable: "$.q", IsPresent: true, Next: "A" }], Default: "B" },
        A: pass({ Result: { a: 1 }, Next: "R" }),
        B: pass({ Result: { b: 1 } }),
        R: read("$.c"),
      }),
      [R],
    ],
    [
      "behind a catcher without ResultPath",
      machine({ A: task({ ...caught(), Next: "Done" }), R: read("$.x"), Done: done }),
      [R],
    ],
    [
      "in a branch",
      machine({ A: pass({ Result: { a: 1 } }), P: { Type: "Parallel", Branches: [block({ R: read("$.b") })] } }),
      ["impossible-path P › branch 0 › R › Parameters.value.$"],
    ],
    [
      "in an item processor",
      machine({
        M: { Type: "Map", ItemSelector: { "a.$": "$$.Map.Item.Value" }, ItemProcessor: block({ R: read("$.b") }) },
      }),
      ["impossible-path M › item › R › Parameters.value.$"],
    ],
    [
      "in the result of a Parallel",
      machine({ P: { Type: "Parallel", Branches: [block({ A: pass({ Result: { a: 1 } }) })] }, R: read("$[0].b") }),
      [R],
    ],
    [
      "in a loop that never makes it",
      machine({
        A: pass({ Result: { a: 1 } }),
        R: { Type: "Pass", Parameters: { "value.$": "$.b" }, ResultPath: "$.a" },
        C: { ...choice({ Variable: "$.a", IsNull: true }), Default: "R" },
        Done: done,
      }),
      [R],
    ],
    [
      "in InputPath",
      machine({ A: pass({ Result: {} }), R: task({ InputPath: "$.x" }) }),
      ["impossible-path R › InputPath"],
    ],
    ["in OutputPath", machine({ A: pass({ Result: {}, OutputPath: "$.x" }) }), ["impossible-path A › OutputPath"]],
    [
      "in ResultSelector",
      machine({ A: invoke({ ResultSelector: { "a.$": "$.body" } }) }),
      ["impossible-path A › ResultSelector.a.$"],
    ],
    [
      "in SecondsPath",
      machine({ A: pass({ Result: {} }), R: { Type: "Wait", SecondsPath: "$.x" } }),
      ["impossible-path R › SecondsPath"],
    ],
    [
      "in a Choice",
      machine({ A: pass({ Result: {} }), R: choice({ Variable: "$.x", NumericEquals: 1 }), Done: done }),
      ["impossible-path R › Choices[0].Variable"],
    ],
    [
      "in the Error Output",
      machine({
        A: task({ Catch: [{ ErrorEquals: ["States.ALL"], Assign: { "m.$": "$.errorMessage" }, Next: "B" }] }),
        B: read("$m"),
      }),
      ["impossible-path A › Catch[0].Assign.m.$"],
    ],
    [
      "in JSONata",
      jsonata({ A: pass({ Output: { a: 1 } }), R: pass({ Output: { b: "{% $states.input.b %}" } }) }),
      ["impossible-path R › Output.b"],
    ],
    [
      "behind a JSONata object",
      jsonata({ A: pass({ Output: "{% {'a': $states.input.x} %}" }), R: pass({ Output: "{% $states.input.x %}" }) }),
      ["impossible-path R › Output"],
    ],
    [
      "behind a JSONata catcher",
      jsonata({ A: task({ ...caught(), Next: "Done" }), R: pass({ Output: "{% $states.input.x %}" }), Done: done }),
      ["impossible-path R › Output"],
    ],
  ])("is found %s", (_, definition, expected) => {
    expect(told(definition)).toEqual(expected);
  });

  it.each<[title: string, definition: JsonObject]>([
    ["of the execution's input", machine({ R: read("$.x") })],
    ["of a task's result", machine({ A: task(), R: read("$.x") })],
    ["below Payload", machine({ A: invoke(), R: read("$.Payload.x") })],
    ["that ResultPath kept", machine({ A: task({ ResultPath: "$.r" }), R: read("$.x") })],
    [
      "that ResultPath wrote",
      machine({ A: pass({ Result: {} }), B: task({ ResultPath: "$.r.s" }), R: read("$.r.s.t") }),
    ],
    [
      "that one way may have",
      machine({
        C: { Type: "Choice", Choices: [{ Variable: "$.q", IsPresent: true, Next: "A" }], Default: "B" },
        A: pass({ Result: { a: 1 }, Next: "R" }),
        B: task(),
        R: read("$.c"),
      }),
    ],
    [
      "that a catcher's ResultPath kept",
      machine({ A: task({ ...caught({ ResultPath: "$.e" }), Next: "Done" }), R: read("$.x"), Done: done }),
    ],
    [
      "that only a wildcard or filter looks for",
      machine({ A: pass({ Result: { a: [] } }), R: read("$.a[*].b"), S: read("$..b") }),
    ],
    ["past the end of an array", machine({ A: pass({ Result: [1] }), R: read("$[3]") })],
    ["inside a filter", machine({ A: pass({ Result: { a: [{ b: 1 }] } }), R: read("$.a[?(@.b == $.c)]") })],
    [
      "where IsPresent is asked",
      machine({ A: pass({ Result: {} }), R: choice({ Variable: "$.x", IsPresent: true }), Done: done }),
    ],
    [
      "behind IsPresent in the same And",
      machine({
        A: pass({ Result: {} }),
        R: choice({
          And: [
            { Variable: "$.x.y", IsPresent: true },
            { Variable: "$.x.y", NumericEquals: 1 },
          ],
        }),
        Done: done,
      }),
    ],
    [
      "behind a Choice that asked for it",
      machine({
        A: pass({ Result: { a: 1 } }),
        C: { Type: "Choice", Choices: [{ Variable: "$.x", IsPresent: true, Next: "R" }], Default: "Done" },
        R: read("$.x.y"),
        Done: done,
      }),
    ],
    [
      "of a variable or the context object",
      machine({
        A: pass({ Result: {}, Assign: { v: 1 } }),
        R: pass({ Parameters: { "a.$": "$v", "b.$": "$$.Execution.Input.x" } }),
      }),
    ],
    [
      "that a loop makes",
      machine({
        A: pass({ Result: { a: 1 } }),
        L: pass({ Parameters: { "a.$": "$.a", b: 1 } }),
        C: { Type: "Choice", Choices: [{ Variable: "$.b", NumericEquals: 2, Next: "L" }], Default: "R" },
        R: read("$.b"),
      }),
    ],
    ["in a document made of placeholders", machine({ A: pass({ Result: "${Made}" }), R: read("$.x") })],
    [
      "in an object with a function of a template",
      machine({ A: pass({ Result: { "Fn::GetAtt": ["A", "B"] } }), R: read("$.x") }),
    ],
    ["in an object with a key to be filled in", machine({ A: pass({ Result: { "${Key}": 1 } }), R: read("$.x") })],
    [
      "that ItemReader's items have",
      machine({
        A: pass({ Result: {} }),
        M: {
          Type: "Map",
          ItemReader: {
            Resource: "arn:aws:states:::s3:getObject",
            ReaderConfig: { InputType: "JSON" },
            Parameters: { Bucket: "b", Key: "k" },
          },
          ItemsPath: "$.rows",
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            ...block({ R: read("$.x") }),
          },
        },
      }),
    ],
    [
      "that ItemBatcher makes",
      machine({
        M: {
          Type: "Map",
          ItemSelector: { a: 1 },
          ItemBatcher: { MaxItemsPerBatch: 2 },
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            ...block({ R: read("$.Items") }),
          },
        },
      }),
    ],
    [
      "that JSONata may do without",
      jsonata({ A: pass({ Output: {} }), R: pass({ Output: "{% $exists($states.input.x) %}" }) }),
    ],
    [
      "that JSONata looks for in each element",
      jsonata({ A: pass({ Output: { a: [{ b: 1 }] } }), R: pass({ Output: "{% $states.input.a.b %}" }) }),
    ],
    [
      "that $merge kept",
      jsonata({
        A: pass({ Output: "{% $merge([$states.input, {'a': 1}]) %}" }),
        R: pass({ Output: "{% $states.input.x %}" }),
      }),
    ],
    [
      "that an earlier condition asked for",
      jsonata({
        A: pass({ Output: {} }),
        C: {
          Type: "Choice",
          Choices: [
            { Condition: "{% $not($exists($states.input.x)) %}", Next: "Done" },
            { Condition: "{% $states.input.x %}", Output: "{% $states.input.x %}", Next: "Done" },
          ],
        },
        Done: done,
      }),
    ],
  ])("is none %s", (_, definition) => {
    expect(told(definition)).toEqual([]);
  });

  it("says what is there, where it was made, and where in the text the path stands", () => {
    const [one] = found(machine({ A: pass({ Result: { order: { id: 1 } } }), R: read("$.order.total") }));
    expect(one.message).toBe("'$.order.total' leads nowhere, so the state fails: '$.order' has only id.");
    expect(one.related?.map(({ pointer }) => pointer)).toEqual(["/States/A/Result"]);
    expect(one.range!.end.offset - one.range!.start.offset).toBe("$.order.total".length);
  });

  it.each<[title: string, definition: JsonObject, hint: string]>([
    ["a near name", machine({ A: pass({ Result: { order: 1 } }), R: read("$.ordr") }), "Did you mean order?"],
    ["Payload", machine({ A: invoke(), R: read("$.body") }), "What the function returned is under Payload."],
    [
      "ResultPath",
      machine({ A: pass({ Result: { a: 1 } }), R: read("$.customer") }),
      "An earlier state replaced the document: keep it with that state's ResultPath, or what is needed in a variable with Assign.",
    ],
  ])("hints at %s", (_, definition, hint) => {
    expect(found(definition)[0].hint).toBe(hint);
  });
});

describe("a path missing on one way", () => {
  const both = (last: JsonObject, way: JsonObject = {}): JsonObject =>
    machine({
      A: pass({ Result: { a: 1 } }),
      T: task({ ResultPath: "$.t", ...caught(way), Next: "R" }),
      R: last,
      Done: done,
    });

  it("is found in a template, with the way", () => {
    const [one, ...more] = found(both(read("$.a")));
    expect(more).toEqual([]);
    expect(one.rule).toBe("path-sometimes-missing");
    expect(one.message).toBe("'$.a' leads nowhere on the way from an error in 'T', so the state fails there.");
  });

  it.each<[title: string, last: JsonObject, way: JsonObject, expected: string[]]>([
    [
      "in a Choice",
      choice({ Variable: "$.t.x", NumericEquals: 1 }),
      { ResultPath: "$.e" },
      ["unguarded-choice R › Choices[0].Variable"],
    ],
    [
      "as first operand",
      choice({
        Or: [
          { Variable: "$.t", IsNull: true },
          { Variable: "$.e", IsNull: true },
        ],
      }),
      { ResultPath: "$.e" },
      ["unguarded-choice R › Choices[0].Or[0].Variable"],
    ],
    [
      "not where IsPresent comes first",
      choice({
        And: [
          { Variable: "$.t", IsPresent: true },
          { Variable: "$.t", IsNull: true },
        ],
      }),
      { ResultPath: "$.e" },
      [],
    ],
    [
      "not in a later rule, which another way may never reach",
      choice({ Variable: "$.a", NumericEquals: 1 }, [{ Variable: "$.t", IsNull: true, Next: "Done" }]),
      { ResultPath: "$.e" },
      [],
    ],
    ["not where all ways have it", choice({ Variable: "$.a", NumericEquals: 1 }), { ResultPath: "$.e" }, []],
  ])("is found %s", (_, last, way, expected) => {
    expect(told(both(last, way))).toEqual(expected);
  });

  it("is none behind a Choice, which may tell the ways apart", () => {
    const definition = both(
      choice({ Variable: "$.a", NumericEquals: 1 }, [{ Variable: "$.a", NumericEquals: 2, Next: "S" }]),
      { ResultPath: "$.e" },
    );
    (definition.States as JsonObject).S = { ...read("$.t"), End: true };
    expect(told(definition)).toEqual([]);
  });
});

describe("notation", () => {
  const parameters = (value: Json): JsonObject => machine({ S: task({ Parameters: value }) });
  it.each<[title: string, definition: JsonObject, expected: string[]]>([
    ["a path without .$", parameters({ a: "$.a" }), ["missing-dollar S › Parameters.a"]],
    ["a context path without .$", parameters({ a: { b: "$$.Task.Token" } }), ["missing-dollar S › Parameters.a.b"]],
    ["a call without .$", parameters({ a: "States.UUID()" }), ["missing-dollar S › Parameters.a"]],
    ["a path in a list", parameters({ Command: ["run", "$.a"] }), ["missing-dollar S › Parameters.Command[1]"]],
    [
      "nothing in prices and texts",
      parameters({ a: "$5", b: "$", c: "States of matter", d: "cost: $.a", e: "#$.x" }),
      [],
    ],
    [
      "nothing in paths for services",
      parameters({ Rule: { InputPath: "$.detail", InputPathsMap: { id: "$.id" } }, JsonPath: "$.rows[*]" }),
      [],
    ],
    [
      "Result with keys to compute",
      machine({ S: pass({ Result: { list: [{ "a.$": "$.a" }] } }) }),
      ["pass-result-is-static S › Result.list[0].a.$"],
    ],
    ["nothing in a literal Result", machine({ S: pass({ Result: { a: "$.a" } }) }), []],
    ["a path in JSONata", jsonata({ S: pass({ Output: { a: ["$.a"] } }) }), ["jsonpath-in-jsonata S › Output.a[0]"]],
    [
      "a key of JSONPath in JSONata",
      jsonata({ S: pass({ Assign: { a: { "b.$": "$.b" } } }) }),
      ["jsonpath-in-jsonata S › Assign.a.b.$"],
    ],
    [
      "a call in a catcher's Output",
      jsonata({ S: task(caught({ Output: "States.UUID()", Next: "D" })), D: done }),
      ["jsonpath-in-jsonata S › Catch[0].Output"],
    ],
    ["JSONata in JSONPath", parameters({ a: "{% $states.input.a %}" }), ["jsonata-in-jsonpath S › Parameters.a"]],
    ["nothing in other templates' markers", parameters({ a: "{% if x %}" }), []],
  ])("finds %s", (_, definition, expected) => {
    expect(told(definition)).toEqual(expected);
  });

  it.each<[string, Json, string]>([
    ["the key", { a: "$.a" }, 'Write "a.$".'],
    ["InputPath", "$.a", "InputPath takes a part of the input."],
    [
      "the list",
      { a: ["$.a"] },
      "Entries of a list are never computed: compute the whole list, with States.Array($.a, …) say.",
    ],
  ])("hints at %s", (_, value, hint) => {
    expect(found(parameters(value))[0].hint).toBe(hint);
  });

  it("hints at CausePath", () => {
    const [one] = found(machine({ S: { Type: "Fail", Cause: "$.reason" } }));
    expect([one.path, one.hint]).toEqual(["S › Cause", 'Write "CausePath".']);
  });

  it.each<[string, string]>([
    ["$.a.b", 'Write "{% $states.input.a.b %}".'],
    ["$$.Execution.Id", 'Write "{% $states.context.Execution.Id %}".'],
    ["$.a[0]", "JSONata reads the input as $states.input."],
  ])("hints how JSONata writes %s", (path, hint) => {
    expect(found(jsonata({ S: pass({ Output: path }) }))[0].hint).toBe(hint);
  });
});

describe("types of data", () => {
  const M = (fields: JsonObject = {}): JsonObject => ({ Type: "Map", ItemProcessor: block({ P: pass() }), ...fields });
  const compare = (value: Json, rule: JsonObject, more: JsonObject[] = []): JsonObject =>
    machine({ A: pass({ Result: { v: value } }), C: choice({ Variable: "$.v", ...rule }, more), Done: done });
  it.each<[title: string, definition: JsonObject, expected: string[]]>([
    ["a Map over an object", machine({ A: pass({ Result: {} }), M: M() }), ["map-over-no-array M"]],
    [
      "a Map over a text",
      machine({ A: pass({ Result: { a: "b" } }), M: M({ ItemsPath: "$.a" }) }),
      ["map-over-no-array M › ItemsPath"],
    ],
    ["a Map over a number in JSONata", jsonata({ M: M({ Items: "{% 1 %}" }) }), ["map-over-no-array M › Items"]],
    ["no Map over a literal array", machine({ A: pass({ Result: [1, 2] }), M: M() }), []],
    ["no Map over what is unknown", machine({ A: task(), M: M() }), []],
    [
      "a ResultPath below a number",
      machine({ A: pass({ Result: { a: 1 } }), B: task({ ResultPath: "$.a.b" }) }),
      ["result-path-blocked B › ResultPath"],
    ],
    [
      "a ResultPath into an array",
      machine({ A: pass({ Result: [] }), B: task({ ResultPath: "$.a" }) }),
      ["result-path-blocked B › ResultPath"],
    ],
    [
      "a catcher's ResultPath",
      machine({ A: pass({ Result: "x" }), B: task(caught({ ResultPath: "$.e", Next: "D" })), D: done }),
      ["result-path-blocked B › Catch[0].ResultPath"],
    ],
    [
      "no ResultPath over null or nothing",
      machine({ A: pass({ Result: { a: null } }), B: task({ ResultPath: "$.a.b" }), C: task({ ResultPath: "$.c.d" }) }),
      [],
    ],
    [
      "a number compared as text",
      compare(1, { StringEquals: "1" }),
      ["comparison-never-true C › Choices[0].StringEquals"],
    ],
    [
      "a text compared as number",
      compare("1", { NumericEqualsPath: "$.v" }),
      ["comparison-never-true C › Choices[0].NumericEqualsPath"],
    ],
    ["nothing in a timestamp", compare("2026-01-01T00:00:00Z", { TimestampLessThan: "2026-01-02T00:00:00Z" }), []],
    [
      "nothing where the type is tested",
      compare(1, { IsString: true }, [{ Variable: "$.v", StringEquals: "1", Next: "Done" }]),
      [],
    ],
    [
      "nothing where another rule fits",
      compare(true, { StringEquals: "true" }, [{ Variable: "$.v", BooleanEquals: true, Next: "Done" }]),
      [],
    ],
  ])("finds %s", (_, definition, expected) => {
    expect(told(definition)).toEqual(expected);
  });
});

describe("unused output", () => {
  const say = task({ Parameters: { text: "hello" } });
  it.each<[title: string, definition: JsonObject, expected: string[]]>([
    [
      "Parameters of a Pass",
      machine({ A: pass({ Parameters: { "a.$": "$.x" } }), B: say }),
      ["unused-output A › Parameters"],
    ],
    [
      "a ResultSelector",
      machine({ A: task({ ResultSelector: { "a.$": "$.x" } }), W: { Type: "Wait", Seconds: 1 }, B: say }),
      ["unused-output A › ResultSelector"],
    ],
    [
      "an Output with the input",
      jsonata({ A: task({ Output: { a: "{% $states.input.a %}" } }), B: task({ Arguments: {} }) }),
      ["unused-output A › Output"],
    ],
    [
      "no Output of the result alone",
      jsonata({ A: task({ Output: "{% $states.result.a %}" }), B: task({ Arguments: {} }) }),
      [],
    ],
    ["nothing where a task has no Parameters", machine({ A: pass({ Parameters: { "a.$": "$.x" } }), B: task() }), []],
    [
      "nothing where ResultPath keeps it",
      machine({ A: pass({ Parameters: { "a.$": "$.x" } }), B: { ...say, ResultPath: "$.b" } }),
      [],
    ],
    [
      "nothing where a catcher keeps it",
      machine({
        A: pass({ Parameters: { "a.$": "$.x" } }),
        B: { ...say, ...caught({ ResultPath: "$.e", Next: "D" }) },
        D: done,
      }),
      [],
    ],
    [
      "nothing where ResultPath drops it",
      machine({ A: task({ ResultSelector: { "a.$": "$.x" }, ResultPath: null }), B: say }),
      [],
    ],
    ["nothing at the end", machine({ A: pass({ Parameters: { "a.$": "$.x" } }) }), []],
    ["nothing before Fail", machine({ A: pass({ Parameters: { "a.$": "$.x" } }), F: { Type: "Fail" } }), []],
    ["no literal", machine({ A: pass({ Result: { a: 1 } }), B: say }), []],
  ])("finds %s", (_, definition, expected) => {
    expect(told(definition)).toEqual(expected);
  });
});
