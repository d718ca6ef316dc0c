import type { Json, JsonObject } from "../json.js";

/** What `validate` without errors guarantees about a definition: the types of all fields of AWS's language. */
export type QueryLanguage = "JSONPath" | "JSONata";
/** The eight types of states. */
export type StateType = "Task" | "Wait" | "Pass" | "Succeed" | "Fail" | "Choice" | "Parallel" | "Map";
/** The two types of state machines. */
export type MachineType = "STANDARD" | "EXPRESS";

/** A number, or in JSONata states the text of an expression (`{% … %}`). */
export type NumberOrExpression = number | string;

/** A `States` map with its entry: the definition itself, a branch, or an item processor. */
export interface BlockDefinition {
  StartAt: string;
  States: Record<string, StateDefinition>;
  Comment?: string;
}

/** A whole definition, as an author writes it and CreateStateMachine takes it. */
export interface Definition extends BlockDefinition {
  QueryLanguage?: QueryLanguage;
  TimeoutSeconds?: number;
  Version?: string;
}

interface StateBase {
  Comment?: string;
  QueryLanguage?: QueryLanguage;
}

interface Transition {
  Next?: string;
  End?: boolean;
}

interface InputOutput {
  InputPath?: string | null;
  OutputPath?: string | null;
  Output?: Json;
}

interface Assigning {
  Assign?: JsonObject;
}

interface Recovering {
  Retry?: RetrierDefinition[];
  Catch?: CatcherDefinition[];
}

interface Resulting {
  ResultPath?: string | null;
  ResultSelector?: JsonObject;
}

/** A Task state. */
export interface TaskDefinition extends StateBase, Transition, InputOutput, Assigning, Recovering, Resulting {
  Type: "Task";
  Resource: string;
  Parameters?: Json;
  Arguments?: Json;
  Credentials?: JsonObject;
  TimeoutSeconds?: NumberOrExpression;
  TimeoutSecondsPath?: string;
  HeartbeatSeconds?: NumberOrExpression;
  HeartbeatSecondsPath?: string;
}

/** A Pass state. */
export interface PassDefinition extends StateBase, Transition, InputOutput, Assigning {
  Type: "Pass";
  Result?: Json;
  ResultPath?: string | null;
  Parameters?: Json;
}

/** Exactly one of the four times. */
export interface WaitDefinition extends StateBase, Transition, InputOutput, Assigning {
  Type: "Wait";
  Seconds?: NumberOrExpression;
  SecondsPath?: string;
  Timestamp?: string;
  TimestampPath?: string;
}

/** A Succeed state. */
export interface SucceedDefinition extends StateBase, InputOutput {
  Type: "Succeed";
}

/** A Fail state; Error and Cause each in one of two forms. */
export interface FailDefinition extends StateBase {
  Type: "Fail";
  Error?: string;
  ErrorPath?: string;
  Cause?: string;
  CausePath?: string;
}

/** A Choice state. */
export interface ChoiceDefinition extends StateBase, InputOutput, Assigning {
  Type: "Choice";
  Choices: ChoiceRule[];
  Default?: string;
}

/** A rule of a Choice state. JSONPath: one of And, Or, Not or a Variable with one operator. JSONata: Condition. */
export interface ChoiceRule extends Assigning, Comparison {
  Next: string;
  Comment?: string;
  Output?: Json;
  Condition?: string | boolean;
}

/** A JSONPath condition: one of And, Or, Not, or a Variable with one operator. */
export interface Comparison {
  And?: Comparison[];
  Or?: Comparison[];
  Not?: Comparison;
  Variable?: string;
  [operator: string]: unknown;
}

/** A Parallel state. */
export interface ParallelDefinition extends StateBase, Transition, InputOutput, Assigning, Recovering, Resulting {
  Type: "Parallel";
  Branches: BlockDefinition[];
  Parameters?: Json;
  Arguments?: Json;
}

/** Has either ItemProcessor or the older Iterator. */
export interface MapDefinition extends StateBase, Transition, InputOutput, Assigning, Recovering, Resulting {
  Type: "Map";
  ItemProcessor?: ItemProcessorDefinition;
  Iterator?: ItemProcessorDefinition;
  ItemsPath?: string;
  Items?: Json;
  ItemSelector?: Json;
  Parameters?: Json;
  MaxConcurrency?: NumberOrExpression;
  MaxConcurrencyPath?: string;
  ItemReader?: ItemReaderDefinition;
  ItemBatcher?: ItemBatcherDefinition;
  ResultWriter?: ResultWriterDefinition;
  ToleratedFailureCount?: NumberOrExpression;
  ToleratedFailureCountPath?: string;
  ToleratedFailurePercentage?: NumberOrExpression;
  ToleratedFailurePercentagePath?: string;
  Label?: string;
}

/** What a Map runs per item; inline where it has no ProcessorConfig. */
export interface ItemProcessorDefinition extends BlockDefinition {
  ProcessorConfig?: { Mode?: "INLINE" | "DISTRIBUTED"; ExecutionType?: MachineType };
}

/** Where a distributed Map reads its items. */
export interface ItemReaderDefinition {
  Resource: string;
  Parameters?: Json;
  Arguments?: Json;
  ReaderConfig?: ReaderConfigDefinition;
}

/** How the items are read. */
export interface ReaderConfigDefinition {
  InputType?: "CSV" | "JSON" | "JSONL" | "PARQUET" | "MANIFEST";
  Transformation?: "NONE" | "LOAD_AND_FLATTEN";
  ManifestType?: "ATHENA_DATA" | "S3_INVENTORY";
  CSVDelimiter?: "COMMA" | "PIPE" | "SEMICOLON" | "SPACE" | "TAB";
  CSVHeaderLocation?: "FIRST_ROW" | "GIVEN";
  CSVHeaders?: string[];
  ItemsPointer?: string;
  MaxItems?: NumberOrExpression;
  MaxItemsPath?: string;
}

/** How a distributed Map groups items; at least one of the limits is given. */
export interface ItemBatcherDefinition {
  MaxItemsPerBatch?: NumberOrExpression;
  MaxItemsPerBatchPath?: string;
  MaxInputBytesPerBatch?: NumberOrExpression;
  MaxInputBytesPerBatchPath?: string;
  BatchInput?: Json;
}

/** Where a distributed Map's results go, and in which form. */
export interface ResultWriterDefinition {
  Resource?: string;
  Parameters?: Json;
  Arguments?: Json;
  WriterConfig?: { Transformation?: "NONE" | "COMPACT" | "FLATTEN"; OutputType?: "JSON" | "JSONL" };
}

/** One entry of Retry. */
export interface RetrierDefinition {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: "FULL" | "NONE";
  Comment?: string;
}

/** One entry of Catch. */
export interface CatcherDefinition extends Assigning {
  ErrorEquals: string[];
  Next: string;
  ResultPath?: string | null;
  Output?: Json;
  Comment?: string;
}

/** A state of any type, told apart by its Type. */
export type StateDefinition =
  | TaskDefinition
  | PassDefinition
  | WaitDefinition
  | SucceedDefinition
  | FailDefinition
  | ChoiceDefinition
  | ParallelDefinition
  | MapDefinition;
