import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../packages/asl-core/src/definition/index.js";
import { readSource, validateMachine } from "../../packages/asl-core/src/sources/index.js";

const FILES: Record<string, string> = {
  "a.asl.json": `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "\${ChargeAnr}", "End": true}}}`,
  "b.asl.json": `{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}`,
  "c.asl.yaml": "StartAt: A\nStates:\n  A: { Type: Wait, Seconds: ${Pause}, End: true }\n",
  "inside.asl.json": JSON.stringify({
    StartAt: "A",
    States: {
      A: { Type: "Pass", InputPath: "$.${K}", Parameters: { "b.$": "States.Format('{}', $.${L})" }, End: true },
    },
  }),
  "shell.asl.json": `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": "echo \${HOME} \${Charge}", "End": true}}}`,
};

async function found(file: string, text: string): Promise<Diagnostic[]> {
  const source = await readSource(file, text, { open: (path) => FILES[path] });
  return [
    ...source.diagnostics,
    ...source.machines.flatMap((machine) => validateMachine(machine, { type: machine.type })),
  ];
}

const template = (properties: string, top = ""): string =>
  `${top}Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      ${properties.replaceAll("\n", "\n      ")}\n`;

const STAGE = `Parameters:\n  Stage: { Type: String }\nConditions:\n  Prod: !Equals [!Ref Stage, prod]\n`;

describe("a template", () => {
  it.each<[string, string, string, string[]]>([
    [
      "a file it does not choose",
      STAGE,
      "DefinitionUri: !If [Prod, b.asl.json, a.asl.json]",
      ["definition-alternative"],
    ],
    [
      "a text it does not choose",
      STAGE,
      `DefinitionString: !If [Prod, '${FILES["b.asl.json"]}', '{}']`,
      ["definition-alternative"],
    ],
    [
      "a property that a condition takes away",
      STAGE,
      "DefinitionUri: !If [Prod, b.asl.json, !Ref AWS::NoValue]\nDefinition: !If [Prod, !Ref AWS::NoValue, {}]",
      ["definition-alternative", "missing-fields"],
    ],
    ["nothing where the other is no value", STAGE, "DefinitionUri: !If [Prod, b.asl.json, !Ref AWS::NoValue]", []],
    [
      "two definitions",
      "",
      "DefinitionUri: b.asl.json\nDefinition: { StartAt: A, States: { A: { Type: Succeed } } }",
      ["two-definitions"],
    ],
    ["a type nobody knows", STAGE, "Type: !Ref Stage\nDefinitionUri: b.asl.json", ["machine-type-computed"]],
    [
      "a type a condition chooses",
      STAGE,
      "Type: !If [Prod, EXPRESS, STANDARD]\nDefinitionUri: b.asl.json",
      ["machine-type-computed"],
    ],
    ["a misspelt type", "", "Type: EXPRES\nDefinitionUri: b.asl.json", ["unknown-machine-type"]],
    [
      "misspelt substitutions",
      "",
      "DefinitionSubstitutions: { ChargeArn: arn }\nDefinitionUri: a.asl.json",
      ["unfilled-placeholder", "unused-substitution"],
    ],
    [
      "no substitution that a file it does not choose may use",
      STAGE,
      "DefinitionSubstitutions: { Charge: x }\nDefinitionUri: !If [Prod, b.asl.json, a.asl.json]",
      ["definition-alternative"],
    ],
    [
      "the other side of a condition inside a definition",
      STAGE,
      "Definition:\n  StartAt: A\n  States: { A: { Type: Wait, Seconds: !If [Prod, 5, soon], End: true } }",
      ["not-an-integer"],
    ],
    [
      "nothing where both sides are right",
      STAGE,
      "Definition:\n  StartAt: A\n  States: { A: { Type: Wait, Seconds: !If [Prod, 5, 6], End: true } }",
      [],
    ],
    [
      "the other side of a condition among substitutions",
      STAGE,
      "DefinitionSubstitutions: { Pause: !If [Prod, 5, soon] }\nDefinitionUri: c.asl.yaml",
      ["not-an-integer"],
    ],
    [
      "conditions that cannot be turned round one by one",
      `${STAGE}  Dev: !Equals [!Ref Stage, dev]\n`,
      "Definition:\n  StartAt: A\n  States: { A: { Type: Pass, Result: !If [Prod, 5, 6], Comment: !If [Dev, a, b], End: true } }",
      ["condition-not-turned", "condition-not-turned"],
    ],
    [
      "nothing where YAML 1.1 has booleans and the language takes them",
      "",
      "Definition:\n  StartAt: A\n  States: { A: { Type: Pass, End: yes } }",
      [],
    ],
    [
      "words and numbers that readers of YAML disagree about",
      "",
      "Definition:\n  StartAt: A\n  States: { A: { Type: Pass, Result: [no, 010, 'no', 10, 08, nobody], End: on } }",
      ["yaml-readers-disagree", "yaml-readers-disagree"],
    ],
    [
      "nothing of YAML that is no definition",
      "Metadata: { Debug: yes }\n",
      "Definition: { StartAt: A, States: { A: { Type: Succeed } } }",
      [],
    ],
    [
      "placeholders inside paths and expressions",
      "",
      "DefinitionSubstitutions: { Other: x }\nDefinitionUri: inside.asl.json",
      ["unfilled-placeholder", "unfilled-placeholder", "unused-substitution"],
    ],
    [
      "nothing of placeholders in the values of substitutions",
      "Parameters: { Region: { Type: String } }\n",
      "DefinitionSubstitutions:\n  ChargeAnr: !Sub ['arn:aws:lambda:${R}:123456789012:function:f', { R: !Ref Region }]\nDefinitionUri: a.asl.json",
      [],
    ],
    [
      "nothing of what a shell replaces",
      "",
      "DefinitionSubstitutions: { Charge: x }\nDefinitionUri: shell.asl.json",
      [],
    ],
    ["nothing of placeholders where none is filled", "", "DefinitionUri: a.asl.json", []],
    [
      "nothing of a number to fill in",
      "",
      "DefinitionSubstitutions: { Pause: !Ref Stage }\nDefinitionUri: c.asl.yaml",
      [],
    ],
    [
      "nothing of what Fn::Sub leaves",
      "",
      `DefinitionSubstitutions: { Charge: x }\nDefinitionString: !Sub '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "\${Other}", "Comment": "\${!Charge}", "End": true}}}'`,
      [],
    ],
  ])("tells of %s", async (_, top, properties, rules) => {
    expect((await found("template.yaml", template(properties, top))).map(({ rule }) => rule)).toEqual(rules);
  });

  it("names the condition under which something is wrong", async () => {
    const definition =
      "Definition:\n  StartAt: A\n  States: { A: { Type: Wait, Seconds: !If [Prod, 5, soon], End: true } }";
    const [one] = await found("template.yaml", template(definition, STAGE));
    expect(one.hint).toMatch(/So it is where the condition Prod does not hold\.$/);
    expect(one.range?.start.line).toBe(11);
  });

  it("leads to the value of a placeholder from what is wrong with it, and says whose placeholder is not filled", async () => {
    const text = template("DefinitionSubstitutions: { Pause: -5 }\nDefinitionUri: c.asl.yaml");
    const [one] = await found("template.yaml", text);
    const { start, end } = one.related![0].range!;
    expect([one.rule, one.related![0].file, text.slice(start.offset, end.offset)]).toEqual([
      "below-minimum",
      "template.yaml",
      "-5",
    ]);
    const unfilled = template("DefinitionSubstitutions: { ChargeArn: arn }\nDefinitionUri: a.asl.json");
    expect((await readSource("template.yaml", unfilled, { open: (path) => FILES[path] })).diagnostics[0]).toMatchObject(
      {
        rule: "unfilled-placeholder",
        machine: "M",
      },
    );
  });

  it("says nothing about other machines where the one that is wanted is not there", async () => {
    const text = template("DefinitionUri: s3://bucket/key");
    const { diagnostics } = await readSource("template.yaml", text, { only: "Typo" });
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["unknown-machine"]);
  });

  it("names the type and the placeholder that were meant", async () => {
    const [type] = await found("template.yaml", template("Type: EXPRES\nDefinitionUri: b.asl.json"));
    expect(type.hint).toBe("Did you mean EXPRESS?");
    const text = template("DefinitionSubstitutions: { ChargeArn: arn }\nDefinitionUri: a.asl.json");
    const [placeholder] = await found("template.yaml", text);
    expect([placeholder.hint, placeholder.pointer]).toEqual(["Did you mean ChargeArn?", "/States/A/Resource"]);
  });
});

describe("a YAML definition", () => {
  it.each([
    ["placeholders between brackets", FILES["c.asl.yaml"]],
    [
      "merge keys",
      "StartAt: A\nStates:\n  A: &a { Type: Pass, Comment: x, Next: B }\n  B:\n    <<: *a\n    Next: C\n  C: { Type: Succeed }\n",
    ],
  ])("may have %s", async (_, text) => {
    expect(await found("m.asl.yaml", text)).toEqual([]);
  });
});

describe("Terraform", () => {
  const heredoc = (comment: string): string =>
    `resource "aws_sfn_state_machine" "m" {\n  definition = <<EOF\n{"Comment": ${comment}, "StartAt": "Z", "States": {"A": {"Type": "Succeed"}}}\nEOF\n}\n`;

  it.each([
    [`"%{ if var.x }a%{ else }b%{ endif } c"`, ["missing-target", "unreachable"]],
    [`"%{ for a in var.x }\${a}\\"%{ endfor }"`, ["missing-target", "unreachable"]],
    [`%{ if var.x }"a"%{ else }"b"%{ endif }`, ["terraform-computed"]],
    [`"%{ if var.x }a", "QueryLanguage": "JSONata%{ endif }"`, ["terraform-computed"]],
  ])("has directives inside strings, as in %s", async (comment, rules) => {
    expect((await found("main.tf", heredoc(comment))).map(({ rule }) => rule)).toEqual(rules);
  });

  it("refuses a machine whose block breaks off, and no more than that", async () => {
    const text = `locals {\n  a = [1 2]\n}\nresource "aws_sfn_state_machine" "m" {\n  definition = jsonencode({ StartAt = "A" States = {} })\n}\n`;
    const said = await found("main.tf", text);
    expect(said.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["not-terraform", "warning"],
      ["invalid-terraform", "error"],
    ]);
  });

  it("says where a machine has no definition", async () => {
    const [said] = await found("main.tf", `resource "aws_sfn_state_machine" "m" {\n  name = "m"\n}\n`);
    expect(said.message).toBe("aws_sfn_state_machine.m has no definition");
  });
});
