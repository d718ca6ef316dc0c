import { isObject, type Json, type JsonObject, own, typeOf } from "../../json.js";
import type { Node } from "../../machine/machine.js";
import { jsonObjectMember } from "./json-member.js";
import type { JsonText } from "./request.js";
import { type TestStateError, validationException } from "./test-state-error.js";

/** What a context object may hold: for each part its fields, and the JSON type each must have. */
const PARTS: Record<string, Record<string, "string" | "number" | "any">> = {
  Execution: {
    Id: "string",
    Input: "any",
    Name: "string",
    RoleArn: "string",
    StartTime: "string",
    RedriveCount: "number",
    RedriveTime: "string",
  },
  State: { EnteredTime: "string", Name: "string", RetryCount: "number" },
  StateMachine: { Id: "string", Name: "string" },
  Task: { Token: "string" },
};

/** Reads a mocked context object; undefined where the request has none. Throws TestStateError for what AWS refuses (recorded). */
export function mockedContext(context: JsonText | undefined, node: Node): JsonObject | undefined {
  if (context === undefined) return undefined;
  const value = jsonObjectMember(context, () => refused("Context object must be a valid JSON object"));
  for (const name of Object.keys(value)) checkPart(name, value[name]);
  if (Object.hasOwn(value, "Task") && !hasToken(node))
    throw refused(
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    );
  return value;
}

const hasToken = (node: Node): boolean => node.kind === "Task" && node.resource.pattern !== "request";

function checkPart(name: string, part: Json): void {
  if (name === "Map") throw refused("'Map' field is not supported when mocking a Context object");
  if (!Object.hasOwn(PARTS, name)) throw refused(`Field '${name}' is not allowed`);
  if (!isObject(part)) throw refused(`${name} must be an object`);
  for (const field of Object.keys(part)) checkField(name, field, own(part, field)!);
}

function checkField(part: string, field: string, value: Json): void {
  const fields = PARTS[part];
  if (!Object.hasOwn(fields, field)) throw refused(`Field '${field}' is not allowed`);
  const expected = fields[field];
  if (expected !== "any" && typeOf(value) !== expected) throw refused(`${part}.${field} must be a ${expected}`);
}

const refused = (problem: string): TestStateError => validationException(`Invalid Context object provided: ${problem}`);
