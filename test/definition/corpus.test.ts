import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  awsMessage,
  type Diagnostic,
  invalidDefinitionMessage,
  type MachineType,
  readText,
  validate,
} from "../../packages/asl-core/src/definition/index.js";
import { readYaml } from "../../packages/asl-core/src/definition/yaml.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { jsonFiles, sharedFolder } from "./shared.js";

const errors = (found: Diagnostic[]): Diagnostic[] => found.filter((one) => one.severity === "error");

interface Verdict {
  api: string;
  type?: MachineType;
  definition: JsonObject | null;
  definition_text?: string;
  expected: { valid: boolean; diagnostics?: object[]; error?: { code: string; message: string } };
}

const definitions = sharedFolder("conformance", "definitions");
describe.skipIf(definitions === undefined)("AWS's recorded verdicts", () => {
  it.each(definitions === undefined ? [] : jsonFiles<Verdict>(definitions))("agree on %s", (_, one) => {
    const found = errors(validate(one.definition_text ?? JSON.stringify(one.definition), { type: one.type }));
    if (one.api === "ValidateStateMachineDefinition") {
      const given = found.map((d) => ({
        code: d.code,
        location: d.location,
        message: awsMessage(d),
        severity: "ERROR",
      }));
      expect(given).toEqual(one.expected.diagnostics);
    } else if (one.expected.error?.code === "InvalidDefinition") {
      expect(invalidDefinitionMessage(found)).toBe(one.expected.error.message);
    } else expect(found).toEqual([]);
  });
});

const executions = sharedFolder("conformance", "executions");
describe.skipIf(executions === undefined)("definitions AWS ran", () => {
  it("have no errors", () => {
    const files = executions === undefined ? [] : jsonFiles<{ definition: JsonObject; type: MachineType }>(executions);
    const refused = files.flatMap(([name, { definition, type }]) =>
      errors(validate(JSON.stringify(definition), { type })).map((one) => `${name}: ${one.message} at ${one.location}`),
    );
    expect(refused).toEqual([]);
    expect(files.length).toBeGreaterThan(600);
  });
});

/** Why real definitions are refused: AWS would refuse them as they stand. By rule, with what they have in common. */
const REFUSED: Record<string, string> = {
  "invalid-json": "JSON5 with comments or trailing commas, or placeholders where JSON has a value",
  "wrong-type": "functions of templates (Fn::GetAtt, Ref) or placeholders where the value stands later",
  "not-an-arn": "Resources of other engines (docker://, floe://) and names to be filled in by tests",
  "missing-role": "Credentials of another engine, and the test suite's cases of invalid Credentials",
  "not-an-integer": "numbers written as placeholders",
  "bad-reference-path": "ResultPath of another engine, and a placeholder",
  "bad-template-value": "illegal escapes in an intrinsic call: the test suite's case of them; a placeholder",
  "bad-jsonata": "placeholders outside quotes in an expression",
  "empty-value": "an empty ErrorEquals to be filled in by tests",
  "unknown-resource": "the test suite's case of an unsupported integration",
  "unknown-type": "the test suite's case of an invalid state",
  "other-language": "a template whose QueryLanguage is a function",
  "unsupported-field": "Arguments on a Map",
  "label-characters": "the test suite's case of an invalid label",
};

interface Workflow {
  file: string;
  parse: string;
}

const workflows = sharedFolder("realdata", "workflows");
describe.skipIf(workflows === undefined)("real definitions", () => {
  const manifest =
    workflows === undefined ? [] : (JSON.parse(readFileSync(join(workflows, "manifest.json"), "utf8")) as Workflow[]);
  const found = manifest.map(({ file, parse }) => {
    const text = readFileSync(join(workflows ?? "", "..", file), "utf8");
    return { file, parse, text, diagnostics: validate(readText(text, { file, yaml: readYaml })) };
  });

  it("are refused only for known reasons", () => {
    const unexpected = found.flatMap(({ file, diagnostics }) =>
      errors(diagnostics)
        .filter((one) => REFUSED[one.rule] === undefined)
        .map((one) => `${file}: ${one.message}`),
    );
    expect(unexpected).toEqual([]);
  });

  it("are accepted but for a handful, where they are plain JSON or YAML", () => {
    const strict = found.filter(({ parse }) => parse === "strict");
    const refused = strict.filter(({ diagnostics }) => errors(diagnostics).length > 0);
    expect(refused.length / strict.length).toBeLessThan(0.08);
  });

  it("have diagnostics only inside their text", () => {
    for (const { text, diagnostics } of found)
      for (const { range } of diagnostics) {
        expect(range).toBeDefined();
        expect(range!.start.offset).toBeGreaterThanOrEqual(0);
        expect(range!.start.offset).toBeLessThanOrEqual(range!.end.offset);
        expect(range!.end.offset).toBeLessThanOrEqual(text.length);
      }
  });
});
