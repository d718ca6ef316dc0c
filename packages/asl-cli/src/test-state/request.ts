import { isObject, type Json, type JsonObject, type Machine } from "asl-core";
import type {
  FieldValidationMode,
  InspectionLevel,
  Mock,
  StateConfiguration,
  TestStateRequest,
} from "asl-core/testing";
import { readStandardInput } from "../files.js";
import { EXIT, usage } from "../stop.js";
import { loadTested } from "./definition.js";
import type { WrittenOptions } from "./options.js";
import { jsonOf, textOf } from "./value.js";

/** A request, and its machine where that is compiled already. */
export interface Prepared {
  readonly request: TestStateRequest;
  readonly machine: Machine | undefined;
}

/**
 * The request that the command line stands for. What --request holds is the beginning; options win over it. Without
 * --inspection-level everything is looked at where people read, and what AWS takes by default with --json.
 */
export async function prepare(definition: string | undefined, options: WrittenOptions): Promise<Prepared> {
  const given = options.request === undefined ? {} : await requestFile(options.request);
  const request = { ...given } as unknown as TestStateRequest;
  const machine = await addDefinition(request, definition, options);
  await addData(request, options);
  const mock = await mockOf(options, request.mock);
  if (mock !== undefined) request.mock = mock;
  const configuration = configurationOf(options);
  if (Object.keys(configuration).length > 0)
    request.stateConfiguration = { ...request.stateConfiguration, ...configuration };
  const level =
    options.inspectionLevel?.toUpperCase() ?? request.inspectionLevel ?? (options.json ? undefined : "DEBUG");
  if (level !== undefined) request.inspectionLevel = level as InspectionLevel;
  if (options.roleArn !== undefined) request.roleArn = options.roleArn;
  return { request, machine };
}

async function addDefinition(
  request: TestStateRequest,
  written: string | undefined,
  { state, substitutions }: WrittenOptions,
): Promise<Machine | undefined> {
  if (written === undefined) {
    if (state !== undefined) request.stateName = state;
    return undefined;
  }
  const { definition, stateName, machine } = await loadTested(written, state, substitutions);
  request.definition = definition;
  if (stateName !== undefined) request.stateName = stateName;
  return machine;
}

/** A request as `aws stepfunctions test-state --cli-input-json` takes it. */
async function requestFile(path: string): Promise<JsonObject> {
  const value = await jsonOf("--request", path);
  if (isObject(value) && value.definition !== undefined) return value;
  throw usage("--request holds no request of TestState", 'It is an object with "definition", as AWS\'s API takes it.');
}

async function addData(request: TestStateRequest, { input, context, variables }: WrittenOptions): Promise<void> {
  if (input === "-") request.input = readStandardInput({ what: "input", exitCode: EXIT.usage });
  else if (input !== undefined) request.input = text(await jsonOf("--input", input));
  if (context !== undefined) request.context = text(await jsonOf("--context", context));
  if (variables !== undefined) request.variables = text(await jsonOf("--variables", variables));
}

/** As the API takes it: a text alone would be taken for JSON text. */
const text = (value: Json): string => JSON.stringify(value);

async function mockOf(options: WrittenOptions, before: Mock | undefined): Promise<Mock | undefined> {
  const mode = options.fieldValidation?.toUpperCase() as FieldValidationMode | undefined;
  const mock = (await writtenMock(options)) ?? before;
  if (mode === undefined) return mock;
  if (mock === undefined) throw usage("--field-validation judges a mocked result: give --mock-result");
  return { ...mock, fieldValidationMode: mode };
}

async function writtenMock({ mock, mockResult, mockError, mockCause }: WrittenOptions): Promise<Mock | undefined> {
  if (mockResult !== undefined) return { result: text(await jsonOf("--mock-result", mockResult)) };
  if (mockError !== undefined)
    return { errorOutput: { error: mockError, ...(mockCause !== undefined && { cause: mockCause }) } };
  if (mock === undefined) return undefined;
  const value = await jsonOf("--mock", mock);
  if (isObject(value) && ("result" in value || "errorOutput" in value)) return value as Mock;
  throw usage("--mock holds no mock", 'It is an object with "result" or "errorOutput", as in AWS\'s TestState.');
}

function configurationOf(options: WrittenOptions): StateConfiguration {
  const { retrierRetryCount, errorCausedByState, mapIterationFailureCount, mapItemReaderData } = options;
  const configuration: StateConfiguration = {};
  if (retrierRetryCount !== undefined)
    configuration.retrierRetryCount = count("--retrier-retry-count", retrierRetryCount);
  if (errorCausedByState !== undefined) configuration.errorCausedByState = errorCausedByState;
  if (mapIterationFailureCount !== undefined)
    configuration.mapIterationFailureCount = count("--map-iteration-failure-count", mapIterationFailureCount);
  if (mapItemReaderData !== undefined)
    configuration.mapItemReaderData = textOf("--map-item-reader-data", mapItemReaderData);
  return configuration;
}

function count(option: string, given: string): number {
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw usage(`${option} ${given} is not a whole number`);
}
