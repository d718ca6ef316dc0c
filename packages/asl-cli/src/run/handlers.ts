import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  failure,
  functionResult,
  HandlerError,
  keyProblem,
  type Machine,
  routeHandlers,
  success,
  type TaskHandler,
  type TaskOutcome,
  type TaskRequest,
} from "asl-core";
import { exit, guardExit } from "../exit.js";
import { explain } from "../explain.js";
import { readTextFile, shortPath } from "../files.js";
import { divertOthers } from "../output.js";
import { EXIT, Stop, usage } from "../stop.js";
import { whileAlive } from "./alive.js";
import { handlerFault, loadingFault, readError } from "./handler-fault.js";

/** A function of a handler module: what it returns is the task's output, what it throws its failure. */
type UserHandler = (request: TaskRequest) => unknown;

/**
 * Loads a module whose default export is a function for all tasks, or an object with functions under the same keys as an
 * answers file has. `open` holds, at any time, the requests that have no answer yet. Throws Stop (exit code 2) where the
 * module is neither, or does not load. What the module writes to standard output goes to standard error from here on.
 */
export async function loadHandlers(path: string, machine: Machine, open: Set<TaskRequest>): Promise<TaskHandler> {
  const file = shortPath(path);
  checkModule(path, file);
  const stuck = () =>
    usage(`the handlers in ${file} never finish loading`, "An await at the top of the module has no end.");
  divertOthers();
  guardExit(() => explain(usage(`the handlers in ${file} ended the process before the run was over`, NO_EXIT)));
  process.once("uncaughtException", (error) => exit(explain(handlerFault(error, file, "threw outside of any task"))));
  const module = await whileAlive(load(path, file), stuck);
  try {
    const exported = module.default;
    if (typeof exported === "function") return wrap(exported as UserHandler, open);
    return routeHandlers(tableOf(exported, file, machine, open));
  } catch (error) {
    throw error instanceof Stop ? error : handlerFault(error, file, "cannot be read");
  }
}

const NO_EXIT = "A handler answers by returning or throwing: leave process.exit out.";

/** Says what the module loader would say less clearly. */
function checkModule(path: string, file: string): void {
  const text = readTextFile(path, { what: "handlers", exitCode: EXIT.usage });
  if (/\.[cm]?[jt]s$/i.test(path)) return;
  const answers = /^\s*[[{]/.test(text) || /\.(json|ya?ml)$/i.test(path);
  const hint = answers ? "Answers written down as data go with --answers." : "Its name ends in .js, .mjs or .ts.";
  throw usage(`cannot read the handlers: ${file} is no JavaScript module`, hint);
}

async function load(path: string, file: string): Promise<{ default?: unknown }> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as { default?: unknown };
  } catch (error) {
    if (/\.[cm]?ts$/i.test(path) && (error as NodeJS.ErrnoException | null)?.code === "ERR_UNKNOWN_FILE_EXTENSION")
      throw usage(
        `this Node (${process.version}) cannot load ${file}`,
        "TypeScript needs Node 22.18 or later; .js and .mjs always work.",
      );
    throw loadingFault(error, resolve(path), file);
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
      if (!isThenable(value)) return success(functionResult(value, request));
    } catch (reason) {
      return failed(reason);
    }
    open.add(request);
    return Promise.resolve(value)
      .finally(() => open.delete(request))
      .then((result) => success(functionResult(result, request)), failed);
  };
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === "function";

/** `error` and `cause` of what was thrown where they are texts, else its name and message. */
function failed(reason: unknown): TaskOutcome {
  if (reason instanceof HandlerError) throw reason;
  try {
    if (typeof reason !== "object" || reason === null) return failure("Error", String(reason));
    const { error, cause, name, message } = reason as Record<string, unknown>;
    return failure(textOf(error) ?? textOf(name) ?? "Error", textOf(cause) ?? textOf(message));
  } catch {
    return failure("Error", readError(reason).message);
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
