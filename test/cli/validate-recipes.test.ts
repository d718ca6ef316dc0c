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
