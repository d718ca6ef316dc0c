import { describe, expect, it } from "vitest";
import { ExpressionSyntaxError, StatesError } from "../../packages/asl-core/src/errors.js";
import type { Json, JsonType } from "../../packages/asl-core/src/json.js";
import { library } from "../../packages/asl-core/src/language/jsonata/evaluator.js";
import {
  compileJsonata,
  compileJsonataSlow,
  isExpressionText,
  parseJsonata,
} from "../../packages/asl-core/src/language/jsonata/index.js";
import { type Sight, scopeOf } from "./jsonata-scope.js";

const both = [
  ["closures", compileJsonata],
  ["the evaluator", compileJsonataSlow],
] as const;

describe.each(both)("a JSONata field through %s", (_name, compile) => {
  const give = (value: Json, sight: Sight = {}, expected?: JsonType | JsonType[]) =>
    compile(value, "Output", expected)(scopeOf(sight));
  const cause = (value: Json, sight: Sight = {}, expected?: JsonType | JsonType[], field = "Output") => {
    try {
      compile(value, field, expected)(scopeOf(sight));
    } catch (error) {
      expect(error).toBeInstanceOf(StatesError);
      expect(error).toMatchObject({ error: "States.QueryEvaluationError", form: "prefixed" });
      return [(error as StatesError).location, (error as StatesError).cause];
    }
    return undefined;
  };
  const threw = (expression: string, what: string) => [
    "Output",
    `The JSONata expression '${expression}' specified for the field 'Output' threw an error during evaluation${what}`,
  ];

  it.each<[Json, Json]>([
    ["{% $states.input.a %}", 1],
    ["{%$states.input.a%}", 1],
    [" {% $states.input.a %}", " {% $states.input.a %}"],
    ["{% $states.input.a %} ", "{% $states.input.a %} "],
    [
      { x: "{% $states.input.a %}", y: [1, "{% $v %}"], z: null },
      { x: 1, y: [1, "w"], z: null },
    ],
    [{ "{% 1 %}": 1 }, { "{% 1 %}": 1 }],
    ["{% null %}", null],
    ["{% {'foo': 'bar'} %}", { foo: "bar" }],
    ["{% {'a': $nothing, 'b': 1} %}", { b: 1 }],
    ["{% $maxItems := 2 %}", 2],
    ["{% $states.context.State.Name %}", "S"],
    ["{% $count($states.result[$ = 0]) %}", 1],
    ["{% $exists($nothing) ? 'yes' : 'no' %}", "no"],
    ["{% $states.input.list[n > 1].n %}", [2, 3]],
    ["{% $states.input.list[n > 2].n %}", 3],
    ["{% $states.input.list[n > 2].n[] %}", [3]],
    ["{% $sum($states.input.list.(n * 2)) %}", 12],
    ["{% $map($states.input.list, function($v, $i) { $v.n + $i }) %}", [1, 3, 5]],
    ["{% [1..3] %}", [1, 2, 3]],
    ["{% -0 %}", 0],
    ["{% 0 * -1 %}", 0],
  ])("gives the value of %j", (value, expected) => {
    const input = { a: 1, list: [{ n: 1 }, { n: 2 }, { n: 3 }] };
    const result = give(value, { input, result: [0, 1], variables: { v: "w" } });
    expect(result).toEqual(expected);
    if (typeof result === "number") expect(Object.is(result, -0)).toBe(false);
  });

  it("shows in $states only what the place may see", () => {
    expect(give("{% $states %}", { input: { a: 1 } })).toEqual({ input: { a: 1 }, context: { State: { Name: "S" } } });
    expect(give("{% $states %}", { errorOutput: { Error: "E" } })).toHaveProperty("errorOutput", { Error: "E" });
    expect(cause("{% $states.result %}")?.[1]).toContain("returned nothing (undefined).");
  });

  it("names the expression and the field of an undefined result", () => {
    const text =
      "The JSONata expression '$doesNotExist' specified for the field 'Output/result' returned nothing (undefined).";
    expect(cause({ result: "{% $doesNotExist %}" })).toEqual(["Output/result", text]);
    expect(cause({ a: [1, { b: "{% $x %}" }] })?.[0]).toBe("Output/a[1]/b");
  });

  it("refuses a result of the wrong type", () => {
    const text =
      "The JSONata expression '1' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'number' for value: 1";
    expect(cause("{% 1 %}", {}, "array", "Items")).toEqual(["Items", text]);
    expect(cause("{% $states.input %}", { input: { foo: "bar" } }, "array")?.[1]).toContain(
      `was 'object' for value: {"foo":"bar"}`,
    );
    expect(cause("{% null %}", {}, ["array", "object"])?.[1]).toContain(
      "Expected 'array' or 'object', but was 'null' for value: null",
    );
    expect(give("{% [0] %}", {}, ["array", "object"])).toEqual([0]);
  });

  it.each(["{% $sum %}", "{% function($x) { $x } %}", "{% /ab/ %}", "{% [$sum] %}", "{% {'f': function() { 1 }} %}"])(
    "refuses a function as a result: %s",
    (text) => expect(cause(text)?.[1]).toMatch(/returned an unsupported result type\.$/),
  );

  it.each([
    ["$randomSeeded(1)", ". T1006: Attempted to invoke a non-function"],
    ["$eval('1')", ". T1006: Attempted to invoke a non-function"],
    ["1 + 'a'", '. T2002: The right side of the "+" operator must evaluate to a number'],
    ["1 < 'a'", '. T2009: The values 1 and "a" either side of operator "<" must be of the same data type'],
    [
      "$formatNumber(1, 'x')",
      ". D3086: The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character",
    ],
    ["$error('broken')", ". D3137: broken"],
    ["1 / 0", ". D1001: Number out of range: Infinity"],
    ["{'a': 1 / 0}", ". D1001: Number out of range: Infinity"],
    ["$parse('{')", ": The argument of function parse is not valid JSON"],
    [
      "$hash('a', 'CRC')",
      ": The second argument of function hash must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512",
    ],
  ])("tells how %s failed", (expression, what) => {
    expect(cause(`{% ${expression} %}`)).toEqual(threw(expression, what));
  });

  it.each<[string, Json]>([
    ["$partition([0], 1)", [[0]]],
    ["$partition([1, 2, 3], 2.9)", [[1, 2], [3]]],
    ["$range(0, 10, 3)", [0, 3, 6, 9]],
    ["$range(1, 9, 9)", 1],
    ["$range(3, 1, -1)", [3, 2, 1]],
    ["$hash('input', 'SHA-1')", "140f86aae51ab9e1cda9b4254fe98a74eb54c1a1"],
    ["$random(42)", 0.7275636800328681],
    ["$parse('{\"a\": [1]}')", { a: [1] }],
    ["$now()", "2023-11-14T22:13:20.123Z"],
    ["$now('[Y]')", "2023"],
    ["$millis()", 1_700_000_000_123],
    ["$fromMillis(0)", "1970-01-01T00:00:00.000Z"],
    ["$toMillis('1970-01-01T00:00:01')", 1000],
    ["$random()", 0.01],
    ["$base64encode('myuser:mypass')", "bXl1c2VyOm15cGFzcw=="],
    ["$base64decode('bXl1c2VyOm15cGFzcw==')", "myuser:mypass"],
  ])("knows %s", (expression, value) => expect(give(`{% ${expression} %}`)).toEqual(value));

  it("draws identifiers and shuffles from the execution's seed", () => {
    const uuid = give("{% $uuid() %}");
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(give("{% $uuid() %}")).toBe(uuid);
    expect(give("{% $shuffle([1..9]) %}")).toEqual(give("{% $shuffle([1..9]) %}"));
  });

  it("lets a workflow variable hide the function of its name", () => {
    expect(give("{% $sum %}", { variables: { sum: 7 } })).toBe(7);
    expect(cause("{% $sum([1]) %}", { variables: { sum: 7 } })?.[1]).toContain("T1006");
  });

  it("keeps no state from one evaluation to the next", () => {
    const run = compile("{% ($x := $exists($x) ? 'kept' : 'new'; $x) %}", "Output");
    expect([run(scopeOf()), run(scopeOf())]).toEqual(["new", "new"]);
  });

  it("neither changes its input nor reaches prototypes", () => {
    const input = JSON.parse('{"__proto__": {"polluted": 1}, "a": [[1]], "k": "__proto__", "constructor": 5}');
    const before = JSON.stringify(input);
    Object.freeze(input.a);
    const merged = give("{% $merge([$states.input, {'x': 1}]) %}", { input }) as object;
    expect(Object.keys(merged)).toContain("__proto__");
    expect(JSON.stringify(give({ __proto__x: "{% {$states.input.k: 1} %}" }, { input }))).toBe(
      '{"__proto__x":{"__proto__":1}}',
    );
    expect(give("{% $states.input.constructor %}", { input })).toBe(5);
    expect(cause("{% $states.input.toString %}", { input })?.[1]).toContain("undefined");
    expect(cause("{% $states.input.a.constructor.constructor %}", { input })?.[1]).toContain("undefined");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(JSON.stringify(input)).toBe(before);
  });

  it("does not take the user's keys for its own marks", () => {
    const input = { sequence: true, outerWrapper: 1, tupleStream: true, cons: true, _jsonata_lambda: true, a: 1 };
    expect(give("{% $states.input %}", { input })).toEqual(input);
    expect(give("{% $states.input.(a) %}", { input })).toBe(1);
    expect(give("{% $map([$states.input], function($v) { $v.a })  %}", { input })).toBe(1);
    expect(cause("{% $i(1) %}", { variables: { i: input } })?.[1]).toContain("T1006");
  });

  describe("ends", () => {
    it.each([
      ["endless recursion", "($f := function($n) { 1 + $f($n + 1) }; $f(1))", "D1011"],
      ["an endless loop", "($f := function() { $f() }; $f())", "Check for infinite loop"],
      ["a sum of 200 terms", Array(200).fill("1").join(" + "), "D1011"],
      ["a range of 900,000", "[1..900000]", "D2015"],
      ["$range of 900,000", "$range(1, 900000, 1)", "D2015"],
      ["a text that doubles", "$reduce([1..40], function($a) { $a & $a }, 'xx')", ""],
      ["a padded text", "$pad('x', 1000000000)", "exceeds"],
      ["nested loops", "$count([1..3000].([1..3000].([1..3000])))", "Check for infinite loop"],
      ["a value of values", "$reduce([1..30], function($a, $i) { [[$a], [$a]] }, [1])", "exceeds"],
      [
        "a catastrophic regular expression",
        "$contains('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /^(a+)+\\1$/)",
        "regular expression",
      ],
    ])("%s", { timeout: 60_000 }, (_what, expression, text) => {
      expect(cause(`{% ${expression} %}`)?.[1]).toContain(text);
    });

    it("nested repetitions of a regular expression in time linear in the text", () => {
      expect(give("{% $contains($pad('', 50000, 'a') & '!', /^(a+)+$/) %}")).toBe(false);
    });

    it("sorting a long array without running out of stack", () => {
      expect(give("{% $count($sort($reverse([1..20000]))) %}")).toBe(20_000);
    });

    it("a sum of 199 terms as usual", () => expect(give(`{% ${Array(199).fill("1").join(" + ")} %}`)).toBe(199));
  });
});

describe("parsing", () => {
  it.each([
    "$a",
    " $a ",
    "$states.input.a_1.B",
    "\n$x.constructor.function\t",
    "$x.and.b",
    "$x.true",
    "$x.`a`",
    "$1.a",
    "$.a",
    "$$",
  ])("gives the library's tree for %j", (text) => {
    const tree = (parse: () => unknown) => {
      try {
        return JSON.stringify(parse());
      } catch {
        return "refused";
      }
    };
    expect(tree(() => parseJsonata(text).ast)).toBe(tree(() => library().parser(text)));
  });

  it.each([
    ["{% 1 + %}", "Unexpected end of expression", 6],
    ["{% $x[ %}", 'Expected "]" before end of expression', 6],
    ["{% 'abc %}", "String literal must be terminated by a matching quote", 9],
    ["{% (1 %}", 'Expected ")" before end of expression', 5],
  ])("refuses %s", (text, message) => {
    try {
      compileJsonata({ a: text }, "Output");
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionSyntaxError);
      expect(error).toMatchObject({ message, text });
      expect((error as ExpressionSyntaxError).offset).toBeLessThanOrEqual(text.length);
    }
  });

  it.each([
    ["deep brackets", "[".repeat(100_000) + "]".repeat(100_000)],
    ["a long sum", Array(100_000).fill("1").join("+")],
    ["a chain of ??", Array(60).fill("a").join(" ?? ")],
  ])("survives %s", (_what, text) => {
    try {
      parseJsonata(text);
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionSyntaxError);
    }
  });

  it("recognises only the exact markers", () => {
    expect(["{%%}", "{% a %}", "{%a%} ", " {%a%}", "{%", "{%}", "%}", "{{% %}"].map(isExpressionText)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it("names variables, functions and bare references with their places", () => {
    const text = "{% ($y := $states.input.items[0].id; $sum($x.a) + $y + phone.`home no` ; $f($$)) %}";
    const { variables, functions, bareReferences, rootReferences } = parseJsonata(text);
    const at = (found: readonly { name: string; offset: number; length: number }[]) =>
      found.map(({ offset, length }) => text.slice(offset, offset + length));
    expect(variables.map(({ name, path }) => [name, ...path].join("."))).toEqual(["states.input.items.id", "x.a"]);
    expect(at(variables)).toEqual(["$states", "$x"]);
    expect(at(functions)).toEqual(["$sum", "$f"]);
    expect(at(bareReferences)).toEqual(["phone"]);
    expect(at(rootReferences)).toEqual(["$$"]);
  });

  it("does not count names inside predicates, steps and functions as bare", () => {
    const { bareReferences, rootReferences } = parseJsonata(
      "{% $states.input.items[price < 10 and $ != 1].(qty * price) ~> $map(function($v) { $v.a }) %}",
    );
    expect([bareReferences, rootReferences]).toEqual([[], []]);
    expect(parseJsonata("items[a = 1].b").bareReferences.map(({ name }) => name)).toEqual(["items"]);
  });

  it("reports operators AWS's JSONata does not know", () => {
    expect(parseJsonata("{% $a ?? 1 %}").unknownOperators).toEqual([{ name: "??", path: [], offset: 6, length: 2 }]);
    expect(parseJsonata("{% $a ?: 1 %}").unknownOperators).toEqual([{ name: "?:", path: [], offset: 6, length: 2 }]);
    expect(parseJsonata("{% $a ? 1 : 2 %}").unknownOperators).toEqual([]);
  });
});
