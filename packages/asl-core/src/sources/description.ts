import type { ReadText } from "../definition/read.js";
import { isObject, type JsonObject, own } from "../json.js";
import { type EmbeddedOptions, readEmbedded } from "./embedded.js";
import { mappedText, scalarPiece } from "./mapped-text.js";
import type { SourceMachine } from "./source.js";
import { sourceMachine } from "./source-machine.js";

/**
 * True for an answer of DescribeStateMachine or DescribeStateMachineForExecution, and for what CreateStateMachine takes:
 * a `definition` that is text, and the ARN of the machine or its role.
 */
export function isDescription(value: ReadText["value"]): value is JsonObject & { definition: string } {
  if (!isObject(value) || typeof own(value, "definition") !== "string") return false;
  return typeof own(value, "stateMachineArn") === "string" || typeof own(value, "roleArn") === "string";
}

/** The machine a description holds, by its name. DescribeStateMachineForExecution says no type. */
export function describedMachine(
  file: string,
  read: ReadText,
  value: JsonObject & { definition: string },
  options: EmbeddedOptions,
): SourceMachine {
  const range = read.locate("/definition");
  const place = { start: range?.start.offset ?? 0, end: range?.end.offset ?? 0 };
  const mapped = mappedText([scalarPiece(read.text, place, value.definition)], place.start);
  const embedded = readEmbedded(mapped, read.text, { ...options, lines: read.lines });
  const name = own(value, "name");
  return sourceMachine(typeof name === "string" ? name : "", file, embedded, own(value, "type"));
}
