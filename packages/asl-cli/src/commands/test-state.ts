import { UnansweredTask } from "asl-core";
import { TestStateError, type TestStateResponse, testState } from "asl-core/testing";
import { stdout } from "../output.js";
import { EXIT, type ExitCode, Stop } from "../stop.js";
import { stateHint } from "../test-state/definition.js";
import { modelsFor } from "../test-state/models.js";
import { checkOptions, type WrittenOptions } from "../test-state/options.js";
import { printResponse } from "../test-state/print.js";
import { type Prepared, prepare } from "../test-state/request.js";

/**
 * `asl test-state`. Resolves with 0 where the state gives an output (SUCCEEDED, CAUGHT_ERROR), 1 where it does not (FAILED,
 * RETRIABLE). Throws Stop for what is wrong with its arguments and files, and for what AWS would refuse.
 */
export async function testStateCommand(definition: string | undefined, options: WrittenOptions): Promise<ExitCode> {
  checkOptions(definition, options);
  const { request, machine } = await prepare(definition, options);
  const models = modelsFor(request, options.fieldValidation !== undefined);
  let response: TestStateResponse;
  try {
    response = await testState(request, { models, machine });
  } catch (error) {
    return refused(error, { request, machine }, options.json === true);
  }
  if (options.json) stdout.line(JSON.stringify(response, null, 2));
  else printResponse(stdout, request, response, options.full === true);
  return response.output === undefined ? EXIT.failed : EXIT.succeeded;
}

/** With --json an exception has the form it has on the wire. */
function refused(error: unknown, prepared: Prepared, json: boolean): ExitCode {
  if (error instanceof UnansweredTask) throw new Stop(EXIT.unanswered, error.message, MOCK_HINT);
  if (!(error instanceof TestStateError)) throw error;
  const { code, message } = error;
  const needsMock =
    prepared.request.mock === undefined &&
    /^(RoleArn must be|TestState API does not support (activities|Map))/.test(message);
  const exit = needsMock ? EXIT.unanswered : code === "InvalidDefinition" ? EXIT.definition : EXIT.usage;
  if (json) {
    stdout.line(JSON.stringify({ __type: code, message }, null, 2));
    return exit;
  }
  throw new Stop(exit, `${code}: ${message}`, needsMock ? MOCK_HINT : hintFor(message, prepared));
}

const MOCK_HINT = "Give --mock-result or --mock-error.";

function hintFor(message: string, { request: { stateName }, machine }: Prepared): string | undefined {
  if (message !== "State not found in definition" || stateName === undefined || machine === undefined) return undefined;
  return stateHint(stateName, machine);
}
