import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";

/** A definition of states in order, of which the first begins. */
export const machine = (States: Record<string, Json>): JsonObject => ({ StartAt: Object.keys(States)[0], States });

export const pass = (Next?: string): JsonObject => ({
  Type: "Pass",
  ...(Next === undefined ? { End: true } : { Next }),
});

export const task = (Next: string | undefined, more: JsonObject = {}): JsonObject => ({
  ...pass(Next),
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  ...more,
});

export const catching = (Next: string, ...errors: string[]): JsonObject => ({
  Catch: [{ ErrorEquals: errors.length === 0 ? ["States.ALL"] : errors, Next }],
});

/** A machine with everything: a loop, branches, iterations, errors. */
export const order: JsonObject = machine({
  Check: task("Valid?", catching("Apologise", "Busy")),
  "Valid?": {
    Type: "Choice",
    Choices: [
      { Variable: "$.total", NumericGreaterThan: 100, Next: "Pack" },
      { Variable: "$.retry", BooleanEquals: true, Next: "Check" },
    ],
    Default: "Apologise",
  },
  Pack: {
    Type: "Parallel",
    Branches: [machine({ Wrap: task("Label"), Label: pass() }), machine({ Bill: task(undefined) })],
    ...catching("Apologise"),
    Next: "Ship each",
  },
  "Ship each": {
    Type: "Map",
    ItemsPath: "$.lines",
    MaxConcurrency: 2,
    ItemProcessor: machine({ Ship: task(undefined) }),
    End: true,
  },
  Apologise: { Type: "Fail", Error: "Order.Refused" },
});
