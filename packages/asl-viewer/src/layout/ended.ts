/** Tries at most: others may end what all share again and again. */
const MOST_TRIES = 5;

/** What some work gives, begun anew where somebody else has ended whoever does it. Rejects as the work does in the end. */
export async function triedAgain<Value>(work: () => Promise<Value>, signal?: AbortSignal): Promise<Value> {
  for (let tries = 1; ; tries++)
    try {
      return await work();
    } catch (error) {
      const isEnded = error instanceof DOMException && error.name === "AbortError";
      if (!isEnded || signal?.aborted === true || tries === MOST_TRIES) throw error;
    }
}

/** What is promised, or a rejection with the signal's reason once it is aborted: what was begun may take long, or never end. */
export function beforeEnd<Value>(signal: AbortSignal, promised: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
    promised.then(resolve, reject).finally(() => signal.removeEventListener("abort", end));
  });
}
