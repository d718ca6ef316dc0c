import { PassThrough, type Readable, type Writable } from "node:stream";
import { DebugSession as ProtocolSession, Response } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { printable, printableLines } from "asl-core";
import { mistakeOf } from "../debug/faults.js";
import { Asked } from "./asked.js";
import { BreakpointSets, type Known } from "./breakpoint-sets.js";
import type { Client } from "./client.js";
import type { Debuggee } from "./debuggee.js";
import { Framing } from "./framing.js";
import { Refusal } from "./refusal.js";

/** Requests whose refusal clients should show by themselves; of the others they show it where the person has asked. */
const LOUD: ReadonlySet<string> = new Set([
  ...["launch", "attach", "restart", "terminate", "continue", "pause", "next", "stepIn", "stepOut"],
  ...["stepBack", "reverseContinue", "restartFrame", "goto"],
]);

/** Answers one request: gives the body of the response. What it throws is the refusal. */
export type Handler = (connection: Connection, asked: Asked) => unknown;

/** How a run was begun, and where it was to stop. */
export type Former = Pick<Debuggee, "plan" | "breakpoints">;

/** What connections of one process share. */
export interface Host {
  /** Every request that is answered. */
  readonly requests: ReadonlyMap<string, Handler>;
  /** Sessions that wait for a client to attach, by their names. */
  readonly held: Map<string, Debuggee>;
  /** Whether sessions may outlive their connection: a server's may. */
  readonly keeps: boolean;
  /** The connection is over. */
  closed(connection: Connection): void;
}

/**
 * One client: takes its requests, sends responses and events. The library writes the protocol; requests are answered by a table,
 * so that whatever is wrong with one becomes its response.
 */
export class Connection extends ProtocolSession implements Client {
  debuggee: Debuggee | undefined = undefined;
  isInitialized = false;
  /** The number of the first line, and of the first column. */
  linesFrom = 1;
  columnsFrom = 1;
  wantsUris = false;
  knowsProgress = false;
  knowsInvalidation = false;
  /** It has not begun the run itself, but attached to it. */
  hasAttached = false;
  /** What began a run that is over, so that it can be begun anew. */
  former: Former | undefined = undefined;
  /** A launch is under way. */
  isOpening = false;
  /** Breakpoints that were set before anything is debugged. */
  readonly waitingBreakpoints = new BreakpointSets();
  private isClosed = false;
  private outgoing: Writable | undefined = undefined;

  constructor(readonly host: Host) {
    super(true, true);
    this.setRunAsServer(true);
    this.on("close", () => this.close());
    this.on("error", () => this.close());
  }

  /** Speaks with a client until it leaves. */
  serve(input: Readable, output: Writable): void {
    this.outgoing = output;
    this.start(new PassThrough(), output);
    const framing = new Framing({
      message: (value) => this.take(value as unknown as DebugProtocol.ProtocolMessage),
      broken: (reason) => this.refuse({ seq: 0, type: "request", command: "" }, new Refusal(reason)),
      foreign: (reason) => {
        this.refuse({ seq: 0, type: "request", command: "" }, new Refusal(reason));
        this.close();
      },
    });
    input.on("data", (piece: Buffer) => framing.take(piece));
    input.on("end", () => this.close());
    input.on("close", () => this.close());
    input.on("error", () => this.close());
  }

  private take(message: DebugProtocol.ProtocolMessage): void {
    const { type, seq, command } = message as DebugProtocol.Request;
    if (type === "response") return this.handleMessage(message);
    const request = {
      seq: Number.isSafeInteger(seq) ? seq : 0,
      type: "request",
      command: typeof command === "string" ? command : "",
    };
    if (type !== "request" || typeof command !== "string")
      return this.refuse(request, new Refusal("a message is a request with a command"));
    this.handleMessage({ ...message, ...request });
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    void this.answer(request);
  }

  private async answer(request: DebugProtocol.Request): Promise<void> {
    let asked: Asked | undefined;
    try {
      asked = new Asked(request.command, request.arguments);
      const response = new Response(request) as DebugProtocol.Response;
      response.body = await this.perform(asked);
      this.sendResponse(response);
    } catch (error) {
      return this.refuse(request, error);
    }
    asked.finish();
  }

  private perform(asked: Asked): unknown {
    const { command } = asked;
    const handler = this.host.requests.get(command);
    if (handler === undefined) throw new Refusal(`there is no request ${printable(command.slice(0, 100))}`, false);
    if (!this.isInitialized && command !== "initialize") throw new Refusal(`${command}: initialize comes first`);
    return handler(this, asked);
  }

  private refuse(request: DebugProtocol.Request, error: unknown): void {
    const response = new Response(request) as DebugProtocol.Response;
    const { message, isShown } = refusalOf(error);
    response.success = false;
    response.message = message;
    response.body = {
      error: {
        id: 1,
        format: "{_message}",
        variables: { _message: message },
        showUser: isShown && LOUD.has(request.command),
      },
    };
    this.sendResponse(response);
  }

  /** What is debugged. Throws Refusal. */
  need(): Debuggee {
    if (this.debuggee === undefined)
      throw new Refusal(
        this.former === undefined
          ? "nothing is debugged yet: launch or attach comes first"
          : "the run is over, and nothing of it is kept: restart begins it anew",
      );
    return this.debuggee;
  }

  /** The same where it stands still. Throws Refusal. */
  standing(): Debuggee {
    const debuggee = this.need();
    debuggee.checkStanding();
    return debuggee;
  }

  send(event: DebugProtocol.Event): void {
    if (!this.isClosed) this.sendEvent(event);
  }

  hasTaken(): Promise<void> {
    const { outgoing } = this;
    if (this.isClosed || outgoing === undefined || !outgoing.writableNeedDrain || outgoing.destroyed)
      return new Promise((resolve) => setImmediate(resolve));
    return new Promise((resolve) => {
      const done = () => {
        outgoing.off("drain", done).off("close", done);
        resolve();
      };
      outgoing.on("drain", done).on("close", done);
    });
  }

  override sendResponse(response: DebugProtocol.Response): void {
    if (!this.isClosed) super.sendResponse(response);
  }

  line(ours: number): number {
    return ours - 1 + this.linesFrom;
  }

  column(ours: number): number {
    return ours - 1 + this.columnsFrom;
  }

  ownLine(theirs: number): number {
    return theirs + 1 - this.linesFrom;
  }

  /** The column a request names, if any. */
  ownColumn(asked: Asked, name = "column"): number | undefined {
    const column = asked.optionalNumber(name);
    return column === undefined ? undefined : Math.max(1, column + 1 - this.columnsFrom);
  }

  /** A breakpoint as the client counts lines and columns. */
  told({ line, column, ...known }: Known): DebugProtocol.Breakpoint {
    return {
      ...known,
      ...(line !== undefined && { line: this.line(line) }),
      ...(column !== undefined && { column: this.column(column) }),
    };
  }

  /** Lets go of what is debugged: it is held for another client, or ends. */
  release(isHeld: boolean): void {
    const { debuggee } = this;
    this.debuggee = undefined;
    if (debuggee === undefined) return;
    debuggee.leave();
    if (!isHeld) this.end(debuggee);
  }

  letGo(): void {
    const { debuggee } = this;
    if (debuggee === undefined) return;
    const { plan, breakpoints } = debuggee;
    breakpoints.letGo();
    this.former = { plan, breakpoints };
    this.debuggee = undefined;
    this.forget(debuggee);
  }

  /** Ends a run: no client can attach to it any more. */
  end(debuggee: Debuggee): void {
    debuggee.terminate();
    this.forget(debuggee);
  }

  /** A run is held no more. */
  forget(debuggee: Debuggee): void {
    for (const [name, held] of this.host.held) if (held === debuggee) this.host.held.delete(name);
  }

  /** Ends the connection. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.release(this.host.keeps);
    this.host.closed(this);
  }

  override shutdown(): void {
    this.close();
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  try {
    const { message, hint } = mistakeOf(error);
    return new Refusal(
      printableLines(hint === undefined ? message : `${message}${/[.?!]$/.test(message) ? "" : "."} ${hint}`),
    );
  } catch {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return new Refusal(`this is a bug of asl: ${text}`);
  }
}
