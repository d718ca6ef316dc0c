import { JSONPath } from "jsonpath-plus";
import { describe, expect, it } from "vitest";
import { ExpressionSyntaxError, StatesError } from "../../packages/asl-core/src/errors.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import {
  compileJsonPathExpression,
  compileOptionalPath,
  compilePath,
  compileReferencePath,
} from "../../packages/asl-core/src/language/jsonpath/index.js";
import { scopeOf } from "./scope.js";

const STORE: Json = {
  book: [
    { category: "reference", author: "Nigel", title: "Sayings", price: 8.95 },
    { category: "fiction", author: "Evelyn", title: "Sword", price: 12.99, isbn: "0-1", tags: ["a", "b"] },
    { category: "fiction", author: "Herman", title: "Moby", price: 8.99, isbn: "0-2", tags: [] },
  ],
  bicycle: { color: "red", price: 19.95 },
  names: ["zero", "one", "two", "three"],
  none: null,
};

const evaluate = (text: string, input: Json = STORE) => compileJsonPathExpression(text, "v.$")(scopeOf(input));

const causeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(StatesError);
    expect((error as StatesError).error).toBe("States.Runtime");
    return (error as StatesError).cause;
  }
  throw new Error("nothing was thrown");
};

describe("a path in a template", () => {
  it.each<[string, Json]>([
    ["$", STORE],
    ["$.bicycle.color", "red"],
    ["$['bicycle']['price']", 19.95],
    ["$.book[1].tags[0]", "a"],
    ["$.book[0]title", "Sayings"],
    ["$.book[-1].title", "Moby"],
    ["$.book[(@.length-1)].title", "Moby"],
    ["$.none", null],
    ["$.names[7]", null],
    ["$['none','missing']", { none: null }],
    ["$.book[*].author", ["Nigel", "Evelyn", "Herman"]],
    ["$.book.*.author", ["Nigel", "Evelyn", "Herman"]],
    ["$.book[*].isbn", ["0-1", "0-2"]],
    [
      "$.book[*]['title','isbn']",
      [{ title: "Sayings" }, { title: "Sword", isbn: "0-1" }, { title: "Moby", isbn: "0-2" }],
    ],
    ["$.book[0,2].title", ["Sayings", "Moby"]],
    ["$.book[0,9].title", ["Sayings"]],
    ["$.names[1:]", ["one", "two", "three"]],
    ["$.names[:2]", ["zero", "one"]],
    ["$.names[1:3]", ["one", "two"]],
    ["$.names[-1:]", ["three"]],
    ["$.names[:-1]", ["zero", "one", "two"]],
    ["$.names[9:]", []],
    ["$.bicycle.*", ["red", 19.95]],
    ["$.bicycle[*]", ["red", 19.95]],
    ["$.bicycle[0:]", []],
    ["$..price", [8.95, 12.99, 8.99, 19.95]],
    ["$..book[0].title", ["Sayings"]],
    ["$..tags[*]", ["a", "b"]],
    ["$..[?(@.price < 9)].title", ["Sayings", "Moby"]],
    ["$.book[?(@.isbn)].title", ["Sword", "Moby"]],
    ["$.book[?(!@.isbn)].title", ["Sayings"]],
    ["$.book[?(@.category == 'fiction' && @.price < 10)].title", ["Moby"]],
    ["$.book[?(@.category == fiction && (@.price < 9 || @.price > 12))].title", ["Sword", "Moby"]],
    ["$.book[?(@.price <= $.book[0].price)].title", ["Sayings"]],
    ["$.book[?(@.author =~ /ev.*/i)].title", ["Sword"]],
    ["$.book[?(@.author =~ /ev/i)].title", []],
    ["$.book[?(@.author in ['Nigel', 'Herman'])].title", ["Sayings", "Moby"]],
    ["$.book[?(@.author nin ['Nigel', 'Herman'])].title", ["Sword"]],
    ["$.book[?(@.tags size 0)].title", ["Moby"]],
    ["$.book[?(@.tags empty false)].title", ["Sword"]],
    ["$.book[?(@.tags contains 'b')].title", ["Sword"]],
    ["$.book[?(@.isbn != '0-1')].title", ["Moby"]],
    ["$.book[?(@.price == '8.95')]", []],
    ["$.book[?(@.missing == null)]", []],
    ["$[?(@.none == null)].bicycle.color", ["red"]],
    ["$.bicycle[?(@.color == 'red')].price", [19.95]],
    ["$.names[?(@ == 'one')]", ["one"]],
    ["$.names[?(@ > 'p')]", ["zero", "two", "three"]],
    ["$.missing.items[*]", []],
    ["$.missing[1:].x", []],
    ["$.names[*].length", []],
    ["$.names[*][0]", []],
    ["$..length", []],
  ])("%s gives %j", (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  it.each(["length", "constructor", "__proto__", "toString", "map", "at", "0", "hasOwnProperty"])(
    "finds %s only as a property of its own",
    (name) => {
      const parent = JSON.parse(`{"o":{},"a":["x"],"s":"xyz","n":5,"b":true,"z":null,"own":{"${name}":{"${name}":1}}}`);
      for (const key of ["o", "a", "s", "n", "b", "z"]) {
        expect(compileOptionalPath(`$.${key}['${name}']`)(scopeOf(parent))).toBeUndefined();
        expect(compileOptionalPath(`$.${key}.${name}.x`)(scopeOf(parent))).toBeUndefined();
      }
      expect(evaluate(`$.own.${name}.${name}`, parent)).toBe(1);
      expect(evaluate(`$..${name === "0" ? "['0']" : name}`, parent)).toEqual(
        [{ [name]: 1 }, 1].map((v) => (name === "__proto__" && v !== 1 ? JSON.parse('{"__proto__":1}') : v)),
      );
    },
  );

  it.each([1, 2, 3, 4, 5, 8])("reads %i levels of names", (depth) => {
    const input = Array.from({ length: depth }).reduce<Json>((inner) => ({ a: inner }), "deep");
    expect(evaluate(`$${".a".repeat(depth)}`, input)).toBe("deep");
    expect(() => evaluate(`$${".a".repeat(depth + 1)}`, input)).toThrow(StatesError);
  });

  it("reads the context object and variables", () => {
    const scope = scopeOf({}, { context: { State: { Name: "S" } }, variables: { v: { a: [1, 2] } } });
    const values = ["$$", "$$.State.Name", "$v", "$v.a[1]", "$v.a[*]"].map((text) =>
      compileJsonPathExpression(text, "v.$")(scope),
    );
    expect(values).toEqual([{ State: { Name: "S" } }, "S", { a: [1, 2] }, 2, [1, 2]]);
  });

  it("names path, field and input when it finds nothing", () => {
    expect(causeOf(() => compileJsonPathExpression("$.no", "value.$")(scopeOf({ "int-literal": 0 })))).toBe(
      `The JSONPath '$.no' specified for the field 'value.$' could not be found in the input '{"int-literal":0}'`,
    );
    expect(causeOf(() => compileJsonPathExpression("$$.A.b", "value.$")(scopeOf({}, { context: { A: {} } })))).toBe(
      `The JSONPath '$$.A.b' specified for the field 'value.$' could not be found in the input '{"A":{}}'`,
    );
    expect(causeOf(() => compileJsonPathExpression("$v", "value.$")(scopeOf({})))).toBe(
      `The JSONPath '$v' specified for the field 'value.$' could not be found in the input '{}'`,
    );
    expect(causeOf(() => evaluate("$.Jobs.sum()", { Jobs: [1] }))).toContain("'$.Jobs.sum()' specified");
  });
});

describe("a path field", () => {
  it.each<[string, Json, string]>([
    ["$.A", {}, "Invalid path '$.A' : No results for path: $['A']"],
    ["$.a.b", { a: {} }, "Invalid path '$.a.b' : No results for path: $['a']['b']"],
    ["$.no.such.path", {}, "Invalid path '$.no.such.path' : Missing property in path $['no']"],
    ["$.a.b.c", { a: {} }, "Invalid path '$.a.b.c' : Missing property in path $['a']['b']"],
    [
      "$.list.length()",
      { list: [] },
      "Invalid path '$.list.length()' : Property ['length()'] not found in path $['list']",
    ],
    [
      "$.a[0]",
      { a: { b: 1 } },
      `Invalid path '$.a[0]' : Filter: [0] can only be applied to arrays. Current context is: {"b":1}`,
    ],
    ["$.a[0].b", { a: null }, "Invalid path '$.a[0].b' : The path $['a'] is null"],
    ["$.a[3]", { a: [1] }, "Invalid path '$.a[3]' : No results for path: $['a'][3]"],
    ["$.a[3].b", { a: [1] }, "Invalid path '$.a[3].b' : Property ['b'] not found in path $['a'][3]"],
    ["$v.a", {}, "Invalid path '$v.a' : No results for path: $"],
  ])("explains why %s finds nothing in %j", (text, input, cause) => {
    expect(causeOf(() => compilePath(text)(scopeOf(input)))).toBe(cause);
  });

  it("lets the caller word the miss", () => {
    const path = compilePath("$.x", {
      missing: (text, detail) => new StatesError("States.Runtime", `${text}|${detail}`),
    });
    expect(causeOf(() => path(scopeOf({})))).toBe("$.x|No results for path: $['x']");
  });

  it("gives undefined in its optional form", () => {
    const values = ["$.a", "$.b", "$.c[0]", "$v", "$.d[*]"].map((text) =>
      compileOptionalPath(text)(scopeOf({ a: null, c: [] })),
    );
    expect(values).toEqual([null, undefined, undefined, undefined, []]);
  });

  it("refuses an intrinsic call", () => {
    expect(() => compilePath("States.UUID()")).toThrow(ExpressionSyntaxError);
  });
});

describe("ResultPath", () => {
  it.each<[string, Json, Json]>([
    ["$", { a: 1 }, 9],
    ["$.b", { a: 1 }, { a: 1, b: 9 }],
    ["$.a", { a: 1, c: 2 }, { a: 9, c: 2 }],
    ["$.x.y.z", { a: 1 }, { a: 1, x: { y: { z: 9 } } }],
    ["$.a.b", { a: { c: 1 } }, { a: { c: 1, b: 9 } }],
    ["$.a[1]", { a: [1, 2, 3] }, { a: [1, 9, 3] }],
    ["$.a[0].b", { a: [{ c: 1 }, 2] }, { a: [{ c: 1, b: 9 }, 2] }],
    ["$['a b']", {}, { "a b": 9 }],
    ["$.constructor", {}, { constructor: 9 }],
    ["$.toString.x", {}, { toString: { x: 9 } }],
    ["$.__proto__.x", {}, JSON.parse('{"__proto__":{"x":9}}')],
    ["$.k", JSON.parse('{"__proto__":{"x":1}}'), JSON.parse('{"__proto__":{"x":1},"k":9}')],
  ])("%s writes into %j", (text, document, expected) => {
    const before = JSON.stringify(document);
    const written = compileReferencePath(text).write(document, 9);
    expect(JSON.stringify(written)).toBe(JSON.stringify(expected));
    expect(JSON.stringify(document)).toBe(before);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it("appends a new key and keeps the order, whatever the size", () => {
    for (const size of [0, 1, 3, 13, 14, 15, 100]) {
      const document = Object.fromEntries(Array.from({ length: size }, (_, i) => [`k${i}`, i]));
      expect(Object.keys(compileReferencePath("$.new").write(document, 1) as object)).toEqual([
        ...Object.keys(document),
        "new",
      ]);
    }
  });

  it("shares what it does not change", () => {
    const document = { a: { b: 1 }, c: { d: [] } };
    const written = compileReferencePath("$.a.x").write(document, 9) as typeof document;
    expect(written.c).toBe(document.c);
  });

  it.each<[string, Json]>([
    ["$.a", "text"],
    ["$.a.b", { a: 5 }],
    ["$.a", [1]],
    ["$.a[2]", { a: [1] }],
    ["$[0]", {}],
    ["$.a[0]", {}],
    ["$.a", null],
  ])("refuses to write %s into %j", (text, document) => {
    expect(causeOf(() => compileReferencePath(text).write(document, 9))).toBe(
      `Unable to apply ReferencePath ${text} to input ${JSON.stringify(document)}`,
    );
  });

  it.each(["$.a[*]", "$..a", "$$.a", "$v", "$.a[1:]", "States.UUID()", "$['a','b']"])("refuses the path %s", (text) => {
    expect(() => compileReferencePath(text)).toThrow(ExpressionSyntaxError);
  });
});

describe("indefinite paths", () => {
  it("agree with jsonpath-plus where Jayway does", () => {
    const library = (path: string, json: Json) => JSONPath({ path, json: json as object, wrap: true, eval: false });
    const paths = [
      "$[*]",
      "$.*",
      "$.book[*].author",
      "$.book[*].tags[*]",
      "$.names[1:]",
      "$.names[:2]",
      "$.names[1:3]",
      "$.names[-2:]",
      "$..price",
      "$..author",
      "$..tags[*]",
      "$..book[*].title",
      "$.*.price",
      "$.book[0,2]",
      "$..*",
    ];
    for (const path of paths) expect(evaluate(path), path).toEqual(library(path, STORE));
  });

  it("search deep documents without running out of stack", () => {
    let deep: Json = { a: 1 };
    for (let i = 0; i < 900; i++) deep = { n: deep };
    expect(evaluate("$..a", deep)).toEqual([1]);
    for (let i = 0; i < 50_000; i++) deep = [deep];
    expect(() => evaluate("$..a", deep)).toThrow("nested more than 1000 levels deep");
  });
});

describe("patterns", () => {
  const matches = (pattern: string, text: string) => (evaluate(`$[?(@ =~ ${pattern})]`, [text]) as Json[]).length === 1;

  it.each<[string, string[], string[]]>([
    ["/a.c/", ["abc", "a-c"], ["ac", "abcd", "xabc", "a\nc"]],
    ["/ab*c+d?/", ["ac", "abbccd"], ["ab", "acdd"]],
    ["/(foo|ba[rz])-\\d{2,3}/", ["foo-12", "baz-123"], ["foo-1", "bar-1234", "qux-12"]],
    ["/[^a-c]+/", ["xyz", "-"], ["", "xa"]],
    ["/\\w+@\\w+\\.com/i", ["Me@Example.COM"], ["me@example.org"]],
    ["/^SBJ.*?$/i", ["sbj1", "SBJ"], ["xsbj"]],
    ["/(?i)abc/", ["ABC"], ["ab"]],
    ["/(?:a|)b/", ["ab", "b"], ["aab"]],
    ["/a{3}/", ["aaa"], ["aa", "aaaa"]],
    ["/[\\]\\-x]{2,}/", ["]-", "xx-"], ["a]"]],
    ["/\\/x/", ["/x"], ["x"]],
    ["/(?=.*\\d)[a-z\\d]+(?<!0)/", ["a1", "1a"], ["a", "a10"]],
    ["/\\bab\\b.*/", ["ab-", "ab"], ["abc"]],
    ["/a$.^b/ms", ["a\nb"], ["ab"]],
  ])("%s matches as in Java", (pattern, yes, no) => {
    for (const text of yes) expect([text, matches(pattern, text)]).toEqual([text, true]);
    for (const text of no) expect([text, matches(pattern, text)]).toEqual([text, false]);
  });

  it.each(["/a.c/", "/(a|b)*abb/", "/[a-c]+?x{1,3}/", "/(ab?)+c*/", "/a(b|cd)*e?/"])(
    "%s agrees with the host's engine on short texts",
    (pattern) => {
      const host = new RegExp(`^(?:${pattern.slice(1, -1)})$`);
      const letters = "abcdex";
      for (let n = 0; n < 1300; n++) {
        const text = n
          .toString(6)
          .split("")
          .map((digit) => letters[Number(digit)])
          .join("");
        expect([text, matches(pattern, text)]).toEqual([text, host.test(text)]);
      }
    },
  );

  it.each(["/(a+)+b/", "/(a|aa)+b/", "/(.*)*x/", "/(a*)*(a*)*b/"])("%s takes linear time", (pattern) => {
    expect(matches(pattern, "a".repeat(20_000))).toBe(false);
  });

  it.each([
    "/(a)\\1/",
    "/a++/",
    "/(/",
    "/[a/",
    "/(?>a)/",
    "/a{9999}/",
    "/a{3,1}/",
    "/*/",
    "/a/g",
    "/(((a{100}){100}){100})/",
    "/[a[b]]/",
    "/[a&&b]/",
    "/[]a]/",
    "/\\p{L}/",
    "/(?<n>a)\\k<n>/",
    "/\\q/",
  ])("%s is refused", (pattern) => {
    expect(() => evaluate(`$[?(@ =~ ${pattern})]`, [])).toThrow(ExpressionSyntaxError);
  });
});

describe("the work of one path", () => {
  const nested = (levels: number): Json => (levels === 0 ? 1 : { a: nested(levels - 1) });
  const ones: Json = Array.from({ length: 20_000 }, () => 1);
  const many: Json = { a: ones, b: [...(ones as Json[])], s: "x".repeat(50_000) };

  it("gives what several `..` reach in several ways several times, as Jayway does", () => {
    expect(evaluate("$..a..a", nested(4))).toEqual([nested(2), nested(1), 1, nested(1), 1, 1]);
    expect(evaluate("$..a..a..a", nested(60))).toHaveLength((60 * 59 * 58) / 6);
  });

  it.each([
    ["$..a..a..a..a..a", nested(60)],
    ["$..a..a..a", nested(900)],
    ["$..[?(@..a)]..[?(@..a)]..a", nested(600)],
    ["$.a[?($.a == $.b)]", many],
    ["$.a[?($.a subsetof $.b)]", many],
    ["$.a[?(@ nin $.a || $.b contains 2)]", many],
  ])("ends where it multiplies: %s", (text, input) => {
    expect(causeOf(() => evaluate(text, input))).toBe("The path visits more than 5000000 values of the document.");
  });

  it("ends where a pattern is matched again and again", () => {
    expect(causeOf(() => evaluate("$.a[?($.s =~ /(x*)*y/)]", many))).toBe("A regular expression takes too many steps.");
  });

  it("is counted anew for every evaluation", () => {
    for (let times = 0; times < 20; times++) expect(evaluate("$..a..a", nested(800))).toHaveLength((800 * 799) / 2);
  });
});
