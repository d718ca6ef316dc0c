import { beforeAll, describe, expect, it } from "vitest";
import { built, workFolder } from "../support/asl.js";

const { asl, file } = workFolder();
beforeAll(built, 240_000);

file(
  "m.asl.yaml",
  `StartAt: Send
States:
  Send: { Type: Task, Resource: arn:aws:states:::sqs:sendMessage, Parameters: { QueueUrl: q, MessageBody: b }, Next: Start }
  Start: { Type: Task, Resource: arn:aws:states:::states:startExecution, Parameters: { StateMachineArn: a }, End: true }
`,
);
file(
  "m.asl.test.yaml",
  `definition: m.asl.yaml
defaults:
  fieldValidation: PRESENT
  answers: { Start: { output: {} } }
cases:
  - name: wrong
    answers: { Send: { output: { MessageId: 7 } } }
  - name: strict
    answers:
      Send: { output: { MessageId: m } }
      Start: [{ output: {}, fieldValidation: STRICT }]
  - name: lax
    fieldValidation: NONE
    answers: { Send: { output: { MessageId: 7 } } }
`,
);
file(
  "MockConfigFile.json",
  JSON.stringify({
    StateMachines: { m: { TestCases: { A: { Send: "Sent" } } } },
    MockedResponses: { Sent: { 0: { Return: { MessageId: 7 } } } },
  }),
);

const test = (...args: string[]) => asl(["test", ...args]);

describe("asl test with answers that are judged", () => {
  it("fails cases where an answer stands and its service does not give it", async () => {
    const { code, stdout } = await test();
    expect(stdout).toContain(`
      m.asl.test.yaml:7:22: the answer of call 1 of Send is not what arn:aws:states:::sqs:sendMessage gives
        Field 'MessageId' must be a string
        fieldValidation: NONE in the answer lets this pass
`);
    expect(stdout).toContain(`
      m.asl.test.yaml:11:15: the answer of call 1 of Start is not what arn:aws:states:::states:startExecution gives
        Required field 'ExecutionArn' is missing
        Required field 'StartDate' is missing
`);
    expect(stdout).toContain("1 passed, 2 failed");
    expect(code).toBe(1);
  });

  it.each([
    ["none", "3 passed"],
    ["STRICT", "0 passed, 3 failed"],
  ])("judges all of them as is said by --field-validation %s", async (mode, summary) => {
    expect((await test("--field-validation", mode)).stdout).toContain(summary);
  });

  it("refuses a mode that it does not know", async () => {
    const { code, stderr } = await test("--field-validation", "hard");
    expect(stderr).toContain("--field-validation hard is none of STRICT, PRESENT, NONE");
    expect(code).toBe(2);
  });

  it("judges mock configurations too, where it is asked to", async () => {
    expect((await test("--mock-config", "MockConfigFile.json")).code).toBe(0);
    const { code, stdout } = await test("--mock-config", "MockConfigFile.json", "--field-validation", "PRESENT");
    expect(stdout).toContain("Field 'MessageId' must be a string");
    expect(code).toBe(1);
  });
});
