import type { Json } from "asl-core";
import type { BackKind, BreakpointSpec, FrameId, ScopeName, StepKind, ThreadId } from "asl-core/debug";
import { JSONRPCClient, JSONRPCErrorException } from "json-rpc-2.0";
import type { Channel } from "./channel.js";
import { DebugError } from "./debug-error.js";
import { type Heard, Inbox } from "./inbox.js";
import {
  CODES,
  type Code,
  type ErrorData,
  type EvaluationPlace,
  type Initialized,
  type Look,
  type MethodName,
  type NotificationName,
  type Notifications,
  type Params,
  PROTOCOL,
  type Result,
  type Start,
  type TaskId,
} from "./protocol.js";

type Listener<N extends NotificationName> = (heard: Heard[N]) => void;

/**
 * A page's end of the protocol: one method for each of the host's. Each rejects with DebugError where the host refuses, or
 * where the connection ends before the answer.
 */
export class DebugClient {
  private readonly rpc: JSONRPCClient;
  private readonly listeners = new Map<NotificationName, Set<Listener<NotificationName>>>();
  private readonly inbox = new Inbox(
    () => this.call("standing", {}),
    (name, heard) => this.hear(name, heard),
  );
  private closed: string | undefined;

  /** Called once when the connection has ended, with the reason. */
  onClose: (reason: string) => void = () => {};

  constructor(private readonly channel: Channel) {
    this.rpc = new JSONRPCClient((message) => channel.send(JSON.stringify(message)));
    channel.onText((text) => this.receive(text));
    channel.onClose((reason) => this.end(reason));
  }

  /** Calls `hear` for each such notification until what is returned is called. */
  on<N extends NotificationName>(name: N, hear: Listener<N>): () => void {
    let listeners = this.listeners.get(name);
    if (listeners === undefined) this.listeners.set(name, (listeners = new Set()));
    const listener = hear as Listener<NotificationName>;
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Calls any method. */
  async call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    if (this.closed !== undefined) throw new DebugError(CODES.CLOSED, this.closed);
    try {
      const result = (await this.rpc.request(method, params)) as Result<M>;
      if (method === "initialize") this.knowOf(result as Initialized);
      return result;
    } catch (error) {
      throw this.refusal(error);
    }
  }

  private knowOf({ session }: Initialized): void {
    if (session !== null) this.inbox.know(session.standing);
  }

  private refusal(error: unknown): DebugError {
    if (this.closed !== undefined) return new DebugError(CODES.CLOSED, this.closed);
    if (!(error instanceof JSONRPCErrorException)) return new DebugError(CODES.INTERNAL, String(error));
    return new DebugError(error.code as Code, error.message, (error.data ?? {}) as ErrorData);
  }

  private receive(text: string): void {
    let message: { method?: NotificationName; params?: unknown };
    try {
      message = JSON.parse(text);
    } catch {
      return this.channel.close("the host sent what is no JSON");
    }
    if (typeof message.method === "string")
      this.inbox.take(message.method, message.params as Notifications[NotificationName]);
    else this.rpc.receive(message as Parameters<JSONRPCClient["receive"]>[0]);
  }

  private hear<N extends NotificationName>(name: N, heard: Heard[N]): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(heard);
  }

  private end(reason: string): void {
    if (this.closed !== undefined) return;
    this.closed = reason;
    this.rpc.rejectAllPendingRequests(reason);
    this.onClose(reason);
  }

  /** Ends the connection; the host and its run go on. */
  close(): void {
    this.channel.close();
  }

  /** Asks once more where the run went elsewhere before the answer came. */
  initialize = async (): Promise<Initialized> => {
    let what = await this.call("initialize", { protocol: PROTOCOL });
    for (let more = 3; more > 0 && this.inbox.isLater(what.session?.standing); more--)
      what = await this.call("initialize", { protocol: PROTOCOL });
    return what;
  };
  start = (start: Start) => this.call("start", start);
  step = (kind: StepKind, thread?: ThreadId) => this.call("step", { kind, thread });
  continue = () => this.call("continue", {});
  pause = () => this.call("pause", {});
  back = (kind: BackKind = "step") => this.call("back", { kind });
  reverse = () => this.call("reverse", {});
  goTo = (place: Params<"goTo">) => this.call("goTo", place);
  breakpoints = (breakpoints: readonly BreakpointSpec[]) => this.call("breakpoints", { breakpoints });
  standing = () => this.call("standing", {});
  threads = () => this.call("threads", {});
  answer = (task: TaskId, output: Json) => this.call("answer", { task, output });
  fail = (task: TaskId, error?: string, cause?: string) => this.call("fail", { task, error, cause });
  set = (frame: FrameId, scope: ScopeName, pointer: string, value: Json) =>
    this.call("set", { frame, scope, pointer, value });
  evaluate = async (expression: string, place: EvaluationPlace): Promise<Json> =>
    (await this.call("evaluate", { expression, place })).value;
  jump = (frame: FrameId, state: string, input?: Json) => this.call("jump", { frame, state, input });
  fireTimer = (thread?: ThreadId) => this.call("fireTimer", { thread });
  reload = (text?: string) => this.call("reload", { text });
  restart = () => this.call("restart", {});
  save = (redact?: readonly string[]) => this.call("save", { redact });
  events = (execution: number, from: number, to?: number) => this.call("events", { execution, from, to });
  passages = (executions: Params<"passages">["executions"]) => this.call("passages", { executions });
  inspect = (look: Params<"inspect">) => this.call("inspect", look);
  whyValue = (look: Look, scope: ScopeName, pointer: string, level?: FrameId) =>
    this.call("whyValue", { look, scope, pointer, level });
}
