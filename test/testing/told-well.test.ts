import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AnswersError } from "asl-core";
import { DefinitionError, judge, loadMachine, readTestFile, recordTest, TestFileError } from "asl-core/testing";
import { afterAll, describe, expect, it } from "vitest";
import type { Json } from "../../packages/asl-core/src/json.js";
import { machineOf, task } from "./support.js";

const folder = mkdtempSync(join(tmpdir(), "asl-told-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const machine = (id: string, more: string) =>
  `  ${id}:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      ${more}\n`;
const INLINE = "Definition: { StartAt: A, States: { A: { Type: Pass, End: true } } }";

describe("loadMachine", () => {
  it("does not take one machine of a template for another whose file is missing", async () => {
    const text = `Resources:\n${machine("Order", INLINE)}${machine("Refund", "DefinitionUri: gone.asl.json")}`;
    const path = file("two.yaml", text);
    await expect(loadMachine(path)).rejects.toThrow(
      /holds more state machines than the one that can be read.*#Order"/s,
    );
    expect((await loadMachine(`${path}#Order`)).id).toBe("Order");
  });

  it("says why a template gives no machine, with warnings alone too", async () => {
    const path = file("none.yaml", `Resources:\n${machine("Refund", "DefinitionUri: gone.asl.json")}`);
    const error = await loadMachine(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DefinitionError);
    expect((error as Error).message).toContain("gone.asl.json");
  });

  it("asks for the machine that was meant", async () => {
    const path = file("one.yaml", `Resources:\n${machine("Order", INLINE)}`);
    await expect(loadMachine(`${path}#Ordre`)).rejects.toThrow(/Did you mean Order\?/);
  });
});

describe("a misspelt field of an answer", () => {
  it("is told once", async () => {
    const started = await machineOf({ A: task() });
    const error = await started.run({ answers: { A: { outptu: 1 } as never } }).catch((thrown: unknown) => thrown);
    expect((error as AnswersError).problems).toMatchObject([{ hint: "Did you mean output?" }]);
    expect(error).toBeInstanceOf(Error);
  });
});

describe("a test file", () => {
  it("without cases is told what they are", () => {
    expect(() => readTestFile({ definition: "x" })).toThrow(TestFileError);
    try {
      readTestFile({ definition: "x" });
    } catch (error) {
      expect((error as TestFileError).problems[0].hint).toContain("A list of cases: each has a name");
    }
  });

  it("that expects an empty path is told so in words", async () => {
    const started = await machineOf({ A: { Type: "Succeed" } });
    const { cases } = readTestFile({ definition: "x", cases: [{ name: "a", expect: { path: [] } }] } as Json);
    expect(judge(cases[0], await started.run())[0].details).toContain("expected no state to be entered");
  });
});

describe("recordTest", () => {
  it.each<[string, object, number]>([
    [
      "says nothing of task tokens in JSONPath",
      { Parameters: { QueueUrl: "q", MessageBody: { "t.$": "$$.Task.Token" } } },
      0,
    ],
    [
      "says nothing of task tokens in JSONata",
      { QueryLanguage: "JSONata", Arguments: { QueueUrl: "q", MessageBody: "{% $states.context.Task.Token %}" } },
      0,
    ],
    ["tells of names", { Parameters: { QueueUrl: "q", MessageBody: { "t.$": "$$.Execution.Name" } } }, 1],
  ])("%s", async (_, fields, count) => {
    const Ask = { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", End: true, ...fields };
    const asking = await machineOf({ Ask } as never);
    const { history } = await asking.run({ answers: { Ask: { output: 1 } } });
    expect(recordTest({ events: history } as unknown as Json, asking.machine).notes).toHaveLength(count);
  });
});
