import { describe, expect, it } from "vitest";
import { readDefinition, validate } from "../../packages/asl-core/src/definition/index.js";

const hints = async (text: string, file = "m.asl.json"): Promise<string[]> =>
  validate(await readDefinition(text, { file })).map(({ hint }) => hint ?? "");

const machine = (state: object, top: object = {}): string =>
  JSON.stringify({ ...top, StartAt: "A", States: { A: { End: true, ...state } } });

const task = (more: object): object => ({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...more });
const jsonata = { QueryLanguage: "JSONata" };
const retrier = (more: object): object => task({ Retry: [{ ErrorEquals: ["E"], ...more }] });
const PROCESSOR = { ItemProcessor: { StartAt: "P", States: { P: { Type: "Succeed" } } } };
const CAUGHT = { Type: "Map", Items: "{% [1] %}", ...PROCESSOR };
const NUMBERS = "Retriers take numbers only, neither paths nor expressions.";

describe("the hint", () => {
  it.each<[string, string, string]>([
    ["of an expression in a retrier", machine(retrier({ MaxAttempts: "{% 3 %}" }), jsonata), NUMBERS],
    ["of a path in a retrier", machine(retrier({ MaxAttempts: "$.n" })), NUMBERS],
    ["of an expression for a rate", machine(retrier({ BackoffRate: "{% 2 %}" }), jsonata), NUMBERS],
    [
      "of an expression in a JSONPath state",
      machine(task({ TimeoutSeconds: "{% 3 %}" })),
      'Expressions are for JSONata states: add "QueryLanguage": "JSONata".',
    ],
    [
      "of an action that only the SDK has",
      machine({ Type: "Task", Resource: "arn:aws:states:::codebuild:batchGetBuilds" }),
      "Without an optimised integration, call the AWS SDK: arn:aws:states:::aws-sdk:codebuild:batchGetBuilds.",
    ],
    [
      "of a misspelt action",
      machine({ Type: "Task", Resource: "arn:aws:states:::codebuild:startBiuld.sync" }),
      "Did you mean codebuild:startBuild.sync?",
    ],
    [
      "of JSONata without its marks",
      machine({ Type: "Wait", Seconds: "$states.input.delay" }, jsonata),
      'Write "{% $states.input.delay %}".',
    ],
    [
      "of a path in a JSONata state",
      machine(task({ TimeoutSeconds: "$.limits.time" }), jsonata),
      'Write "{% $states.input.limits.time %}".',
    ],
    [
      "of a path in the context object of a JSONata state",
      machine(task({ HeartbeatSeconds: "$$.Execution.Input.n" }), jsonata),
      'Write "{% $states.context.Execution.Input.n %}".',
    ],
    [
      "of Items without marks",
      machine({ Type: "Map", Items: "$states.input.items", ...PROCESSOR }, jsonata),
      'Write "{% $states.input.items %}".',
    ],
    [
      "of a concurrency without marks",
      machine({ Type: "Map", MaxConcurrency: "$most", ...PROCESSOR }, jsonata),
      'Write "{% $most %}".',
    ],
    [
      "of a path to a number",
      machine({ Type: "Wait", Seconds: "$.s" }),
      "To read it from the input, write SecondsPath.",
    ],
    [
      "of a path to a time",
      machine({ Type: "Wait", Timestamp: "$.t" }),
      "To read it from the input, write TimestampPath.",
    ],
    [
      "of the limit of the whole machine",
      JSON.stringify({ TimeoutSeconds: "$.t", StartAt: "A", States: { A: { Type: "Succeed" } } }),
      "Only a number may stand here.",
    ],
    [
      "of a list of paths",
      machine({ Type: "Pass", Parameters: { "a.$": ["$.x", "States.UUID()"] } }),
      'Compute the list: "States.Array($.x, States.UUID())".',
    ],
    [
      "of a result in a catcher",
      machine(
        { ...CAUGHT, Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.result %}", Next: "A" }] },
        jsonata,
      ),
      "A catcher sees what failed, as $states.errorOutput.",
    ],
    ["of an End that YAML 1.1 took", machine({ Type: "Pass", End: "yes" }), "Write true: yes is text."],
    ["of an empty text", " \n", "The text is empty."],
    ["of a list", "[]", "It is of the type array."],
  ])("%s says what to write", async (_, text, hint) => {
    expect(await hints(text)).toEqual([hint]);
  });

  it.each([
    ["a == 1", "JSONata compares with one =."],
    ["a === 1", "JSONata compares with one =."],
    ["a !== 1", "JSONata compares with =, and with != for the contrary."],
    ["a && true", "JSONata writes and."],
    ["a || true", "JSONata writes or."],
    ["a and !$states.input.b", "JSONata writes $not(…)."],
  ])("of $states.input.%s says how JSONata writes it", async (expression, hint) => {
    const state = { Type: "Pass", Output: `{% $states.input.${expression} %}` };
    expect(await hints(machine(state, jsonata))).toEqual([hint]);
  });

  it.each([
    ["Z ", "Z", 'Blanks count: did you mean "Z" instead of "Z "?'],
    ["z ", "Z", 'Blanks count: did you mean "Z" instead of "z "?'],
    ["Z", "Z ", 'Blanks count: did you mean "Z " instead of "Z"?'],
    ["z", "Z", "Did you mean Z?"],
  ])("of the target '%s' names the state '%s'", async (target, name, hint) => {
    const states = { A: { Type: "Pass", Next: target }, [name]: { Type: "Pass", End: true } };
    expect((await hints(JSON.stringify({ StartAt: "A", States: states })))[0]).toBe(hint);
  });

  it.each([
    [
      "Output: {% $states.input %}",
      "YAML takes { for the beginning of an object: put the expression in quotes, '{% … %}'.",
    ],
    ["Output: {% {'a': 1} %}", "YAML takes { for the beginning of an object: put the expression in quotes, '{% … %}'."],
    [
      "Resource: !Sub text",
      "Functions belong to templates: validate the template this file is a part of, or write a placeholder, ${…}.",
    ],
    ["", "It is empty, or null."],
  ])("of the YAML %j is one and helps", async (text, hint) => {
    expect(await hints(text, "m.asl.yaml")).toEqual([hint]);
  });
});

describe("a byte order mark", () => {
  it("has no column", async () => {
    const text = '\ufeff{"StartAt": 1, "States": {}}';
    const [found] = validate(await readDefinition(text));
    expect(found.range?.start).toEqual({ line: 1, column: 13, offset: 13 });
  });

  it("does not indent the first line of YAML", async () => {
    const text = "\ufeffStartAt: B\nStates:\n  A: {Type: Pass, End: true}\n";
    const [found] = validate(await readDefinition(text, { file: "a.yaml" }));
    expect([found.rule, found.range?.start]).toEqual(["missing-target", { line: 1, column: 10, offset: 10 }]);
  });
});
