import { request } from "node:http";
import { createRequire } from "node:module";
import { DebugClient, type Socket, SUBPROTOCOL, socketChannel } from "../../packages/asl-viewer/src/debugging/index.js";
import { root } from "../../scripts/workspace.mjs";

/** A WebSocket of `ws`, which may send any header. */
interface TestSocket extends Socket {
  on(event: "open" | "upgrade", hear: () => void): void;
  on(event: "unexpected-response", hear: (request: unknown, response: { statusCode: number }) => void): void;
  on(event: "error", hear: (error: Error) => void): void;
  on(event: "close", hear: (code: number) => void): void;
  send(data: string | Uint8Array): void;
  terminate(): void;
}
type Headers = Readonly<Record<string, string>>;
const { WebSocket: Ws } = createRequire(`${root}/packages/asl-cli/package.json`)("ws") as {
  WebSocket: new (address: string, protocols: string[], options: { headers: Headers }) => TestSocket;
};

/** Where a server answers, and its token. */
export interface Address {
  readonly host: string;
  readonly token: string;
}

/** The parts of a page's address. */
export function addressIn(text: string): Address {
  const [, host, token] = /http:\/\/(127\.0\.0\.1:\d+)\/#live=([\w-]+)/.exec(text) ?? [];
  if (host === undefined) throw new Error(`there is no address in ${JSON.stringify(text)}`);
  return { host, token };
}

export interface Offer {
  readonly token?: string;
  readonly protocols?: string[];
  readonly headers?: Headers;
  readonly path?: string;
}

/** Opens a WebSocket as a page does, or otherwise. Gives the HTTP status where it is refused. */
export function openSocket({ host, token }: Address, offer: Offer = {}): Promise<TestSocket | number> {
  const protocols = offer.protocols ?? [SUBPROTOCOL, offer.token ?? token];
  const headers = { Origin: `http://${host}`, ...offer.headers };
  const socket = new Ws(`ws://${host}${offer.path ?? "/live"}`, protocols, { headers });
  return new Promise((resolve, reject) => {
    socket.on("open", () => resolve(socket));
    socket.on("unexpected-response", (_, { statusCode }) => resolve(statusCode));
    socket.on("error", reject);
  });
}

/** A client as a page has it. */
export async function connect(address: Address): Promise<DebugClient> {
  const socket = await openSocket(address);
  if (typeof socket === "number") throw new Error(`refused: ${socket}`);
  return new DebugClient(socketChannel(socket));
}

/** What a server answers to a path that is sent as it stands. */
export function get(
  { host }: Pick<Address, "host">,
  path: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Headers } = {},
): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; text: string }> {
  const [hostname, port] = host.split(":");
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers: { Host: host, ...headers } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, text }));
    });
    sent.on("error", reject).end();
  });
}
