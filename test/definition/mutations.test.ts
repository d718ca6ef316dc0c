import { describe, expect, it } from "vitest";
import { formatDiagnostic, readText, validate } from "../../packages/asl-core/src/definition/index.js";
import { readYaml } from "../../packages/asl-core/src/definition/yaml.js";
import { generator } from "../support/generator.mjs";

const JSON_TEXT = `{
  "Comment": "😀 \\u00e9", "StartAt": "A", "TimeoutSeconds": 60,
  "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"x.$": "$.a[0]['b']", "y.$": "States.Format('{}', $$.Execution.Id)"},
      "Retry": [{"ErrorEquals": ["States.ALL"], "BackoffRate": 1.5e0}], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "F"}], "Next": "M"},
    "M": {"Type": "Map", "QueryLanguage": "JSONata", "Items": "{% $states.input.items[price > 1] %}", "ItemProcessor": {"StartAt": "C", "States": {
      "C": {"Type": "Choice", "Choices": [{"And": [{"Variable": "$.n", "NumericEquals": -1}, {"Not": {"Variable": "$.t", "IsPresent": true}}], "Next": "D"}], "Default": "D"},
      "D": {"Type": "Wait", "Timestamp": "2030-01-01T00:00:00Z", "End": true}}}, "Output": {"n": "{% $count($states.result) %}"}, "End": true},
    "F": {"Type": "Fail", "ErrorPath": "$.e"}
  }
}`;
const YAML_TEXT = `StartAt: A
QueryLanguage: JSONata
States:
  A: &a
    Type: Pass
    Output:
      text: >-
        {% $states.input.a
          & "b" %}
      list: [1, 'two', {three: "{% 3 %}"}]
    Next: B
  B:
    Type: Succeed
    Output: |
      plain
`;
const PIECES = [
  '"',
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "\\",
  "\\u",
  "\\ud800",
  "{%",
  "%}",
  "$",
  ".$",
  "''",
  "\n",
  "\t",
  " ",
  "-",
  "#",
  "&a",
  "*a",
  "null",
  "1e999",
  "9007199254740993",
  "/*",
  "${x}",
  "__proto__",
  "😀",
];

function mutate(text: string, pick: (below: number) => number): string {
  let mutated = text;
  for (let times = 1 + pick(3); times > 0; times--) {
    const at = pick(mutated.length);
    const kind = pick(4);
    if (kind === 0) mutated = mutated.slice(0, at) + mutated.slice(at + 1 + pick(8));
    else if (kind === 1) mutated = mutated.slice(0, at) + PIECES[pick(PIECES.length)] + mutated.slice(at);
    else if (kind === 2)
      mutated = mutated.slice(0, at) + mutated.slice(pick(mutated.length), at + pick(40)) + mutated.slice(at);
    else mutated = mutated.slice(0, at + (pick(10) === 0 ? 0 : mutated.length));
  }
  return mutated;
}

describe.each([
  ["JSON", JSON_TEXT, 3000],
  ["YAML", YAML_TEXT, 1000],
] as const)("mutated %s", (format, original, count) => {
  it("is sound before", () => {
    expect(validate(original, { yaml: readYaml, warnings: false })).toEqual([]);
  });

  it("never throws, and never points outside the text", { timeout: 60_000 }, () => {
    const pick = generator(7);
    for (let i = 0; i < count; i++) {
      const text = mutate(original, pick);
      const read = readText(text, { format: format === "JSON" ? "json" : "yaml", yaml: readYaml });
      for (const one of validate(read)) {
        const { start, end } = one.range!;
        if (!(start.offset >= 0 && start.offset <= end.offset && end.offset <= text.length))
          expect.fail(`${one.message} in ${text}`);
        formatDiagnostic(one, read.lines, "x");
      }
      if (format === "YAML" || text.trim() === "") continue;
      const refused = read.diagnostics.some((one) => one.code === "INVALID_JSON_DESCRIPTION");
      if (refused === isJson(text)) expect.fail(`as JSON, misjudged: ${text}`);
    }
  });
});

function isJson(text: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text), (_, value) => (value === Infinity ? "∞" : value)).indexOf('"∞"') < 0;
  } catch {
    return false;
  }
}
