import { checkMachine } from "asl-core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AnswerShapes } from "../../packages/asl-core/src/testing/answer-shapes.js";
import { sampleOutput } from "../../packages/asl-core/src/testing/sample-output.js";
import { answerProblems } from "../../packages/asl-core/src/testing/test-state/check-answer.js";
import { models } from "./service-models.js";
import { machineOf } from "./support.js";

const shapes = AnswerShapes.of(models);
const ARN = "arn:aws:states:::";

describe("an answer made of a service's model", () => {
  it.each(["dynamodb", "sqs", "sns", "sfn", "s3", "ecs", "glue", "athena", "batch", "codebuild", "ssm", "lambda"])(
    "fits the model, for every operation of %s",
    async (service) => {
      const model = await models(service);
      for (const operation of Object.keys(model!.operations)) {
        const name = operation.charAt(0).toLowerCase() + operation.slice(1);
        const shape = await shapes.load(`${ARN}aws-sdk:${service}:${name}`);
        expect(answerProblems(sampleOutput(shape!), shape, "STRICT"), operation).toEqual([]);
      }
    },
  );

  it("is a page without a next one, and tells of success", async () => {
    const query = await shapes.load(`${ARN}aws-sdk:dynamodb:query`);
    expect(sampleOutput(query!)).toMatchObject({ Items: [], Count: 0 });
    expect(sampleOutput(query!)).not.toHaveProperty("LastEvaluatedKey");
    const athena = await shapes.load(`${ARN}athena:getQueryExecution`);
    expect(sampleOutput(athena!)).toMatchObject({ QueryExecution: { Status: { State: "SUCCEEDED" } } });
  });
});

const send = () =>
  machineOf({ A: { Type: "Task", Resource: `${ARN}aws-sdk:ssm:getParameter`, Parameters: { Name: "n" }, End: true } });

describe("a lenient run", () => {
  it("answers by the models at hand, in a session too", async () => {
    const machine = await send();
    const { output } = await machine.run({ strict: false, models });
    expect(output).toMatchObject({ Parameter: { Name: expect.any(String), Version: 0 } });
    const session = machine.start({ strict: false, models });
    expect((await session.finish()).output).toEqual(output);
    expect((await machine.run({ strict: false, models: async () => undefined })).output).toEqual({});
  });
});

describe("checkMachine", () => {
  it("draws answers by the models at hand", async () => {
    const seen = new Set<unknown>();
    await checkMachine(fc, await send(), ({ output }) => seen.add(Object.keys(Object(output)).join()), {
      runs: 10,
      seed: 1,
      options: { models },
    });
    expect(seen).toContain("Parameter");
  });
});
