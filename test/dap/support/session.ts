import { type ChildProcess, spawn } from "node:child_process";
import { createConnection } from "node:net";
import { join } from "node:path";
import type { DebugClient } from "@vscode/debugadapter-testsupport";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { root } from "../../../scripts/workspace.mjs";
import { built } from "../../support/asl.js";
import { ConnectedClient } from "./connected-client.js";

/** The command as it is built. */
export const asl = join(root, "packages/asl-cli/dist/asl.js");

/** Builds the adapter where its build is stale. */
export const ready = built;

// biome-ignore lint/suspicious/noExplicitAny: the body of a response is what the request makes it
type Loose = any;

type Body<R extends { body?: unknown }> = NonNullable<R["body"]>;

export type Stopped = DebugProtocol.StoppedEvent["body"];
type Configure = (session: Session) => Promise<unknown>;

/** A client of the official library, and what its adapter has told it. */
export class Session {
  readonly events: DebugProtocol.Event[] = [];
  private waiting: (() => void)[] = [];

  private constructor(
    readonly client: DebugClient,
    readonly child: ChildProcess | undefined,
  ) {
    const names = [
      "initialized",
      "stopped",
      "continued",
      "exited",
      "terminated",
      "output",
      "breakpoint",
      "invalidated",
    ];
    for (const name of [...names, "asl/task", "progressStart", "progressUpdate", "progressEnd"])
      client.on(name, (event: DebugProtocol.Event) => {
        this.events.push(event);
        for (const wake of this.waiting.splice(0)) wake();
      });
  }

  /** An adapter of its own, spoken to over its standard input and output. */
  static overStdio(cwd: string): Session {
    const child = spawn(process.execPath, [asl, "dap"], { cwd });
    return new Session(new ConnectedClient(child.stdout, child.stdin), child);
  }

  /** A connection to an adapter that listens. */
  static async overTcp(port: number): Promise<Session> {
    const socket = createConnection(port, "127.0.0.1");
    await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
    return new Session(new ConnectedClient(socket, socket), undefined);
  }

  /** Sends a request and gives the body of the response; rejects with the message of a refusal. */
  async ask<T = Loose>(command: string, args: object = {}): Promise<T> {
    const response = await this.client.send(command as never, args);
    return (response as DebugProtocol.Response).body as T;
  }

  initialize(more: object = {}): Promise<DebugProtocol.Capabilities> {
    return this.ask("initialize", {
      adapterID: "asl",
      linesStartAt1: true,
      columnsStartAt1: true,
      pathFormat: "path",
      ...more,
    });
  }

  /** Everything up to the first stop, or the end. `configure` sets breakpoints. */
  async launch(args: object, configure: Configure = async () => {}): Promise<Stopped> {
    await this.prepare(args, configure);
    return this.stop(() => this.ask("configurationDone"));
  }

  /** Everything up to the place where only configurationDone is missing. */
  async prepare(args: object, configure: Configure = async () => {}, command = "launch"): Promise<void> {
    await this.initialize();
    const from = this.events.length;
    await this.ask(command, args);
    await this.next("initialized", from);
    await configure(this);
  }

  /** The next event of a kind after this call. */
  async next<T = Loose>(name: string, from = this.events.length): Promise<T> {
    for (;;) {
      const found = this.events.slice(from).find(({ event }) => event === name);
      if (found !== undefined) return found.body as T;
      await this.changed(name);
    }
  }

  private changed(name: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no event ${name} within 15 s`)), 15_000);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Does something and gives the stop that follows. */
  async stop(work: () => Promise<unknown>): Promise<Stopped> {
    const from = this.events.length;
    await work();
    return this.next("stopped", from);
  }

  /** Does a request that moves the run, in the thread of the stop. */
  move(command: string, threadId = 1, more: object = {}) {
    return this.stop(() => this.ask(command, { threadId, ...more }));
  }

  async stack(threadId: number): Promise<DebugProtocol.StackFrame[]> {
    return (await this.ask<Body<DebugProtocol.StackTraceResponse>>("stackTrace", { threadId })).stackFrames;
  }

  async scopes(frameId: number): Promise<DebugProtocol.Scope[]> {
    return (await this.ask<Body<DebugProtocol.ScopesResponse>>("scopes", { frameId })).scopes;
  }

  async variables(variablesReference: number, more: object = {}): Promise<DebugProtocol.Variable[]> {
    return (await this.ask<Body<DebugProtocol.VariablesResponse>>("variables", { variablesReference, ...more }))
      .variables;
  }

  /** The variables of a scope of the innermost frame: `name = value` each. */
  async shown(threadId: number, scope: string): Promise<string[]> {
    const [frame] = await this.stack(threadId);
    const found = (await this.scopes(frame.id)).find(({ name }) => name.startsWith(scope));
    if (found === undefined) return [];
    return (await this.variables(found.variablesReference)).map(({ name, value }) => `${name} = ${value}`);
  }

  /** Where the innermost frame stands: "3: before Charge". */
  async place(threadId: number): Promise<string> {
    const [frame] = await this.stack(threadId);
    return `${frame.line}: ${frame.name}`;
  }

  /** What was written to the console so far. */
  get console(): string {
    return this.events
      .filter(({ event }) => event === "output")
      .map(({ body }) => body.output)
      .join("");
  }

  async end(): Promise<void> {
    await this.ask("disconnect", { terminateDebuggee: true }).catch(() => {});
    this.child?.kill();
  }
}
