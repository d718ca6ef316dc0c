import { isObject, type Json } from "../../json.js";
import type { MapNode, Node, ParallelNode } from "../../machine/machine.js";
import type { FieldValidationMode } from "./check-shape.js";
import { jsonMember } from "./json-member.js";
import type { Mock, TestStateRequest } from "./request.js";
import { TestStateError, validationException } from "./test-state-error.js";

/** What a mocked state's work gives, read and checked. */
export type MockedWork =
  | { readonly type: "result"; readonly result: Json; readonly mode: FieldValidationMode }
  | { readonly type: "error"; readonly error: string | null; readonly cause: string | null };

const MOCKABLE = new Set(["Task", "Map", "Parallel"]);

/** Reads a request's mock for a state; null where it has none. Throws TestStateError where the two do not fit (recorded). */
export function mockOf(request: TestStateRequest, node: Node): MockedWork | null {
  const { mock } = request;
  if (mock === undefined) {
    checkUnmocked(request, node);
    return null;
  }
  if (!MOCKABLE.has(node.kind))
    throw validationException(`State type '${node.kind}' is not supported when a mock is specified`);
  if ((mock.result === undefined) === (mock.errorOutput === undefined))
    throw validationException("A test mock should have only one of the following fields: [result, errorOutput].");
  if (request.revealSecrets)
    throw validationException("TestState does not support RevealSecrets when a mock is specified.");
  return read(mock, node, request.stateConfiguration?.mapIterationFailureCount ?? 0);
}

/** The texts about activities, `.sync` and tokens, and about Context, are our own: AWS's are not known. */
function checkUnmocked({ stateConfiguration, context, roleArn }: TestStateRequest, node: Node): void {
  if (stateConfiguration?.mapIterationFailureCount !== undefined)
    throw validationException("TestState does not support MapIterationFailureCount when a mock is not specified.");
  if (node.kind === "Map" || node.kind === "Parallel")
    throw new TestStateError(
      "InvalidDefinition",
      "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
    );
  if (context !== undefined)
    throw validationException("TestState does not support Context when a mock is not specified.");
  if (node.kind !== "Task") return;
  const { events, pattern } = node.resource;
  if (events === "Activity" || pattern !== "request")
    throw new TestStateError(
      "InvalidDefinition",
      "TestState API does not support activities, '.sync' and '.waitForTaskToken' when a mock is not specified",
    );
  if (roleArn === undefined) throw validationException("RoleArn must be specified when testing a Task state");
}

function read({ result, errorOutput, fieldValidationMode }: Mock, node: Node, failures: number): MockedWork {
  if (errorOutput !== undefined) {
    const { error = null, cause = null } = errorOutput;
    return { type: "error", error, cause };
  }
  const value = jsonMember(result!, () => validationException("Mocked result must be valid JSON"));
  if (node.kind === "Map") checkMapResult(value, node, failures);
  if (node.kind === "Parallel") checkBranches(value, node);
  return { type: "result", result: value, mode: fieldValidationMode ?? "STRICT" };
}

function checkMapResult(result: Json, node: MapNode, failures: number): void {
  if (exports(node)) {
    if (!isObject(result)) throw validationException("Mocked result must be a JSON object.");
    return;
  }
  if (failures > arrayOf(result).length)
    throw validationException("Map iteration failure count must be less than or equal to the number of Map iterations");
}

/** Whether a Map's results go to a file, so that its own result is an object that names it. */
const exports = ({ distributed }: MapNode): boolean => (distributed?.writer?.resource ?? null) !== null;

function checkBranches(result: Json, node: ParallelNode): void {
  if (arrayOf(result).length !== node.branches.length)
    throw validationException("Mocked result must contain the same number of items as number of Parallel branches.");
}

function arrayOf(result: Json): Json[] {
  if (!Array.isArray(result)) throw validationException("Mocked result must be an array.");
  return result;
}
