import { createLayouter, type Layouter } from "../layout/index.js";
import { script } from "./script.js";

/** Set by the script elk-worker.js: the text of elk's worker. A page opened from a file may start no worker of another. */
interface Holder {
  aslElkWorker?: string;
}

/** A layouter whose elk runs in a worker made of a text; where workers cannot be had, on this thread. */
export async function workingLayouter(): Promise<Layouter> {
  try {
    await script("elk-worker.js");
    const text = (globalThis as Holder).aslElkWorker;
    if (text === undefined) return createLayouter();
    const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    new Worker(url).terminate();
    return createLayouter({ worker: () => new Worker(url) });
  } catch {
    return createLayouter();
  }
}
