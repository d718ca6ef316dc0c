import { describe, expect, it } from "vitest";
import { whyChoice } from "../../packages/asl-core/src/debug/why/index.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { SimplePast } from "./support/simple-past.js";

const choose = (rules: object[], more: object): object => ({
  StartAt: "Check",
  ...more,
  States: {
    Check: { Type: "Choice", Choices: rules.map((rule) => ({ ...rule, Next: "Yes" })), Default: "No" },
    Yes: { Type: "Succeed" },
    No: { Type: "Succeed" },
  },
});
const jsonPath = (rules: object[]): object => choose(rules, {});
const jsonata = (...conditions: Json[]): object =>
  choose(
    conditions.map((Condition) => ({ Condition })),
    { QueryLanguage: "JSONata" },
  );

interface Row {
  it: string;
  text: string[];
  definition: object;
  input: Json;
}

const ROWS: Row[] = [
  {
    it: "puts values behind variables, not inside names that begin alike",
    text: [
      "Check",
      "  rule 0 did not match: $boolean($b (nothing)) is false",
      "    and is false",
      "      $boolean($b (nothing)) is false  <-",
      "      $states.input.a was not evaluated",
      "  rule 1 did not match: $contains($string($states.input.abc (12)), $string($states.input.a (3))) is false",
      "  no rule matched: Default goes to No",
    ],
    definition: jsonata(
      "{% $boolean($b) and $states.input.a %}",
      "{% $contains($string($states.input.abc), $string($states.input.a)) %}",
    ),
    input: { a: 3, abc: 12 },
  },
  {
    it: "names the operand that did not fit",
    text: [
      "Check",
      "  rule 0 did not match: $.total (80) NumericGreaterThan 100 is false",
      "  no rule matched: Default goes to No",
    ],
    definition: jsonPath([{ Variable: "$.total", NumericGreaterThan: 100 }]),
    input: { total: 80 },
  },
  {
    it: "takes And, Or and Not apart, marks the first false part and leaves the rest out",
    text: [
      "Check",
      '  rule 0 did not match: $.a ("y") StringEquals "x" is false',
      "    and is false",
      '      $.a ("y") IsPresent true is true',
      "      or is false",
      '        $.a ("y") StringEquals "x" is false  <-',
      '        $.a ("y") StringEqualsPath $.b ("z") is false',
      "      not was not evaluated",
      "        $.c IsNull true was not evaluated",
      "  no rule matched: Default goes to No",
    ],
    definition: jsonPath([
      {
        And: [
          { Variable: "$.a", IsPresent: true },
          {
            Or: [
              { Variable: "$.a", StringEquals: "x" },
              { Variable: "$.a", StringEqualsPath: "$.b" },
            ],
          },
          { Not: { Variable: "$.c", IsNull: true } },
        ],
      },
    ]),
    input: { a: "y", b: "z" },
  },
  {
    it: "marks the true part of a Not, and sees a value of another type",
    text: [
      "Check",
      "  rule 0 did not match: $.a (1) NumericEquals 1 is true, inside a Not",
      "    not is false",
      "      $.a (1) NumericEquals 1 is true  <-",
      '  rule 1 did not match: $.a (1) StringEquals "1" is false: it is of type number, not string',
      "  no rule matched: Default goes to No",
    ],
    definition: jsonPath([{ Not: { Variable: "$.a", NumericEquals: 1 } }, { Variable: "$.a", StringEquals: "1" }]),
    input: { a: 1 },
  },
  {
    it: "stops at a path that finds nothing",
    text: [
      "Check",
      "  rule 0 failed: $.gone (nothing) NumericEquals 1: Invalid path '$.gone': The choice state's condition path references an invalid value.",
      "  rule 1 was not evaluated",
      "  fails with States.Runtime: Invalid path '$.gone': The choice state's condition path references an invalid value.",
    ],
    definition: jsonPath([
      { Variable: "$.gone", NumericEquals: 1 },
      { Variable: "$.a", StringEquals: "1" },
    ]),
    input: { a: 1 },
  },
  {
    it: "does not evaluate what comes behind the rule that matched",
    text: [
      "Check",
      "  rule 0 matched: $.a (1) IsNumeric true is true",
      "  rule 1 was not evaluated",
      "  goes to Yes by rule 0",
    ],
    definition: jsonPath([
      { Variable: "$.a", IsNumeric: true },
      { Variable: "$.a", NumericEquals: 1 },
    ]),
    input: { a: 1 },
  },
  {
    it: "tells a timestamp that is none",
    text: [
      "Check",
      '  rule 0 did not match: $.at (5) TimestampLessThan "2026-01-01T00:00:00Z" is false: it is of type number, not string',
      "  no rule matched: Default goes to No",
    ],
    definition: jsonPath([{ Variable: "$.at", TimestampLessThan: "2026-01-01T00:00:00Z" }]),
    input: { at: 5 },
  },
  {
    it: "gives the operands of JSONata comparisons and of and",
    text: [
      "Check",
      "  rule 0 did not match: $states.input.total (80) > 100 is false",
      "  rule 1 matched: $states.input.total (80) < 90 is true",
      "    and is true",
      "      $states.input.total (80) < 90 is true  <-",
      "      $states.input.ok (true) is true",
      "  goes to Yes by rule 1",
    ],
    definition: jsonata("{% $states.input.total > 100 %}", "{% $states.input.total < 90 and $states.input.ok %}"),
    input: { total: 80, ok: true },
  },
  {
    it: "looks into parentheses, or, and $not of JSONata",
    text: [
      "Check",
      "  rule 0 did not match: $states.input.b (3) = 2 is false",
      "    and is false",
      "      $states.input.a (1) = 1 is true",
      "      or is false",
      "        $states.input.b (3) = 2 is false  <-",
      "        not is false",
      "          $states.input.c (true) is true",
      "      $exists($states.input.d) was not evaluated",
      "  no rule matched: Default goes to No",
    ],
    definition: jsonata(
      "{% $states.input.a = 1 and ($states.input.b = 2 or $not($states.input.c)) and $exists($states.input.d) %}",
    ),
    input: { a: 1, b: 3, c: true },
  },
  {
    it: "shows both sides of a JSONata comparison that fails",
    text: [
      "Check",
      '  rule 0 failed: $states.input.a (1) > $states.input.b ("x"): threw an error during evaluation. T2009: The values 1 and "x" either side of operator ">" must be of the same data type',
      "  fails with States.QueryEvaluationError: The JSONata expression '$states.input.a > $states.input.b' specified for the field 'Condition' threw an error during evaluation. T2009: The values 1 and \"x\" either side of operator \">\" must be of the same data type",
    ],
    definition: jsonata("{% $states.input.a > $states.input.b %}"),
    input: { a: 1, b: "x" },
  },
  {
    it: "shows what a JSONata function reads",
    text: [
      "Check",
      "  rule 0 did not match: $contains($states.input.name (\"abc\"), 'x') is false",
      "  no rule matched: Default goes to No",
    ],
    definition: jsonata("{% $contains($states.input.name, 'x') %}"),
    input: { name: "abc" },
  },
  {
    it: "evaluates both sides of an arithmetic comparison",
    text: [
      "Check",
      "  rule 0 did not match: $sum($states.input.list) * 2 (6) >= $count($states.input.list) + 10 (12) is false",
      "  no rule matched: Default goes to No",
    ],
    definition: jsonata("{% $sum($states.input.list) * 2 >= $count($states.input.list) + 10 %}"),
    input: { list: [1, 2] },
  },
  {
    it: "shows that JSONata finds nothing",
    text: [
      "Check",
      "  rule 0 did not match: $states.input.gone (nothing) = 'x' is false",
      "  no rule matched: Default goes to No",
    ],
    definition: jsonata("{% $states.input.gone = 'x' %}"),
    input: {},
  },
  {
    it: "shows a JSONata condition that is no boolean",
    text: [
      "Check",
      "  rule 0 failed: $states.input.n (1): returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
      "  fails with States.QueryEvaluationError: The JSONata expression '$states.input.n' specified for the field 'Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
    ],
    definition: jsonata("{% $states.input.n %}"),
    input: { n: 1 },
  },
  {
    it: "takes a literal for what it is",
    text: ["Check", "  rule 0 matched: true is true", "  goes to Yes by rule 0"],
    definition: jsonata(true),
    input: {},
  },
];

describe("why a Choice went where it went", () => {
  it.each(ROWS)("$it", ({ definition, input, text }) => {
    const past = new SimplePast(definition, { input });
    const event = past.event("ChoiceStateEntered").id;
    const after = whyChoice(past.end(), past, { execution: 0, event });
    expect(after.text.split("\n")).toEqual(text);
    const before = whyChoice(past.sceneAt(past.before("ChoiceStateEntered")), past, "0:1");
    expect({ ...before, event }).toEqual(after);
    expect(before.event).toBeNull();
  });

  it.each(ROWS)("says what the run did: $it", ({ definition, input }) => {
    const past = new SimplePast(definition, { input });
    const why = whyChoice(past.end(), past, { execution: 0, event: past.event("ChoiceStateEntered").id });
    const exited = past.kept[0].find(({ type }) => type === "ChoiceStateExited");
    const failed = past.kept[0].find(({ type }) => type === "ExecutionFailed");
    expect(why.taken).toBe(exited?.via ?? null);
    expect(why.error?.error).toBe((failed?.details as { error: string } | undefined)?.error);
  });

  it("evaluates on what InputPath leaves, with the variables of that moment", () => {
    const states = {
      Set: { Type: "Pass", Assign: { most: 5 }, Next: "Check" },
      Check: {
        Type: "Choice",
        InputPath: "$.in",
        Choices: [{ Variable: "$.n", NumericLessThanPath: "$most", Next: "Yes" }],
        Default: "Late",
      },
      Late: { Type: "Pass", Assign: { most: 100 }, Next: "Yes" },
      Yes: { Type: "Succeed" },
    };
    const past = new SimplePast({ StartAt: "Set", States: states }, { input: { in: { n: 7 } } });
    const why = whyChoice(past.end(), past, { execution: 0, event: past.event("ChoiceStateExited").id });
    expect(why.rules[0].text).toBe("rule 0 did not match: $.n (7) NumericLessThanPath $most (5) is false");
  });

  it("is asked of the failure that no matching rule leads to", () => {
    const states = {
      Check: { Type: "Choice", Choices: [{ Variable: "$.n", IsPresent: true, Next: "Yes" }] },
      Yes: { Type: "Succeed" },
    };
    const past = new SimplePast({ StartAt: "Check", States: states });
    const why = whyChoice(past.end(), past, { execution: 0, event: past.event("ExecutionFailed").id });
    expect(why.text).toContain("fails with States.Runtime: no rule matches, and there is no Default");
  });

  it("refuses what is no Choice", () => {
    const past = new SimplePast({ StartAt: "A", States: { A: { Type: "Pass", End: true } } });
    expect(() => whyChoice(past.end(), past, { execution: 0, event: 2 })).toThrow(RangeError);
    expect(() => whyChoice(past.sceneAt({ step: 1, stage: 0 }), past, "0:1")).toThrow("A is no Choice");
  });
});
