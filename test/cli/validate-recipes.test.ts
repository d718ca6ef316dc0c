import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { built, workFolder } from "../support/asl.js";

const { asl, file } = workFolder();

beforeAll(built, 240_000);

const validate = (...args: string[]) => asl(["validate", ...args]);
const WARNED = '{"StartAt":"W","States":{"W":{"Type":"Pass","Result":12345678901234567890,"End":true}}}';

describe("asl validate before a commit", () => {
  const hook = (...files: string[]) => validate("--allow-empty", ...files);

  it.each([
    ["template.yaml", "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: { name: x }\n"],
    ["charts/template.yaml", "{{- if .Values.on }}\nkind: Deployment\n{{- end }}\nspec: [\n"],
    ["Stack.template.json", '{"Resources":{"Bucket":{"Type":"AWS::S3::Bucket"}}}'],
    ["other.template.json", '{"kind":"Template"}'],
    ["serverless.yml", "service: x\nprovider: { name: aws }\n"],
    ["main.tf", 'variable "x" {}\n'],
  ])("passes over a file that is no definition: %s", async (name, text) => {
    file(name, text);
    const { code, stdout } = await hook(name);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "no files, no machines: no errors, no warnings\n" });
  });

  it.each([
    ["a definition whose name says so", "empty.asl.yaml", "kind: Template\n"],
    ["a definition called template.yaml", "own/template.yaml", "StartAt: A\nStates: { A: { Type: Pas, End: true } }\n"],
  ])("still checks %s", async (_, name, text) => {
    file(name, text);
    expect((await hook(name)).code).toBe(3);
  });
});

describe("the configuration of docs/diagnostics.md", () => {
  const page = readFileSync(join(root, "docs/diagnostics.md"), "utf8");
  const [, example] = /```json\n([^`]*)```/.exec(page) ?? [];

  it("is one the command takes", async () => {
    file("taken/warned.asl.json", WARNED);
    file("taken/asl.config.json", example);
    const { code, stdout } = await validate("taken/warned.asl.json", "--config", "taken/asl.config.json");
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/no warnings/) });
  });

  it("belongs under validate, which is said where it does not stand there", async () => {
    file("wrong.json", { rules: {} });
    const { code, stderr } = await validate("taken/warned.asl.json", "--config", "wrong.json");
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/It belongs under validate: \{/) });
  });
});

describe("a report", () => {
  const many = (count: number, state: object) => {
    const states = Array.from({ length: count }, (_, index) => [
      `S${index}`,
      { Type: "Pass", ...state, ...(index + 1 < count ? { Next: `S${index + 1}` } : { End: true }) },
    ]);
    return { StartAt: "S0", States: Object.fromEntries(states) };
  };

  it("says where it was cut, and no limit of warnings passes then", async () => {
    file("many.asl.json", many(1500, { Parameters: { a: "$.b" } }));
    const { code, stdout } = await validate("many.asl.json", "--json", "--max-warnings", "2000");
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ valid: false, summary: { cut: true, warnings: 1000 } });
    const pretty = await validate("many.asl.json");
    expect(pretty.code).toBe(0);
    expect(pretty.stdout).toMatch(/no errors, at least 1,000 warnings/);
  });

  it("of a machine that is not there ends with exit code 2 and tells of nothing else", async () => {
    file(
      "sam.yaml",
      "Resources:\n  A:\n    Type: AWS::Serverless::StateMachine\n    Properties: { DefinitionUri: nope.asl.json }\n",
    );
    const { code, stdout, stderr } = await validate("sam.yaml#Typo");
    expect(code).toBe(2);
    expect(stdout).toMatch(/has no state machine Typo/);
    expect(stderr).toBe("");
    expect(stdout + stderr).not.toMatch(/nope/);
  });

  it("in SARIF describes every rule in a sentence", async () => {
    file("jsonata.asl.json", many(1, { QueryLanguage: "JSONata", Output: "{% 1 + %}" }));
    const { stdout } = await validate("jsonata.asl.json", "--format", "sarif");
    const [rule] = JSON.parse(stdout).runs[0].tool.driver.rules;
    expect(rule).toMatchObject({
      id: "bad-jsonata",
      shortDescription: { text: expect.stringMatching(/^[A-Z].{20,}/) },
    });
  });
});
