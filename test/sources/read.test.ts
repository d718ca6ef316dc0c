import { describe, expect, it } from "vitest";
import { type Diagnostic, type Range, validate } from "../../packages/asl-core/src/definition/index.js";
import { readSource, type Source, type SourceOptions } from "../../packages/asl-core/src/sources/index.js";

const DEFINITION = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}';
const TEMPLATE = `Resources:
  Fulfil: {Type: "AWS::Serverless::StateMachine", Properties: {DefinitionUri: a.asl.json}}
  Refund: {Type: "AWS::Serverless::StateMachine", Properties: {DefinitionUri: a.asl.json}}
`;
const open = (path: string): string | undefined => (path === "a.asl.json" ? DEFINITION : undefined);

const found = (source: Source): Diagnostic[] => [
  ...source.diagnostics,
  ...source.machines.flatMap(({ read, type }) => validate(read, { type })),
];
const cut = (text: string, range: Range | undefined): string | undefined =>
  range && text.slice(range.start.offset, range.end.offset);
const read = (file: string, text: string, options?: SourceOptions): Promise<Source> => readSource(file, text, options);

const kinds: [title: string, file: string, text: string, kind: string, machines: number][] = [
  ["a definition", "a.asl.json", DEFINITION, "definition", 1],
  ["a definition in YAML", "a.asl.yaml", "StartAt: A\nStates:\n  A:\n    Type: Succeed\n", "definition", 1],
  ["a definition without an ending that says so", "a.asl", DEFINITION, "definition", 1],
  ["a definition that holds a template", "a.json", `{"Resources": {}, ${DEFINITION.slice(1)}`, "definition", 1],
  ["a text that begins with a comment", "a.asl", `// first\n${DEFINITION}`, "definition", 1],
  [
    "an answer of DescribeStateMachine",
    "a.json",
    JSON.stringify({ stateMachineArn: "arn:x", definition: DEFINITION }),
    "description",
    1,
  ],
  ["what CreateStateMachine takes", "a.yaml", `roleArn: arn:x\ndefinition: '${DEFINITION}'\n`, "description", 1],
  ["a template", "template.yaml", TEMPLATE, "cloudformation", 2],
  [
    "a template in JSON",
    "a.template.json",
    '{"Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}}',
    "cloudformation",
    0,
  ],
  ["a serverless.yml", "x/serverless.yml", "service: x\nstepFunctions:\n  stateMachines: {}\n", "serverless", 0],
  ["Terraform", "main.tf", "", "terraform", 0],
  ["an empty file", "a.asl.json", "", "definition", 1],
];

describe("readSource", () => {
  it.each(kinds)("tells %s by its name and content", async (_, file, text, kind, machines) => {
    const source = await read(file, text, { open });
    expect([source.kind, source.machines.length]).toEqual([kind, machines]);
  });

  it("says where a file holds no machine", async () => {
    const source = await read("main.tf", "");
    expect(source.diagnostics).toMatchObject([{ rule: "no-machine", severity: "warning", file: "main.tf" }]);
  });

  it("picks one machine", async () => {
    const source = await read("template.yaml", TEMPLATE, { open, only: "Refund" });
    expect(source.machines.map(({ id }) => id)).toEqual(["Refund"]);
  });

  it("lists the machines there are where the one wanted is not among them, the nearest first", async () => {
    const source = await read("template.yaml", TEMPLATE, { open, only: "Refunds" });
    expect(source.machines).toEqual([]);
    expect(source.diagnostics).toMatchObject([
      { rule: "unknown-machine", hint: "Did you mean Refund? It has Refund, Fulfil." },
    ]);
    const definition = await read("a.asl.json", DEFINITION, { only: "X" });
    expect(definition.diagnostics[0].hint).toBe("It is a definition itself: leave out what follows #.");
  });

  it("opens each file once", async () => {
    const opened: string[] = [];
    await read("template.yaml", TEMPLATE, { open: (path) => (opened.push(path), open(path)) });
    expect(opened).toEqual(["a.asl.json"]);
  });

  it("keeps a .json file to JSON, and says what to do", async () => {
    const source = await read("a.asl.json", `{ // why\n${DEFINITION.slice(1)}`);
    expect(found(source)).toMatchObject([{ rule: "invalid-json", hint: expect.stringContaining(".json5") }]);
    expect(found(await read("a.asl.json5", `{ // why\n${DEFINITION.slice(1)}`))).toEqual([]);
  });

  it("points into JSON5 as written", async () => {
    const text = "// c\n{StartAt: 'Gone', States: {A: {Type: 'Succeed',},},}";
    const [target] = found(await read("a.jsonc", text));
    expect([target.rule, cut(text, target.range)]).toEqual(["missing-target", "'Gone'"]);
    const [broken] = found(await read("a.json5", "{StartAt: #}"));
    expect([broken.rule, broken.range?.start.offset]).toEqual(["invalid-json", 10]);
  });

  it("points into the string of a description, and knows its name and type", async () => {
    const definition = DEFINITION.replace('"A",', '"Gone",');
    const text = JSON.stringify({ stateMachineArn: "arn:x", name: "fulfil", type: "EXPRESS", definition }, null, 2);
    const source = await read("described.json", text);
    expect(source.machines).toMatchObject([{ id: "fulfil", type: "EXPRESS", file: "described.json" }]);
    expect(found(source).map(({ range }) => cut(text, range))).toContain('\\"Gone\\"');
  });

  it("leaves functions of a template to the template", async () => {
    const text = DEFINITION.replace('"Type": "Pass"', '"Type": "Task", "Resource": {"Fn::GetAtt": ["F", "Arn"]}');
    expect(found(await read("a.asl.json", text))).toMatchObject([
      { rule: "template-function", severity: "warning", pointer: "/States/A/Resource", path: "A › Resource" },
    ]);
  });
});

/** A definition with a Wait, in which something stands in the place of its seconds. */
const wait = (seconds: string): string =>
  `{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": ${seconds}, "Next": "Done"}, "Done": {"Type": "Succeed"}}}`;

const unquoted: [title: string, text: string, unknown: string[]][] = [
  ["a number", wait("${Wait}"), ["/States/W/Seconds"]],
  ["a part of a number", wait("-${Wait}0.5"), ["/States/W/Seconds"]],
  ["a nested name", wait("${file(./x.yml):${self:stage}.wait}"), ["/States/W/Seconds"]],
  ["a target", wait("1").replace('"Done"', "${Next}"), ["/States/W/Next"]],
  ["a start", wait("1").replace('"W"', "${Start}"), ["/StartAt"]],
  ["a state", wait("1").replace('{"Type": "Succeed"}', "${Done}"), ["/States/Done"]],
  ["all states", '{"StartAt": "W", "States": ${States}}', ["/States"]],
  ["more states", wait("1").replace('"Done": {"Type": "Succeed"}', "${More}"), ["/States"]],
  ["more fields", wait("1").replace('"Next": "Done"', "${More}"), ["/States/W"]],
  [
    "an entry of a list",
    '{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [${Rules}]}}}',
    ["/States/C/Choices/0"],
  ],
];

describe("placeholders without quotes", () => {
  it.each(unquoted)("may stand for %s", async (_, text, unknown) => {
    const source = await read("a.asl.json", text);
    expect([...(source.machines[0].read.unknown ?? [])]).toEqual(unknown);
    expect(found(source).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("keep the rest in its place", async () => {
    const text = wait("${Wait}").replace('"Succeed"', '"Sucede"');
    const [type] = found(await read("a.asl.json", text));
    expect([type.rule, cut(text, type.range)]).toEqual(["unknown-type", '"Sucede"']);
  });

  it("do not hide other faults of a JSON text", async () => {
    const text = `${wait("${Wait}").slice(0, -1)}, }`;
    expect(found(await read("a.asl.json", text))[0].rule).toBe("invalid-json");
  });

  it("may hold quotes inside a string", async () => {
    const text = wait("1").replace('"Succeed"', '"Succeed", "Comment": "${names["x"].arn}"');
    expect(found(await read("a.asl.json", text))).toEqual([]);
  });

  it("are numbers to be in YAML, too", async () => {
    const text = "StartAt: W\nStates:\n  W:\n    Type: Wait\n    Seconds: ${Wait}\n    End: true\n";
    expect(found(await read("a.asl.yaml", text))).toEqual([]);
    const quoted = await read("a.asl.yaml", text.replace("${Wait}", '"${Wait}"'));
    expect(found(quoted)).toMatchObject([{ rule: "not-an-integer" }]);
  });
});

describe("substitutions", () => {
  it("fill placeholders in quotes and without, and say which are left", async () => {
    const text = wait("${Wait}").replace('"Succeed"', '"Succeed", "Comment": "in ${AWS::Region} by ${Who}"');
    const source = await read("a.asl.json", text, { substitutions: { Wait: 5, "AWS::Region": "eu-west-1" } });
    const [{ read: reading, unfilled }] = source.machines;
    expect(reading.value).toMatchObject({
      States: { W: { Seconds: 5 }, Done: { Comment: "in eu-west-1 by ${Who}" } },
    });
    expect([unfilled, reading.unknown]).toEqual([["Who"], undefined]);
  });

  it("fill placeholders in values, too, and do not go round for ever", async () => {
    const text = wait("${A}").replace('"Succeed"', '"Succeed", "Comment": "${Round}"');
    const substitutions = { A: "${B}${B}", B: "${C}", C: 1, Round: "<${Round}>" };
    const source = await read("a.asl.json", text, { substitutions });
    expect(source.machines[0].read.value).toMatchObject({ States: { W: { Seconds: 11 } } });
    expect(source.machines[0].unfilled).toEqual(["Round"]);
  });

  it("put what is wrong with a value where its placeholder stands", async () => {
    const text = wait("${Wait}").replace('"Done"}', '"${Next}"}');
    const source = await read("a.asl.json", text, { substitutions: { Wait: -1, Next: "Gone" } });
    expect(found(source).map(({ rule, range }) => [rule, cut(text, range)])).toEqual([
      ["below-minimum", "${Wait}"],
      ["missing-target", '"${Next}"'],
      ["unreachable", '"Done"'],
    ]);
  });

  it("fill YAML, JSON5 and descriptions", async () => {
    const substitutions = { Wait: 5 };
    for (const [file, text] of [
      ["a.yaml", "StartAt: W\nStates:\n  W:\n    Type: Wait\n    Seconds: ${Wait}\n    End: true\n"],
      ["a.json5", "{StartAt: 'W', States: {W: {Type: 'Wait', Seconds: ${Wait}, End: true}}}"],
      ["a.json", JSON.stringify({ roleArn: "arn:x", definition: wait("${Wait}") })],
    ]) {
      const source = await read(file, text, { substitutions });
      expect(source.machines[0].read.value, file).toMatchObject({ States: { W: { Seconds: 5 } } });
    }
  });
});
