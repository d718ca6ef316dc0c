import { describe, expect, it } from "vitest";
import { readTemplate } from "../../packages/asl-core/src/sources/cloudformation.js";
import { readSource } from "../../packages/asl-core/src/sources/read.js";
import { checkCase, readCase, type TemplateCase } from "./template-cases.js";

/** A template with one machine; `body` is indented below `Properties`. */
const machine = (body: string, rest = "", type = "AWS::Serverless::StateMachine"): string =>
  `Resources:
  Charge:
    Type: AWS::Serverless::Function
  Plain:
    Type: AWS::Lambda::Function
  Hand:
    Type: AWS::StepFunctions::Activity
  Other:
    Type: AWS::StepFunctions::StateMachine
    Condition: Never
    Properties: {DefinitionString: '{}'}
  Table:
    Type: AWS::DynamoDB::Table
  M:
    Type: ${type}
    Properties:
${body.replace(/^/gm, "      ")}
${rest}`.replace(/ {2}Other:\n(?: {4}.*\n)+/, "");

const PASS = `StartAt: A
States:
  A: {Type: Pass, Next: Nowhere}`;
const ARN = "arn:aws:lambda:us-east-1:123456789012:function:";

const resource = (value: string): string => `Definition:
  StartAt: A
  States:
    A:
      Type: Task
      Resource: ${value}
      Next: Nowhere`;
const fault: TemplateCase["fault"] = ["missing-target", "Nowhere"];
const AT = "/States/A/Resource";

const inline: TemplateCase[] = [
  {
    title: "an inline object",
    text: machine(`Definition:\n${PASS.replace(/^/gm, "  ")}`),
    values: { "/StartAt": "A" },
  },
  ...(
    [
      ["!GetAtt", "!GetAtt Charge.Arn", `${ARN}Charge`],
      ["!GetAtt with a list", "!GetAtt [Plain, Arn]", `${ARN}Plain`],
      ["Fn::GetAtt", "{Fn::GetAtt: [Charge, Arn]}", `${ARN}Charge`],
      ["!Sub", '!Sub "${Charge.Arn}:live"', `${ARN}Charge:live`],
      ["!Sub with a map", '!Sub ["${a}:${b}", {a: !GetAtt Charge.Arn, b: live}]', `${ARN}Charge:live`],
      [
        "!Sub of pseudo parameters",
        '!Sub "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:f"',
        `${ARN}f`,
      ],
      ["!Ref of an activity", "!Ref Hand", "arn:aws:states:us-east-1:123456789012:activity:Hand"],
      ["!Ref of a function's alias", "!Ref Charge.Alias", `${ARN}Charge:Alias`],
      ["!Ref of a parameter", "!Ref Given", "arn:aws:lambda:eu-west-1:1:function:given"],
      ["!Ref of a parameter without default", "!Ref Open", "${Open}"],
      ["!GetAtt of what is unknown", "!GetAtt Stack.Outputs.Arn", "${Stack.Outputs.Arn}"],
      ["!Join", '!Join [":", [!GetAtt Charge.Arn, live]]', `${ARN}Charge:live`],
      ["!If by its condition", "!If [Never, x, !GetAtt Charge.Arn]", `${ARN}Charge`],
      ["!If undecided", "!If [Unknown, !GetAtt Charge.Arn, x]", `${ARN}Charge`],
      ["!FindInMap", "!FindInMap [Arns, !Ref AWS::Region, one]", "arn:aws:lambda:us-east-1:1:function:mapped"],
      ["!Select of !Split", `!Select [1, !Split ["|", "x|${ARN}f"]]`, `${ARN}f`],
      ["!ImportValue", "!ImportValue arn", "${Fn::ImportValue}"],
      ["a dynamic reference", '"{{resolve:ssm:/arn}}"', "${resolve:ssm:/arn}"],
    ] as const
  ).map(([title, value, result]) => ({
    title,
    text: machine(
      resource(value),
      `Parameters:
  Given: {Type: String, Default: "arn:aws:lambda:eu-west-1:1:function:given"}
  Open: {Type: String, Default: ""}
  Env: {Type: String, Default: dev}
Conditions:
  Never: !Not [!Equals [!Ref Env, dev]]
  Unknown: !Equals [!Ref Open, x]
Mappings:
  Arns: {us-east-1: {one: "arn:aws:lambda:us-east-1:1:function:mapped"}}`,
    ),
    values: { [AT]: result },
  })),
  {
    title: "numbers from parameters, and keys that AWS::NoValue takes away",
    text: machine(
      `Definition:
  StartAt: A
  States:
    A: {Type: Wait, Seconds: !Ref Wait, Comment: !Ref AWS::NoValue, Next: Nowhere}`,
      "Parameters:\n  Wait: {Type: Number, Default: 5}",
    ),
    values: { "/States/A/Seconds": 5, "/States/A/Comment": undefined },
  },
  {
    title: "values that the caller gives first of all",
    text: machine(resource("!GetAtt Charge.Arn")),
    options: { substitutions: { "Charge.Arn": "arn:aws:lambda:eu-west-1:1:function:mine" } },
    values: { [AT]: "arn:aws:lambda:eu-west-1:1:function:mine" },
  },
  {
    title: "DefinitionSubstitutions in an inline object",
    text: machine(`${resource('"${Fn}"')}\nDefinitionSubstitutions:\n  Fn: !GetAtt Charge.Arn`),
    values: { [AT]: `${ARN}Charge` },
  },
  {
    title: "brackets at any indentation",
    text: machine(resource("!GetAtt Charge.Arn"), "Metadata:\n  a: {\n    b: [\n  1,\n  2 # two\n  ]\n  }"),
    values: { [AT]: `${ARN}Charge` },
  },
  {
    title: "merged keys",
    text: machine(
      "Definition:\n  StartAt: A\n  States:\n    A: {<<: *task, Next: Nowhere}",
      "Metadata:\n  x: &task {Type: Task, Resource: 'arn:aws:lambda:us-east-1:1:function:f'}",
    ).replace(/^(.*)(Metadata:.*)$/s, "$2\n$1"),
    values: { "/States/A/Type": "Task" },
  },
];

describe("an inline definition", () => {
  it.each(inline)("reads $title", async (one) => {
    await checkCase(readTemplate, "template.yaml", { fault, ...one });
  });

  it.each(inline)("reads $title in a file with CRLF", async (one) => {
    await checkCase(readTemplate, "template.yaml", { fault, ...one, text: one.text.replaceAll("\n", "\r\n") });
  });

  it("points into a text that Fn::Sub puts together", async () => {
    const text = machine(
      `Definition:
  QueryLanguage: JSONata
  StartAt: A
  States:
    A: {Type: Pass, Output: !Sub "{% '\${AWS::Region}' & * %}", End: true}`,
    );
    const { machines } = await readTemplate("template.yaml", text);
    const at = text.indexOf("* %}");
    expect(
      machines[0].read.inside("/States/A/Output", { offset: "{% 'us-east-1' & ".length, length: 1 }),
    ).toMatchObject({
      start: { offset: at },
      end: { offset: at + 1 },
    });
  });
});

const JSON_TEXT = '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "RES", "Next": "Nowhere"}}}';
const CFN = "AWS::StepFunctions::StateMachine";

const strings: TemplateCase[] = [
  {
    title: "a text",
    text: machine(`DefinitionString: |\n  ${JSON_TEXT.replace("RES", `${ARN}f`)}`, "", CFN),
    values: { [AT]: `${ARN}f` },
  },
  {
    title: "!Sub of a text",
    text: machine(
      `StateMachineType: EXPRESS\nDefinitionString: !Sub |\n  ${JSON_TEXT.replace("RES", "${Charge.Arn}")}`,
      "",
      CFN,
    ),
    type: "EXPRESS",
    values: { [AT]: `${ARN}Charge` },
  },
  {
    title: "!Sub with a map and a literal",
    text: machine(
      `DefinitionString: !Sub\n  - '${JSON_TEXT.replace("RES", "${arn}").replace("{", '{"Comment": "${!x}", ')}'\n  - {arn: !GetAtt Plain.Arn}`,
      "",
      CFN,
    ),
    values: { [AT]: `${ARN}Plain`, "/Comment": "${x}" },
  },
  {
    title: "DefinitionSubstitutions, also those without quotes",
    text: machine(
      `DefinitionString: '{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": \${Wait}, "Next": "Nowhere"}}}'
DefinitionSubstitutions: {Wait: !Ref Seconds}`,
      "Parameters:\n  Seconds: {Type: Number, Default: 7}",
      CFN,
    ),
    values: { "/States/A/Seconds": 7 },
  },
  {
    title: "placeholders without quotes that nothing fills",
    text: machine(
      `DefinitionString: '{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": \${Wait}, "Next": "Nowhere"}}}'`,
      "",
      CFN,
    ),
    values: { "/States/A/Seconds": "${Wait}" },
  },
  {
    title: "Fn::Join in JSON, as CDK writes it",
    file: "stack.template.json",
    text: JSON.stringify({
      Resources: {
        F: { Type: "AWS::Lambda::Function" },
        M: {
          Type: CFN,
          Properties: {
            StateMachineType: { Ref: "Type" },
            DefinitionString: {
              "Fn::Join": [
                "",
                [
                  '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"',
                  { "Fn::GetAtt": ["F", "Arn"] },
                  '","Next":"Nowhere"}},"Comment":"${Token[TOKEN.1]} ',
                  { "Fn::If": ["C", { Ref: "AWS::NoValue" }, { "Fn::Join": ["", ["in ", { Ref: "AWS::Region" }]] }] },
                  '"}',
                ],
              ],
            },
          },
        },
      },
      Parameters: { Type: { Type: "String", Default: "STANDARD" } },
    }),
    type: "STANDARD",
    values: { [AT]: `${ARN}F`, "/Comment": "${Token[TOKEN.1]} in us-east-1" },
  },
];

describe("a DefinitionString", () => {
  it.each(strings)("is read from $title", async (one) => {
    const written = one.text.includes('\\"Nowhere\\"') ? '\\"Nowhere\\"' : '"Nowhere"';
    await checkCase(readTemplate, "template.yaml", { fault: ["missing-target", written], ...one });
  });
});

const FILE = JSON_TEXT.replace("RES", "${Fn}");

const files: TemplateCase[] = [
  {
    title: "a DefinitionUri beside the template",
    file: "infra/template.yaml",
    text: machine("DefinitionUri: ../sm/m.asl.json\nType: EXPRESS\nDefinitionSubstitutions:\n  Fn: !GetAtt Charge.Arn"),
    files: { "sm/m.asl.json": FILE },
    in: "sm/m.asl.json",
    type: "EXPRESS",
    values: { [AT]: `${ARN}Charge` },
  },
  {
    title: "a path put together",
    text: machine('DefinitionUri: !Sub "./${Dir}/m.asl.json"', "Parameters: {Dir: {Type: String, Default: sm}}"),
    files: { "sm/m.asl.json": FILE },
    in: "sm/m.asl.json",
    values: { [AT]: "${Fn}" },
  },
  {
    title: "AWS::Include of a local file",
    text: machine("Definition:\n  Fn::Transform: {Name: 'AWS::Include', Parameters: {Location: m.yaml}}"),
    files: { "m.yaml": 'StartAt: A\nStates:\n  A: {Type: Task, Resource: !GetAtt Charge.Arn, Next: "Nowhere"}' },
    in: "m.yaml",
    values: { [AT]: `${ARN}Charge` },
  },
  {
    title: "what CDK uploads",
    file: "cdk.out/shop.template.json",
    text: JSON.stringify({
      Resources: {
        F: { Type: "AWS::Lambda::Function" },
        M: {
          Type: CFN,
          Properties: {
            DefinitionS3Location: { Bucket: { "Fn::Sub": "cdk-x-assets-${AWS::AccountId}-us-east-1" }, Key: "ab.json" },
            DefinitionSubstitutions: { Fn: { "Fn::GetAtt": ["F", "Arn"] } },
          },
        },
      },
    }),
    files: { "cdk.out/asset.ab.json": FILE },
    in: "cdk.out/asset.ab.json",
    values: { [AT]: `${ARN}F` },
  },
  {
    title: "the path that aws cloudformation package uploads",
    text: machine("DefinitionS3Location: m.json", "", CFN),
    files: { "m.json": FILE },
    in: "m.json",
    values: { "/StartAt": "A" },
  },
];

describe("a definition in another file", () => {
  it.each(files)("is read from $title", async (one) => {
    await checkCase(readTemplate, "template.yaml", { fault: ["missing-target", '"Nowhere"'], ...one });
  });
});

const unreadable: [title: string, text: string, rule: string, written: string][] = [
  ["in S3", machine("DefinitionUri: s3://bucket/key"), "definition-in-s3", "s3://bucket/key"],
  ["in a bucket", machine("DefinitionUri: {Bucket: b, Key: !Ref K}"), "definition-in-s3", "{Bucket: b, Key: !Ref K}"],
  ["in a file that is missing", machine("DefinitionUri: gone.json"), "definition-not-opened", "gone.json"],
  ["imported", machine("DefinitionString: !ImportValue d"), "definition-computed", "d"],
  ["at a path without default", machine("DefinitionUri: !Ref Path"), "definition-computed", "Path"],
  [
    "made by a macro",
    machine("Definition: {Fn::Transform: {Name: Mine}}"),
    "definition-computed",
    "{Fn::Transform: {Name: Mine}}",
  ],
  ["missing", machine("Role: arn"), "definition-missing", "Role: arn"],
  [
    "multiplied",
    machine(`DefinitionString: ${'!Sub ["${a}${a}${a}${a}", {a: '.repeat(14)}x${"}]".repeat(14)}`),
    "definition-computed",
    "",
  ],
  [
    "included in a circle",
    machine("Definition: {Fn::Transform: {Name: 'AWS::Include', Parameters: {Location: c.yaml}}}"),
    "definition-computed",
    "",
  ],
];

describe("a definition that cannot be read", () => {
  const circle = "Fn::Transform: {Name: 'AWS::Include', Parameters: {Location: c.yaml}}";

  it.each(unreadable)("is told of: %s", async (_, text, rule, written) => {
    const source = await readCase(readTemplate, "template.yaml", { text, files: { "c.yaml": circle } });
    expect(source.machines).toEqual([]);
    expect(source.diagnostics.map((one) => [one.rule, one.severity])).toEqual([[rule, "warning"]]);
    const { range } = source.diagnostics[0];
    expect(text.slice(range!.start.offset, range!.end.offset)).toContain(written);
  });
});

describe("a machine that is wanted", () => {
  const rules = async (text: string, only: string) =>
    (await readSource("template.yaml", text, { only })).diagnostics.map(({ rule }) => rule);

  it("is told why it cannot be read, or that there is none", async () => {
    const text = machine("DefinitionUri: s3://bucket/key");
    expect(await rules(text, "M")).toEqual(["definition-in-s3"]);
    expect(await rules(text, "N")).toEqual(["unknown-machine"]);
    expect(await rules("Resources: [", "M")).toEqual(["invalid-yaml"]);
  });
});

describe("a template", () => {
  it("says that machines in loops cannot be read", async () => {
    const text = `Resources:
  Fn::ForEach::Each: [X, [A], {"M\${X}": {Type: AWS::StepFunctions::StateMachine}}]`;
    const { diagnostics } = await readTemplate("template.yaml", text);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["machines-computed"]);
  });

  it("tells its own syntax errors, the first only", async () => {
    const { diagnostics, machines } = await readTemplate("t.yaml", "Resources:\n  A: [\n  B: }\nC");
    expect(machines).toEqual([]);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ rule: "invalid-yaml", file: "t.yaml" });
  });

  it("keeps keys given twice to itself unless they stand in a definition", async () => {
    const twice = machine("Definition:\n  StartAt: A\n  StartAt: A\n  States: {A: {Type: Succeed}}\nRole: a\nRole: b");
    const { machines } = await readTemplate("template.yaml", twice);
    expect(machines[0].read.diagnostics).toMatchObject([{ rule: "duplicate-key", pointer: "/StartAt" }]);
  });

  it("reads only the machine that is wanted", async () => {
    const two =
      machine("DefinitionString: '{}'") +
      "\n  N:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {DefinitionString: '{}'}";
    const text = two.replace(/\n\n/, "\n");
    const ids = async (only?: string) => (await readTemplate("t.yaml", text, { only })).machines.map(({ id }) => id);
    expect(await ids()).toEqual(["M", "N"]);
    expect(await ids("N")).toEqual(["N"]);
  });

  it("ends on conditions and functions that lead far", async () => {
    const conditions = Array.from(
      { length: 3000 },
      (_, n) => `  C${n}: !And [!Condition C${n + 1}, !Condition C${n + 1}]`,
    );
    const text = machine("Definition: !If [C0, {StartAt: A}, {}]", `Conditions:\n${conditions.join("\n")}`);
    expect((await readTemplate("t.yaml", text)).machines.length).toBeLessThan(2);
    const deep = ['{"Fn::If":["a",'.repeat(400), "1", "]}".repeat(400)].join("");
    const json = `{"Resources":{"M":{"Type":"${CFN}","Properties":{"DefinitionString":${deep}}}}}`;
    expect((await readTemplate("t.json", json)).machines).toHaveLength(1);
  });

  it("takes names such as __proto__ and constructor for names", async () => {
    const text = machine(
      'Definition: {StartAt: !Ref constructor, States: {}, Comment: !Sub "${__proto__}${toString.Arn}"}',
    );
    const { machines } = await readTemplate("template.yaml", text);
    expect(machines[0].read.value).toMatchObject({ StartAt: "${constructor}", Comment: "${__proto__}${toString.Arn}" });
  });

  it("leaves conditions that lead to themselves undecided", async () => {
    const text = machine(
      "Definition: !If [A, {StartAt: one}, {StartAt: two}]",
      "Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}",
    );
    const { machines } = await readTemplate("template.yaml", text);
    expect(machines[0].read.value).toEqual({ StartAt: "one" });
  });
});
