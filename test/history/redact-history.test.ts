import { describe, expect, it } from "vitest";
import { type AwsEvent, redactHistory } from "../../packages/asl-core/src/history/index.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";

const event = (details: JsonObject): AwsEvent => ({
  ...{ id: 2, previousEventId: 0, timestamp: 0, type: "TaskStateExited" },
  stateExitedEventDetails: { name: "Token", ...details },
});
const redacted = (details: JsonObject, ...words: (string | RegExp)[]) =>
  redactHistory([event(details)], words)[0].stateExitedEventDetails;

describe("redactHistory", () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      "data in texts",
      { output: '{"token":"a","n":[{"Token":7}]}' },
      { output: '{"token":"[redacted]","n":[{"Token":0}]}' },
    ],
    ["causes that are JSON", { cause: '{"token":"a"}' }, { cause: '{"token":"[redacted]"}' }],
    ["JSON inside of texts", { input: '{"body":"{\\"token\\":1}"}' }, { input: '{"body":"{\\"token\\":0}"}' }],
    [
      "variables by their names",
      { assignedVariables: { token: '{"a":1}', kept: '"b"' } },
      { assignedVariables: { token: '{"a":0}', kept: '"b"' } },
    ],
  ])("takes %s out, and leaves names", (_, given, expected) => {
    expect(redacted(given, "token")).toEqual({ name: "Token", ...expected });
  });

  it("changes nothing where no key fits", () => {
    const given = { output: '{ "a": 1.0 }', outputDetails: { truncated: false } };
    expect(redacted(given, "token", /^secret$/)).toEqual({ name: "Token", ...given });
  });

  it("leaves what it was given", () => {
    const events = [event({ output: '{"token":1}' })];
    redactHistory(events, ["token"]);
    expect(events).toEqual([event({ output: '{"token":1}' })]);
  });
});
