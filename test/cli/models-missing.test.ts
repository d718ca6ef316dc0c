import { describe, expect, it, vi } from "vitest";
import { stderr } from "../../packages/asl-cli/src/output.js";
import { modelsFor } from "../../packages/asl-cli/src/test-state/models.js";
import { testState } from "../../packages/asl-core/src/testing/test-state/index.js";

vi.mock("../../packages/asl-cli/src/service-models.js", () => ({ serviceModels: () => undefined }));

const said = vi.spyOn(stderr, "line").mockImplementation(() => {});

describe("asl test-state without service models", () => {
  it.each([
    ["arn:aws:states:::sqs:sendMessage", 1],
    ["arn:aws:states:::aws-sdk:s3:listBuckets", 1],
    ["arn:aws:states:::sqs:sendMessage.waitForTaskToken", 0],
    ["arn:aws:states:::http:invoke", 0],
    ["arn:aws:lambda:us-east-1:123456789012:function:f", 0],
  ])("says that a result of %s was not compared %i times", async (Resource, times) => {
    said.mockClear();
    const request = { definition: { Type: "Task", Resource, End: true }, mock: { result: "{}" } };
    await testState(request, { models: modelsFor(request, false) }).catch(() => {});
    expect(said).toHaveBeenCalledTimes(times);
  });

  it("says nothing where no comparison is asked for, and refuses where one is", () => {
    const request = { definition: {}, mock: { result: "{}", fieldValidationMode: "NONE" as const } };
    expect(modelsFor(request, true)).toBeUndefined();
    expect(() => modelsFor({ ...request, mock: { result: "{}" } }, true)).toThrow("there are no service models");
  });
});
