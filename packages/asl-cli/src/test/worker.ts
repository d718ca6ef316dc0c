import { parentPort, workerData } from "node:worker_threads";
import { Stop } from "../stop.js";
import type { CheckedOptions } from "./options.js";
import type { Reply, Task } from "./parallel.js";
import { runFile } from "./run-file.js";
import { coverageFor, writeCoverage } from "./suite.js";

/** A thread of `asl test`: runs the files it is given, until it is told to end. */
export function serve(): void {
  const options = workerData as CheckedOptions;
  const coverage = coverageFor(options);
  parentPort?.on("message", (task: Task) => {
    if (task !== "end")
      return void runFile(task.path, options, coverage).then((result) =>
        parentPort?.postMessage({ result } satisfies Reply),
      );
    end(() => writeCoverage(options, coverage));
  });
}

/** An error does not keep its class from thread to thread. */
function end(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const { exitCode, message, hint } = error;
    parentPort?.postMessage({ stop: { exitCode, message, hint } } satisfies Reply);
  }
  parentPort?.close();
}
