import { describe, expect, it } from "vitest";
import { readSource } from "../../packages/asl-core/src/sources/read.js";
import { readServerless } from "../../packages/asl-core/src/sources/serverless.js";
import { checkCase, readCase, type TemplateCase } from "./template-cases.js";

const LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:";
const AT = "/States/A/Resource";

/** A project with one machine whose task calls `resource`. */
const project = (resource: string, rest = ""): string => `service: shop
provider: {name: aws, stage: test}
functions:
  hello-world: {handler: h.run}
stepFunctions:
  stateMachines:
    M:
      definition:
        StartAt: A
        States:
          A:
            Type: Task
            Resource: ${resource}
            Next: Nowhere
${rest}`;

const cases: TemplateCase[] = [
  ...(
    [
      [
        "Fn::GetAtt of a function by its name",
        "{Fn::GetAtt: [hello-world, Arn]}",
        `${LAMBDA}HelloDashworldLambdaFunction`,
      ],
      [
        "!GetAtt of its logical id",
        "!GetAtt HelloDashworldLambdaFunction.Arn",
        `${LAMBDA}HelloDashworldLambdaFunction`,
      ],
      ["a value of the same file", "${self:custom.arns.one}", `${LAMBDA}one`],
      ["variables in variables", "${self:custom.arns.${self:custom.key}}", `${LAMBDA}one`],
      ["a variable inside a text", '"${self:custom.prefix}one"', `${LAMBDA}one`],
      ["the literal after a comma", `\${opt:arn, '${LAMBDA}two'}`, `${LAMBDA}two`],
      ["what only a deployment knows", "${env:ARN}", "${env:ARN}"],
      ["the stage", `"${LAMBDA}\${sls:stage}"`, `${LAMBDA}test`],
      ["pseudo parameters", '"arn:aws:lambda:${AWS::Region}:#{AWS::AccountId}:function:f"', `${LAMBDA}f`],
      ["resources after a hash", '"#{HelloDashworldLambdaFunction.Arn}"', `${LAMBDA}HelloDashworldLambdaFunction`],
      ["unknown resources after a hash", '"#{Table.Arn}"', "${Table.Arn}"],
      ["resources in a text", '"${HelloDashworldLambdaFunction.Arn}:1"', `${LAMBDA}HelloDashworldLambdaFunction:1`],
      ["Fn::Sub after variables", '!Sub "${self:custom.lambda}:${AWS::AccountId}:function:f"', `${LAMBDA}f`],
      ["a variable that leads to itself", "${self:custom.circle}", "${self:custom.circle}"],
      ["a value of another file", "${file(arns.json):three}", `${LAMBDA}three`],
      ["a file that is missing", "${file(gone.yml):x}", "${file(gone.yml):x}"],
    ] as const
  ).map(([title, value, result]) => ({
    title,
    text: project(
      value,
      `custom:
  key: one
  lambda: arn:aws:lambda:us-east-1
  prefix: "${LAMBDA}"
  arns: {one: "\${self:custom.prefix}one"}
  circle: \${self:custom.back}
  back: \${self:custom.circle}`,
    ),
    files: { "arns.json": JSON.stringify({ three: `${LAMBDA}three` }) },
    values: { [AT]: result },
  })),
  {
    title: "the type, and tags",
    text: `${project("!Sub 'x:${A}'").replace("M:\n", "M:\n      type: ${self:custom.type}\n")}custom: {type: EXPRESS}`,
    type: "EXPRESS",
    values: { [AT]: "x:${A}" },
  },
  {
    title: "states that stand elsewhere in the file",
    text: `stepFunctions:
  stateMachines:
    M:
      definition: {StartAt: A, States: "\${self:custom.states}"}
custom:
  states:
    A: {Type: Pass, Next: Nowhere}`,
    values: { "/States/A/Type": "Pass" },
  },
  {
    title: "numbers from variables",
    text: `stepFunctions: {stateMachines: {M: {definition: {StartAt: A, States: {A: {Type: Wait, Seconds: "\${opt:s, 5}", Next: Nowhere}}}}}}`,
    values: { "/States/A/Seconds": 5 },
  },
];

const STATES = "StartAt: A\nStates:\n  A: {Type: Task, Resource: !GetAtt HLambdaFunction.Arn, Next: Nowhere}\n";
const machine = (definition: string): string => `functions: {h: {handler: x}}
stepFunctions: {stateMachines: {M: {definition: "${definition}"}}}`;

const files: TemplateCase[] = [
  {
    title: "a file",
    file: "app/serverless.yml",
    text: machine("${file(./sm/m.yml)}"),
    files: { "app/sm/m.yml": STATES },
    in: "app/sm/m.yml",
    values: { [AT]: `${LAMBDA}HLambdaFunction` },
  },
  {
    title: "a part of a file",
    text: `${machine("${file(m.yml):a.${self:custom.k}}")}\ncustom: {k: b}`,
    files: { "m.yml": `a:\n  b:\n${STATES.replace(/^(?=.)/gm, "    ")}` },
    in: "m.yml",
    values: { "/StartAt": "A" },
  },
  {
    title: "machines in a file",
    text: "stepFunctions:\n  stateMachines: ${file(m.yml)}",
    files: { "m.yml": `M:\n  type: EXPRESS\n  definition:\n${STATES.replace(/^(?=.)/gm, "    ")}` },
    in: "m.yml",
    type: "EXPRESS",
    values: { [AT]: "${HLambdaFunction.Arn}" },
  },
  {
    title: "the whole section in a file that names another",
    text: "stepFunctions: ${file(s.yml)}",
    files: { "s.yml": "stateMachines: {M: {definition: '${file(m.yml)}'}}", "m.yml": STATES },
    in: "m.yml",
    values: { "/StartAt": "A" },
  },
];

describe("a serverless.yml", () => {
  it.each(cases)("reads $title", async (one) => {
    const resource = one.fault ?? (["missing-target", "Nowhere"] as const);
    await checkCase(readServerless, "serverless.yml", { ...one, fault: [...resource] });
  });

  it.each(files)("reads a definition from $title", async (one) => {
    await checkCase(readServerless, "serverless.yml", { fault: ["missing-target", "Nowhere"], ...one });
  });

  it.each([
    ["a missing file", machine("${file(gone.yml)}"), "definition-not-opened", "gone.yml"],
    ["a program", machine("${file(sm.js):machine}"), "definition-computed", "sm.js"],
    ["the environment", machine("${env:DEFINITION}"), "definition-computed", "env:DEFINITION"],
    ["a circle", machine("${file(c.yml):a}"), "definition-computed", "c.yml"],
    ["a section by a program", "stepFunctions: ${file(sf.ts)}", "definition-computed", "sf.ts"],
    ["a section of a missing file", "stepFunctions: ${file(sf.yml)}", "definition-not-opened", "sf.yml"],
    [
      "a section from elsewhere",
      "stepFunctions: {stateMachines: '${ssm:/machines}'}",
      "machines-computed",
      "ssm:/machines",
    ],
    ["no definition", "stepFunctions: {stateMachines: {M: {name: x}}}", "definition-missing", "name: x"],
  ])("says that it cannot read %s", async (_, text, rule, written) => {
    const source = await readCase(readServerless, "serverless.yml", {
      text,
      files: { "c.yml": "a: ${file(c.yml):a}" },
    });
    expect(source.machines).toEqual([]);
    expect(source.diagnostics.map((one) => [one.rule, one.severity])).toEqual([[rule, "warning"]]);
    const { range } = source.diagnostics[0];
    expect(text.slice(range!.start.offset, range!.end.offset)).toContain(written);
  });

  it("says that one side of a condition inside a definition was checked", async () => {
    const text =
      "service: x\nstepFunctions:\n  stateMachines:\n    m:\n      definition:\n        StartAt: A\n        States: { A: { Type: Wait, Seconds: !If [Prod, 5, 6], End: true } }\n";
    const { diagnostics } = await readServerless("serverless.yml", text);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["condition-not-turned"]);
  });

  it("says that it cannot read a program", async () => {
    const source = await readSource("app/serverless.ts", "export default {}");
    expect(source).toMatchObject({ kind: "serverless", machines: [], diagnostics: [{ rule: "machines-computed" }] });
  });

  it("ends on variables and files that multiply", async () => {
    const levels = Array.from(
      { length: 40 },
      (_, n) => `  v${n}: "\${self:custom.v${n + 1}}\${self:custom.v${n + 1}}"`,
    );
    const source = await readServerless(
      "serverless.yml",
      project("${self:custom.v0}", `custom:\n${levels.join("\n")}`),
    );
    expect(source.diagnostics.map(({ rule }) => rule)).toEqual(["definition-computed"]);
  });

  it("ends on objects that hold themselves", async () => {
    const text = project("${self:custom.a}", "custom: {a: {b: '${self:custom.a}', c: '${self:custom.a}'}}");
    expect((await readServerless("serverless.yml", text)).diagnostics).toHaveLength(1);
  });
});
