import { Worker } from "node:worker_threads";
import { Stop } from "../stop.js";
import type { CheckedOptions } from "./options.js";
import type { FileResult } from "./result.js";
import { isBad } from "./tally.js";

/** What a thread is asked for. */
export type Task = { readonly path: string } | "end";

/** What a thread answers: what became of a file, or what ends the command. */
export type Reply = { readonly result: FileResult } | { readonly stop: Pick<Stop, "exitCode" | "message" | "hint"> };

/** Runs test files in several threads; each takes the next file when it has done one. Rejects where a thread fails, with Stop where it cannot write coverage. */
export async function runParallel(
  paths: readonly string[],
  options: CheckedOptions,
  threads: number,
  tell: (result: FileResult) => void,
): Promise<FileResult[]> {
  const queue = new Queue(paths, options.bail, tell);
  await Promise.all(Array.from({ length: threads }, () => work(queue, options)));
  return queue.results();
}

/** Files still to be run, and what came of the others, told in their order. */
class Queue {
  private readonly done: (FileResult | undefined)[] = [];
  private next = 0;
  private told = 0;
  private stopped = false;

  constructor(
    private readonly paths: readonly string[],
    private readonly bail: boolean,
    private readonly tell: (result: FileResult) => void,
  ) {}

  take(): number | undefined {
    return this.stopped || this.next >= this.paths.length ? undefined : this.next++;
  }

  path = (index: number): string => this.paths[index];

  put(index: number, result: FileResult): void {
    this.done[index] = result;
    if (this.bail && isBad(result)) this.stopped = true;
    for (let one = this.done[this.told]; one !== undefined; one = this.done[++this.told]) this.tell(one);
  }

  /** With --bail those that were never begun are missing. */
  results = (): FileResult[] => this.done.filter((result) => result !== undefined);
}

/** One thread, until nothing is left. It is started from the file that `asl` was. */
function work(queue: Queue, options: CheckedOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(process.argv[1], { workerData: options, argv: [] });
    let index = queue.take();
    const send = () => worker.postMessage(index === undefined ? "end" : { path: queue.path(index) });
    worker.on("message", (reply: Reply) => {
      if ("stop" in reply) return reject(new Stop(reply.stop.exitCode, reply.stop.message, reply.stop.hint));
      const { result } = reply;
      if (index !== undefined) queue.put(index, result);
      index = queue.take();
      send();
    });
    worker.on("error", reject);
    worker.on("exit", () =>
      index === undefined ? resolve() : reject(new Error(`a thread ended inside of ${queue.path(index)}`)),
    );
    send();
  });
}
