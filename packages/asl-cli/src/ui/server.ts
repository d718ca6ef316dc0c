import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type DebugHost, LIMITS, SUBPROTOCOL, socketChannel, TOKEN } from "asl-viewer/debugging/host";
import { type WebSocket, WebSocketServer } from "ws";
import { usage } from "../stop.js";
import { newToken, ownHost, refusalOf } from "./guard.js";
import { connected, type Page } from "./page.js";

/** What a server is given. */
export interface ServerOptions {
  readonly page: Page;
  readonly host: DebugHost;
  /** 0: any that is free. */
  readonly port: number;
}

/** Pages that may be connected at once. */
const MOST_CLIENTS = 32;

/** What browsers ask for by themselves. */
const ICON = "/favicon.ico";

/** Milliseconds that pages have to hear of the end. */
const PATIENCE = 300;

const HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/**
 * Serves the page over HTTP and the protocol over WebSockets, on this machine's own address alone. The page itself is no
 * secret; whoever opens a WebSocket must be that page and know the token.
 */
export class UiServer {
  private readonly token = newToken();
  private readonly http: Server;
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.message,
    perMessageDeflate: false,
    handleProtocols: () => SUBPROTOCOL,
  });

  private constructor(private readonly options: ServerOptions) {
    this.http = createServer((request, response) => this.answer(request, response));
    this.http.on("upgrade", (request, socket, head) => this.upgrade(request, socket, head));
    this.http.on("clientError", (_, socket) => void socket.destroy());
  }

  /** Rejects with Stop (usage) where it cannot listen on the port. */
  static async start(options: ServerOptions): Promise<UiServer> {
    const server = new UiServer(options);
    await new Promise<void>((resolve, reject) => {
      server.http.once("error", (error: NodeJS.ErrnoException) => reject(noPort(error, options.port)));
      server.http.listen(options.port, "127.0.0.1", resolve);
    });
    return server;
  }

  get port(): number {
    return (this.http.address() as AddressInfo).port;
  }

  /** What to open in a browser. The token stands behind #: browsers send that to nobody. */
  get address(): string {
    return `http://127.0.0.1:${this.port}/#${TOKEN}=${this.token}`;
  }

  /** Ends all connections: those that close by themselves in good time, and then the others. */
  async close(): Promise<void> {
    for (const until = Date.now() + PATIENCE; this.sockets.clients.size > 0 && Date.now() < until; )
      await new Promise((resolve) => setTimeout(resolve, 10));
    for (const socket of this.sockets.clients) socket.terminate();
    this.sockets.close();
    const closed = new Promise<void>((resolve) => this.http.close(() => resolve()));
    this.http.closeAllConnections();
    await closed;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const host = ownHost(request, this.port);
    if (host === undefined) return refuse(response, 403, "this server is not called that");
    if (request.method !== "GET" && request.method !== "HEAD")
      return refuse(response, 405, "there is nothing to send here");
    const path = (request.url ?? "/").replace(/[?#].*$/s, "");
    if (path === ICON) return void response.writeHead(204, HEADERS).end();
    const file = this.options.page.get(path);
    if (file === undefined) return refuse(response, 404, "there is no such file");
    const bytes = file.type.startsWith("text/html") ? connected(file, host) : file.bytes;
    response.writeHead(200, { ...HEADERS, "Content-Type": file.type, "Content-Length": bytes.length });
    response.end(request.method === "HEAD" ? undefined : bytes);
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const refused = this.refusal(request);
    if (refused !== undefined) return refuseUpgrade(socket, refused.status, refused.reason);
    this.sockets.handleUpgrade(request, socket, head, (opened) => this.connect(opened));
  }

  private refusal(request: IncomingMessage) {
    if (request.url !== "/live") return { status: 404, reason: "there is no such place" };
    if (this.sockets.clients.size >= MOST_CLIENTS) return { status: 503, reason: "too many pages are connected" };
    return refusalOf(request, this.port, this.token);
  }

  private connect(socket: WebSocket): void {
    this.options.host.connect(socketChannel(socket));
  }
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { ...HEADERS, "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
  response.end(`${reason}\n`);
}

function refuseUpgrade(socket: Duplex, status: number, reason: string): void {
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, "Content-Type: text/plain; charset=utf-8"];
  const body = `${reason}\n`;
  socket.end([...head, `Content-Length: ${Buffer.byteLength(body)}`, "Connection: close", "", body].join("\r\n"));
}

function noPort({ code, message }: NodeJS.ErrnoException, port: number) {
  if (code === "EADDRINUSE") return usage(`port ${port} is in use`, "Leave --port out for one that is free.");
  if (code === "EACCES") return usage(`port ${port} may not be used`, "Leave --port out, or take one above 1023.");
  return usage(`cannot listen on port ${port}: ${message}`);
}
