import { expect, it } from "vitest";
import { causeWords } from "../../packages/asl-viewer/src/timeline/index.js";

const child = (more: object) => ({
  ExecutionArn: "arn:aws:states:r:1:execution:m:x",
  Input: "{}",
  Name: "x",
  Status: "FAILED",
  ...more,
});

it.each<[string, unknown, string]>([
  ["a text", "no stock", "no stock"],
  ["nothing", "", ""],
  ["what a Lambda function throws", { errorMessage: "no stock", errorType: "Error", trace: ["at f"] }, "no stock"],
  ["its text", JSON.stringify({ errorMessage: "no stock", errorType: "Error" }), "no stock"],
  ["another execution", child({ Error: "States.Timeout" }), "x failed: States.Timeout"],
  ["another one's cause", child({ Error: "E", Cause: '{"errorMessage": "no stock"}' }), "x failed: E: no stock"],
  ["one that timed out", child({ Status: "TIMED_OUT" }), "x timed out"],
  ["a job", { JobName: "j", JobRunState: "FAILED", ErrorMessage: "out of memory" }, "out of memory"],
  [
    "a task of a cluster",
    { Containers: [], StoppedReason: "Essential container exited" },
    "Essential container exited",
  ],
  ["what stands deeper", { Job: { Id: 1, StatusReason: "host terminated" } }, "host terminated"],
  ["what tells no reason", { code: 7 }, '{"code":7}'],
  ["a list", "[1, 2]", "[1,2]"],
])("the words of a cause are short: %s", (_, cause, words) => {
  expect(causeWords(cause as string)).toBe(words);
});
