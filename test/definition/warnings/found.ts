import {
  type Diagnostic,
  readText,
  type ValidateOptions,
  validate,
} from "../../../packages/asl-core/src/definition/index.js";
import type { Json, JsonObject } from "../../../packages/asl-core/src/json.js";

/** What is found in a definition: `rule at path «text it points at»`; only the named rules, and every error. */
export function found(definition: Json, rules: readonly string[], options: ValidateOptions = {}): string[] {
  const text = JSON.stringify(definition);
  return validate(readText(text), options)
    .filter((one) => one.severity === "error" || rules.includes(one.rule))
    .map((one) => `${one.rule} at ${one.path} «${pointedAt(one, text)}»`);
}

function pointedAt({ range }: Diagnostic, text: string): string {
  return range === undefined ? "" : text.slice(range.start.offset, range.end.offset);
}

/** The smallest machine around some states; it starts with the first. */
export const machine = (states: JsonObject, more: JsonObject = {}): JsonObject => ({
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});

export const END = { Type: "Pass", End: true };
export const JSONATA = { QueryLanguage: "JSONata" };
export const DISTRIBUTED = { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } };

export const pass = (next: string, more: JsonObject = {}): JsonObject => ({ Type: "Pass", Next: next, ...more });
export const parallel = (next: string, ...branches: JsonObject[]): JsonObject => ({
  Type: "Parallel",
  Branches: branches,
  Next: next,
});
