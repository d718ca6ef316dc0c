/** How the tested state ended. */
export type TestExecutionStatus = "SUCCEEDED" | "FAILED" | "RETRIABLE" | "CAUGHT_ERROR";

/** AWS's answer to TestState, member by member; JSON values are JSON texts. Members that do not apply are absent. */
export interface TestStateResponse {
  status: TestExecutionStatus;
  /** Of SUCCEEDED and CAUGHT_ERROR. */
  output?: string;
  /** Of all but SUCCEEDED. */
  error?: string;
  cause?: string;
  /** Absent where the state ends its block, or failed. */
  nextState?: string;
  /** With DEBUG and TRACE. */
  inspectionData?: InspectionData;
}

/** The stages a state's data went through, as JSON texts, and what else decided. */
export interface InspectionData {
  input?: string;
  afterInputPath?: string;
  afterParameters?: string;
  afterArguments?: string;
  afterItemsPath?: string;
  afterItemSelector?: string;
  afterItemBatcher?: string;
  afterItemsPointer?: string;
  result?: string;
  afterResultSelector?: string;
  afterResultPath?: string;
  /** All variables after the state; absent where there are none. */
  variables?: string;
  maxConcurrency?: number;
  toleratedFailureCount?: number;
  toleratedFailurePercentage?: number;
  errorDetails?: ErrorDetails;
  /** Of HTTP Tasks, with TRACE. */
  request?: HttpRequest;
  response?: HttpResponse;
}

/** Which Retry or Catch entry took the error up. */
export interface ErrorDetails {
  catchIndex?: number;
  retryIndex?: number;
  /** Absent where the retries are used up. */
  retryBackoffIntervalSeconds?: number;
}

/** What an HTTP Task sent. */
export interface HttpRequest {
  protocol?: string;
  method?: string;
  url?: string;
  headers?: string;
  body?: string;
}

/** What it was answered. */
export interface HttpResponse {
  protocol?: string;
  statusCode?: string;
  statusMessage?: string;
  headers?: string;
  body?: string;
}
