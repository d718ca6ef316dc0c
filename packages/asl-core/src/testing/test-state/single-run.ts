import type { TaskHandler } from "../../drivers/handler.js";
import { readItems } from "../../drivers/objects/index.js";
import { ScheduledRequest } from "../../drivers/request.js";
import { StatesError } from "../../errors.js";
import type { Json, JsonObject } from "../../json.js";
import {
  advance,
  type Command,
  type Execution,
  type Failure,
  type Input,
  type Io,
  type Join,
  type Outcome,
  type ReadItems,
  type ScheduleTask,
} from "../../kernel/index.js";
import { type MapFigures, mapFigures } from "./map-figures.js";
import type { MockedWork } from "./mock.js";
import { joining, openAll, settle } from "./mocked-children.js";
import { dataStore } from "./reader-data.js";
import { Stages } from "./stages.js";
import { inputOf, taskOutcome } from "./task-answer.js";
import type { TestedState } from "./tested-state.js";

/*
 * Theory of operation. The state under test runs on the kernel as the first state of an execution of its own, of Express
 * type as AWS's (so five minutes are its time), and is stopped when another state would be entered: the next one, or the
 * first inside a Map or Parallel. Commands are answered in the order of their moments on a clock of their own: a Wait's
 * timer at once, a Task by the mock or the handler. A retry's timer is the end: the state is RETRIABLE. Where a Map or
 * Parallel stands before its children, mocked-children.ts puts the mocked outcome in their place and the kernel goes on.
 */

/** What a run of one state needs besides the state and its execution. */
export interface SingleRunOptions {
  /** In place of the context object. */
  readonly context: JsonObject | undefined;
  readonly mock: MockedWork | null;
  /** Whether there is a role: else the context object shows none. */
  readonly role: boolean;
  /** Iterations of a Map that count as failed. */
  readonly failures: number;
  readonly readerData: string | undefined;
  readonly handler: TaskHandler | undefined;
  /** Whether all iterations of a Map are prepared, so that ItemSelector is seen at work on every item. */
  readonly everyItem: boolean;
}

/** One state on its way through the kernel, and what was seen of it. */
export class SingleRun {
  readonly stages = new Stages();
  failure: Failure | null = null;
  retrier: { index: number; exhausted: boolean } | null = null;
  /** The Catch entry that took the failure up. */
  catcher: number | null = null;
  /** Milliseconds until the state is tried again; null unless it is. */
  backoff: number | null = null;
  /** What was sent and answered. */
  exchange: { request: Json; result: Json } | null = null;
  figures: MapFigures | null = null;
  /** What an ItemReader with an ItemsPointer read. */
  pointed: Json[] | undefined = undefined;
  private opened = false;
  private settled = false;
  private readonly commands: Command[] = [];
  private readonly inputs: Input[] = [];
  private readonly io: Io;

  constructor(
    readonly state: TestedState,
    readonly execution: Execution,
    private readonly options: SingleRunOptions,
  ) {
    this.io = this.observe();
  }

  private observe(): Io {
    return {
      command: (command) => void this.commands.push(command),
      event: ({ frame, via }) => {
        if (frame === 1 && via?.startsWith("catch ")) this.catcher = Number(via.slice("catch ".length));
      },
      stop: (_, frame, { transitions }) => frame.phase === "enter" && transitions > 0,
      stage: (frame, _, stage, value) => {
        if (frame.serial === 1) this.stages.add(stage, value);
      },
      context: (_, context) => this.options.context ?? this.completed(context),
      failure: (_, __, failure) => {
        this.failure = failure;
      },
      retrier: (_, __, index, exhausted) => {
        this.retrier = { index, exhausted };
      },
    };
  }

  /** TestState's context object counts retries of Maps and Parallels, too (recorded), and has no role where none is given. */
  private completed(context: JsonObject): JsonObject {
    const { kind } = this.state.node;
    const retries = this.execution.frames[0]?.retries ?? 0;
    if (kind === "Map" || kind === "Parallel") (context.State as JsonObject).RetryCount = retries;
    if (!this.options.role) (context.Execution as JsonObject).RoleArn = null;
    return context;
  }

  /** Runs the state to its end. Rejects with UnansweredTask where a Task has neither mock nor handler. */
  async run(): Promise<void> {
    let outcome = this.step();
    for (;;) {
      for (const command of this.commands.splice(0)) await this.carryOut(command);
      if (this.over(outcome)) return;
      const input = takeEarliest(this.inputs);
      if (input === undefined && !this.replaceChildren()) return;
      outcome = this.step(input);
    }
  }

  private step(input?: Input): Outcome {
    return advance(this.state.machine, this.execution, this.io, input);
  }

  private over(outcome: Outcome): boolean {
    if (this.backoff !== null || this.execution.status !== "RUNNING") return true;
    return outcome === "stopped" && joining(this.execution) === undefined;
  }

  /** Goes on in place of the children a Map or Parallel waits for; false where it waits for nothing a mock could give. */
  private replaceChildren(): boolean {
    const frame = joining(this.execution);
    const { mock, failures } = this.options;
    if (frame === undefined || mock === null || this.settled) return false;
    this.figures = mapFigures(this.state, this.execution, frame, this.io);
    this.settled = this.opened || !this.selects(frame.join);
    this.opened = true;
    if (this.settled) settle(this.execution, frame, mock, failures);
    else openAll(this.execution, frame);
    return true;
  }

  /** Whether an ItemSelector is still to be seen at work on some items. */
  private selects({ next, items }: Join): boolean {
    const { node } = this.state;
    return (
      this.options.everyItem && node.kind === "Map" && node.itemSelector !== null && next > 0 && next < items.length
    );
  }

  private async carryOut(command: Command): Promise<void> {
    const { now: at } = this.execution;
    const { mock } = this.options;
    if (command.type === "ScheduleTask") await this.task(command);
    else if (command.type === "ReadItems") await this.read(command);
    else if (command.type === "WriteResults" && mock?.type === "result")
      this.inputs.push({ type: "ResultsWritten", token: command.token, at, output: mock.result });
    else if (command.type !== "StartTimer") return;
    else if (command.timer === "backoff") this.backoff = command.at - at;
    else if (command.timer !== "execution") this.inputs.push({ ...command, type: "TimerFired" });
  }

  private async task(command: ScheduleTask): Promise<void> {
    const { machine } = this.state;
    const request = new ScheduledRequest(machine, this.execution, command, 0, []);
    const outcome = await taskOutcome(request, this.options.mock, this.options.handler);
    if (outcome.type === "success") this.exchange = { request: command.arguments, result: outcome.output };
    this.inputs.push(inputOf(outcome, command.token, this.execution.now));
  }

  private async read(command: ReadItems): Promise<void> {
    const { readerData } = this.options;
    const { token } = command;
    const { now: at } = this.execution;
    if (readerData === undefined) return;
    try {
      const items = await readItems(dataStore(readerData), command);
      if (Object.hasOwn(command.config, "ItemsPointer")) this.pointed = items.map(({ value }) => value);
      this.inputs.push({ type: "ItemsRead", token, at, items: items.slice() });
    } catch (reason) {
      if (!(reason instanceof StatesError)) throw reason;
      this.inputs.push({ type: "TaskFailed", token, at, error: reason.error, cause: reason.cause });
    }
  }
}

/** The input with the earliest moment, the first of several; it is taken out. O(inputs), of which there are few. */
function takeEarliest(inputs: Input[]): Input | undefined {
  let first = 0;
  for (let i = 1; i < inputs.length; i++) if (inputs[i].at < inputs[first].at) first = i;
  return inputs.splice(first, 1)[0];
}
