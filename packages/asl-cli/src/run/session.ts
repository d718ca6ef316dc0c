import { NO_LIMITS, type RunOptions, type TaskRequest } from "asl-core";
import { stderr } from "../output.js";
import { printable } from "../print/text.js";
import { type AnswersFile, loadAnswers } from "./answers-file.js";
import type { Deadline } from "./deadline.js";
import { type LoadedDefinition, loadDefinition } from "./definition.js";
import { loadHandlers } from "./handlers.js";
import { identityOf } from "./identity.js";
import { loadInput } from "./input.js";
import type { CheckedOptions } from "./options.js";

/** Everything one run needs, loaded and checked. */
export interface Session {
  readonly options: CheckedOptions;
  readonly definition: LoadedDefinition;
  readonly answers: AnswersFile | undefined;
  /** Requests a handler has been asked for and has not answered. */
  readonly open: Set<TaskRequest>;
  readonly deadline: Deadline | undefined;
  readonly runOptions: RunOptions;
  /** To be called when the run's report is about to be written. */
  concluded(): void;
}

/** Loads and checks all files. Throws Stop for the first that cannot serve. */
export async function prepare(path: string, options: CheckedOptions, deadline?: Deadline): Promise<Session> {
  const definition = await loadDefinition(path, options.type);
  const { machine } = definition;
  if (!options.json && !options.quiet) warn(definition);
  const input = await loadInput(options.input);
  const open = deadline?.open ?? new Set<TaskRequest>();
  const answers = options.answers === undefined ? undefined : await loadAnswers(options.answers, machine);
  const handlers = options.handlers === undefined ? undefined : await loadHandlers(options.handlers, machine, open);
  const objects = options.buckets && (await import("../folder-store.js")).folderStore(options.buckets);
  const { seed, at, type, limits } = options;
  const identity = identityOf(definition.name, options.name ?? "run", type);
  const handler = handlerOf(answers, handlers);
  const runOptions = { input, handler, seed, at, type, identity, objects, limits: limits ? undefined : NO_LIMITS };
  return { options, definition, answers, open, deadline, runOptions, concluded: () => {} };
}

function warn({ warnings, file }: LoadedDefinition): void {
  const { yellow } = stderr.colours;
  for (const { range, message } of warnings.slice(0, 10)) {
    const place = range === undefined ? file : `${file}:${range.start.line}:${range.start.column}`;
    stderr.line(`${place}: ${yellow("warning:")} ${printable(message)}`);
  }
}

/** Answers from the file come first; handlers do what it says nothing about. */
function handlerOf(answers: AnswersFile | undefined, handlers: RunOptions["handler"]): RunOptions["handler"] {
  if (answers === undefined) return handlers;
  if (handlers === undefined) return answers.answers.handler;
  return (request) => (answers.answers.entryOf(request) === undefined ? handlers : answers.answers.handler)(request);
}
