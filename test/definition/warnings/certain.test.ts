import { describe, expect, it } from "vitest";
import { validate } from "../../../packages/asl-core/src/definition/index.js";
import type { Json } from "../../../packages/asl-core/src/json.js";

const NEW = new Set([
  "unmarked-jsonata",
  "no-context-field",
  "format-arguments",
  "misspelt-service",
  "unknown-error-name",
]);

const said = (state: object, top: object = {}): string[] => {
  const machine = { ...top, StartAt: "A", States: { A: { End: true, ...state } } } as unknown as Json;
  return validate(machine)
    .filter(({ rule, severity }) => NEW.has(rule) || severity === "error")
    .map(({ rule, hint }) => `${rule}: ${hint}`);
};

const pass = (parameters: object): object => ({ Type: "Pass", Parameters: parameters });
const task = (resource: string, more: object = {}): object => ({ Type: "Task", Resource: resource, ...more });
const output = (text: string): object => ({ QueryLanguage: "JSONata", Type: "Pass", Output: { a: text } });
const map = (inner: object): object => ({
  Type: "Map",
  ItemProcessor: { StartAt: "B", States: { B: { End: true, ...inner } } },
});
const catches = (name: string): object => task("arn:aws:states:::lambda:invoke", { Retry: [{ ErrorEquals: [name] }] });
const JOIN =
  "unmarked-jsonata: Only a string that is one expression as a whole is computed: join texts inside it, \"{% 'a ' & $b %}\".";
const TOKEN = "no-context-field: A task has a token to wait with only where its Resource ends in .waitForTaskToken.";
const send = (pattern: string): object =>
  task(`arn:aws:states:::sqs:sendMessage${pattern}`, { Parameters: { "MessageBody.$": "$$.Task.Token" } });

describe("what must go wrong", () => {
  it.each<[string, object, string[]]>([
    ["an expression in a longer text", output("Hello {% $states.input.x %}"), [JOIN]],
    [
      "a way through $states without marks",
      output("$states.input.x[0]"),
      ['unmarked-jsonata: Write "{% $states.input.x[0] %}".'],
    ],
    [
      "a misspelt object of the context",
      pass({ "a.$": "$$.Executon.Id" }),
      ["no-context-field: Did you mean Execution?"],
    ],
    [
      "a misspelt field of the context",
      pass({ "a.$": "$$.State.EntredTime" }),
      ["no-context-field: Did you mean EnteredTime?"],
    ],
    ["the same in JSONata", output("{% $states.context.Executon.Id %}"), ["no-context-field: Did you mean Execution?"]],
    [
      "an item outside of Maps",
      pass({ "a.$": "$$.Map.Item.Index" }),
      ["no-context-field: It is there only inside a Map."],
    ],
    ["a token nobody waits with", send(""), [TOKEN]],
    [
      "too few values",
      pass({ "a.$": "States.Format('{} {}', $.a)" }),
      ["format-arguments: Give one value for each {}; a brace that is meant is written \\{."],
    ],
    [
      "too many values inside another call",
      pass({ "a.$": "States.StringToJson(States.Format('{}', $.a, $.b))" }),
      ["format-arguments: Give one value for each {}; a brace that is meant is written \\{."],
    ],
    [
      "a misspelt error of Lambda",
      catches("Lambda.ServiceExeption"),
      ["unknown-error-name: Did you mean Lambda.ServiceException?"],
    ],
    [
      "one with an s too many",
      catches("Lambda.TooManyRequestExceptions"),
      ["unknown-error-name: Did you mean Lambda.TooManyRequestsException?"],
    ],
    [
      "a misspelt service",
      task("arn:aws:states:::aws-sdk:dynamdb:query"),
      ["misspelt-service: Did you mean dynamodb?"],
    ],
  ])("is told: %s", (_, state, rules) => {
    expect(said(state)).toEqual(rules);
  });

  it.each<[string, object]>([
    ["marks without an expression that reads", output("a {% b %} c")],
    ["a price", output("$5")],
    ["marks of another notation", output("<{% if x %}>")],
    [
      "every object of the context",
      pass({ "a.$": "$$", "b.$": "$$.Execution.Input.any.thing", "c.$": "$$.Execution.RedriveTime" }),
    ],
    ["an item in a Map", map(pass({ "a.$": "$$.Map.Item.Value.x" }))],
    ["an item that may not be there", output("{% $exists($states.context.Map) ? 1 : 2 %}")],
    ["a token that is waited with", send(".waitForTaskToken")],
    [
      "a token of .sync, which AWS has recorded",
      task("arn:aws:states:::states:startExecution.sync", {
        Parameters: { StateMachineArn: "x", "Input.$": "$$.Task.Token" },
      }),
    ],
    ["braces that are meant", pass({ "a.$": "States.Format('\\{\\} {}', $.a)" })],
    ["a text that is only known at run time", pass({ "a.$": "States.Format($.text, $.a, $.b)" })],
    ["an error of one's own", catches("Lambda.OrderException")],
    ["other services", task("arn:aws:states:::aws-sdk:mediaconnect:listFlows")],
    ["services with short names", task("arn:aws:states:::aws-sdk:ses:sendEmail")],
  ])("is not told of %s", (_, state) => {
    expect(said(state)).toEqual([]);
  });
});
