import { describe, expect, it } from "vitest";
import { ExpressionSyntaxError } from "../../packages/asl-core/src/errors.js";
import { parseWithGrammar } from "../../packages/asl-core/src/language/jsonpath/grammar.js";
import {
  isDefinite,
  isReferencePath,
  type PathTree,
  parse,
  variablesOf,
} from "../../packages/asl-core/src/language/jsonpath/index.js";
import { recognise } from "../../packages/asl-core/src/language/jsonpath/recognise.js";
import { recordedExpressions } from "./recorded.js";

const SIMPLE = [
  "$",
  "$$",
  "$v",
  "$.a",
  "$.a.b-c.d_1",
  "$[0]",
  "$.a[10].b[2]",
  "$['a b']",
  "$.a['x.y'][0]['z']",
  "$$.Map.Item.Value",
  "$name.a[1]",
  "$['']",
  "$.0",
  "$.a.-",
  "$['a\"b']",
  "$_x1.y",
  "States.UUID()",
  "States.UUID( )",
  "States.Array()",
  "States.Format('a {} b', $.x)",
  "States.Format('{}',$.x,  'y' , -5, 12, true, false, null)",
  "States.MathAdd(States.ArrayLength($.a), -1)",
  "States.ArrayGetItem(States.StringSplit($$.StateMachine.Name, '-'), 0)",
  "States.Format('é {}\n', $a['b'])",
  "States.Nope($.a)",
  "States.JsonMerge($a, $.b['c'], false)",
];

const RARE = [
  " $.a ",
  "$.a[*]",
  "$..a",
  "$.a\\b",
  "$.[0]",
  "$.a[-1]",
  "$.a[0]b",
  "$.a[0] b",
  "$[(@.length-1)].b",
  "$.a.length()",
  "$.x[1:2]",
  "$['a\\'b']",
  "States.Format( 'x\\'{}' , $.a )",
  "States.MathAdd($.a, 1.5)",
  "States.Array($.a )",
  "States.Array('a''b')",
  "$.a b",
  "States.Array(1,)",
  "States.Array(,1)",
  "States.Array(",
  "States.Array(x)",
  "States.Array($.a",
  "$.",
  "$a-b",
  "$$x",
  "$ .a",
  "$.a .b",
  "States .UUID()",
  "states.UUID()",
  "",
  " ",
  "x",
  "'x'",
  "5",
  "$.a[01234567890]",
  "$[1.5]",
  "$.é",
  "$é",
  "$.a$b",
  "$.a@b",
  "$['a'",
  "$[a]",
  "$[]",
  "States.UUID()x",
  "States.Format('a)",
  "$.a,b",
  "$,",
  "$)",
  "States.A(--1)",
  "States.A(nullx)",
  "States.A(-)",
];

const outcome = (read: (text: string) => unknown, text: string): unknown => {
  try {
    return read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(ExpressionSyntaxError);
    return "refused";
  }
};

describe("the quick reader", () => {
  it.each(SIMPLE)("reads %j as the grammar does", (text) => {
    expect(recognise(text)).toEqual(parseWithGrammar(text));
  });
  it.each(RARE)("reads %j as the grammar does or leaves it alone", (text) => {
    const tree = recognise(text);
    if (tree !== undefined) expect(tree).toEqual(outcome(parseWithGrammar, text));
  });
  it("agrees with the grammar on texts made at random", () => {
    const parts = [
      "$",
      "$$",
      "$v",
      ".a",
      ".b-1",
      "[0]",
      "['k']",
      "States.Array(",
      "States.UUID(",
      ")",
      ",",
      " ",
      "'s'",
      "1",
      "-2",
      "true",
      "null",
      ".",
      "[",
      "]",
      "1.5",
      "\\",
      "'",
      "x",
      "*",
      "[1:]",
    ];
    let seed = 7;
    const draw = (n: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
    for (let i = 0; i < 20_000; i++) {
      const text = Array.from({ length: 1 + draw(8) }, () => parts[draw(parts.length)]).join("");
      const tree = recognise(text);
      if (tree !== undefined) expect(tree, text).toEqual(outcome(parseWithGrammar, text));
    }
  });
  it.skipIf(recordedExpressions().length === 0)("agrees with the grammar on every recorded expression", () => {
    for (const text of recordedExpressions()) {
      const tree = recognise(text);
      if (tree !== undefined) expect(tree, text).toEqual(outcome(parseWithGrammar, text));
    }
  });
});

describe("parse", () => {
  it.each<[string, unknown[]]>([
    [
      "$.a['b c'][2]",
      [
        { kind: "name", name: "a", offset: 1, end: 3 },
        { kind: "name", name: "b c", offset: 3, end: 10 },
        { kind: "index", index: 2, offset: 10, end: 13 },
      ],
    ],
    [
      "$..a[*]",
      [
        { kind: "descend", offset: 1, end: 3 },
        { kind: "name", name: "a", offset: 3, end: 4 },
        { kind: "wildcard", offset: 4, end: 7 },
      ],
    ],
    ["$['a','b']", [{ kind: "names", names: ["a", "b"], offset: 1, end: 10 }]],
    ["$[0,-1]", [{ kind: "indexes", indexes: [0, -1], offset: 1, end: 7 }]],
    ["$[1:]", [{ kind: "slice", from: 1, to: null, offset: 1, end: 5 }]],
    ["$[:-1]", [{ kind: "slice", from: null, to: -1, offset: 1, end: 6 }]],
    [
      "$[1:2].*",
      [
        { kind: "slice", from: 1, to: 2, offset: 1, end: 6 },
        { kind: "wildcard", offset: 6, end: 8 },
      ],
    ],
    [
      "$.[0].$x",
      [
        { kind: "index", index: 0, offset: 2, end: 5 },
        { kind: "name", name: "$x", offset: 5, end: 8 },
      ],
    ],
    ["$[(@.length-2)]", [{ kind: "index", index: -2, offset: 1, end: 15 }]],
    [
      "$.list.length()",
      [
        { kind: "name", name: "list", offset: 1, end: 6 },
        { kind: "name", name: "length()", offset: 6, end: 15 },
      ],
    ],
  ])("reads the steps of %s", (text, steps) => {
    expect((parse(text) as PathTree).steps).toEqual(steps);
  });

  it("keeps the text of a string literal beside its value", () => {
    expect(parse("States.Format('\\{{}\\}\\'', $.a)")).toMatchObject({
      kind: "call",
      name: "Format",
      arguments: [{ kind: "literal", value: "{{}}'", raw: "\\{{}\\}\\'", offset: 14, end: 24 }, { kind: "path" }],
    });
  });

  it("keeps a backslash in a quoted name, unless the surrounding quote follows", () => {
    expect((parse('$[\'Test\\""Name"\']') as PathTree).steps[0]).toMatchObject({ name: 'Test\\""Name"' });
    expect((parse("$['a\\nb']") as PathTree).steps[0]).toMatchObject({ name: "a\\nb" });
  });

  it("gives equal texts the same tree", () => {
    expect(parse("$.same[0]")).toBe(parse("$.same[0]"));
  });

  it.each<[string, number]>([
    ["$.a b", 4],
    ["$.", 2],
    ["$...", 3],
    ["$[", 2],
    ["$.a[1:2:3]", 7],
    ["@.a", 0],
    ["$.a[?(@.b == )]", 13],
    ["a.b", 3],
    ['States.StringToJson(\'{"t":"An \\"e"}\')', 30],
    ["States.Nope()", 0],
    ["States.UUID(1)", 0],
    ["States.MathAdd(1)", 0],
    ["States.Format()", 0],
    ["States.Array(States.Nope())", 13],
    ["States.Array(foo)", 13],
    ["$[1.5]", 2],
    ["$.a[?('x')]", 6],
    ["", 0],
    ["plain text", 6],
  ])("refuses %j at %i", (text, offset) => {
    expect(() => parse(text)).toThrow(ExpressionSyntaxError);
    try {
      parse(text);
    } catch (error) {
      expect(error).toMatchObject({ text, offset });
    }
  });

  it("does not count brackets inside quotes", () => {
    const text = `${"(".repeat(500)}${"!".repeat(500)}${"[".repeat(500)}`;
    expect(parse(`States.Format('it\\'s ${text}', $.a)`).kind).toBe("call");
    expect(parse(`$["${text}"]`).kind).toBe("path");
  });

  it.each([
    "$[?(constructor.constructor('return 1')())]",
    "$[?(@.constructor('x'))]",
    "$[(process.exit())]",
    "$[?(globalThis)]",
    "$.a[`x`]",
    "$.a~",
  ])("has no way to run code: %s", (text) => {
    expect(() => parse(text)).toThrow(ExpressionSyntaxError);
  });

  it("allows ten nested calls and refuses eleven", () => {
    const nested = (depth: number) => "States.Array(".repeat(depth) + ")".repeat(depth);
    expect(parse(nested(10)).kind).toBe("call");
    expect(() => parse(nested(11))).toThrow("nested at most 10 deep");
    expect(() => parse(nested(100_000))).toThrow(ExpressionSyntaxError);
    expect(() => parse(`$[?(${"(".repeat(100_000)}`)).toThrow("nested too deeply");
  });

  it.each<[string, boolean, boolean]>([
    ["$", true, true],
    ["$.a[0]['b']", true, true],
    ["$$.a", true, true],
    ["$v.a", true, true],
    ["$['a','b']", true, false],
    ["$['a','b'].c", false, false],
    ["$.a[*]", false, false],
    ["$..a", false, false],
    ["$.a[1:]", false, false],
    ["$.a[0,1]", false, false],
    ["$.a[?(@.b)]", false, false],
  ])("knows of %s whether it is definite and a reference path", (text, definite, reference) => {
    const tree = parse(text) as PathTree;
    expect([isDefinite(tree), isReferencePath(tree)]).toEqual([definite, reference]);
  });

  it("finds the variables of an expression", () => {
    expect(
      variablesOf(parse("States.Array($a, States.Array($b.c, $a), $.x[?(@.y == $.z)], $c[?(@.q == $d)])")),
    ).toEqual(["a", "b", "c", "d"]);
  });
});
