import type { Json, JsonObject } from "../json.js";
import type { Machine, NodeIndex } from "../machine/machine.js";
import type { Millis } from "../time.js";
import { type Execution, type Frame, type Identity, KERNEL_VERSION, type Limits, type MapItem } from "./execution.js";
import { inputBound, limitsOf } from "./limits.js";

/** What an execution starts with; `at` and `seed` are all of its clock and chance. */
export interface StartOptions {
  input: Json;
  /** The execution's clock at its start. */
  at: Millis;
  /** 0 … 2^32-1; everything random in the run follows from it. */
  seed: number;
  type?: "STANDARD" | "EXPRESS";
  identity?: Partial<Identity>;
  limits?: Limits;
  /** ARNs of the activities that exist; whatever a machine names if absent. */
  activities?: readonly string[];
  /** The block to run: 0 unless it is a child execution of a distributed Map. */
  block?: number;
  /** The state to begin in; its block is what runs. The first of `block` if absent. */
  node?: NodeIndex;
  /** Variables that are set at the start. */
  variables?: JsonObject;
  /** The Map item the whole execution works on, as `$$.Map.Item` shows it. */
  item?: MapItem;
}

const NAMES: Identity = {
  executionArn: "arn:aws:states:us-east-1:123456789012:execution:machine:run",
  executionName: "run",
  stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:machine",
  stateMachineName: "machine",
  roleArn: "arn:aws:iam::123456789012:role/machine",
};

/** A new execution, standing before its first state. Nothing has happened yet: `advance` emits ExecutionStarted. One literal: one shape. */
export function start(machine: Machine, options: StartOptions): Execution {
  const block = options.node === undefined ? (options.block ?? 0) : machine.nodes[options.node].block;
  const type = options.type ?? "STANDARD";
  const limits = options.limits ?? limitsOf(type);
  const bound = inputBound(options.input, limits.payload);
  return {
    kernel: KERNEL_VERSION,
    machine: machine.digest,
    type,
    identity: options.identity === undefined ? NAMES : { ...NAMES, ...options.identity },
    block,
    input: options.input,
    startedAt: options.at,
    status: "RUNNING",
    now: options.at,
    steps: 0,
    transitions: 0,
    events: 0,
    tokens: 0,
    serials: 1,
    seed: options.seed >>> 0,
    limits: { ...limits },
    stored: 0,
    measured: false,
    activities: options.activities?.slice() ?? null,
    frames: [firstFrame(options, options.node ?? machine.blocks[block].start, bound)],
    free: [],
    ready: [],
    current: 0,
    awaiting: {},
    output: null,
    error: null,
  };
}

function firstFrame({ input, variables = undefined, item = undefined }: StartOptions, node: NodeIndex, bound: number) {
  const frame = newFrame(1, -1, item?.Index ?? 0, node, input, bound, 0);
  frame.variables = variables ?? null;
  frame.item = item ?? null;
  return frame;
}

/** A frame about to enter `node`. `last` is the event its first Entered event follows. One literal, so that all frames have one shape. */
export function newFrame(
  serial: number,
  parent: number,
  slot: number,
  node: NodeIndex,
  input: Json,
  bound: number,
  last: number,
): Frame {
  return {
    serial,
    parent,
    slot,
    node,
    phase: "enter",
    input,
    bound,
    output: null,
    failure: null,
    variables: null,
    stored: 0,
    item: null,
    enteredAt: 0,
    entered: 0,
    last,
    token: 0,
    progress: "scheduled",
    timeoutDue: 0,
    timeout: 0,
    heartbeatDue: 0,
    heartbeat: 0,
    timed: false,
    attempts: null,
    retries: 0,
    join: null,
  };
}
