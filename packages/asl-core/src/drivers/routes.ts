import { compilePattern } from "../machine/pattern.js";
import { type TaskHandler, type TaskRequest, UnansweredTask } from "./handler.js";

/** What decides which entry serves a task: all of it belongs to the state, so one state is always served by one entry. */
export type Destination = Pick<TaskRequest, "state" | "path" | "resource">;

/**
 * A table from keys to whatever serves tasks. A key is a state's readable path ("Split › branch 0 › Fetch"; `>` serves as
 * well as `›`), a state's name, a Resource ARN in which `*` stands for any run of characters, or "default". The most
 * precise key wins, in this order; among patterns the one written first.
 */
export class Routes<T> {
  private readonly places = new Map<string, T>();
  private readonly patterns: { matches(resource: string): boolean; value: T }[] = [];
  private readonly found = new Map<string, T | undefined>();

  constructor(entries: Iterable<readonly [key: string, value: T]>) {
    for (const [key, value] of entries) {
      this.places.set(placeOf(key), value);
      if (isResourcePattern(key)) this.patterns.push({ matches: compilePattern(escapeBackslashes(key)), value });
    }
  }

  /** The entry that serves a task, or undefined. O(patterns) for the first task of a state, then O(1). */
  find(task: Destination): T | undefined {
    if (!this.found.has(task.path)) this.found.set(task.path, this.search(task));
    return this.found.get(task.path);
  }

  private search({ path, state, resource }: Destination): T | undefined {
    return (
      this.places.get(placeOf(path)) ??
      this.places.get(state) ??
      this.patterns.find((pattern) => pattern.matches(resource))?.value ??
      this.places.get("default")
    );
  }
}

/** Whether a key names resources rather than a state: "arn:…", or anything with a star such as "*:dynamodb:*". */
export const isResourcePattern = (key: string): boolean => key.startsWith("arn:") || key.includes("*");

/** One spelling of a readable path: arrows as `›`, and without the "item" that some write for the inside of a Map. */
export const placeOf = (path: string): string =>
  path
    .trim()
    .split(/ [›>] /)
    .filter(isNoItem)
    .join(" › ");

const isNoItem = (part: string, index: number, parts: string[]): boolean =>
  part !== "item" || index === 0 || index === parts.length - 1;

const escapeBackslashes = (key: string): string => key.replaceAll("\\", "\\\\");

/** A handler made of handlers: each task goes to the one its route finds; without one it is unanswered. */
export function routeHandlers(table: Iterable<readonly [key: string, handler: TaskHandler]>): TaskHandler {
  const routes = new Routes(table);
  return (request) => {
    const handler = routes.find(request);
    if (handler === undefined) throw new UnansweredTask(request);
    return handler(request);
  };
}
