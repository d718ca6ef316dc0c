import { ended } from "../display.js";
import { isObject, type Json, type JsonObject, own } from "../json.js";
import type { Machine } from "../machine/machine.js";
import { pointerStep } from "../pointer.js";
import { type Answer, type AnswerProblem, type Complain, readAnswer } from "./answer.js";
import { checkFit } from "./answer-fit.js";
import { type TaskHandler, type TaskRequest, UnansweredTask } from "./handler.js";
import { picking } from "./picking.js";
import { keyProblem } from "./route-keys.js";
import { type Destination, Routes } from "./routes.js";

export type { AnswerProblem } from "./answer.js";

/** Answers that cannot be used; every problem of them, in the order in which they are written. */
export class AnswersError extends Error {
  override readonly name = "AnswersError";
  constructor(readonly problems: readonly AnswerProblem[]) {
    super(problems.map(inWords).join("\n"));
  }
}

const inWords = ({ pointer, message, hint }: AnswerProblem): string =>
  `${pointer || "/"}: ${hint === undefined ? message : `${ended(message)} ${hint}`}`;

/** What one key of the answers holds. */
export interface AnswerEntry {
  readonly key: string;
  /** RFC 6901 pointer of the key's value. */
  readonly pointer: string;
  /** In the order in which they are written. */
  readonly answers: readonly Answer[];
  /** The answer that serves a call; undefined where none is left for it. Calls come in the order of scheduling. */
  pick(request: TaskRequest): Answer | undefined;
  /** True where it is written as a list. */
  readonly list: boolean;
}

/** Canned answers, ready to serve one run. */
export interface Answers {
  /** Answers one call after the other; unanswered where no entry serves a task or the entry has no answer left for it. */
  readonly handler: TaskHandler;
  /** The answer the handler would give, used up by asking; undefined where it has none. Asked once for each call, in order. */
  take(request: TaskRequest): Answer | undefined;
  /** The entry that serves tasks like this one. */
  entryOf(task: Destination): AnswerEntry | undefined;
  /** Whether one of them says that its output is to be compared with what the service gives. */
  readonly judged: boolean;
  /** What no task has asked for so far: whole entries (`index` -1) and single answers of lists. */
  unused(): { key: string; index: number }[];
}

/**
 * Reads answers: `{ key: answer | [answer, …] }`, keys as Routes has them, answers in the format documented for
 * `asl run --answers`. A list serves one call after the other, a single answer every call; answers that say which calls
 * they are for are asked first. In code an answer may also be a function or an outcome. With a machine, keys are checked
 * against its states. Throws AnswersError.
 */
export function readAnswers(value: Json | Readonly<Record<string, unknown>>, machine?: Machine): Answers {
  const problems: AnswerProblem[] = [];
  const complain: Complain = (problem) => problems.push(problem);
  const given = value as Json;
  const entries = readEntries(given, complain);
  if (machine !== undefined) checkKeys(entries, given, machine, complain);
  if (problems.length > 0) throw new AnswersError(problems);
  const routes = new Routes(entries.map((entry) => [entry.key, entry] as const));
  const take = taking(routes);
  return {
    handler: answering(take),
    take,
    entryOf: (task) => routes.find(task),
    judged: entries.some(({ answers }) => answers.some(({ fieldValidation = "NONE" }) => fieldValidation !== "NONE")),
    unused: () => entries.flatMap(unusedOf),
  };
}

function readEntries(value: Json, complain: Complain): AnswerEntry[] {
  if (value === null) return [];
  if (!isObject(value)) {
    const hint = "Write one key per Task state, with its answers.";
    complain({ pointer: "", part: "value", message: "Answers are an object with state names as keys", hint });
    return [];
  }
  return Object.entries(value).map(([key, content]) => readEntry(key, content, complain));
}

function readEntry(key: string, content: Json, complain: Complain): AnswerEntry {
  const pointer = pointerStep(key);
  const list = Array.isArray(content);
  const answers = list
    ? content.map((one, index) => readAnswer(one, `${pointer}/${index}`, 1, complain))
    : [readAnswer(content, pointer, Number.POSITIVE_INFINITY, complain)];
  const read = answers.filter((answer) => answer !== undefined);
  const plain = read.filter(({ selector }) => selector === undefined);
  checkReached(plain, complain);
  return { key, pointer, answers: read, pick: picking(read, plain), list };
}

function checkReached(answers: readonly Answer[], complain: Complain): void {
  const last = answers.findIndex((answer) => answer.calls === Number.POSITIVE_INFINITY);
  if (last < 0 || last === answers.length - 1) return;
  const { pointer } = answers[last + 1];
  const message = "This answer is never reached: the one before it repeats for all further calls";
  complain({ pointer, part: "value", message, hint: "Give the one before it a number: repeat: 3." });
}

function checkKeys(entries: readonly AnswerEntry[], value: Json, machine: Machine, complain: Complain): void {
  for (const { key, pointer } of entries) {
    const problem = keyProblem(key, machine);
    if (problem !== undefined) complain({ pointer, part: "key", ...problem });
    checkFit(key, own(value as JsonObject, key) ?? null, pointer, machine, complain);
  }
}

function taking(routes: Routes<AnswerEntry>): Answers["take"] {
  return (request) => {
    const answer = routes.find(request)?.pick(request);
    if (answer !== undefined) answer.used = true;
    return answer;
  };
}

function answering(take: Answers["take"]): TaskHandler {
  return (request) => {
    const answer = take(request);
    if (answer === undefined) throw new UnansweredTask(request);
    return answer.outcome(request);
  };
}

function unusedOf({ key, answers }: AnswerEntry): { key: string; index: number }[] {
  if (answers.every((answer) => !answer.used)) return [{ key, index: -1 }];
  return answers.flatMap((answer, index) => (answer.used ? [] : [{ key, index }]));
}
