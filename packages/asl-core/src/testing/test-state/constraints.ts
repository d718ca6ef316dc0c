import { FIELD_VALIDATION_MODES } from "../../drivers/answer-fields.js";
import type { TestStateRequest } from "./request.js";
import { TestStateError, validationException } from "./test-state-error.js";

interface Constraint {
  readonly name: string;
  of(request: TestStateRequest): unknown;
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
}

/** Bounds of the request's members (API model, TestStateInput). */
const CONSTRAINTS: readonly Constraint[] = [
  { name: "definition", of: ({ definition }) => definition, min: 1, max: 1_048_576 },
  { name: "roleArn", of: ({ roleArn }) => roleArn, min: 1, max: 256 },
  { name: "input", of: ({ input }) => input, max: 262_144 },
  { name: "variables", of: ({ variables }) => variables, max: 262_144 },
  { name: "context", of: ({ context }) => context, max: 262_144 },
  { name: "stateName", of: ({ stateName }) => stateName, min: 1, max: 80 },
  { name: "inspectionLevel", of: ({ inspectionLevel }) => inspectionLevel, values: ["INFO", "DEBUG", "TRACE"] },
  {
    name: "mock.fieldValidationMode",
    of: ({ mock }) => mock?.fieldValidationMode,
    values: FIELD_VALIDATION_MODES,
  },
  { name: "mock.errorOutput.error", of: ({ mock }) => mock?.errorOutput?.error, max: 256 },
  { name: "mock.errorOutput.cause", of: ({ mock }) => mock?.errorOutput?.cause, max: 32_768 },
  {
    name: "stateConfiguration.retrierRetryCount",
    of: ({ stateConfiguration }) => stateConfiguration?.retrierRetryCount,
    min: 0,
  },
  {
    name: "stateConfiguration.errorCausedByState",
    of: ({ stateConfiguration }) => stateConfiguration?.errorCausedByState,
    min: 1,
    max: 80,
  },
  {
    name: "stateConfiguration.mapIterationFailureCount",
    of: ({ stateConfiguration }) => stateConfiguration?.mapIterationFailureCount,
    min: 0,
  },
];

/**
 * Throws TestStateError for the first member out of its bounds. What is too small the SDKs refuse themselves, in their own
 * words (recorded); the rest the service does.
 */
export function checkConstraints(request: TestStateRequest): void {
  for (const constraint of CONSTRAINTS) {
    const value = constraint.of(request);
    if (value !== undefined && value !== null) check(constraint, value);
  }
}

function check({ name, min, max, values }: Constraint, value: unknown): void {
  const size = typeof value === "number" ? value : typeof value === "string" ? value.length : undefined;
  if (min !== undefined && size !== undefined && size < min) throw tooSmall(name, value, size, min);
  const length = typeof value === "number" ? "value" : "length";
  if (max !== undefined && size !== undefined && size > max)
    throw unsatisfied(name, value, `Member must have ${length} less than or equal to ${max}`);
  if (values !== undefined && !values.includes(value as string))
    throw unsatisfied(name, value, `Member must satisfy enum value set: [${values.join(", ")}]`);
}

function tooSmall(name: string, value: unknown, size: number, min: number): TestStateError {
  const what =
    typeof value === "number"
      ? `Invalid value for parameter ${name}, value: ${size}, valid min value: ${min}`
      : `Invalid length for parameter ${name}, value: ${size}, valid min length: ${min}`;
  return new TestStateError("ParamValidationError", `Parameter validation failed:\n${what}`);
}

const unsatisfied = (name: string, value: unknown, rule: string): TestStateError =>
  validationException(
    `1 validation error detected: Value '${String(value).slice(0, 200)}' at '${name}' failed to satisfy constraint: ${rule}`,
  );
