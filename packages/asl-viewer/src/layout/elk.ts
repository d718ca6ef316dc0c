import type { ELK } from "elkjs/lib/elk-api.js";
import type { Block, PlacedBlock } from "./block.js";
import { fromElk, sizeOf, toElk } from "./elk-graph.js";
import { beforeEnd } from "./ended.js";
import type { Engine } from "./engine.js";
import { farLoops, strayLoops, waysAsPlaced } from "./loops.js";
import { untidiness } from "./untidiness.js";

/** Gives a worker, each time another; undefined where none can be had. */
export type WorkerMaker = () => Worker | undefined | Promise<Worker | undefined>;

/**
 * elk, loaded when it is first needed (1.6 MB). Runs in the worker that `worker` makes of elkjs's `elk-worker.min.js`;
 * without one, or where that fails before its first answer, on the caller's thread. Once one fails later, what it was asked is
 * rejected, and the next block is placed by another.
 */
export function elkEngine(worker?: WorkerMaker): Engine {
  let started: Promise<Started> | undefined;
  let ending = new AbortController();
  return {
    async place(block) {
      const running = (started ??= start(worker));
      const placed = running.then(({ elk }) => tidied(elk, block));
      try {
        return await beforeEnd(ending.signal, placed);
      } catch (error) {
        if (error instanceof WorkerError && started === running) started = undefined;
        throw error;
      }
    },
    /** What is being placed is rejected: a worker that was ended answers no more. */
    close() {
      ending.abort();
      ending = new AbortController();
      started?.then(
        ({ worker }) => worker?.terminate(),
        () => undefined,
      );
      started = undefined;
    },
  };
}

/** The worker failed, which had answered before: it ran out of memory, say. */
class WorkerError extends Error {
  override readonly name = "WorkerError";
}

/** What is used of elk. */
type Placing = Pick<ELK, "layout">;

interface Started {
  readonly elk: Placing;
  readonly worker?: Worker;
}

async function start(make?: WorkerMaker): Promise<Started> {
  const worker = await make?.();
  if (worker === undefined) return { elk: await here() };
  const failed = failing(worker);
  const { default: Elk } = await import("elkjs/lib/elk-api.js");
  return { elk: inWorker(new Elk({ workerFactory: () => worker }), failed), worker };
}

/**
 * Aborted once the worker fails. Where a page's policy allows no such worker, browsers do not refuse to make it: it is there,
 * fails soon, and answers nothing.
 */
function failing(worker: Worker): AbortSignal {
  const failed = new AbortController();
  const fail = (event: Event): void => {
    event.preventDefault();
    worker.terminate();
    failed.abort();
  };
  worker.addEventListener("error", fail, { once: true });
  return failed.signal;
}

/**
 * elk in a worker; where that fails before it has answered anything, elk on the caller's thread, also for what was asked before.
 * Of one that fails later all that it was asked is rejected with WorkerError: what was too much for it would freeze the page.
 */
function inWorker(elk: ELK, failed: AbortSignal): Placing {
  let own: Promise<ELK> | undefined;
  let hasAnswered = false;
  const layout = async (graph: Parameters<ELK["layout"]>[0]) => {
    if (!failed.aborted)
      try {
        const laid = await beforeEnd(failed, elk.layout(graph));
        hasAnswered = true;
        return laid;
      } catch (error) {
        if (!failed.aborted) throw error;
      }
    if (hasAnswered) throw new WorkerError("the worker that lays graphs out has failed");
    return (await (own ??= here())).layout(graph);
  };
  return { layout: layout as ELK["layout"] };
}

/** Larger blocks are laid out once; smaller ones have loops moved to the other side where that is tidier. */
const MOST = 200;
/** Most loops that are tried one by one. */
const MOST_LOOPS = 3;

async function tidied(elk: Placing, block: Block): Promise<PlacedBlock> {
  let far = farLoops(block);
  let best = await run(elk, block, far);
  if (sizeOf(block) > MOST) return best;
  let least = untidiness(block, best);
  for (const loop of strayLoops(block, best, far).slice(0, MOST_LOOPS)) {
    const tried = new Set(far);
    if (!tried.delete(loop)) tried.add(loop);
    const placed = await run(elk, block, tried);
    const found = untidiness(block, placed);
    if (found < least) [best, least, far] = [placed, found, tried];
  }
  const ranks = waysAsPlaced(block, best);
  if (ranks === undefined) return best;
  const turned = await run(elk, block, far, ranks);
  return untidiness(block, turned) < least ? turned : best;
}

const run = async (
  elk: Placing,
  block: Block,
  far: ReadonlySet<number>,
  ranks?: readonly number[],
): Promise<PlacedBlock> => fromElk(await elk.layout(toElk(block, far, ranks)), block);

async function here(): Promise<ELK> {
  const { default: Elk } = await import("elkjs/lib/elk.bundled.js");
  return new Elk();
}
