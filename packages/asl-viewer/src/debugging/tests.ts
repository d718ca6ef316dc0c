import { type Json, type JsonObject, loadMachine } from "asl-core";
import type { AwsEvent } from "asl-core/history";
import { recordTest, testFileText, yamlEntry } from "asl-core/testing";

/** An execution that a test is made of. */
export interface Recorded {
  readonly events: readonly AwsEvent[];
  readonly definition: JsonObject;
  /** The definition's file; without one the test holds the definition itself. */
  readonly file?: string;
  /** The case's name. */
  readonly name: string;
}

/** A test file in YAML with one case: its input, its answers, its end and its path. Throws where none can be made of it. */
export function testFileOf({ events, definition, file, name }: Recorded): string {
  const history = { events } as unknown as Json;
  const { input, clock, answers, expect, notes } = recordTest(history, loadMachine(definition));
  const one = {
    name,
    ...(clock !== undefined && { clock }),
    input,
    ...(Object.keys(answers).length > 0 && { answers }),
    expect,
  };
  return testFileText({ definition: file ?? definition, cases: [one] }, notes);
}

/** Answers of tasks as `asl run --answers` reads them, in YAML. */
export const answersText = (answers: JsonObject): string =>
  `${Object.entries(answers)
    .flatMap(([state, one]) => yamlEntry(state, one))
    .join("\n")}\n`;
