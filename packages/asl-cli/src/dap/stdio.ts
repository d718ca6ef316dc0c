import { Writable } from "node:stream";
import { OutputEvent } from "@vscode/debugadapter";
import { exit } from "../exit.js";
import { EXIT, type ExitCode } from "../stop.js";
import { Connection } from "./connection.js";
import { REQUESTS } from "./requests/index.js";

/** Each restart of a run with handlers listens for their faults anew. */
const MOST_LISTENERS = 1000;

/**
 * Speaks with one client over standard input and output until it leaves. What anybody else writes to standard output, as a
 * handler's console.log, becomes output of the session: it must not come between messages.
 */
export function serveStdio(): Promise<ExitCode> {
  return new Promise((resolve) => {
    const connection = new Connection({
      requests: REQUESTS,
      held: new Map(),
      keeps: false,
      closed: () => resolve(EXIT.succeeded),
    });
    const output = ownOutput();
    divert(process.stdout, (text) => connection.send(new OutputEvent(text, "stdout")));
    divert(process.stderr, (text) => connection.send(new OutputEvent(text, "stderr")));
    process.setMaxListeners(MOST_LISTENERS);
    connection.serve(process.stdin, output);
    process.once("SIGTERM", () => exit(EXIT.succeeded));
  });
}

/** Standard output for messages alone. */
function ownOutput(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  return new Writable({ write: (piece: Buffer, _, done) => void write(piece, () => done()) });
}

/** Whoever writes to a stream from now on writes to `take`; nobody can have it otherwise. */
function divert(stream: NodeJS.WriteStream, take: (text: string) => void): void {
  const write = (piece: string | Uint8Array, ...rest: unknown[]): boolean => {
    take(typeof piece === "string" ? piece : Buffer.from(piece).toString("utf8"));
    const done = rest.find((one) => typeof one === "function") as (() => void) | undefined;
    if (done !== undefined) process.nextTick(done);
    return true;
  };
  Object.defineProperty(stream, "write", { configurable: true, get: () => write, set: () => {} });
}
