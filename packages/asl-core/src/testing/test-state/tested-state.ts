import {
  eachTarget,
  invalidDefinitionMessage,
  isReadText,
  type ReadText,
  readText,
  validate,
} from "../../definition/index.js";
import { ExpressionSyntaxError } from "../../errors.js";
import { isObject, type Json, type JsonObject, put } from "../../json.js";
import { compileDefinition } from "../../machine/compile.js";
import type { Machine, Node } from "../../machine/machine.js";
import { TestStateError, validationException } from "./test-state-error.js";

/** The name a state has where the definition is the state alone (recorded). */
const STATE_NAME = "StateName";

/** The state under test within a compiled definition. */
export interface TestedState {
  readonly machine: Machine;
  readonly node: Node;
}

/**
 * Finds and compiles the state a request means. A state alone becomes a machine of one, in which the states it leads to
 * end at once; a machine is checked whole, unless it is given compiled. Throws TestStateError where AWS refuses the definition or knows no such state.
 */
export function testedState(definition: Json, stateName: string | undefined, machine?: Machine): TestedState {
  return stateIn(machine ?? machineFor(definition, stateName), stateName ?? STATE_NAME);
}

function stateIn(machine: Machine, name: string): TestedState {
  const node = machine.nodes.find((one) => one.name === name);
  if (node === undefined) throw validationException("State not found in definition");
  return { machine, node };
}

function machineFor(definition: Json, stateName: string | undefined): Machine {
  const read = typeof definition === "string" ? readText(definition, { format: "json" }) : definition;
  const value = isReadText(read) ? read.value : read;
  const alone = stateName === undefined && isObject(value);
  return compiled(alone ? machineOf(value) : read);
}

function compiled(source: Json | ReadText): Machine {
  const diagnostics = validate(source, { warnings: false });
  if (diagnostics.some(({ severity }) => severity === "error"))
    throw new TestStateError("InvalidDefinition", invalidDefinitionMessage(diagnostics));
  try {
    return compileDefinition((isReadText(source) ? source.value : source) as JsonObject);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) throw unreadable(error);
    throw error;
  }
}

/** An expression that has a placeholder in it is accepted by the validator, which does not know what will stand there. */
const unreadable = ({ message }: ExpressionSyntaxError): TestStateError =>
  new TestStateError("InvalidDefinition", `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${message}'`);

function machineOf(state: JsonObject): JsonObject {
  const states: JsonObject = {};
  eachTarget(state, (target) => put(states, target, { Type: "Succeed" }));
  put(states, STATE_NAME, state);
  return { StartAt: STATE_NAME, States: states };
}
