import { usage } from "../stop.js";

/** `asl test-state`'s options as commander hands them over. */
export interface WrittenOptions {
  state?: string;
  input?: string;
  context?: string;
  variables?: string;
  mock?: string;
  mockResult?: string;
  mockError?: string;
  mockCause?: string;
  fieldValidation?: string;
  retrierRetryCount?: string;
  errorCausedByState?: string;
  mapIterationFailureCount?: string;
  mapItemReaderData?: string;
  inspectionLevel?: string;
  roleArn?: string;
  request?: string;
  substitutions?: string;
  json?: boolean;
  full?: boolean;
}

/** Throws Stop (usage) for options that exclude each other. Their values the API itself judges. */
export function checkOptions(definition: string | undefined, options: WrittenOptions): void {
  const { mock, mockResult, mockError, mockCause, request, state } = options;
  if (definition === undefined && request === undefined)
    throw usage("there is nothing to test", "Name a definition, or give --request with a file.");
  if (definition !== undefined && request !== undefined)
    throw usage("the definition stands in --request already: name it once");
  const mocks = [mock, mockResult, mockError].filter((given) => given !== undefined);
  if (mocks.length > 1) throw usage("give one of --mock, --mock-result and --mock-error");
  if (mockCause !== undefined && mockError === undefined)
    throw usage("--mock-cause belongs to --mock-error: give both");
  if (state?.trim() === "") throw usage("--state names no state");
}
