import { workingChecker } from "../checking/checker.js";
import type { Checker } from "../checking/problem.js";
import { script } from "./script.js";

/** Set by the script checking-worker.js: the text of the worker. */
interface Holder {
  aslCheckingWorker?: string;
}

let url: string | undefined;

/** A checker whose worker is loaded with the first definition, but not before `ready`. */
export function checker(ready: Promise<void>): Checker {
  const working = workingChecker(async () => {
    await script("checking-worker.js");
    const text = (globalThis as Holder).aslCheckingWorker ?? "";
    url ??= URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    return new Worker(url);
  });
  return { check: (question) => ready.then(() => working.check(question)) };
}
