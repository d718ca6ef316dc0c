import { createReader } from "../timeline/index.js";
import { script } from "./script.js";

/** Set by the script reader-worker.js: the text of the worker. A page opened from a file may start no worker of another. */
interface Holder {
  aslReaderWorker?: string;
}

let url: string | undefined;

/** A reader whose worker is loaded with the first long text. */
export const workingReader = () =>
  createReader({
    worker: async () => {
      await script("reader-worker.js");
      const text = (globalThis as Holder).aslReaderWorker ?? "";
      url ??= URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
      return new Worker(url);
    },
  });
