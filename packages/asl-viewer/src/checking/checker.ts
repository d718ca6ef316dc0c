import type { Checked, Checker, Question } from "./problem.js";

/** Longer texts are not checked, in UTF-16 units: AWS takes an eighth of it, and so does the page's own thread. */
export const LONGEST_CHECKED = 8 * 1024 * 1024;
export const LONGEST_HERE = LONGEST_CHECKED / 8;
/** Milliseconds after which a check is given up. */
const PATIENCE = 30_000;

/** Checks definitions in the worker that `worker` makes, a script that calls `answerChecker`: one for each question. */
export const workingChecker = (worker: () => Promise<Worker>): Checker => ({
  async check(question) {
    const made = await worker().catch(() => undefined);
    return made && ask(made, question);
  },
});

function ask(worker: Worker, question: Question): Promise<Checked> {
  return new Promise<Checked>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("it took too long")), PATIENCE);
    worker.onmessage = ({ data }: MessageEvent<Checked | null>) => {
      clearTimeout(timer);
      if (data === null) reject(new Error("it cannot be checked"));
      else resolve(data);
    };
    worker.onerror = () => reject(new Error("it cannot be checked"));
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}

/** The worker's own global object, as far as it is used here. */
interface Scope {
  postMessage(word: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** Makes the script that calls it a worker for `workingChecker`. */
export function answerChecker(scope: Scope, check: (question: Question) => Promise<Checked>): void {
  scope.onmessage = async ({ data }: MessageEvent<Question>) => {
    scope.postMessage(await check(data).catch(() => null));
  };
}
