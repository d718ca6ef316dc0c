import { readAnswers } from "asl-core";
import { FieldValidationError, success, type TestOptions } from "asl-core/testing";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { ServiceModels } from "../../packages/asl-core/src/testing/test-state/index.js";
import { models } from "./service-models.js";
import { machineOf, task } from "./support.js";

const START = "arn:aws:states:::states:startExecution";
const SQS = "arn:aws:states:::sqs:sendMessage";
const send = () => machineOf({ Send: task({ Resource: SQS, End: true }) });
const wrong = { MessageId: 7 };

describe("answers that are judged", () => {
  it("end the run where the service does not answer so, with the task, the fields and the place of the answer", async () => {
    const machine = await send();
    const answers = { Send: [{ output: wrong }] };
    const error = await machine.run({ answers, fieldValidation: "PRESENT", models }).catch((reason) => reason);
    expect(error).toBeInstanceOf(FieldValidationError);
    expect(error.message).toBe(`the answer of task "Send" (call 1) is not what ${SQS} gives:
  Field 'MessageId' must be a string
  in the answer at /Send/0
With fieldValidation: "NONE" the answer passes as it is.`);
    expect(error).toMatchObject({ problems: ["Field 'MessageId' must be a string"], pointer: "/Send/0" });
    expect(error.run.visits.map(({ state }: { state: string }) => state)).toEqual(["Send"]);
    expect(JSON.parse(JSON.stringify(error))).toEqual({ task: "Send", problems: error.problems });
  });

  it.each<[string, TestOptions, boolean]>([
    ["nothing", {}, true],
    ["NONE", { fieldValidation: "NONE" }, true],
    ["PRESENT", { fieldValidation: "PRESENT" }, true],
    ["STRICT", { fieldValidation: "STRICT" }, false],
  ])("may lack required members under %s: %s", async (_, options, passes) => {
    const machine = await machineOf({ Start: task({ Resource: START, End: true }) });
    const run = machine.run({ answers: { Start: { output: {} } }, models, ...options });
    if (passes) await expect(run).resolves.toMatchObject({ status: "SUCCEEDED" });
    else await expect(run).rejects.toThrow(/Required field 'ExecutionArn' is missing\n {2}Required field 'StartDate'/);
  });

  it.each<[string, Partial<TestOptions>]>([
    ["functions", { answers: { Send: () => wrong } }],
    ["functions that take their time", { answers: { Send: async () => wrong } }],
    ["outcomes", { answers: { Send: success(wrong) } }],
    ["answers that were read before", { answers: readAnswers({ Send: { output: wrong } }) }],
    ["handlers", { handler: () => success(wrong) }],
    ["handlers that take their time", { handler: async () => success(wrong) }],
  ])("may come from %s", async (_, given) => {
    const machine = await send();
    await expect(machine.run({ ...given, fieldValidation: "STRICT", models })).rejects.toThrow(FieldValidationError);
  });

  it.each<[string, Partial<TestOptions>]>([
    ["an answer that says so", { answers: { Send: { output: wrong, fieldValidation: "NONE" } } }],
    ["a failure", { answers: { Send: { error: "E" } } }],
    ["what the service may answer", { answers: { Send: { output: { MessageId: "m" } } } }],
    ["what a lenient run makes up", { strict: false }],
  ])("are not held against %s", async (_, given) => {
    const machine = await send();
    await expect(machine.run({ ...given, fieldValidation: "STRICT", models })).resolves.toBeDefined();
  });

  it("may say that they are judged where the others are, more strictly", async () => {
    const machine = await machineOf({ Start: task({ Resource: START, End: true }) });
    const answers = { Start: { output: {}, fieldValidation: "STRICT" as const } };
    await expect(machine.run({ answers, fieldValidation: "PRESENT", models })).rejects.toThrow(FieldValidationError);
  });

  it("may be judged alone", async () => {
    const machine = await send();
    const answers = { Send: { output: wrong, fieldValidation: "PRESENT" as const } };
    await expect(machine.run({ answers, models })).rejects.toThrow(FieldValidationError);
    const others = { Send: [{ output: wrong }, { output: {}, fieldValidation: "PRESENT" as const }] };
    await expect(machine.run({ answers: others, models })).resolves.toMatchObject({ output: wrong });
    await expect(machine.run({ answers, fieldValidation: "NONE" })).resolves.toMatchObject({ output: wrong });
  });

  it("may be anything where a function is called by its ARN", async () => {
    const machine = await machineOf({
      Do: task({ Resource: "arn:aws:lambda:us-east-1:123456789012:function:f", End: true }),
    });
    await expect(
      machine.run({ answers: { Do: { output: 7 } }, fieldValidation: "STRICT", models }),
    ).resolves.toMatchObject({ output: 7 });
  });

  it("are not caught by the machine", async () => {
    const machine = await machineOf({
      Send: task({ Resource: SQS, Catch: [{ ErrorEquals: ["States.ALL"], Next: "Done" }], Next: "Done" }),
      Done: { Type: "Succeed" },
    });
    const answers = { Send: { output: wrong } };
    await expect(machine.run({ answers, fieldValidation: "STRICT", models })).rejects.toThrow(FieldValidationError);
  });

  it("ask for each model once, before the run", async () => {
    const asked: string[] = [];
    const counting: ServiceModels = (service) => {
      asked.push(service);
      return models(service);
    };
    const machine = await send();
    const options = { answers: { Send: { output: {} } }, fieldValidation: "PRESENT" as const, models: counting };
    await machine.run(options);
    await machine.run(options);
    expect(asked).toEqual(["sqs"]);
  });
});

describe("a session with answers that are judged", () => {
  it("refuses what the test sends, and waits on", async () => {
    const session = (await send()).start({ fieldValidation: "STRICT", models });
    await session.runUntilIdle();
    await expect(session.answer("Send", wrong)).rejects.toThrow(/Field 'MessageId' must be a string/);
    await session.answer("Send", { MessageId: "m" });
    expect(session.run()).toMatchObject({ status: "SUCCEEDED" });
  });

  it("ends where a canned answer does not fit", async () => {
    const session = (await send()).start({ answers: { Send: { output: wrong } }, fieldValidation: "STRICT", models });
    await expect(session.finish()).rejects.toThrow(FieldValidationError);
  });
});

describe("judging answers", () => {
  it("says what to install where there are no models", async () => {
    const machine = await send();
    const none = vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);
    onTestFinished(() => none.mockRestore());
    await expect(machine.run({ fieldValidation: "STRICT" })).rejects.toThrow(
      "there are no service models to judge answers by. The models of AWS's services come with @aws-cdk/asset-awscli-v1: " +
        "npm install --save-dev @aws-cdk/asset-awscli-v1",
    );
  });

  it("refuses modes that it does not know, in options and in answers", async () => {
    const machine = await send();
    await expect(machine.run({ fieldValidation: "strict" as never })).rejects.toThrow(
      'fieldValidation: "strict" is none of STRICT, PRESENT, NONE. Did you mean STRICT?',
    );
    const answers = { Send: { output: {}, fieldValidation: "no" as never } };
    await expect(machine.run({ answers })).rejects.toThrow("/Send/fieldValidation: fieldValidation is one of");
  });
});
