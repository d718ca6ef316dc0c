import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "../../packages/asl-core/src/base64.js";
import { ExpressionSyntaxError, StatesError } from "../../packages/asl-core/src/errors.js";
import { javaRandom } from "../../packages/asl-core/src/java-random.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { compileJsonPathExpression } from "../../packages/asl-core/src/language/jsonpath/index.js";
import { scopeOf } from "./scope.js";

const evaluate = (text: string, input: Json = {}, seed = 1) =>
  compileJsonPathExpression(text, "v.$")(scopeOf(input, { seed, context: { A: 1 } }));

const call = (name: string, ...values: Json[]) =>
  evaluate(`States.${name}(${values.map((_, i) => `$[${i}]`).join(", ")})`, values);

describe("an intrinsic function", () => {
  it.each<[string, Json[], Json]>([
    ["Format", ["{} and {}", "a", 1.5], "a and 1.5"],
    ["Format", ["\\{{}\\}", null], "{null}"],
    ["Format", ["{}", { Arg1: 1, Arg2: [], s: "x", n: { t: true } }], "{Arg1=1, Arg2=[], s=x, n={t=true}}"],
    ["Format", ["{}", [1, "b", [null]]], "[1, b, [null]]"],
    ["Format", ["a { b } {x}"], "a { b } {x}"],
    ["StringToJson", ['{"a":[1]}'], { a: [1] }],
    ["StringToJson", [""], null],
    ["StringToJson", [" "], null],
    ["StringToJson", ["-0"], 0],
    ["JsonToString", [{ b: 1, a: [null, "x"] }], '{"b":1,"a":[null,"x"]}'],
    ["Array", [], []],
    ["Array", [1, "a", { b: 2 }], [1, "a", { b: 2 }]],
    ["ArrayPartition", [[0, 1, 2], 2], [[0, 1], [2]]],
    ["ArrayPartition", [[], 3], []],
    ["ArrayPartition", [[1, 2, 3], 1.5], [[1, 2], [3]]],
    [
      "ArrayContains",
      [
        [[1, 2, 3], 2],
        [1, 2, 3],
      ],
      true,
    ],
    ["ArrayContains", [[{ a: 1, b: 2 }], { b: 2, a: 1 }], true],
    ["ArrayContains", [[], null], false],
    ["ArrayRange", [0, 10, 3], [0, 3, 6, 9]],
    ["ArrayRange", [1, 9, 9], [1]],
    ["ArrayRange", [5, 1, -2], [5, 3, 1]],
    ["ArrayRange", [1, 0, 1], []],
    ["ArrayGetItem", [["a", "b"], 1], "b"],
    ["ArrayLength", [[1, [2], null]], 3],
    [
      "ArrayUnique",
      [[1, 1, "1", null, null, [1], [1], { a: 1, b: 2 }, { b: 2, a: 1 }, true]],
      [1, "1", null, [1], { a: 1, b: 2 }, true],
    ],
    ["Base64Encode", ["Data to encode"], "RGF0YSB0byBlbmNvZGU="],
    ["Base64Encode", ["é🎉"], "w6nwn46J"],
    ["Base64Decode", ["w6nwn46J"], "é🎉"],
    ["Base64Decode", [""], ""],
    ["Hash", ["input data", "SHA-1"], "aaff4a450a104cd177d28d18d74485e8cae074b7"],
    ["Hash", ["input data", "MD5"], "812f45842bc6d66ee14572ce20db8e86"],
    [
      "JsonMerge",
      [{ a: { a1: 1, a2: 2 }, b: 2, d: 3 }, { a: { a3: 1 }, c: 3, d: 4 }, false],
      { a: { a3: 1 }, b: 2, d: 4, c: 3 },
    ],
    ["JsonMerge", [JSON.parse('{"__proto__":1}'), { x: 1 }, false], JSON.parse('{"__proto__":1,"x":1}')],
    ["MathAdd", [1.49, 1.5], 3],
    ["MathAdd", [-1.49, -1.5], -2],
    ["MathAdd", [-0.5, 0], 0],
    ["MathAdd", [-2.5, 0], -2],
    ["MathAdd", [2147483647, -2147483648], -1],
    ["StringSplit", ["This.is+a,test=string", ".+,="], ["This", "is", "a", "test", "string"]],
    ["StringSplit", [", , ,", ","], [" ", " "]],
    ["StringSplit", [",,,,", ","], []],
    ["StringSplit", ["abc", ""], ["abc"]],
  ])("States.%s of %j gives %j", (name, values, expected) => {
    expect(JSON.stringify(call(name, ...values))).toBe(JSON.stringify(expected));
  });

  it.each<[string, Json[], string]>([
    ["Format", ["{} {}", 1], "The template has 2 placeholders, but 1 arguments were given"],
    ["Format", [5], "Argument 1 must be a string, but was number"],
    ["StringToJson", ["{a"], "Argument 1 is not valid JSON: {a"],
    ["ArrayPartition", [[1], 0], "Argument 2 must be a positive integer, but was 0"],
    ["ArrayRange", [0, 1, 0], "Argument 3 must not be zero"],
    ["ArrayRange", [1, 1001, 1], "The range has 1001 items"],
    ["ArrayGetItem", [[1], 1], "The index 1 is out of range for an array of length 1"],
    ["ArrayGetItem", [[1], -1], "The index -1 is out of range"],
    ["ArrayLength", ["abc"], "Argument 1 must be an array, but was string"],
    ["Base64Decode", ["a?b="], "Argument 1 is not a valid Base64 string"],
    ["Base64Encode", ["x".repeat(10_001)], "Argument 1 must have at most 10000 characters"],
    ["Hash", ["x", "SHA-2"], "The algorithm 'SHA-2' is not supported"],
    ["JsonMerge", [{}, {}, true], "Argument 3 must be false"],
    ["JsonMerge", [{}, [], false], "Argument 2 must be an object, but was array"],
    ["MathAdd", ["1", 2], "Argument 1 must be a number, but was string"],
    ["MathAdd", [2147483648, 0], "Argument 1 must be an integer between"],
    ["MathRandom", [5, 5], "Argument 2 must be greater than argument 1"],
    ["StringSplit", ["a", null], "Argument 2 must be a string, but was null"],
  ])("States.%s refuses %j", (name, values, message) => {
    expect(() => call(name, ...values)).toThrow(StatesError);
    expect(() => call(name, ...values)).toThrow(`States.Runtime: The function 'States.${name}(`);
    expect(() => call(name, ...values)).toThrow(`' had the following error: ${message}`);
  });

  it("reports an argument that is not there, and an index past the end too", () => {
    expect(() => evaluate("States.Format('{}', $.nope)", { a: 1 })).toThrow(
      `The function 'States.Format('{}', $.nope)' had the following error: The JsonPath argument for the field '$.nope' could not be found in the input '{"a":1}'`,
    );
    expect(() => evaluate("States.Array(States.ArrayLength($.a[3]))", { a: [1] })).toThrow(
      "The function 'States.Array(States.ArrayLength($.a[3]))' had the following error: The JsonPath argument for the field '$.a[3]'",
    );
    expect(() => evaluate("States.Array($$.B)")).toThrow(
      `for the field '$.B' could not be found in the input '{"A":1}'`,
    );
  });

  it("nests and takes literals", () => {
    expect(
      evaluate("States.ArrayGetItem(States.StringSplit('a-b-c', '-'), States.MathAdd(States.ArrayLength($.l), -1))", {
        l: [0, 0],
      }),
    ).toBe("b");
    expect(evaluate("States.Array('it\\'s', -1.5, true, false, null, $$.A)")).toEqual([
      "it's",
      -1.5,
      true,
      false,
      null,
      1,
    ]);
    expect(evaluate("States.StringToJson(States.Format('\\{\"a\": {}\\}', 5))")).toEqual({ a: 5 });
    expect(evaluate("States.ArrayContains($.l[*].n, 2)", { l: [{ n: 1 }, { n: 2 }] })).toBe(true);
  });

  it.each([
    ["States.Format('{}')", 1, 0],
    ["States.Format('{} {}', $.a)", 2, 1],
    ["States.Format('{}', 1, 2)", 1, 2],
    ["States.Array(States.Format('x', $.nope))", 0, 1],
  ])("fails at run time where a literal template has another number of placeholders: %s", (text, places, count) => {
    expect(() => evaluate(text, { a: 1 })).toThrow(
      `The function '${text}' had the following error: The template has ${places} placeholders, but ${count} arguments were given`,
    );
  });

  it.each([
    "States.Array(1e999)",
    "States.Format('{}', -1e999)",
    `States.Array(1${"0".repeat(400)})`,
    "States.Array($[?(@.a == 1e999)])",
  ])("refuses a number beyond the range of doubles: %s", (text) => {
    expect(() => compileJsonPathExpression(text, "v.$")).toThrow(ExpressionSyntaxError);
  });

  it.each(["1e999", '{"a":[-1e400]}', `[1${"0".repeat(400)}]`])("finds no JSON in %s", (source) => {
    expect(() => evaluate("States.StringToJson($)", source)).toThrow("had the following error: Argument 1 is not");
    expect(evaluate("States.StringToJson($)", "[1e300, 1180591620717411303424]")).toEqual([1e300, 2 ** 70]);
  });

  it("draws from the execution's seed", () => {
    expect(evaluate("States.UUID()", {}, 5)).toBe(evaluate("States.UUID()", {}, 5));
    expect(evaluate("States.UUID()", {}, 5)).not.toBe(evaluate("States.UUID()", {}, 6));
    expect(evaluate("States.UUID()")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (let seed = 0; seed < 50; seed++) {
      const drawn = evaluate("States.MathRandom(12.5, 16)", {}, seed) as number;
      expect(drawn >= 13 && drawn < 16 && Number.isInteger(drawn)).toBe(true);
    }
  });

  it("draws the same number for the same seed argument", () => {
    expect(evaluate("States.MathRandom(0, 999, 3)", {}, 1)).toBe(evaluate("States.MathRandom(0, 999, 3)", {}, 2));
    expect(evaluate("States.MathRandom(-2147483648, 2147483647, 3)")).toBeTypeOf("number");
  });

  it.each(["JsonToString", "ArrayUnique", "Array"])(
    "States.%s survives a value nested a hundred thousand deep",
    (name) => {
      let deep: Json = [];
      for (let i = 0; i < 100_000; i++) deep = [deep];
      if (name === "Array") expect(call(name, deep)).toHaveLength(1);
      else expect(() => call(name, deep)).toThrow(/nested (too|more than)/);
    },
  );

  it("compares a hundred thousand values in good time", () => {
    const items = Array.from({ length: 100_000 }, (_, i) => ({ id: i % 50_000 }));
    expect((call("ArrayUnique", items) as Json[]).length).toBe(50_000);
  });
});

describe("java.util.Random", () => {
  it("gives the numbers that Java gives", () => {
    expect(javaRandom(42).nextDouble()).toBe(0.7275636800328681);
    const ten = javaRandom(42);
    expect([ten.nextInt(10), ten.nextInt(10), ten.nextInt(10), ten.nextInt(10), ten.nextInt(10)]).toEqual([
      0, 3, 8, 4, 0,
    ]);
    const hundred = javaRandom(0);
    expect([hundred.nextInt(100), hundred.nextInt(100), hundred.nextInt(100)]).toEqual([60, 48, 29]);
    expect(javaRandom(-1).nextInt(16)).toBeLessThan(16);
  });
});

describe("base64", () => {
  it("agrees with the host for every length", () => {
    for (let n = 0; n < 70; n++) {
      const bytes = Uint8Array.from({ length: n }, (_, i) => (i * 37 + n) & 255);
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
      expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
    }
  });
  it.each(["a", "ab=", "a===", "====", "ab c", "ab\n=", "é"])("refuses %j", (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});
