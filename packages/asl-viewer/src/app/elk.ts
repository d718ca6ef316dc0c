import type { JsonObject } from "asl-core";
import { graphOf } from "../graph/index.js";
import { createLayouter, type Layouter } from "../layout/index.js";
import { script } from "./script.js";

/** Set by the script elk-worker.js: the text of elk's worker. A page opened from a file may start no worker of another. */
interface Holder {
  aslElkWorker?: string;
}

let url: string | undefined;

/** Starts a worker in which elk runs, made of a text; undefined where workers cannot be had. */
export async function elkWorker(): Promise<Worker | undefined> {
  try {
    await script("elk-worker.js");
    const text = (globalThis as Holder).aslElkWorker;
    if (text === undefined) return undefined;
    url ??= URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    return new Worker(url);
  } catch {
    return undefined;
  }
}

/** A layouter whose worker starts with the page, and is warm when it is first needed. */
export function readyLayouter(): Layouter {
  let first: Promise<Worker | undefined> | undefined = elkWorker();
  const worker = () => {
    const one = first ?? elkWorker();
    first = undefined;
    return one;
  };
  return warmed(createLayouter({ worker }));
}

/**
 * The layouter, which has elk lay out machines that nobody sees until the first one is asked for: its code, just loaded, is
 * several times as quick the second time.
 */
function warmed(layouter: Layouter): Layouter {
  const ending = new AbortController();
  void warmUp(layouter, ending.signal);
  const layout: Layouter["layout"] = (...asked) => {
    ending.abort();
    return layouter.layout(...asked);
  };
  return { ...layouter, layout };
}

/** In small parts, so that whoever asks meanwhile waits for one of them at most. */
async function warmUp(layouter: Layouter, signal: AbortSignal): Promise<void> {
  for (let round = 0; round < 8 && !signal.aborted; round++)
    await layouter.layout(graphOf(machineFor(round))).catch(() => undefined);
}

/** Seven states with a choice, a loop and an error; each round's are of other sizes, so that none is remembered. */
function machineFor(round: number): JsonObject {
  const name = (at: number): string => `State ${"x".repeat(round)}${at}`;
  const states = Array.from({ length: 6 }, (_, at): JsonObject => {
    if (at === 2) return { Type: "Choice", Choices: [{ Next: name(3) }, { Next: name(0) }], Default: name(5) };
    const errors: JsonObject = at === 4 ? { Catch: [{ ErrorEquals: ["States.ALL"], Next: name(6) }] } : {};
    return { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Next: name(at + 1), ...errors };
  });
  const named = Object.fromEntries(states.map((state, at) => [name(at), state]));
  return { StartAt: name(0), States: { ...named, [name(6)]: { Type: "Succeed" } } };
}
