import type { TaskHandler } from "../../drivers/handler.js";
import { isObject, type Json, type JsonObject, stringify } from "../../json.js";
import { type Identity, start } from "../../kernel/index.js";
import { END, type Machine, type Node } from "../../machine/machine.js";
import type { Millis } from "../../time.js";
import { TEXT } from "../cases/format.js";
import { type Check, checkOptions, isFunction, shaped, wholeNumber } from "../checked-options.js";
import { checkAnswer } from "./check-answer.js";
import { checkConstraints } from "./constraints.js";
import { inspectionData } from "./inspection.js";
import { invalidInput, jsonMember, jsonObjectMember } from "./json-member.js";
import { type MockedWork, mockOf } from "./mock.js";
import { mockedContext } from "./mocked-context.js";
import type { TestStateRequest } from "./request.js";
import type { TestExecutionStatus, TestStateResponse } from "./response.js";
import type { ServiceModels } from "./service-model.js";
import { SingleRun } from "./single-run.js";
import { validationException } from "./test-state-error.js";
import { type TestedState, testedState } from "./tested-state.js";

/** What a test of one state has around it; all of it has defaults. */
export interface TestStateOptions {
  /** Published models of AWS's services, by which mocked results are judged. Absent: they are not. */
  models?: ServiceModels;
  /** Does the work of a Task without a mock. Absent: such a test ends with UnansweredTask. */
  handler?: TaskHandler;
  /** The request's definition, where it is checked and compiled already; `stateName` says which state is meant. */
  machine?: Machine;
  /** Where the clock starts; 2026-01-01T00:00:00Z if absent. */
  at?: Millis;
  /** What everything random follows from; 1 if absent. */
  seed?: number;
  /** The account and region that stand in ARNs; the role's account and us-east-1 if absent. */
  account?: string;
  region?: string;
}

const CHECKS: Readonly<Record<keyof TestStateOptions, Check>> = {
  models: isFunction,
  handler: isFunction,
  machine: () => {},
  at: wholeNumber,
  seed: wholeNumber,
  account: shaped(TEXT),
  region: shaped(TEXT),
};

const DEFAULT_START = 1_767_225_600_000;

/**
 * Tests one state as AWS's TestState API does: same request, same answer, same refusals, without an account. Map and
 * Parallel need a mock, as there. Takes no time: a Wait's clock is the test's own. Rejects with TestStateError where AWS
 * refuses the request, with UnansweredTask where a Task has neither mock nor handler, with TypeError or RangeError where an
 * option makes no sense. (API model; recorded: test_state.)
 */
export async function testState(request: TestStateRequest, options: TestStateOptions = {}): Promise<TestStateResponse> {
  checkOptions(options, CHECKS, "testState");
  if (!isObject(request)) throw new TypeError("testState takes a request: { definition, input, mock, … }");
  checkConstraints(request);
  const state = testedState(request.definition, request.stateName, options.machine);
  const { node } = state;
  const mock = mockOf(request, node);
  const context = mockedContext(request.context, node);
  const input = jsonMember(request.input ?? {}, invalidInput);
  const variables = variablesOf(request);
  await checkResult(node, mock, options.models);
  const run = new SingleRun(state, begin(state, request, options, input, variables), {
    context,
    mock,
    role: request.roleArn !== undefined,
    failures: request.stateConfiguration?.mapIterationFailureCount ?? 0,
    readerData: request.stateConfiguration?.mapItemReaderData,
    handler: options.handler,
    everyItem: (request.inspectionLevel ?? "INFO") !== "INFO",
  });
  await run.run();
  return answer(run, request, variables);
}

function variablesOf({ variables }: TestStateRequest): JsonObject | undefined {
  if (variables === undefined) return undefined;
  return jsonObjectMember(variables, (problem) => validationException(`Invalid Variables provided: ${problem}`));
}

/** AWS judges a mocked result before the state is run. */
async function checkResult(node: Node, mock: MockedWork | null, models: ServiceModels | undefined): Promise<void> {
  if (node.kind !== "Task" || mock?.type !== "result" || models === undefined) return;
  const [problem] = await checkAnswer(node.resource.arn, mock.result, mock.mode, models);
  if (problem !== undefined) throw validationException(`Mock result schema validation error: ${problem}`);
}

/** Stands before the tested state, as often retried as the request says. A state inside a Map works on the first item. */
function begin(
  { machine, node }: TestedState,
  request: TestStateRequest,
  options: TestStateOptions,
  input: Json,
  variables: JsonObject | undefined,
) {
  const { at = DEFAULT_START, seed = 1 } = options;
  const identity = identityOf(request, options);
  const item = isInMap(machine, node) ? { Index: 0, Value: input } : undefined;
  const execution = start(machine, { input, at, seed, type: "EXPRESS", identity, variables, item, node: node.index });
  const retries = request.stateConfiguration?.retrierRetryCount ?? 0;
  const [frame] = execution.frames;
  frame!.attempts = new Array<number>(node.retry.length).fill(retries);
  frame!.retries = retries;
  return execution;
}

/** AWS runs the state as an Express execution, whose names it makes up (recorded: test_state_task_catch_error). */
function identityOf({ roleArn = "" }: TestStateRequest, { account, region = "us-east-1" }: TestStateOptions): Identity {
  const owner = account ?? /^arn:[^:]*:iam::(\d+):/.exec(roleArn)?.[1] ?? "123456789012";
  const prefix = `arn:aws:states:${region}:${owner}`;
  return {
    executionArn: `${prefix}:express:test-state:test:test`,
    executionName: "test",
    stateMachineArn: `${prefix}:stateMachine:test-state`,
    stateMachineName: "test-state",
    roleArn,
  };
}

function isInMap({ blocks, nodes }: Machine, node: Node): boolean {
  for (let at = blocks[node.block].owner; at !== END; at = blocks[nodes[at].block].owner)
    if (nodes[at].kind === "Map") return true;
  return false;
}

function answer(run: SingleRun, request: TestStateRequest, variables: JsonObject | undefined): TestStateResponse {
  const { inspectionLevel = "INFO" } = request;
  const output = run.stages.get("output");
  const status = statusOf(run, output);
  const response: TestStateResponse = { status };
  if (status !== "SUCCEEDED") addError(response, run);
  if (output !== undefined) response.output = stringify(output);
  const next = nextState(run);
  if (next !== undefined) response.nextState = next;
  if (inspectionLevel !== "INFO") response.inspectionData = inspectionData(run, inspectionLevel, variables);
  return response;
}

function statusOf({ backoff, catcher }: SingleRun, output: Json | undefined): TestExecutionStatus {
  if (backoff !== null) return "RETRIABLE";
  if (output === undefined) return "FAILED";
  return catcher === null ? "SUCCEEDED" : "CAUGHT_ERROR";
}

/** What ends by none of its own errors ran out of TestState's five minutes. */
function addError(response: TestStateResponse, { failure, state }: SingleRun): void {
  const { error, cause } = failure ?? { error: "States.Timeout", cause: null };
  if (error !== null) response.error = error;
  if (cause !== null) response.cause = withoutPlace(cause, state.node.name);
}

/** TestState does not say in which state of a history an error occurred (recorded: test_state_map_context_object). */
function withoutPlace(cause: string, name: string): string {
  const start = `An error occurred while executing the state '${name}' (entered at the event id #`;
  return cause.startsWith(start) ? cause.slice(cause.indexOf("). ", start.length) + 3) : cause;
}

function nextState({ execution, state, backoff }: SingleRun): string | undefined {
  const [frame] = execution.frames;
  if (execution.status !== "RUNNING" || backoff !== null || frame?.phase !== "enter") return undefined;
  return state.machine.nodes[frame.node].name;
}
