import { describe, expect, it } from "vitest";
import { type Diagnostic, formatDiagnostic, readText, validate } from "../../packages/asl-core/src/definition/index.js";
import { readYaml } from "../../packages/asl-core/src/definition/yaml.js";

/** The part of the text a diagnostic's range covers, with its line and column. */
function covered(text: string, { range }: Pick<Diagnostic, "range">): string {
  const { start, end } = range!;
  return `${start.line}:${start.column} ${text.slice(start.offset, end.offset)}`;
}

const json = (state: string, machine = ""): string =>
  `{${machine}\n "StartAt": "S",\n "States": {\n  "S": {${state}, "End": true}\n }\n}`;
const yaml = (state: string): string =>
  `QueryLanguage: JSONata\nStartAt: S\nStates:\n  S:\n    Type: Pass\n    End: true\n${state}\n`;

describe("ranges", () => {
  it.each<[text: string, expected: string]>([
    [json('"Type": "Pass", "Foo": {}'), '4:25 "Foo"'],
    [json('"Type": "Wait", "Seconds": -1'), "4:36 -1"],
    [json('"Type": "Pas"'), '4:17 "Pas"'],
    [json('"Type": "Pass", "Parameters": {"x": [1, {"a.$": "$.a[b]"}]}'), "4:62 b"],
    [json('"Type": "Pass", "Parameters": {"a.$": "States.Nope($.a)"}'), "4:48 States.Nope($.a)"],
    [json('"Type": "Pass", "ResultPath": "$.a[*].b"'), "4:43 [*]"],
    [json('"Type": "Pass", "Output": "{% 1 + phone %}"', '"QueryLanguage": "JSONata",'), "4:43 phone"],
    [json('"Type": "Pass", "Output": "{% \\"\\u0041\\" & phone %}"', '"QueryLanguage": "JSONata",'), "4:52 phone"],
    [
      json('"Type": "Pass", "Output": {"a": ["{% $states.errorOutput %}"]}', '"QueryLanguage": "JSONata",'),
      "4:54 errorOutput",
    ],
    [yaml('    Output: "{% 1 + phone %}"'), "7:21 phone"],
    [yaml("    Output: '{% ''x'' & phone %}'"), "7:25 phone"],
    [yaml('    Output: "{% \\x41 & phone %}"').replace("\\x41", '\\"\\x41\\"'), "7:28 phone"],
    [yaml("    Output: |-\n      {% 1 +\n        phone %}"), "9:9 phone"],
    [yaml("    Output: >-\n      {% 1 +\n      phone %}"), "9:7 phone"],
    [yaml("    Output:\n      - a\n      - {b: '{% phone %}'}"), "9:17 phone"],
    [yaml("    Foo: 1"), "7:5 Foo"],
  ])("points at the character (%#)", (text, expected) => {
    const found = validate(text, { yaml: readYaml });
    expect(found.map((one) => covered(text, one))).toEqual([expected]);
  });

  it("points at the object that lacks something", () => {
    const [one] = validate('{"StartAt": "S", "States": {"S": {"End": true}}}');
    expect(one).toMatchObject({ pointer: "/States/S", path: "S" });
    expect(one.range?.start.column).toBe(34);
  });

  it("points at both states of one name", () => {
    const text =
      '{"StartAt": "S", "States": {"S": {"Type": "Parallel", "End": true, "Branches": [\n{"StartAt": "S", "States": {"S": {"Type": "Succeed"}}}]}}}';
    const [one] = validate(text);
    expect(one).toMatchObject({ rule: "duplicate-state", path: "S › branch 0 › S" });
    expect(covered(text, one)).toBe('2:29 "S"');
    expect(covered(text, one.related![0])).toBe('1:29 "S"');
  });

  it("points at the alias where the value stands elsewhere", () => {
    const text = yaml("    Output: *x").replace("StartAt", "Comment: &x '{% phone %}'\nStartAt");
    const [one] = validate(text, { yaml: readYaml });
    expect(one).toMatchObject({ rule: "jsonata-top-level" });
    expect(one.range?.start.line).toBe(8);
  });
});

describe("formatDiagnostic", () => {
  const text = json('"Type": "Pass", "Parameters": {"a.$": "$.a[b]"}');
  it("shows place, excerpt with carets, path and hint", () => {
    const [one] = validate(text);
    expect(formatDiagnostic({ ...one, hint: "Do this." }, text, "m.asl.json").split("\n")).toEqual([
      "m.asl.json:4:52: error: The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call [SCHEMA_VALIDATION_FAILED]",
      `4 | ${text.split("\n")[3]}`,
      `  | ${" ".repeat(51)}^`,
      "  at S › Parameters.a.$",
      "  hint: Do this.",
    ]);
  });

  it("cuts long lines around the place", () => {
    const long = `{"StartAt": "S", "Comment": "${"x".repeat(500)}", "States": {"S": {"Type": "Pas"}}}`;
    const lines = formatDiagnostic(validate(long)[0], long).split("\n");
    expect(lines[1].length).toBeLessThan(120);
    expect(lines[1].indexOf('"Pas"')).toBe(lines[2].indexOf("^^^^^"));
  });

  it("does without text and file", () => {
    const [one] = validate([]);
    expect(formatDiagnostic(one)).toBe(
      "error: Definition must be a valid JSON object [SCHEMA_VALIDATION_FAILED]\n  hint: It is of the type array.",
    );
    expect(formatDiagnostic(one, undefined, "m.json")).toMatch(/^m\.json: error: /);
  });

  it("stands anywhere in the text, end included", () => {
    const cut = '{"a": [1,\n';
    expect(formatDiagnostic(readText(cut).diagnostics[0], cut, "x")).toMatch(/^x:2:1: error: Unexpected end-of-input/);
  });
});
