/** The exceptions TestState answers with; ParamValidationError is the SDK's own, raised before anything is sent. */
export type TestStateErrorCode =
  | "ValidationException"
  | "InvalidDefinition"
  | "InvalidExecutionInput"
  | "InvalidArn"
  | "ParamValidationError";

/** A request TestState refuses. `code` and `message` are AWS's; over HTTP it would be status 400. */
export class TestStateError extends Error {
  override readonly name = "TestStateError";
  constructor(
    readonly code: TestStateErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** The exception AWS raises for most of what is wrong with a request. */
export const validationException = (message: string): TestStateError =>
  new TestStateError("ValidationException", message);
