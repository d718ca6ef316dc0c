import type { JSONRPCRequest, JSONRPCServer } from "json-rpc-2.0";
import type { Channel } from "../channel.js";
import { CODES, type Code } from "../protocol.js";
import { LIMITS } from "./limits.js";

/** One client of a host. */
export class Connection {
  private calls = 0;

  constructor(
    private readonly channel: Channel,
    private readonly rpc: JSONRPCServer,
    private readonly longest: number,
  ) {
    channel.onText((text) => this.receive(text));
  }

  send(text: string): void {
    this.channel.send(text);
  }

  close(reason: string): void {
    this.channel.close(reason);
  }

  private receive(text: string): void {
    if (text.length > this.longest) {
      this.refuse(CODES.LIMIT, `a message is too long: ${text.length}, of at most ${this.longest}`);
      return this.close("a message is too long");
    }
    const message = parsed(text);
    if (message === undefined) return this.refuse(CODES.PARSE, "the message is no JSON");
    if (!isRequest(message)) return this.refuse(CODES.INVALID_REQUEST, "a message is one call of JSON-RPC 2.0");
    if (this.calls >= LIMITS.calls)
      return this.refuse(CODES.LIMIT, "too many calls wait for their answers", message.id);
    void this.call(message);
  }

  private async call(request: JSONRPCRequest): Promise<void> {
    this.calls++;
    try {
      const response = await this.rpc.receive(request);
      if (response !== null) this.send(JSON.stringify(response));
    } catch (error) {
      this.refuse(CODES.INTERNAL, `the answer cannot be told: ${(error as Error).message}`, request.id);
    } finally {
      this.calls--;
    }
  }

  private refuse(code: Code, message: string, id: JSONRPCRequest["id"] = null): void {
    this.send(JSON.stringify({ jsonrpc: "2.0", id, error: { code, message } }));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRequest(message: unknown): message is JSONRPCRequest {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return false;
  const { jsonrpc, method, id } = message as Record<string, unknown>;
  const isId = id === undefined || id === null || typeof id === "number" || typeof id === "string";
  return jsonrpc === "2.0" && typeof method === "string" && isId;
}
