import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  failure,
  type Json,
  keyProblem,
  type Machine,
  routeHandlers,
  success,
  type TaskHandler,
  type TaskOutcome,
  type TaskRequest,
} from "asl-core";
import { shortPath } from "../files.js";
import { stderr, stdout } from "../output.js";
import { EXIT, usage } from "../stop.js";
import { whileAlive } from "./alive.js";

/** A function of a handler module: what it returns is the task's output, what it throws its failure. */
type UserHandler = (request: TaskRequest) => unknown;

/**
 * Loads a module whose default export is a function for all tasks, or an object with functions under the same keys as an
 * answers file has. `open` holds, at any time, the requests that have no answer yet. Throws Stop (exit code 2) where the
 * module is neither, or does not load.
 */
export async function loadHandlers(path: string, machine: Machine, open: Set<TaskRequest>): Promise<TaskHandler> {
  const file = shortPath(path);
  if (!existsSync(path)) throw usage(`cannot read the handlers: there is no file ${file}`);
  const stuck = () =>
    usage(`the handlers in ${file} never finish loading`, "An await at the top of the module has no end.");
  process.once("uncaughtException", (error) => crash(file, error));
  const exported = (await whileAlive(load(path, file), stuck)).default;
  if (typeof exported === "function") return wrap(exported as UserHandler, open);
  return routeHandlers(tableOf(exported, file, machine, open));
}

/** Something outside of a handler's own call failed: a timer's callback, a promise nobody waits for. */
function crash(file: string, error: unknown): never {
  stdout.flush();
  const reason = error instanceof Error ? error.stack : String(error);
  stderr.line(`${stderr.colours.red("asl:")} the handlers in ${file} threw outside of any task: ${reason}`);
  process.exit(EXIT.usage);
}

async function load(path: string, file: string): Promise<{ default?: unknown }> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as { default?: unknown };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_UNKNOWN_FILE_EXTENSION")
      throw usage(
        `this Node (${process.version}) cannot load ${file}`,
        "TypeScript needs Node 22.18 or later; .js and .mjs always work.",
      );
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw usage(`the handlers in ${file} do not load: ${reason}`);
  }
}

function tableOf(exported: unknown, file: string, machine: Machine, open: Set<TaskRequest>): [string, TaskHandler][] {
  const shape = "export default a function, or an object of functions by state name, resource pattern or default";
  if (typeof exported !== "object" || exported === null) throw usage(`${file} has no handlers`, `Let it ${shape}.`);
  return Object.entries(exported).map(([key, handler]) => {
    const problem = keyProblem(key, machine);
    if (problem !== undefined) throw usage(`${file}: ${problem.message}`, problem.hint);
    if (typeof handler !== "function") throw usage(`${file}: "${key}" is no function`, `Let it ${shape}.`);
    return [key, wrap(handler as UserHandler, open)];
  });
}

function wrap(handler: UserHandler, open: Set<TaskRequest>): TaskHandler {
  return (request) => {
    let value: unknown;
    try {
      value = handler(request);
    } catch (reason) {
      return failed(reason);
    }
    if (!isThenable(value)) return returned(value);
    open.add(request);
    const settle = (outcome: TaskOutcome): TaskOutcome => {
      open.delete(request);
      return outcome;
    };
    return Promise.resolve(value).then(
      (result) => settle(returned(result)),
      (reason: unknown) => settle(failed(reason)),
    );
  };
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === "function";

/** A function that returns nothing gives null, as in Lambda. The driver checks that the value is JSON. */
const returned = (value: unknown): TaskOutcome => success((value === undefined ? null : value) as Json);

/** `error` and `cause` of what was thrown where they are texts, else its name and message. */
function failed(reason: unknown): TaskOutcome {
  if (typeof reason !== "object" || reason === null) return failure("Error", String(reason));
  const { error, cause, name, message } = reason as Record<string, unknown>;
  return failure(textOf(error) ?? textOf(name) ?? "Error", textOf(cause) ?? textOf(message));
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
