import type { Json, JsonObject } from "../json.js";
import type { NodeIndex } from "../machine/machine.js";
import type { Millis } from "../time.js";

/** Behaviour version of this kernel. A change that alters the events of an existing recording raises it. */
export const KERNEL_VERSION = 1;

/** AWS's execution statuses, without those of redrive. */
export type Status = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** Ties an input to the wait it ends. Never reused within an execution. */
export type Token = number;

/**
 * The place inside a state. enter: the state is about to be entered; again: it is tried once more, without a second
 * Entered event; await: it waits for an input; backoff: it waits to be tried again; join: it waits for its children;
 * resume, recover: a result or a failure has arrived in the frame and is about to be taken up.
 */
export type Phase = "enter" | "again" | "await" | "backoff" | "join" | "resume" | "recover";

/** What went wrong, as it travels from a failing state to the Retry or Catch entry that takes it. */
export interface Failure {
  /** Null where a worker reported a failure without a name. */
  error: string | null;
  cause: string | null;
  /** A missed heartbeat: `States.Timeout` that a policy naming `States.HeartbeatTimeout` takes as well. */
  heartbeat: boolean;
}

/** How far a task has got; each step writes its own history event. */
export type TaskProgress = "scheduled" | "started" | "submitted";

/** The item a Map iteration works on, as `$$.Map.Item` shows it. */
export interface MapItem {
  Index: number;
  Key?: string;
  Value: Json;
  Source?: string;
}

/** Where an execution currently is: the root, a branch or an iteration. Plain JSON between any two steps. */
export interface Frame {
  /** Never reused; events refer to it. */
  serial: number;
  /** Index of the Parallel or Map frame that opened it, -1 for the root. */
  parent: number;
  /** Branch number or item index under the parent. */
  slot: number;
  node: NodeIndex;
  phase: Phase;
  /** The state's raw input. Values are never mutated, so frames, events and snapshots share them. */
  input: Json;
  /**
   * An upper bound of the input's size in bytes, or, where payloads have no limit, of the levels it has gained since it was
   * last found not to nest too deeply: lets a payload pass without being measured again. It follows from the payloads alone, so that snapshots of the same moment
   * are the same text.
   */
  bound: number;
  /** The result an input brought, taken up in phase "resume". */
  output: Json;
  failure: Failure | null;
  /** This block's own variables; replaced, not mutated, by Assign. Look-ups go on in the parent. */
  variables: JsonObject | null;
  /** Bytes of them, where variables are limited. */
  stored: number;
  item: MapItem | null;
  enteredAt: Millis;
  /** Id of the current state's Entered event. */
  entered: number;
  /** Id of the last event on this frame's chain. */
  last: number;
  /** The one wait outstanding, 0 when none. */
  token: Token;
  progress: TaskProgress;
  /** When the timeout timer is due, 0 when none runs: an older timer that fires is stale. */
  timeoutDue: Millis;
  /** Seconds the task may take, where it has a timeout. */
  timeout: number;
  /** The same of the heartbeat timer. */
  heartbeatDue: Millis;
  /** Seconds between heartbeats while one is watched for. */
  heartbeat: number;
  /** Whether a driver's timer runs under the token. */
  timed: boolean;
  /** One counter per Retry entry; null until the first retry of this visit. */
  attempts: number[] | null;
  /** Tries made before this one in this visit (`$$.State.RetryCount`). */
  retries: number;
  join: Join | null;
}

/** What a Parallel or Map keeps while its children run. */
export interface Join {
  results: Json[];
  /** Children opened and not yet ended. */
  live: number;
  /** Map: the next item to start. */
  next: number;
  /** Map: for each place that became free, the last event of the child that left it. */
  freed: number[];
  /** Whether the frame stands in the ready queue already. */
  queued: boolean;
  /** Id of the event the state's Exited event follows. */
  exitFrom: number;
  /** Map: the items, one per iteration or child execution. */
  items: Json[];
  /** Map: the state's effective input, which ItemSelector sees. */
  input: Json;
  concurrency: number;
  run: MapRun | null;
}

/** A distributed Map's run. */
export interface MapRun {
  arn: string;
  /** What the run does next: read its items, run child executions, or write its results. */
  stage: "reading" | "running" | "writing";
  /** Keys of the items where they are the values of an object. */
  keys: (string | null)[] | null;
  /** Where each item came from (`$$.Map.Item.Source`); one entry stands for all. */
  sources: string[];
  /** Items per batch where items are batched: failures are counted in items. */
  weights: number[] | null;
  failed: number;
  /** Places of the children that failed. */
  failures: number[];
  /** -1: not set. */
  toleratedCount: number;
  toleratedPercentage: number;
  /** One per child started; null once it has ended, where no ResultWriter needs it. */
  children: (Child | null)[];
}

/** What is kept of one child execution for ResultWriter. */
export interface Child {
  name: string;
  executionArn: string;
  input: Json;
  startedAt: Millis;
  stoppedAt: Millis;
  status: Status | "PENDING";
  output: Json;
  error: string | null;
  cause: string | null;
}

/** Names and ARNs the context object shows. */
export interface Identity {
  executionArn: string;
  executionName: string;
  stateMachineArn: string;
  stateMachineName: string;
  roleArn: string;
}

/** Limits that can be lifted; 0 means none. */
export interface Limits {
  /** Bytes of one payload. AWS: 262,144. */
  payload: number;
  /** Bytes of all variables of one execution. AWS: 10,485,760. */
  variables: number;
  /** Events of one execution. AWS: 25,000 for Standard. */
  events: number;
  /** Milliseconds after which the execution times out. AWS: five minutes for Express. */
  lifetime: Millis;
}

/** All run-time data of one run. `JSON.stringify` of it, between any two steps, is a snapshot. */
export interface Execution {
  kernel: number;
  /** Digest of the machine it belongs to. */
  machine: string;
  type: "STANDARD" | "EXPRESS";
  identity: Identity;
  /** The block it runs: 0, or a distributed Map's item processor. */
  block: number;
  input: Json;
  startedAt: Millis;
  status: Status;
  now: Millis;
  steps: number;
  /** States entered and tried again: what AWS bills as state transitions. */
  transitions: number;
  events: number;
  tokens: Token;
  serials: number;
  seed: number;
  limits: Limits;
  /** Bytes of the variables of all frames, where variables are limited. */
  stored: number;
  /** Whether those bytes are exact; bounds until they pass the limit. */
  measured: boolean;
  /** ARNs of the activities that exist; null: whatever a machine names. */
  activities: string[] | null;
  /** Flat; the tree is `parent`. Freed places are reused. */
  frames: (Frame | null)[];
  free: number[];
  /** Frames that can go on, first come first served. */
  ready: number[];
  /** The frame that runs until it must wait, -1 when none. */
  current: number;
  /** Token → index of the frame that waits under it. */
  awaiting: Record<Token, number>;
  output: Json;
  error: { error: string | null; cause: string | null } | null;
}
