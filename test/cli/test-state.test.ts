import { beforeAll, describe, expect, it } from "vitest";
import { built, workFolder } from "../support/asl.js";

const { asl, file } = workFolder();

const charge = {
  Type: "Task",
  Resource: "arn:aws:states:::sqs:sendMessage",
  Parameters: { QueueUrl: "q", "MessageBody.$": "$.id" },
  ResultPath: "$.sent",
  Retry: [{ ErrorEquals: ["SQS.SdkClientException"], MaxAttempts: 2, IntervalSeconds: 3 }],
  Catch: [{ ErrorEquals: ["States.ALL"], Next: "Refund" }],
  Next: "Ship",
};
const order = {
  StartAt: "Charge",
  States: { Charge: charge, Ship: { Type: "Pass", End: true }, Refund: { Type: "Pass", End: true } },
};
const sent = { MD5OfMessageBody: "5", MessageId: "m" };

file("order.asl.json", order);
file("state.json", { Type: "Pass", Parameters: { "n.$": "$.n" }, Next: "Elsewhere" });
file("broken.asl.json", { StartAt: "A", States: { A: { Type: "Pas", End: true } } });
file("mock.yaml", "result:\n  MessageId: 7\nfieldValidationMode: PRESENT\n");
file("request.json", { definition: JSON.stringify({ Type: "Succeed" }), input: '{"a":1}', inspectionLevel: "DEBUG" });
file(
  "template.yaml",
  `Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: '${JSON.stringify(order)}'\n`,
);

const CHARGE = ["test-state", "order.asl.json", "--state", "Charge", "-i", '{"id":"7"}'];

beforeAll(built, 240_000);

describe("asl test-state", () => {
  it("shows the status, each stage of the data, the output and the next state", async () => {
    const { code, stdout, stderr } = await asl([...CHARGE, "--mock-result", JSON.stringify(sent)]);
    expect(stderr).toBe("");
    expect(stdout).toBe(`SUCCEEDED  Charge
  input                {"id":"7"}
  afterInputPath       {"id":"7"}
  afterParameters      {"QueueUrl":"q","MessageBody":"7"}
  result               {"MD5OfMessageBody":"5","MessageId":"m"}
  afterResultSelector  {"MD5OfMessageBody":"5","MessageId":"m"}
  afterResultPath      {"id":"7","sent":{"MD5OfMessageBody":"5","MessageId":"m"}}
  output               {"id":"7","sent":{"MD5OfMessageBody":"5","MessageId":"m"}}
  next                 Ship
`);
    expect(code).toBe(0);
  });

  it("prints AWS's response with --json", async () => {
    const { code, stdout } = await asl([...CHARGE, "--mock-result", JSON.stringify(sent), "--json"]);
    const output = JSON.stringify({ id: "7", sent });
    expect(JSON.parse(stdout)).toEqual({ status: "SUCCEEDED", output, nextState: "Ship" });
    expect(code).toBe(0);
  });

  it.each([
    [["--mock-error", "SQS.SdkClientException"], 1, /^RETRIABLE.*handled by +Retry\[0\], again in 3 s\n/s],
    [["--mock-error", "SQS.SdkClientException", "--retrier-retry-count", "1"], 1, /again in 6 s\n/],
    [["--mock-error", "Boom", "--mock-cause", "why"], 0, /^CAUGHT_ERROR.*handled by +Catch\[0\]\n.*next +Refund\n/s],
  ])("tells what happens to an error: %j", async (options, expected, text) => {
    const { code, stdout } = await asl([...CHARGE, ...options]);
    expect(stdout).toMatch(text);
    expect(code).toBe(expected);
  });

  it("judges a mocked result by the service's published model", async () => {
    const { code, stderr } = await asl([...CHARGE, "--mock", "mock.yaml"]);
    expect(stderr).toContain(
      "ValidationException: Mock result schema validation error: Field 'MessageId' must be a string",
    );
    expect(code).toBe(2);
  });

  it("tests a state that stands alone", async () => {
    const { code, stdout } = await asl(["test-state", "state.json", "-i", '{"n":1}']);
    expect(stdout).toMatch(/^SUCCEEDED\n.*output +\{"n":1\}\n +next +Elsewhere\n$/s);
    expect(code).toBe(0);
  });

  it("takes a request of AWS's API, and options that win over it", async () => {
    const { stdout } = await asl(["test-state", "--request", "request.json", "-i", '{"a":2}', "--json"]);
    const text = '{"a":2}';
    const inspectionData = { input: text, afterInputPath: text };
    expect(JSON.parse(stdout)).toEqual({ status: "SUCCEEDED", output: text, inspectionData });
  });

  it("tests states whose template has values to come", async () => {
    const task = { Type: "Task", Resource: "${Function}", End: true };
    file("open.asl.json", { StartAt: "A", States: { A: task } });
    const { code, stdout } = await asl(["test-state", "open.asl.json", "--mock-result", "1", "--json"]);
    expect(JSON.parse(stdout)).toEqual({ status: "SUCCEEDED", output: "1" });
    expect(code).toBe(0);
  });

  it("reads machines from templates", async () => {
    const { code, stdout } = await asl(["test-state", "template.yaml#M", "--state", "Ship", "--json"]);
    expect(JSON.parse(stdout)).toEqual({ status: "SUCCEEDED", output: "{}" });
    expect(code).toBe(0);
  });

  it.each([
    [["order.asl.json"], 2, 'order.asl.json has 3 states: "Charge", "Ship", "Refund"'],
    [["order.asl.json", "--state", "Nope"], 2, "ValidationException: State not found in definition"],
    [["order.asl.json", "--state", "Chrage"], 2, 'Did you mean "Charge"?'],
    [["order.asl.json", "--state", "Elsewhere"], 2, 'It has "Charge", "Ship", "Refund".'],
    [["order.asl.json", "--state", "Charge"], 4, "Give --mock-result or --mock-error."],
    [
      ["order.asl.json", "--state", "Charge", "-i", '{"id":7}', "--role-arn", "r"],
      4,
      "Give --mock-result or --mock-error.",
    ],
    [["broken.asl.json", "--state", "A"], 3, "The field 'Type' should have one of these values"],
    [["nothing.asl.json"], 3, "there is no file nothing.asl.json"],
    [[], 2, "there is nothing to test"],
    [["state.json", "--request", "request.json"], 2, "name it once"],
    [["state.json", "--mock-error", "E", "--mock-result", "1"], 2, "give one of --mock"],
    [["state.json", "--inspection-level", "much"], 2, "Member must satisfy enum value set: [INFO, DEBUG, TRACE]"],
    [["state.json", "--retrier-retry-count", "x"], 2, "is not a whole number"],
  ])("refuses %j", async (args, expected, text) => {
    const { code, stderr } = await asl(["test-state", ...args]);
    expect(stderr).toContain(text);
    expect(code).toBe(expected);
  });

  it("calls retries that are exhausted as coverage does", async () => {
    const uncaught = { ...charge, Catch: undefined };
    file("uncaught.asl.json", { ...order, States: { Charge: uncaught, Ship: order.States.Ship } });
    const failing = ["--mock-error", "SQS.SdkClientException", "--retrier-retry-count", "2"];
    const { stdout } = await asl([
      "test-state",
      "uncaught.asl.json",
      "--state",
      "Charge",
      "-i",
      '{"id":"7"}',
      ...failing,
    ]);
    expect(stdout).toMatch(/handled by +Retry\[0\], exhausted\n/);
  });

  it("gives AWS's exception with --json", async () => {
    const { code, stdout } = await asl(["test-state", "order.asl.json", "--state", "Nope", "--json"]);
    expect(JSON.parse(stdout)).toEqual({ __type: "ValidationException", message: "State not found in definition" });
    expect(code).toBe(2);
  });
});
