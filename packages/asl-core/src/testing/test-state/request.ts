import type { Json } from "../../json.js";
import type { FieldValidationMode } from "./check-shape.js";

/** How much TestState tells: the output; each stage of the data, too; and of HTTP Tasks the exchange. */
export type InspectionLevel = "INFO" | "DEBUG" | "TRACE";

/** A JSON text, as AWS takes it; any other JSON value stands for itself. */
export type JsonText = Json;

/** What the state's work gives in place of a real call: one of `result` and `errorOutput`. */
export interface Mock {
  /** What a Task's service returns; of a Map or Parallel the array of outputs; of a Map with a ResultWriter an object. */
  result?: JsonText;
  errorOutput?: { error?: string; cause?: string };
  /** How a Task's result is judged by the published model of its service; STRICT if absent. */
  fieldValidationMode?: FieldValidationMode;
}

/** Where in its life the state is tested. */
export interface StateConfiguration {
  /** Retries made before: decides between RETRIABLE and what comes when retries are used up. */
  retrierRetryCount?: number;
  /** The state inside a Map or Parallel whose error is mocked. */
  errorCausedByState?: string;
  /** Iterations of a Map that failed: compared with its tolerated failures. */
  mapIterationFailureCount?: number;
  /** What the ItemReader of a Map reads, as it stands in the file: JSON, lines of JSON or CSV. */
  mapItemReaderData?: string;
}

/** A request of AWS's TestState API; the same names, and JSON texts where AWS has JSON texts. */
export interface TestStateRequest {
  /** One state; or a whole state machine where `stateName` says which state is meant. JSON text or value. */
  definition: Json;
  /** The state to test, nested ones included. */
  stateName?: string;
  /** `{}` if absent. */
  input?: JsonText;
  /** An object of workflow variables. */
  variables?: JsonText;
  /** The context object; only with a mock. What it leaves out is absent. */
  context?: JsonText;
  mock?: Mock;
  stateConfiguration?: StateConfiguration;
  /** INFO if absent. */
  inspectionLevel?: InspectionLevel;
  /** Needed for a Task without a mock. */
  roleArn?: string;
  /** Accepted without a mock; nothing here is secret. */
  revealSecrets?: boolean;
}
