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

  it.each<[string, JsonObject, JsonObject]>([
    ["other keys", { output: '{"to":"ann@example.org"}' }, { output: '{"to":"[redacted]"}' }],
    ["lists", { output: '[["ann@example.org"]]' }, { output: '[["[redacted]"]]' }],
    ["a payload that is a text alone", { output: '"ann@example.org"' }, { output: '"[redacted]"' }],
    ["a payload that is a number alone", { output: "4711471147114711" }, { output: "0" }],
    ["numbers", { output: '{"n":4711471147114711}' }, { output: '{"n":0}' }],
    ["numbers written as texts", { output: '{"n":"4711471147114711"}' }, { output: '{"n":"0"}' }],
    ["JSON inside of texts", { output: '{"b":"[\\"ann@example.org\\"]"}' }, { output: '{"b":"[\\"[redacted]\\"]"}' }],
    ["variables", { assignedVariables: { to: '"ann@example.org"' } }, { assignedVariables: { to: '"[redacted]"' } }],
    ["a variable's own name", { output: '{"a":"hunter22"}' }, { output: '{"a":"[redacted]"}' }],
    ["a secret object", { output: '{"a":"Main Street 1"}' }, { output: '{"a":"[redacted]"}' }],
    ["no longer texts", { output: '{"a":"to ann@example.org"}' }, { output: '{"a":"to ann@example.org"}' }],
    ["nothing that is short", { output: '{"a":"visa","b":7}' }, { output: '{"a":"visa","b":7}' }],
  ])("takes out what is equal to a secret value of another event: in %s", (_, given, expected) => {
    const secret = event({
      output:
        '{"email":"ann@example.org","card":4711471147114711,"cardKind":"visa","cardPlaces":7,' +
        '"cardOf":{"at":["Main Street 1"]}}',
      assignedVariables: { emailWord: '"hunter22"' },
    });
    for (const events of [
      [secret, event(given)],
      [event(given), secret],
    ])
      expect(redactHistory(events, ["card", "email"])).toContainEqual(event(expected));
  });

  it("leaves what it was given", () => {
    const events = [event({ output: '{"token":1}' })];
    redactHistory(events, ["token"]);
    expect(events).toEqual([event({ output: '{"token":1}' })]);
  });
});
