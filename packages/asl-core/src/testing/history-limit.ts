import type { Run } from "../drivers/run.js";
import type { Execution } from "../kernel/index.js";
import type { TestRun } from "./run.js";

/** Child executions of one distributed Map that ended at the limit of events in a history. */
interface Ended {
  count: number;
  limit: number;
}

/**
 * For each distributed Map whose child executions ended because their history was full, a line that says so: the Map's own
 * error does not. O(child executions).
 */
export function historyLimitLines({ raw, machine }: TestRun): string[] {
  const ended = new Map<string, Ended>();
  for (const { execution } of childrenOf(raw)) {
    if (!isFull(execution)) continue;
    const { path } = machine.nodes[machine.blocks[execution.block].owner];
    const before = ended.get(path)?.count ?? 0;
    ended.set(path, { count: before + 1, limit: execution.limits.events });
  }
  return [...ended].map(([path, { count, limit }]) => {
    const who = count === 1 ? "1 child execution" : `${count} child executions`;
    return `${who} of ${path} ended at the limit of ${limit} events in a history`;
  });
}

function* childrenOf(run: Run): Generator<Run> {
  for (const child of run.children) {
    yield child;
    yield* childrenOf(child);
  }
}

const isFull = ({ status, events, limits }: Execution): boolean =>
  status === "FAILED" && limits.events !== 0 && events >= limits.events;
