import { parentPort, workerData } from "node:worker_threads";
import type { CheckedOptions } from "./options.js";
import type { Task } from "./parallel.js";
import { runFile } from "./run-file.js";
import { coverageFor, writeCoverage } from "./suite.js";

/** A thread of `asl test`: runs the files it is given, until it is told to end. */
export function serve(): void {
  const options = workerData as CheckedOptions;
  const coverage = coverageFor(options);
  parentPort?.on("message", (task: Task) => {
    if (task !== "end")
      return void runFile(task.path, options, coverage).then((result) => parentPort?.postMessage(result));
    writeCoverage(options, coverage);
    parentPort?.close();
  });
}
