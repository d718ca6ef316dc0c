import { JSONRPCServer } from "json-rpc-2.0";
import type { Placements } from "../../layout/layout.js";
import type { Channel } from "../channel.js";
import { DebugError } from "../debug-error.js";
import {
  CODES,
  type Initialized,
  type MethodName,
  type NotificationName,
  type Notifications,
  type OpenFile,
  PROTOCOL,
  type SessionInfo,
} from "../protocol.js";
import { Connection } from "./connection.js";
import type { Debugged } from "./debugged.js";
import { LIMITS } from "./limits.js";
import { METHODS, startIn } from "./methods.js";
import { Params } from "./params.js";
import { refusalOf } from "./refusal.js";
import { Run } from "./run.js";
import { debuggedOf } from "./starting.js";

/** What a host is given. */
export interface HostOptions {
  /** What the files, or the run, are called. */
  readonly title?: string;
  /** Files for the page to open. */
  readonly files?: readonly OpenFile[];
  /** Whether clients may call `start`. */
  readonly starts?: boolean;
  /** UTF-16 units of the longest message that is taken; 16 Mi if absent. */
  readonly longest?: number;
  /** Gives others a turn while a run goes on; by a timer if absent. */
  readonly breathe?: () => Promise<void>;
}

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Puts a debug session behind the protocol, for any number of clients that look at the same run. Clients are not trusted:
 * what they send is checked, and what they may send is bounded.
 */
export class DebugHost {
  private readonly connections = new Set<Connection>();
  private readonly rpc = new JSONRPCServer({ errorListener: () => {} });
  private readonly files: Map<string, OpenFile>;
  private run: Run | undefined;
  private starting = 0;
  private revision = 0;
  /** What the first picture needs, once it is known; clients that come before do without. */
  placements: Placements | undefined;

  constructor(private readonly options: HostOptions = {}) {
    this.files = new Map((options.files ?? []).map((file) => [file.name, file]));
    this.rpc.mapErrorToJSONRPCErrorResponse = (id, error) => ({ jsonrpc: "2.0", id, error: errorOf(error) });
    this.rpc.handleMethodNotFound = async ({ id, method }) =>
      id === undefined
        ? null
        : {
            jsonrpc: "2.0",
            id,
            error: errorOf(new DebugError(CODES.METHOD_NOT_FOUND, `there is no method ${method}`)),
          };
    this.rpc.addMethod("initialize", (given) => this.initialize(new Params(given)));
    this.rpc.addMethod("start", (given) => this.start(new Params(given)));
    for (const name of Object.keys(METHODS) as (keyof typeof METHODS)[])
      this.rpc.addMethod(name, (given) => METHODS[name](this.debuggedRun(name), new Params(given)));
  }

  /** Serves one more client, until its channel closes. */
  connect(channel: Channel): void {
    const connection = new Connection(channel, this.rpc, this.options.longest ?? LIMITS.message);
    this.connections.add(connection);
    channel.onClose(() => this.connections.delete(connection));
  }

  /** How many clients there are. */
  get clients(): number {
    return this.connections.size;
  }

  /** Debugs a run; what was debugged before is over. Rejects with what `debugged` throws; then nothing has changed. */
  async debug(debugged: Debugged): Promise<SessionInfo> {
    const turn = ++this.starting;
    const run = new Run(debugged, this.tell, this.options.breathe ?? breath, () => ++this.revision);
    await run.begin();
    if (turn !== this.starting) throw new DebugError(CODES.BUSY, "another run was started meanwhile");
    this.run?.end();
    this.run = run;
    this.tell("started", run.info);
    run.stopped();
    return run.info;
  }

  /** Tells clients that a file was saved. With `error` it could not be read, and `file` is as it was. */
  changed(file: OpenFile, error?: string): void {
    this.files.set(file.name, file);
    this.tell("changed", { file, ...(error !== undefined && { error }) });
  }

  /** Takes leave of all clients. */
  end(reason: string): void {
    this.run?.end();
    this.tell("ended", { reason });
    for (const connection of [...this.connections]) connection.close(reason);
  }

  private readonly tell = <N extends NotificationName>(method: N, params: Notifications[N]): void => {
    const text = JSON.stringify({ jsonrpc: "2.0", method, params });
    for (const connection of [...this.connections]) connection.send(text);
  };

  private initialize(given: Params): Initialized {
    const protocol = given.count("protocol");
    if (protocol !== PROTOCOL)
      throw new DebugError(
        CODES.UNAVAILABLE,
        `the page speaks version ${protocol} of the protocol, the host ${PROTOCOL}`,
      );
    const { title = "", starts = false } = this.options;
    const files = [...this.files.values()];
    const { placements } = this;
    return {
      ...{ protocol: PROTOCOL, title, files, starts, session: this.run?.info ?? null },
      ...(placements && { placements }),
    };
  }

  private async start(given: Params): Promise<SessionInfo> {
    if (this.options.starts !== true)
      throw new DebugError(CODES.UNAVAILABLE, "this host debugs what it was started with");
    const turn = ++this.starting;
    const debugged = await debuggedOf(startIn(given), this.options.breathe ?? breath);
    if (turn !== this.starting) throw new DebugError(CODES.BUSY, "another run was started meanwhile");
    return this.debug(debugged);
  }

  private debuggedRun(method: MethodName): Run {
    if (this.run === undefined) throw new DebugError(CODES.UNAVAILABLE, `${method}: nothing is debugged`);
    return this.run;
  }
}

function errorOf(error: unknown) {
  const { code, message, data } = refusalOf(error);
  return { code, message, ...(Object.keys(data).length > 0 && { data }) };
}
