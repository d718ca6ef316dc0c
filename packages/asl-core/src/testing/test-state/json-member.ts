import { readText } from "../../definition/index.js";
import { isObject, type Json, type JsonObject, nestsTooDeeply } from "../../json.js";
import type { JsonText } from "./request.js";
import { TestStateError } from "./test-state-error.js";

/** The value of a member that holds JSON text; `refuse` makes the exception where it holds none. */
export function jsonMember(text: JsonText, refuse: (problem: string) => TestStateError): Json {
  if (typeof text !== "string") {
    if (nestsTooDeeply(text)) throw refuse("nests too deeply");
    return text;
  }
  const { value, diagnostics } = readText(text, { format: "json" });
  if (value !== undefined) return value;
  throw refuse(text.trim() === "" ? "Invalid execution input." : diagnostics[0].message);
}

/** The same of a member that must hold an object. */
export function jsonObjectMember(text: JsonText, refuse: (problem: string) => TestStateError): JsonObject {
  const value = jsonMember(text, refuse);
  if (!isObject(value)) throw refuse("must be a JSON object");
  return value;
}

/** Recorded for StartExecution: test_invalid_start_execution_input. */
export const invalidInput = (problem: string): TestStateError =>
  new TestStateError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${problem}'`);
