import { describe, expect, it } from "vitest";
import { formatOf, readDefinition, readText } from "../../packages/asl-core/src/definition/index.js";
import { readYaml } from "../../packages/asl-core/src/definition/yaml.js";

const place = ({ line, column }: { line: number; column: number }) => `${line}:${column}`;

describe("readText", () => {
  const faults: [title: string, text: string, rule: string, at: string, message: RegExp][] = [
    ["a word", "not a definition", "invalid-json", "1:1", /^Unrecognized token 'not': was expecting \(JSON String/],
    [
      "an unquoted key",
      "{not json",
      "invalid-json",
      "1:2",
      /'n' \(code 110\)\): was expecting double-quote to start field name/,
    ],
    [
      "a text that is cut off",
      '{"a": {"b": 1',
      "invalid-json",
      "1:14",
      /end-of-input: expected close marker for Object/,
    ],
    ["a string that is cut off", '{"a": "b', "invalid-json", "1:7", /closing quote for a string value/],
    ["a missing comma", '{"a": 1\n "b": 2}', "invalid-json", "2:2", /was expecting comma to separate Object entries/],
    ["a missing colon", '{"a" 1}', "invalid-json", "1:6", /was expecting a colon/],
    ["a comma too many", '{"a": [1,\n2,\n]}', "invalid-json", "3:1", /expected a valid value/],
    ["a comment", '{\n// no\n"a": 1}', "invalid-json", "2:1", /'\/' \(code 47\)\): maybe a \(non-standard\) comment\?/],
    [
      "a wrong bracket",
      '{"a": [1}',
      "invalid-json",
      "1:9",
      /marker '}': expected ']' \(for Array starting at line: 1, column: 7/,
    ],
    ["no value", '{"a": }', "invalid-json", "1:7", /'}' \(code 125\)\): expected a value$/],
    ["a text cut off after a colon", '{"a":', "invalid-json", "1:6", /end-of-input within\/between Object entries$/],
    ["a text cut off after a comma", "[1,", "invalid-json", "1:4", /end-of-input within\/between Array entries$/],
    ["a key that is cut off", '{"a', "invalid-json", "1:2", /end-of-input in field name$/],
    ["a line break in a key", '{"a\n": 1}', "invalid-json", "1:4", /to be included in name$/],
    ["an escape that is cut off", '{"a": "\\', "invalid-json", "1:8", /in character escape sequence$/],
    [
      "a control character",
      '{\u0001"a": 1}',
      "invalid-json",
      "1:2",
      /\(\(CTRL-CHAR, code 1\)\): only regular white space/,
    ],
    ["typographic quotes", "{“a”: 1}", "invalid-json", "1:2", /'“' \(code 8220 \/ 0x201c\)\)/],
    ["a letter after a number", '{"a": 1x}', "invalid-json", "1:8", /'x' \(code 120\)\): was expecting comma/],
    ["a letter after a lone number", "1x", "invalid-json", "1:2", /Expected space separating root-level values/],
    ["a number without exponent", '{"a": 1e}', "invalid-json", "1:8", /in numeric value: Exponent indicator not/],
    ["a bad escape", '{"a": "\\q"}', "invalid-json", "1:8", /Unrecognized character escape 'q' \(code 113\)/],
    ["a bad unicode escape", '{"a": "\\u12x4"}', "invalid-json", "1:8", /hex-digit/],
    ["a line break in a string", '{"a": "b\nc"}', "invalid-json", "1:9", /CTRL-CHAR, code 10/],
    ["a leading zero", '{"a": 012}', "invalid-json", "1:7", /Leading zeroes/],
    ["a lone minus", '{"a": -}', "invalid-json", "1:7", /minus sign/],
    [
      "a number without fraction",
      '{"a": 1.}',
      "invalid-json",
      "1:8",
      /'}' \(code 125\)\) in numeric value: Decimal point not/,
    ],
    ["text after the end", '{"a": 1} x', "invalid-json", "1:10", /after the end/],
    ["a placeholder without quotes", '{"a": ${b}}', "invalid-json", "1:7", /Unrecognized token '\$'/],
    ["a key given twice", '{"a": 1,\n "b": 2, "a": 3}', "duplicate-key", "2:10", /'a' is given twice/],
    ["a key given twice in other notation", '{"a": 1, "\\u0061": 3}', "duplicate-key", "1:10", /'a' is given twice/],
    ["__proto__ given twice", '{"__proto__": 1, "__proto__": 3}', "duplicate-key", "1:18", /'__proto__'/],
    ["an integer beyond 2^53", '{"a": 9007199254740993}', "unsafe-integer", "1:7", /becomes 9007199254740992$/],
    ["a number beyond all", '{"a": 1e999}', "number-overflow", "1:7", /larger than any number/],
    ["half a surrogate pair, escaped", '{"a": "x\\ud800y"}', "lone-surrogate", "1:9", /\\ud800 is one half/],
    ["half a surrogate pair, bare", `{"a": "x${String.fromCharCode(0xdc00)}y"}`, "lone-surrogate", "1:9", /U\+DC00/],
  ];
  it.each(faults)("tells of %s", (_, text, rule, at, message) => {
    const [first, ...rest] = readText(text).diagnostics;
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ rule });
    expect(first.message).toMatch(message);
    expect(place(first.range!.start)).toBe(at);
  });

  it.each([
    ["pairs of surrogates", '{"a": "😀 \\ud83d\\ude00"}'],
    ["the largest safe integer", '{"a": 9007199254740991}'],
    ["fractions of a thousand digits", `{"a": 0.${"12".repeat(500)}}`],
    ["long fractions", '{"a": 0.12345678901234567890}'],
    ["colons in strings", '{"a": ":::", "b:": [":"]}'],
    ["keys of Object.prototype", '{"__proto__": {"constructor": 1}, "constructor": 2}'],
    ["a byte order mark", '\ufeff{"a": 1}'],
  ])("finds nothing wrong with %s", (_, text) => {
    const read = readText(text);
    expect(read.diagnostics).toEqual([]);
    expect(read.value).toEqual(JSON.parse(text.replace("\ufeff", "")));
  });

  it("keeps the value where all that is wrong is what it holds", () => {
    expect(readText('{"a": 1, "a": 9007199254740993}').value).toEqual({ a: 9007199254740992 });
  });

  it("points at both places of a key given twice", () => {
    const [one] = readText('{"a": {"b": 1, "b": 2}}').diagnostics;
    expect(one).toMatchObject({ pointer: "/a/b", path: "a.b" });
    expect(one.related?.[0].range?.start.column).toBe(8);
  });

  it("gives AWS's place of a syntax error, cut as AWS cuts it", () => {
    const text = `[${"1,".repeat(400)}x]`;
    expect(readText(text).diagnostics[0].location).toBe(
      `[Source: (String)"${text.slice(0, 500)}"[truncated ${text.length - 500} chars]; line: 1, column: 803]`,
    );
  });

  it.each([
    ["", "not-an-object"],
    [" \n ", "not-an-object"],
    ["[".repeat(100_000), "too-deep"],
    [`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, "too-deep"],
    [`"${"x".repeat(50_000_000)}"`, "text-too-large"],
  ])("refuses hostile texts (%#)", (text, rule) => {
    const read = readText(text);
    expect(read.value).toBeUndefined();
    expect(read.diagnostics.map((one) => one.rule)).toEqual([rule]);
  });

  it("keeps at most a thousand problems", () => {
    expect(readText(`{${Array(5000).fill('"a": 1').join(",")}}`).diagnostics).toHaveLength(1000);
  });

  it("says so where YAML meets no reader", () => {
    expect(readText("StartAt: A\nStates: {}").diagnostics).toMatchObject([{ rule: "no-yaml-reader" }]);
  });

  it.each([
    ['{"a": 1}', undefined, "json"],
    ["StartAt: A", undefined, "yaml"],
    ["# comment\nStartAt: A", undefined, "yaml"],
    ["not a definition", undefined, "json"],
    ['{"a": 1}', "x.asl.yaml", "yaml"],
    ["a: 1", "x.asl.json", "json"],
  ])("takes %j of %s for %s", (text, file, format) => {
    expect(formatOf(text, file)).toBe(format);
  });
});

describe("readText of values", () => {
  it.each([
    ["1e999", "number-overflow"],
    ["[-1e400]", "number-overflow"],
  ])("gives no value for %s", (text, rule) => {
    const { value, diagnostics } = readText(text);
    expect(diagnostics).toMatchObject([{ rule, severity: "error" }]);
    expect(diagnostics[0].range).toBeDefined();
    expect(value).toBeUndefined();
  });

  it.each(["9007199254740993", '{"a":[-9007199254740993]}', '[{"Ok": 12345678901234567890}]'])(
    "warns of what cannot be held exactly in %s",
    (text) => {
      const { value, diagnostics } = readText(text);
      expect(diagnostics).toMatchObject([{ rule: "unsafe-integer", severity: "warning" }]);
      expect(diagnostics[0].range).toBeDefined();
      expect(value).toBeDefined();
    },
  );
});

describe("readText of YAML", () => {
  const yaml = (text: string) => readText(text, { format: "yaml", yaml: readYaml });

  it("gives the JSON value", () => {
    const text =
      "a: &x {b: [1, 2.5, yes, true, null, ~]}\nc: *x\n'on': |\n  two\n  lines\nwhen: 2030-01-01T00:00:00Z\n7: 0x10";
    expect(yaml(text).value).toEqual({
      a: { b: [1, 2.5, "yes", true, null, null] },
      c: { b: [1, 2.5, "yes", true, null, null] },
      on: "two\nlines\n",
      when: "2030-01-01T00:00:00Z",
      7: 16,
    });
  });

  it.each([
    ["a: [1", "invalid-yaml", 1],
    ["a: 1\n  b: 2", "invalid-yaml", 1],
    ["a: 1\na: 2", "duplicate-key", 2],
    ["a: 9007199254740993", "unsafe-integer", 1],
    ['a: "x\\uD800"', "lone-surrogate", 1],
    ["[".repeat(50_000) + "]".repeat(50_000), "too-deep", 1],
    ["- ".repeat(50_000), "too-deep", 1],
    ["{a: ".repeat(50_000), "too-deep", 1],
    ["[\n".repeat(50_000), "too-deep", 250],
    [Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"), "too-deep", 251],
  ])("tells of faults (%#)", (text, rule, line) => {
    const found = yaml(text).diagnostics.filter((one) => one.rule === rule);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0].range?.start.line).toBe(line);
  });

  it("ends on aliases that multiply", () => {
    const levels = Array.from(
      { length: 20 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(", ")}]`,
    );
    expect(yaml(["a0: &a0 x", ...levels].join("\n"))).toMatchObject({
      value: undefined,
      diagnostics: [{ rule: "invalid-yaml", message: "Aliases multiply to more than 100000 values" }],
    });
    const many = Array.from({ length: 20_000 }, (_, i) => `k${i}: *a`);
    expect(yaml(["a: &a x", ...many].join("\n")).diagnostics).toEqual([]);
  });

  it.each([
    ["a: *nope", "1:4", "The alias *nope has no anchor before it"],
    ["a: *b\nb: &b 1", "1:4", "The alias *b has no anchor before it"],
    ["a: &a [1, *a]", "1:11", "The alias *a stands inside what it names"],
    ["a: &a\n  b: &b {c: *a}\nd: *b", "2:13", "The alias *a stands inside what it names"],
    ["a: 1\n---\nb: 2", "2:1", "A second document begins here; a definition or a value is one"],
    ["? [a]\n: 1", "1:3", "A key must be text"],
    ["{{a: 1}: 2}", "1:2", "A key must be text"],
    [": 1", "1:1", "A key is missing"],
    ["a: !!set {b, c}", "1:10", "JSON has nothing for the tag !!set"],
    ["a: !!omap [b: 1]", "1:11", "JSON has nothing for the tag !!omap"],
    ["a: !!timestamp 2030-01-01", "1:16", "JSON has nothing for the tag !!timestamp"],
    ["a: !!binary aGVsbG8=", "1:13", "JSON has nothing for the tag !!binary"],
    ["a:\n  - !!js/function 'x'", "2:5", "JSON has nothing for the tag !!js/function"],
    ["a: !Sub x", "1:4", "JSON has nothing for the tag !Sub"],
    ["a: 1e999", "1:4", "The number 1e999 is larger than any number can be"],
    ["a: [-.inf]", "1:5", "JSON has no number -.inf"],
    ["a: .nan", "1:4", "JSON has no number .nan"],
  ])("refuses %j", (text, at, message) => {
    const { value, diagnostics } = yaml(text);
    expect(diagnostics).toMatchObject([{ rule: "invalid-yaml", severity: "error", message }]);
    expect(place(diagnostics[0].range!.start)).toBe(at);
    expect(value).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ["---\na: 1\n...\n", { a: 1 }],
    ["%YAML 1.2\n---\na: 1", { a: 1 }],
    ["a: &a 1\nb: *a\nc: &a 2\nd: *a", { a: 1, b: 1, c: 2, d: 2 }],
    ["&k a: 1\nb: {*k : 2}", { a: 1, b: { a: 2 } }],
    ["a: &a {b: &b 1, c: *b}\nd: *a", { a: { b: 1, c: 1 }, d: { b: 1, c: 1 } }],
    ["a: !!str 1\nb: !!int '2'\nc: !!map {}", { a: "1", b: 2, c: {} }],
    ["1: a\ntrue: b\nnull: c", { 1: "a", true: "b", null: "c" }],
    ["a: '.inf'", { a: ".inf" }],
  ])("reads %j", (text, value) => {
    expect(yaml(text)).toMatchObject({ value, diagnostics: [] });
  });

  it("keeps foreign keys as plain keys", () => {
    const value = yaml("__proto__: {polluted: true}\nconstructor: 1").value as object;
    expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("is loaded when needed by readDefinition", async () => {
    expect((await readDefinition("StartAt: A", { file: "x.yml" })).value).toEqual({ StartAt: "A" });
    expect((await readDefinition('{"StartAt": "A"}')).value).toEqual({ StartAt: "A" });
  });
});

describe("locate", () => {
  const json = '{\n  "a": {"b/c": [10, "x"]}\n}';
  it.each([
    [json, "/a", "key", "2:3-2:6"],
    [json, "/a", "value", "2:8-2:26"],
    [json, "/a/b~1c/1", "value", "2:21-2:24"],
    [json, "", "value", "1:1-3:2"],
    ["a:\n  b/c: [10, x]", "/a/b~1c", "key", "2:3-2:6"],
    ["a:\n  b/c: [10, x]", "/a/b~1c/1", "value", "2:13-2:14"],
  ] as const)("finds in %j %s (%s)", (text, pointer, part, expected) => {
    const range = readText(text, { yaml: readYaml }).locate(pointer, part)!;
    expect(`${place(range.start)}-${place(range.end)}`).toBe(expected);
  });

  it("knows nothing of places that are not there", () => {
    const read = readText(json);
    expect(read.locate("/x")).toBeUndefined();
    expect(read.locate("/a/constructor")).toBeUndefined();
    expect(read.locate("/a/b~1c/0", "key")).toBeUndefined();
  });
});
