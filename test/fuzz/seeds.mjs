import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { root } from "../../scripts/workspace.mjs";
import { definitionText } from "../bench/definitions.mjs";
import { shared } from "../bench/workloads.mjs";

const yaml = createRequire(join(root, "packages/asl-core/package.json"))("yaml");

/** @typedef {{file: string, text: string}} File */

const filesBelow = (folder, ending) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && ending.test(entry.name) && entry.name !== "manifest.json")
        .map(({ parentPath, name }) => join(parentPath, name))
        .sort()
        .map((path) => ({ file: basename(path), text: readFileSync(path, "utf8") }))
    : [];

/** The definitions of this project's own cases, and two long ones. */
const own = () => [
  ...filesBelow(join(root, "test", "cases"), /\.json$/).map(({ text }) => JSON.parse(text).definition),
  ...["JSONPath", "JSONata"].map((language) => JSON.parse(definitionText(14, language))),
];

const corpora = () =>
  ["workflows", "templates", "invalid"].flatMap((name) => filesBelow(join(shared, "realdata", name), READABLE));
const READABLE = /\.(json|json5|ya?ml|tf)$/;

/** Whether real definitions are at hand. */
export const realPresent = () => existsSync(join(shared, "realdata", "workflows"));

/**
 * What is mutated: definitions as values, and files as texts, real ones where they are at hand.
 * @returns {{values: any[], files: File[]}}
 */
export function seeds() {
  const real = corpora().filter(({ text }) => text.length < 60_000);
  const values = [...own(), ...real.filter(({ file }) => /json$/.test(file)).flatMap(parsed)];
  const files = own().flatMap((value) => WRAPPERS.map((wrap) => wrap(value)));
  return { values, files: [...files, ...real] };
}

function parsed({ text }) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && "States" in value ? [value] : [];
  } catch {
    return [];
  }
}

const indented = (text, blanks) => text.replaceAll("\n", `\n${" ".repeat(blanks)}`);
const json = (value) => JSON.stringify(value, null, 2) ?? "null";

/** Long texts are not folded, which a value nested a thousand times would take forever. */
const asYaml = (value) =>
  json(value).length > 40_000 ? json(value) : yaml.stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });

/** A definition's value as files hold it. */
export const WRAPPERS = [
  (value) => ({ file: "a.asl.json", text: json(value) }),
  (value) => ({ file: "a.asl.json", text: JSON.stringify(value) ?? "null" }),
  (value) => ({ file: "a.asl.yaml", text: asYaml(value) }),
  (value) => ({
    file: "a.json5",
    text: `// a definition\n${json(value).replaceAll(/\n( *)"(\w+)":/g, "\n$1$2: /* x */")}`,
  }),
  (value) => ({ file: "answer.json", text: json({ name: "a", type: "EXPRESS", definition: json(value) }) }),
  (value) => ({
    file: "template.json",
    text: json({
      Resources: { M: { Type: "AWS::StepFunctions::StateMachine", Properties: { DefinitionString: json(value) } } },
    }),
  }),
  (value) => ({
    file: "template.json",
    text: json({
      Resources: {
        M: {
          Type: "AWS::StepFunctions::StateMachine",
          Properties: {
            DefinitionString: {
              "Fn::Join": ["", [...(json(value).match(/[\s\S]{1,300}/g) ?? []), { "Fn::GetAtt": ["F", "Arn"] }, "\n"]],
            },
            StateMachineType: "STANDARD",
          },
        },
      },
    }),
  }),
  (value) => ({
    file: "template.yaml",
    text: `Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionSubstitutions:\n        Table: !Ref Table\n        Arn: !GetAtt F.Arn\n      Definition:\n        ${indented(asYaml(value), 8)}\n`,
  }),
  (value) => ({
    file: "template.yaml",
    text: `Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: !Sub |\n        ${indented(json(value), 8)}\n`,
  }),
  (value) => ({
    file: "serverless.yml",
    text: `service: a\nstepFunctions:\n  stateMachines:\n    m:\n      name: m\n      definition:\n        ${indented(asYaml(value), 8)}\n`,
  }),
  (value) => ({
    file: "main.tf",
    text: `resource "aws_sfn_state_machine" "m" {\n  name = "m"\n  definition = <<-EOF\n  ${indented(json(value), 2)}\n  EOF\n}\n`,
  }),
  (value) => ({
    file: "main.tf",
    text: `locals { x = "y" }\nresource "aws_sfn_state_machine" "m" {\n  type = "EXPRESS"\n  definition = jsonencode(${json(value)})\n}\n`,
  }),
];
