import {
  identityOf,
  type Machine,
  NO_LIMITS,
  type RunOptions,
  readAnswers,
  type TaskHandler,
  type TaskRequest,
} from "asl-core";
import type { PageContent } from "asl-viewer/page";
import type { RunCoverage } from "../coverage/run-coverage.js";
import { placementsFor } from "../report/placements.js";
import { type AnswersFile, loadAnswers } from "./answers-file.js";
import { Buckets } from "./buckets.js";
import type { Deadline } from "./deadline.js";
import { type LoadedDefinition, loadDefinition } from "./definition.js";
import { loadInput } from "./input.js";
import type { CheckedOptions } from "./options.js";
import { warn } from "./text.js";
import { checkWritten } from "./written-file.js";

/** Everything one run needs, loaded and checked. */
export interface Session {
  readonly options: CheckedOptions;
  readonly definition: LoadedDefinition;
  readonly answers: AnswersFile | undefined;
  /** Requests a handler has been asked for and has not answered. */
  readonly open: Set<TaskRequest>;
  readonly deadline: Deadline | undefined;
  readonly buckets: Buckets;
  readonly coverage: RunCoverage | undefined;
  /** Of the page that is to be written. */
  readonly placements: PageContent["placements"];
  readonly runOptions: RunOptions;
  /** Makes a handler that has been asked for nothing yet; undefined where nobody does tasks. */
  readonly makeHandler: (() => TaskHandler) | undefined;
}

/** Loads and checks all files. Throws Stop for the first that cannot serve. */
export async function prepare(path: string, options: CheckedOptions, deadline?: Deadline): Promise<Session> {
  const definition = await loadDefinition(path, options);
  const { machine } = definition;
  if (!options.json && !options.quiet) warn(definition.warnings, definition.file);
  checkFiles(definition.path, options);
  const input = await loadInput(options.input, options.limits);
  const open = deadline?.open ?? new Set<TaskRequest>();
  const answers = options.answers === undefined ? undefined : await loadAnswers(options.answers, machine);
  const handlers = await handlersOf(options.handlers, machine, open);
  const buckets = new Buckets(options.buckets && (await import("../folder-store.js")).folderStore(options.buckets));
  const { seed, at, limits } = options;
  const { type } = definition;
  const identity = identityOf(definition.name, options.name ?? "run", type);
  const coverage = await coverageOf(options.coverage, path, definition);
  const placements = options.report === undefined ? undefined : await placementsFor(machine.definition);
  const handler = handlerOf(answers, handlers);
  const runOptions = {
    input,
    handler,
    seed,
    at,
    type,
    identity,
    objects: buckets.store,
    limits: limits ? undefined : NO_LIMITS,
  };
  const makeHandler = handler && (() => handlerOf(answers && anew(answers, machine), handlers)!);
  return { options, definition, answers, open, deadline, buckets, coverage, placements, runOptions, makeHandler };
}

/** The same answers, none of them used. */
const anew = (file: AnswersFile, machine: Machine): AnswersFile => ({
  ...file,
  answers: readAnswers(file.read.value ?? null, machine),
});

async function coverageOf(folder: string | undefined, path: string, definition: LoadedDefinition) {
  if (folder === undefined) return undefined;
  return (await import("../coverage/run-coverage.js")).runCoverage(folder, path, definition);
}

async function handlersOf(path: string | undefined, machine: Machine, open: Set<TaskRequest>) {
  if (path === undefined) return undefined;
  const { loadHandlers } = await import("./handlers.js");
  return loadHandlers(path, machine, open);
}

function checkFiles(definition: string, options: CheckedOptions): void {
  const { history, report, input, answers, handlers, substitutions } = options;
  const sources = { definition, input, answers, handlers, substitutions };
  if (history !== undefined) checkWritten("history", history, sources);
  if (report !== undefined) checkWritten("report", report, { ...sources, history });
}

/** Answers from the file come first; handlers do what it says nothing about. */
function handlerOf(answers: AnswersFile | undefined, handlers: RunOptions["handler"]): RunOptions["handler"] {
  if (answers === undefined) return handlers;
  if (handlers === undefined) return answers.answers.handler;
  return (request) => (answers.answers.entryOf(request) === undefined ? handlers : answers.answers.handler)(request);
}
