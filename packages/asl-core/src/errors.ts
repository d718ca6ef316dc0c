/** Names AWS reserves for errors the interpreter itself raises. */
export type StatesErrorName =
  | "States.ALL"
  | "States.TaskFailed"
  | "States.Timeout"
  | "States.HeartbeatTimeout"
  | "States.DataLimitExceeded"
  | "States.Runtime"
  | "States.QueryEvaluationError"
  | "States.ItemReaderFailed"
  | "States.ResultWriterFailed"
  | "States.ExceedToleratedFailureThreshold"
  | "States.Permissions"
  | "States.IntrinsicFailure";

/** How an error text is introduced in a history: with AWS's "An error occurred while executing the state …" or as it is. */
export type CauseForm = "prefixed" | "plain";

/**
 * An ASL error on its way to the state that raised it: data, caught in one place (kernel/recovery.ts).
 * `cause` is AWS's text without the "An error occurred while executing the state …" introduction, which the kernel adds
 * where `form` is "prefixed". `location` is the field, as `EvaluationFailed` events name it.
 */
export class StatesError extends Error {
  override readonly name = "StatesError";
  constructor(
    readonly error: StatesErrorName,
    override readonly cause: string,
    readonly location?: string,
    readonly form: CauseForm = "prefixed",
  ) {
    super(`${error}: ${cause}`);
  }
}

/** A path, intrinsic call or JSONata text that does not parse. `offset` and `length` count UTF-16 units inside `text`. */
export class ExpressionSyntaxError extends Error {
  override readonly name = "ExpressionSyntaxError";
  constructor(
    message: string,
    readonly text: string,
    readonly offset: number,
    readonly length = 1,
  ) {
    super(message);
  }
}
