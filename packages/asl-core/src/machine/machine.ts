import type { Json, JsonObject } from "../json.js";
import type { Expression } from "../language/expression.js";
import type { Scope } from "../language/scope.js";
import type { Millis } from "../time.js";
import type { Resource } from "./resource.js";

export type { StateType } from "../definition/types.js";

/** Index into `Machine.nodes`; END where a state ends its block. */
export type NodeIndex = number;
/** No node: the next of a state that ends its block, the owner of the root. */
export const END: NodeIndex = -1;

/** A compiled definition. Immutable and shareable between executions; never serialised. */
export interface Machine {
  readonly definition: JsonObject;
  /** Identifies the definition's content; a snapshot names the machine it belongs to by it. */
  readonly digest: string;
  /** Levels of nesting that one state can add, at most, to what it is given. O(size of the definition) when first read. */
  readonly lift: number;
  readonly nodes: readonly Node[];
  readonly blocks: readonly Block[];
  /** Of the whole execution; null where the definition sets none. */
  readonly timeoutSeconds: number | null;
}

/** One `States` map: the root, a branch of a Parallel, or the item processor of a Map. */
export interface Block {
  readonly index: number;
  readonly start: NodeIndex;
  /** The Parallel or Map that owns it, END for the root. */
  readonly owner: NodeIndex;
  /** JSON pointer of the object that holds `States`. */
  readonly pointer: string;
}

/**
 * The data flow of one state, each field compiled. Null means "not written": the value passes through.
 * JSONPath: effective → arguments → work → selector → assign → write → filter. JSONata: arguments → work → assign, output.
 */
export interface DataFlow {
  readonly effective: Expression | null;
  readonly arguments: Expression | null;
  readonly selector: Expression | null;
  readonly write: ResultWriter | null;
  readonly filter: Expression | null;
  readonly output: Expression | null;
  readonly assign: Expression | null;
}

/** ResultPath: puts a result into the raw input; `discard` (ResultPath null) keeps the raw input as it is. */
export interface ResultWriter {
  readonly discard: boolean;
  /** Bytes the keys on the path can add to the document's size. */
  readonly room: number;
  write(document: Json, value: Json): Json;
}

/** What every state has. */
export interface NodeBase {
  readonly index: NodeIndex;
  readonly name: string;
  readonly block: number;
  /** JSON pointer of the state in the definition. */
  readonly pointer: string;
  /** Readable place: "Split › branch 0 › Fetch". */
  readonly path: string;
  readonly jsonata: boolean;
  readonly next: NodeIndex;
  readonly flow: DataFlow;
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

/** A Pass state. */
export interface PassNode extends NodeBase {
  readonly kind: "Pass";
  /** The literal Result; undefined where absent. */
  readonly result: Json | undefined;
}
/** A Succeed state. */
export interface SucceedNode extends NodeBase {
  readonly kind: "Succeed";
}
/** A Fail state; null where it names no Error or Cause. */
export interface FailNode extends NodeBase {
  readonly kind: "Fail";
  readonly error: Expression | null;
  readonly cause: Expression | null;
}
/** A Wait state. */
export interface WaitNode extends NodeBase {
  readonly kind: "Wait";
  /** The moment at which the wait ends. */
  until(scope: Scope): Millis;
}
/** A Choice state. */
export interface ChoiceNode extends NodeBase {
  readonly kind: "Choice";
  readonly rules: readonly ChoiceRule[];
  /** Taken when no rule holds; null where the author names no Default. */
  readonly otherwise: Way | null;
}
/** An edge out of a state with the Assign and Output that belong to it. */
export interface Way {
  /** Its name in events: "choice 2", "default", "catch 0". */
  readonly via: string;
  readonly next: NodeIndex;
  readonly assign: Expression | null;
  readonly output: Expression | null;
}
/** One rule of a Choice. */
export interface ChoiceRule extends Way {
  matches(scope: Scope): boolean;
}
/** A Task state; null where it sets no timeout, heartbeat or credentials. */
export interface TaskNode extends NodeBase {
  readonly kind: "Task";
  readonly resource: Resource;
  readonly timeoutSeconds: Expression | null;
  readonly heartbeatSeconds: Expression | null;
  readonly credentials: Expression | null;
}
/** A Parallel state. */
export interface ParallelNode extends NodeBase {
  readonly kind: "Parallel";
  /** One block per branch, in the definition's order. */
  readonly branches: readonly number[];
}
/** A Map state; `processor` is the block each item runs. */
export interface MapNode extends NodeBase {
  readonly kind: "Map";
  readonly processor: number;
  /** ItemsPath or Items; null: the state's effective input. */
  readonly items: Expression | null;
  /** ItemsPath as written, for messages. */
  readonly itemsPath: string | null;
  readonly itemSelector: Expression | null;
  readonly maxConcurrency: Expression | null;
  readonly toleratedFailureCount: Expression | null;
  readonly toleratedFailurePercentage: Expression | null;
  /** Set for a distributed Map only. */
  readonly distributed: DistributedMap | null;
}

/** What only a distributed Map has. */
export interface DistributedMap {
  readonly executionType: "STANDARD" | "EXPRESS";
  readonly label: string | null;
  readonly reader: ItemReader | null;
  readonly batcher: ItemBatcher | null;
  readonly writer: MapResultWriter | null;
}
/** Where a distributed Map reads its items. */
export interface ItemReader {
  readonly resource: string;
  readonly arguments: Expression | null;
  /** ReaderConfig without MaxItems. */
  readonly config: Expression | null;
  readonly maxItems: Expression | null;
}
/** How a distributed Map groups its items. */
export interface ItemBatcher {
  readonly maxItemsPerBatch: Expression | null;
  readonly maxInputBytesPerBatch: Expression | null;
  readonly batchInput: Expression | null;
}
/** Where a distributed Map's results go. */
export interface MapResultWriter {
  /** Null: WriterConfig alone, which formats the Map's own result. */
  readonly resource: string | null;
  readonly arguments: Expression | null;
  readonly config: JsonObject;
}

/** A compiled state; `kind` tells which. */
export type Node = PassNode | SucceedNode | FailNode | WaitNode | ChoiceNode | TaskNode | ParallelNode | MapNode;

/** One Retry entry with AWS's defaults filled in. */
export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number;
  readonly jitter: boolean;
}

/** One Catch entry. */
export interface Catcher extends Way {
  readonly errorEquals: readonly string[];
  /** JSONPath: where the Error Output goes; null: it replaces the input. */
  readonly write: ResultWriter | null;
}
