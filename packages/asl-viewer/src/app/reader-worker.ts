import { answerReader, type WorkerScope } from "../timeline/reader.js";

/** The worker's whole script. What loads more than this on demand is read on the page's thread instead. */
answerReader(globalThis as unknown as WorkerScope);
