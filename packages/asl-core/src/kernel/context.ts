import { type Json, type JsonObject, own } from "../json.js";
import type { Scope } from "../language/scope.js";
import type { Machine } from "../machine/machine.js";
import { fraction, nextSeed } from "../random.js";
import { formatTimestamp } from "../time.js";
import type { Execution, Frame, MapItem } from "./execution.js";
import type { Io } from "./io.js";

/**
 * The context object (`$$`, `$states.context`) of a frame. Key order as recorded for Standard executions; RetryCount
 * appears in Task states only, a task's token where it calls back or is waited for (recorded: test_sync_with_task_token),
 * RedriveCount not in synchronous Express executions. `selecting` is the item an ItemSelector is being applied to.
 */
export function contextOf(
  machine: Machine,
  execution: Execution,
  frame: Frame,
  item: MapItem | null = itemOf(execution, frame),
): JsonObject {
  const { identity } = execution;
  const context: JsonObject = {
    Execution: executionContext(execution),
    StateMachine: { Id: identity.stateMachineArn, Name: identity.stateMachineName },
    State: stateContext(machine, frame),
  };
  if (item !== null) context.Map = { Item: { ...item } as JsonObject };
  const node = machine.nodes[frame.node];
  if (node.kind === "Task" && node.resource.pattern !== "request")
    context.Task = { Token: taskToken(execution, frame) };
  return context;
}

function executionContext(execution: Execution): JsonObject {
  const { identity } = execution;
  const context: JsonObject = {
    Id: identity.executionArn,
    Input: execution.input,
    StartTime: formatTimestamp(execution.startedAt),
    Name: identity.executionName,
    RoleArn: identity.roleArn,
  };
  if (execution.type === "STANDARD") context.RedriveCount = 0;
  return context;
}

function stateContext(machine: Machine, frame: Frame): JsonObject {
  const node = machine.nodes[frame.node];
  const state: JsonObject = { Name: node.name, EnteredTime: formatTimestamp(frame.enteredAt) };
  if (node.kind === "Task") state.RetryCount = frame.retries;
  return state;
}

/** The innermost Map item around a frame, null outside every Map. */
export function itemOf(execution: Execution, frame: Frame): MapItem | null {
  for (let at: Frame | null = frame; at !== null; at = parentOf(execution, at)) if (at.item !== null) return at.item;
  return null;
}

/** The Parallel or Map frame around a frame, null for the root. */
const parentOf = (execution: Execution, frame: Frame): Frame | null =>
  frame.parent < 0 ? null : execution.frames[frame.parent];

/** The task token of the frame's next wait: the same for the same execution, state and attempt, different otherwise. */
export const taskToken = (execution: Execution, frame: Frame): string =>
  tokenText(execution, frame.token === 0 ? execution.tokens + 1 : frame.token);

const tokenText = (execution: Execution, token: number): string => `${execution.identity.executionArn}#${token}`;

/** Indexes of the Map iterations around a frame, outermost first. */
export function iterationsOf(execution: Execution, frame: Frame): number[] {
  const indexes: number[] = [];
  for (let at: Frame | null = frame; at !== null; at = parentOf(execution, at))
    if (at.item !== null) indexes.unshift(at.slot);
  return indexes;
}

/** The scope of one turn, pointed at one frame after the other. */
export class FrameScope implements Scope {
  input: Json = null;
  result: Json | undefined = undefined;
  errorOutput: Json | undefined = undefined;
  private frame!: Frame;
  private item: MapItem | undefined = undefined;
  private built: JsonObject | null = null;

  constructor(
    private readonly machine: Machine,
    private readonly execution: Execution,
    private readonly io: Io,
  ) {}

  /** What the next expression sees. `item` overrides the Map item around the frame: for ItemSelector. */
  at(frame: Frame, input: Json, result?: Json, errorOutput?: Json, item?: MapItem): this {
    this.frame = frame;
    this.input = input;
    this.result = result;
    this.errorOutput = errorOutput;
    this.item = item;
    this.built = null;
    return this;
  }

  context(): JsonObject {
    this.built ??= this.build();
    return this.built;
  }

  private build(): JsonObject {
    const context = contextOf(this.machine, this.execution, this.frame, this.item);
    return this.io.context === undefined ? context : this.io.context(this.frame, context);
  }

  variable(name: string): Json | undefined {
    for (let at: Frame | null = this.frame; at !== null; at = parentOf(this.execution, at)) {
      const value = at.variables === null ? undefined : own(at.variables, name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  variableNames(): string[] {
    const names = new Set<string>();
    for (let at: Frame | null = this.frame; at !== null; at = parentOf(this.execution, at))
      for (const name of Object.keys(at.variables ?? {})) names.add(name);
    return [...names];
  }

  get now(): number {
    return this.execution.now;
  }

  random(): number {
    this.execution.seed = nextSeed(this.execution.seed);
    return fraction(this.execution.seed);
  }
}
