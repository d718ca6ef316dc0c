import { describe, expect, it } from "vitest";
import { StatesError } from "../../packages/asl-core/src/errors.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { compilePath, compileReferencePath, parse } from "../../packages/asl-core/src/language/jsonpath/index.js";
import type { Scope } from "../../packages/asl-core/src/language/scope.js";
import { compileTemplate } from "../../packages/asl-core/src/language/template.js";
import { recorded, recordedExpressions } from "./recorded.js";
import { scopeOf } from "./scope.js";

interface PassState {
  Type: string;
  Next?: string;
  InputPath?: string | null;
  OutputPath?: string | null;
  ResultPath?: string | null;
  Parameters?: Json;
  Result?: Json;
}

interface Case {
  id: string;
  definition: { StartAt: string; States: Record<string, PassState> };
  input: Json;
  context?: { stateMachineName?: string; stateMachineArn?: string };
  expected: { status: string; output?: Json; error?: string; cause?: string };
}

/** Cases whose states are all plain JSONPath Pass states: their whole run is expressions. */
function passOnly({ definition }: Case): boolean {
  const text = JSON.stringify(definition);
  return !/JSONata|"Assign"|\{%/.test(text) && Object.values(definition.States).every((state) => state.Type === "Pass");
}

const cases = recorded("conformance/executions")
  .map(({ json }) => json as Case)
  .filter((one) => one.definition?.States && passOnly(one));

function run(one: Case): Json {
  let data = one.input;
  for (
    let name: string | undefined = one.definition.StartAt;
    name !== undefined;
    name = one.definition.States[name].Next
  ) {
    data = pass(one.definition.States[name], data, contextOf(one));
  }
  return data;
}

function pass(state: PassState, input: Json, context: JsonObject): Json {
  const at = (value: Json): Scope => scopeOf(value, { context });
  const path = (field: "InputPath" | "OutputPath", value: Json) =>
    state[field] === null ? {} : compilePath(state[field] ?? "$")(at(value));
  const effective = path("InputPath", input);
  const worked =
    state.Result ?? (state.Parameters === undefined ? effective : compileTemplate(state.Parameters)(at(effective)));
  const written =
    state.ResultPath === null ? input : compileReferencePath(state.ResultPath ?? "$").write(input, worked);
  return path("OutputPath", written);
}

function contextOf(one: Case): JsonObject {
  const { stateMachineName = "", stateMachineArn = "" } = one.context ?? {};
  return { Execution: { Input: one.input }, StateMachine: { Name: stateMachineName, Id: stateMachineArn } };
}

/** Equal where the recording holds `<any>` for values that differ from run to run. */
function matches(actual: unknown, expected: unknown): boolean {
  if (expected === "<any>") return true;
  if (typeof expected === "string" && typeof actual === "string")
    return new RegExp(`^${expected.split("<any>").map(escapeText).join("[^]*")}$`).test(actual);
  if (typeof expected !== "object" || expected === null || typeof actual !== "object" || actual === null)
    return Object.is(actual, expected) || actual === expected;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(actual).length &&
    keys.every((key) => matches((actual as JsonObject)[key], (expected as JsonObject)[key]))
  );
}

const escapeText = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

describe.skipIf(cases.length === 0)("recorded runs of Pass states", () => {
  const isAboutExpressions = ({ expected }: Case) =>
    expected.status === "SUCCEEDED" || expected.error === "States.Runtime";
  const usable = cases.filter(
    (one) =>
      isAboutExpressions(one) &&
      !/\$\$(?!\.(Execution\.Input|StateMachine\.Name))/.test(JSON.stringify(one.definition)),
  );

  it(`are enough to be worth the name (${usable.length})`, () => {
    expect(usable.length).toBeGreaterThan(60);
  });

  it.each(usable.map((one) => [one.id, one] as const))("%s", (_, one) => {
    if (one.expected.status === "SUCCEEDED") {
      const output = run(one);
      expect(matches(output, one.expected.output), JSON.stringify([output, one.expected.output])).toBe(true);
      return;
    }
    try {
      run(one);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(StatesError);
      expect((error as StatesError).error).toBe(one.expected.error);
      expect(
        matches(
          `<prefix>${(error as StatesError).cause}`,
          `<any>${one.expected.cause!.split("). ").slice(1).join("). ")}`,
        ),
        (error as StatesError).cause,
      ).toBe(true);
    }
  });
});

describe.skipIf(recordedExpressions().length === 0)("recorded and collected expressions", () => {
  it("parse, all but those that are no expressions", () => {
    const refused = recordedExpressions().filter((text) => {
      if (!/^(\$|States\.)/.test(text)) return false;
      try {
        parse(text);
        return false;
      } catch {
        return true;
      }
    });
    expect(refused.filter((text) => !/\$\{|\{\{/.test(text))).toEqual([]);
  });
});
