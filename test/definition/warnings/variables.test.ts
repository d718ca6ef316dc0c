import { describe, expect, it } from "vitest";
import { validate } from "../../../packages/asl-core/src/definition/index.js";
import { FUNCTIONS } from "../../../packages/asl-core/src/definition/warnings/functions.js";
import type { JsonObject } from "../../../packages/asl-core/src/json.js";
import { isBuiltIn } from "../../../packages/asl-core/src/language/jsonata/builtins.js";
import { DISTRIBUTED, END, found, JSONATA, machine, parallel, pass } from "./found.js";

const RULES = [
  "unassigned-variable",
  "variable-assigned-later",
  "variable-out-of-scope",
  "unread-variable",
  "unknown-function",
];

const read = (...names: string[]): JsonObject => ({
  ...END,
  Parameters: Object.fromEntries(names.map((name, index) => [`v${index}.$`, `$${name}`])),
});
const set = (next: string, ...names: string[]): JsonObject =>
  pass(next, { Assign: Object.fromEntries(names.map((name) => [name, 1])) });
const TASK = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke" };
const choice = (rules: JsonObject[], more: JsonObject = {}): JsonObject => ({
  Type: "Choice",
  Choices: rules,
  ...more,
});
const IS = { Variable: "$.x", IsPresent: true };

type Case = [title: string, definition: JsonObject, expected: string[]];

describe("a variable that is read", () => {
  it.each<Case>([
    [
      "and never assigned is told of, once per state, at its name",
      machine({ A: { ...END, Parameters: { "a.$": "States.Format('{}', $wrong.b)", "b.$": "$wrong" } } }),
      ["unassigned-variable at A › Parameters.a.$ «$wrong»"],
    ],
    [
      "in JSONata alike",
      machine({ A: { ...END, Output: { list: ["{% 1 + $wrong.b %}"] } } }, JSONATA),
      ["unassigned-variable at A › Output.list[0] «$wrong»"],
    ],
    [
      "in a Choice, a catcher, an item selector or a time is told of as well",
      machine({
        A: {
          ...TASK,
          TimeoutSecondsPath: "$a",
          Catch: [{ ErrorEquals: ["States.ALL"], Next: "B", Assign: { "got.$": "$b" } }],
          Next: "B",
        },
        B: choice([{ Variable: "$c", StringEqualsPath: "$got", Next: "C" }], { Default: "C" }),
        C: { Type: "Map", ItemSelector: { "x.$": "$d" }, ItemProcessor: machine({ D: END }), End: true },
      }),
      [
        "unassigned-variable at A › TimeoutSecondsPath «$a»",
        "unassigned-variable at A › Catch[0].Assign.got.$ «$b»",
        "unassigned-variable at B › Choices[0].Variable «$c»",
        "unassigned-variable at C › ItemSelector.x.$ «$d»",
      ],
    ],
    ["after it is assigned is fine", machine({ A: set("B", "x"), B: read("x") }), []],
    [
      "in the Assign or Output of the state that assigns it comes too early",
      machine({ A: { ...END, Assign: { x: 1, y: "{% $x %}" }, Output: "{% $x & $y %}" } }, JSONATA),
      ["variable-assigned-later at A › Assign.y «$x»", "variable-assigned-later at A › Output «$y»"],
    ],
    [
      "in the state that assigns it is fine where a loop leads back",
      machine({
        A: pass("B", { Assign: { "n.$": "States.MathAdd($n, 1)" } }),
        B: choice([{ ...IS, Next: "A" }], { Default: "C" }),
        C: END,
      }),
      [],
    ],
    [
      "before any way assigns it comes too early",
      machine({ A: { ...read("x"), End: false, Next: "B" }, B: { ...set("C", "x") }, C: END }),
      ["variable-assigned-later at A › Parameters.v0.$ «$x»"],
    ],
    [
      "that only some ways assign is fine",
      machine({ A: choice([{ ...IS, Next: "B" }], { Default: "C" }), B: set("C", "x"), C: read("x") }),
      [],
    ],
    [
      "that a rule, a Default or a catcher assigns is fine where these lead, and nowhere else",
      machine({
        A: choice([{ ...IS, Assign: { rule: 1 }, Next: "B" }], { Default: "C", Assign: { other: 1 } }),
        B: read("rule"),
        C: { ...TASK, Catch: [{ ErrorEquals: ["States.ALL"], Assign: { error: 1 }, Next: "D" }], Next: "E" },
        D: read("error", "other"),
        E: read("error", "other", "rule"),
      }),
      [
        "variable-assigned-later at E › Parameters.v0.$ «$error»",
        "variable-assigned-later at E › Parameters.v2.$ «$rule»",
      ],
    ],
    [
      "that a state assigns is not there when the state fails",
      machine({
        A: { ...TASK, Assign: { x: 1 }, Catch: [{ ErrorEquals: ["States.ALL"], Next: "B" }], Next: "C" },
        B: read("x"),
        C: read("x"),
      }),
      ["variable-assigned-later at B › Parameters.v0.$ «$x»"],
    ],
    [
      "in a branch or iteration may come from around it",
      machine({
        A: set("B", "x"),
        B: parallel("C", machine({ D: read("x") })),
        C: { Type: "Map", ItemProcessor: machine({ E: parallel("F", machine({ G: read("x") })), F: END }), End: true },
      }),
      [],
    ],
    [
      "in a branch does not come from the state around it, nor from one behind",
      machine({
        A: { ...parallel("B", machine({ C: read("x", "y") })), Assign: { x: 1 } },
        B: { ...read("x"), Assign: { y: 1 } },
      }),
      [
        "variable-assigned-later at A › branch 0 › C › Parameters.v0.$ «$x»",
        "variable-assigned-later at A › branch 0 › C › Parameters.v1.$ «$y»",
      ],
    ],
    [
      "outside a branch, or in another one, is out of its scope",
      machine({ A: parallel("B", machine({ C: set("D", "x"), D: END }), machine({ E: read("x") })), B: read("x") }),
      [
        "variable-out-of-scope at B › Parameters.v0.$ «$x»",
        "variable-out-of-scope at A › branch 1 › E › Parameters.v0.$ «$x»",
      ],
    ],
    [
      "inside a distributed Map does not come from outside; its own fields do",
      machine({
        A: set("B", "x"),
        B: {
          Type: "Map",
          ItemSelector: { "x.$": "$x" },
          ItemProcessor: { ...machine({ C: read("x") }), ...DISTRIBUTED },
          End: true,
        },
      }),
      ["variable-out-of-scope at B › item › C › Parameters.v0.$ «$x»"],
    ],
    [
      "and bound by the expression itself is no variable of the machine",
      machine({ A: { ...END, Output: "{% ($x := 1; $f := function($y) { $x + $y }; $map([1], $f)) %}" } }, JSONATA),
      [],
    ],
    [
      "and is a function of JSONata is fine",
      machine({ A: { ...END, Output: "{% $map([1], $string) %}" } }, JSONATA),
      [],
    ],
  ])("%s", (_, definition, expected) => {
    expect(found(definition, RULES.slice(0, 3))).toEqual(expected);
  });

  it.each([
    ["a near name in sight", { A: set("B", "price"), B: read("prise") }, "Did you mean $price?"],
    ["the document, in JSONPath", { A: read("order") }, "To read a field of the document write $.order."],
  ])("comes with a hint at %s", (_, states, hint) => {
    expect(validate(machine(states)).find((one) => one.rule === "unassigned-variable")?.hint).toBe(hint);
  });

  it("is related to the place that assigns it", () => {
    const [one] = validate(machine({ A: parallel("B", machine({ C: set("D", "x"), D: END })), B: read("x") }));
    expect(one.related).toEqual([{ message: "assigned here", pointer: "/States/A/Branches/0/States/C/Assign/x" }]);
  });
});

describe("a variable that is assigned", () => {
  it.each<Case>([
    [
      "and never read is told of, once, at its first name",
      machine({ A: pass("B", { Assign: { "x.$": "$.a" } }), B: set("C", "x"), C: END }),
      ['unread-variable at A › Assign.x.$ «"x.$"»'],
    ],
    [
      "in a rule or catcher and never read is told of",
      machine({
        A: choice([{ ...IS, Assign: { x: 1 }, Next: "B" }], { Default: "B" }),
        B: { ...TASK, Catch: [{ ErrorEquals: ["States.ALL"], Assign: { y: 1 }, Next: "C" }], Next: "C" },
        C: END,
      }),
      ['unread-variable at A › Choices[0].Assign.x «"x"»', 'unread-variable at B › Catch[0].Assign.y «"y"»'],
    ],
    [
      "and read inside a branch is fine",
      machine({ A: set("B", "x"), B: parallel("C", machine({ D: read("x") })), C: END }),
      [],
    ],
    ["and read to make itself is fine", machine({ A: pass("B", { Assign: { "x.$": "$x" } }), B: END }), []],
    [
      "in a branch and read in another machine of the same name is told of",
      machine({
        A: parallel("B", machine({ C: set("D", "x"), D: END }), machine({ E: set("F", "x"), F: read("x") })),
        B: END,
      }),
      ['unread-variable at A › branch 0 › C › Assign.x «"x"»'],
    ],
    [
      "and read only out of its scope is told of there alone",
      machine({ A: parallel("B", machine({ C: set("D", "x"), D: END })), B: read("x") }),
      [],
    ],
    [
      "may be read by what a placeholder stands for",
      machine({ A: { ...END, Assign: { x: 1 }, Output: "${Output}" } }, JSONATA),
      [],
    ],
  ])("%s", (_, definition, expected) => {
    expect(found(definition, ["unread-variable"])).toEqual(expected);
  });
});

describe("a function", () => {
  const calls = (expression: string): string[] =>
    found(machine({ A: { ...END, Output: `{% ${expression} %}` } }, JSONATA), ["unknown-function"]);

  it.each([
    ["$substr('a', 1)", "$substr"],
    ["$map([1], function($x) { $doubled($x) })", "$doubled"],
    ["$eval('1')", "$eval"],
  ])("nobody defines is told of: %s", (expression, name) => {
    expect(calls(expression)).toEqual([`unknown-function at A › Output «${name}»`]);
  });

  it.each([
    "$uuid()",
    "($f := function($x) { $x }; $f(1))",
    "function($f) { $f(1) }($string)",
    "$parse('1')",
    "[1] ~> $sum",
  ])("that is there is fine: %s", (expression) => {
    expect(calls(expression)).toEqual([]);
  });

  it("of the list exists", () => {
    expect(FUNCTIONS.filter((name) => !isBuiltIn(name))).toEqual([]);
  });
});

describe("many states", () => {
  it("with a variable each are looked through at once", () => {
    const states: JsonObject = {};
    for (let i = 0; i < 3000; i++)
      states[`S${i}`] = { ...read(`v${i - 1}`), End: false, Next: `S${i + 1}`, Assign: { [`v${i}`]: 1 } };
    states.S0 = set("S1", "v0");
    states.S3000 = read("v0", "v2999", "v3000");
    expect(found(machine(states), RULES)).toEqual(["unassigned-variable at S3000 › Parameters.v2.$ «$v3000»"]);
  });
});
