import { graphOf } from "../graph/index.js";
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

/**
 * Has elk lay out a machine that nobody sees, while nobody waits: its code, just loaded, is several times as quick the second
 * time.
 */
export async function warmUp(layouter: Layouter): Promise<void> {
  const name = (at: number): string => `State ${"x".repeat(at % 7)}${at}`;
  const state = (at: number) => {
    if (at % 6 === 2)
      return { Type: "Choice", Choices: [{ Next: name(at + 1) }, { Next: name(at - 2) }], Default: name(at + 3) };
    const errors = at % 6 === 4 ? { Catch: [{ ErrorEquals: ["States.ALL"], Next: name(at + 3) }] } : {};
    return { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Next: name(at + 1), ...errors };
  };
  const states = Array.from({ length: 48 }, (_, at) => [name(at), state(at)]);
  const definition = { StartAt: name(0), States: { ...Object.fromEntries(states), [name(48)]: { Type: "Succeed" } } };
  await layouter.layout(graphOf(definition)).catch(() => undefined);
}
