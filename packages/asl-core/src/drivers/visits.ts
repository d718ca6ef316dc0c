import type { TaskRequest } from "./handler.js";

/** Counts visits per state and iteration: each request tells its try, and a visit's tries come one after the other. */
export class Visits {
  private readonly seen = new Map<string, { visit: number; attempt: number }>();

  /** 1 for the first visit. O(1). */
  count({ path, iteration, attempt }: Pick<TaskRequest, "path" | "iteration" | "attempt">): number {
    const key = `${path}\n${iteration.join()}`;
    const last = this.seen.get(key);
    const again = last !== undefined && attempt > last.attempt;
    const visit = (last?.visit ?? 0) + (again ? 0 : 1);
    this.seen.set(key, { visit, attempt });
    return visit;
  }
}
