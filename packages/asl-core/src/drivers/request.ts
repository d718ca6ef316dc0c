import type { Json, JsonObject } from "../json.js";
import {
  contextOf,
  type Execution,
  type Frame,
  itemOf,
  iterationsOf,
  type MapItem,
  type ScheduleTask,
  taskToken,
} from "../kernel/index.js";
import type { Machine, TaskNode } from "../machine/machine.js";
import type { Millis } from "../time.js";
import type { TaskRequest } from "./handler.js";
import { ownCopy } from "./own-copy.js";

/**
 * A request as the kernel asked for it, the handler's own: what a handler changes in it changes nothing else. What costs
 * something to make is made when it is read. Hard-private members keep `JSON.stringify(request)` to what a handler may see.
 */
export class ScheduledRequest implements TaskRequest {
  readonly state: string;
  readonly path: string;
  readonly resource: string;
  readonly arguments: Json;
  readonly credentials?: Json;
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  readonly taskToken?: string;
  readonly attempt: number;
  readonly iteration: readonly number[];
  readonly at: Millis;
  readonly #machine: Machine;
  readonly #execution: Execution;
  readonly #frame: Frame;
  readonly #item: MapItem | null;

  constructor(
    machine: Machine,
    execution: Execution,
    command: ScheduleTask,
    readonly call: number,
    around: readonly number[],
  ) {
    const node = machine.nodes[command.node] as TaskNode;
    const frame = execution.frames[command.frame]!;
    this.state = node.name;
    this.path = node.path;
    this.resource = node.resource.arn;
    this.arguments = ownCopy(command.arguments);
    this.credentials = command.credentials === null ? undefined : ownCopy(command.credentials);
    this.timeoutSeconds = command.timeoutSeconds ?? undefined;
    this.heartbeatSeconds = command.heartbeatSeconds ?? undefined;
    if (node.resource.pattern === "token" || node.resource.events === "Activity")
      this.taskToken = taskToken(execution, frame);
    this.attempt = command.attempt;
    this.iteration = [...around, ...iterationsOf(execution, frame)];
    this.at = execution.now;
    this.#machine = machine;
    this.#execution = execution;
    this.#frame = { ...frame };
    this.#item = itemOf(execution, frame);
  }

  get context(): JsonObject {
    return ownCopy(contextOf(this.#machine, this.#execution, this.#frame, this.#item)) as JsonObject;
  }
}
