import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { stdout } from "../output.js";
import { EXIT, type ExitCode, usage } from "../stop.js";
import { Connection, type Host } from "./connection.js";
import { Debuggee } from "./debuggee.js";
import { openPlan } from "./open-plan.js";
import type { Plan } from "./plan.js";
import { REQUESTS } from "./requests/index.js";

/** Clients at the same time, at most. */
const MOST = 32;

/** Where a server listens. */
export interface Address {
  /** 0: any that is free. */
  readonly port: number;
  readonly host: string;
}

/**
 * Listens for clients until Ctrl-C. Each connection debugs one run; a run whose client lets go of it, and one that was there
 * from the beginning (`first`), is held until another client attaches to it, or ends it.
 */
export async function serveTcp(address: Address, first: Plan | undefined): Promise<ExitCode> {
  const held = new Map<string, Debuggee>();
  if (first !== undefined) {
    const debuggee = new Debuggee(await openPlan(first), first);
    held.set(first.session ?? debuggee.opening.title, debuggee);
  }
  const host: Host = { requests: REQUESTS, held, keeps: true, closed: () => {} };
  const server = createServer({ noDelay: true }, (socket) => accept(host, socket));
  server.maxConnections = MOST;
  await listening(server, address);
  const { port } = server.address() as AddressInfo;
  stdout.line(`listening on ${address.host}:${port}`);
  stdout.flush();
  await new Promise<void>((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
  server.close();
  return EXIT.succeeded;
}

function accept(host: Host, socket: Socket): void {
  const connection = new Connection({ ...host, closed: () => socket.end() });
  connection.serve(socket, socket);
}

function listening(server: Server, { port, host }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (reason) => reject(usage(`cannot listen on ${host}:${port}: ${reason.message}`)));
    server.listen(port, host, resolve);
  });
}
