/** What is watched for: `limit`, a time after which `call` is called once; else `call` is called whenever beats stay out. */
export interface Watching {
  /** Milliseconds. */
  readonly limit?: number;
  /** Called in this thread, if need be in the middle of synchronous work that has no end. */
  readonly call: () => void;
  /** Said before the process is killed where `call` has not been reached two seconds after the limit. */
  readonly text?: string;
}

/** A watch that has begun. */
export interface Watch {
  /** Tells the watch that this thread is alive or, past a limit, that `call` is at work. */
  beat(): void;
  stop(): void;
}

/**
 * The watching thread. It reaches this one through the inspector, whose messages V8 takes up inside of loops, regular
 * expressions and waits, too; what runs is the fixed call below and nothing else.
 */
const SOURCE = `
import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";
const { limit, beats, expression, text, pid } = workerData;
const call = async () => {
  const { Session } = await import("node:inspector");
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.evaluate", { expression }, () => session.disconnect());
};
const kill = () => {
  if (Atomics.load(beats, 0) !== 0) return;
  writeSync(2, text);
  process.kill(pid, "SIGKILL");
};
if (limit === undefined)
  setInterval(() => Atomics.exchange(beats, 0, 0) === 0 && call().catch(() => {}), 400);
else
  setTimeout(() => {
    call().catch(kill);
    setTimeout(kill, 2000);
  }, limit);
`;

let watches = 0;

/** Begins to watch this thread from another, which does not keep the process alive. */
export async function watch({ limit, call, text = "" }: Watching): Promise<Watch> {
  const { Worker } = await import("node:worker_threads");
  const name = `asl.watch.${++watches}`;
  Object.defineProperty(globalThis, Symbol.for(name), { value: call });
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const expression = `globalThis[Symbol.for(${JSON.stringify(name)})]()`;
  const workerData = { limit, beats, expression, text, pid: process.pid };
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(SOURCE)}`), { workerData });
  worker.on("error", () => {}).unref();
  return { beat: () => void Atomics.store(beats, 0, 1), stop: () => void worker.terminate() };
}
