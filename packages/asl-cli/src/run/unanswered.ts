import { isObject, type Json, type TaskRequest } from "asl-core";
import type { Output } from "../output.js";
import { printable, printableLines } from "../print/text.js";
import type { AnswersFile } from "./answers-file.js";

/** Where answers came from: decides which lines are to be added where. */
export interface Sources {
  readonly answers: AnswersFile | undefined;
  /** File name of the handler module. */
  readonly handlers: string | undefined;
}

/** Tells which request stopped the run, and the lines that would answer it. */
export function printUnanswered(out: Output, request: TaskRequest, sources: Sources): void {
  const { bold, yellow } = out.colours;
  out.line();
  out.line(
    `${bold(yellow("UNANSWERED"))}  ${bold(printable(request.state))} has no answer for call ${request.call + 1}`,
  );
  out.line();
  printRequest(out, request);
  out.line();
  out.line(advice(request, sources));
}

/** Tells which tasks a run is still waiting for, with nobody left to answer them. */
export function printWaiting(out: Output, requests: readonly TaskRequest[], sources: Sources): void {
  const { bold, yellow } = out.colours;
  out.line();
  out.line(`${bold(yellow("WAITING"))}  for ${count(requests.length)} that nobody sends`);
  for (const request of requests.slice(0, 5)) {
    out.line();
    printRequest(out, request);
  }
  if (requests.length > 5) out.line(`\n  … and ${requests.length - 5} more`);
  if (requests.length === 0) return;
  out.line();
  out.line(advice(requests[0], sources));
}

const count = (answers: number): string => (answers === 1 ? "an answer" : `${answers} answers`);

export function printRequest(out: Pick<Output, "line" | "colours">, request: TaskRequest): void {
  const field = (name: string, value: string) => out.line(`  ${out.colours.dim(name.padEnd(11))}${value}`);
  field("state", printable(request.path) + (request.iteration.length > 0 ? ` [${request.iteration.join(".")}]` : ""));
  field("resource", printable(request.resource));
  field("attempt", String(request.attempt + 1));
  if (request.taskToken !== undefined) field("token", printable(request.taskToken));
  const [first, ...rest] = argumentLines(request.arguments);
  field("arguments", first);
  for (const line of rest) field("", line);
}

function argumentLines(value: Json): string[] {
  const short = JSON.stringify(value);
  const text = printableLines(short.length <= 80 ? short : JSON.stringify(value, null, 2));
  const lines = text.split("\n");
  return lines.length <= 40 ? lines : [...lines.slice(0, 39), `… ${lines.length - 39} more lines`];
}

function advice(request: TaskRequest, sources: Sources): string {
  const { answers, handlers } = sources;
  if (answers === undefined && handlers !== undefined)
    return `Add this to the default export of ${handlers}:\n\n${JSON.stringify(request.state)}: (request) => (${jsonOf(outputFor(request))}),`;
  if (answers === undefined)
    return `Write this to answers.yaml and run again with --answers answers.yaml:\n\n${yamlEntry(request)}`;
  const entry = answers.answers.entryOf(request);
  if (entry === undefined) return `Add this to ${answers.file}:\n\n${entryText(request, answers)}`;
  const { start } = answers.read.locate(entry.pointer, "key") ?? { start: undefined };
  const place = start === undefined ? answers.file : `${answers.file}:${start.line}:${start.column}`;
  const list = entry.list ? "Add this to" : "Make a list of, and add this to,";
  return `${list} the answers of ${JSON.stringify(entry.key)} (${place}):\n\n${itemText(request, answers)}`;
}

const isJson = ({ read }: AnswersFile): boolean => read.format === "json";

const entryText = (request: TaskRequest, answers: AnswersFile): string =>
  isJson(answers)
    ? `${JSON.stringify(request.state)}: { "output": ${jsonOf(outputFor(request))} }`
    : yamlEntry(request);

const itemText = (request: TaskRequest, answers: AnswersFile): string =>
  isJson(answers) ? `{ "output": ${jsonOf(outputFor(request))} }` : `  - output: ${yamlOf(outputFor(request))}`;

const yamlEntry = (request: TaskRequest): string =>
  `${yamlKey(request.state)}:\n  - output: ${yamlOf(outputFor(request))}`;

/** Something of the shape the resource gives back, to be filled in. */
const outputFor = ({ resource }: TaskRequest): Json =>
  /:states:.*:lambda:invoke$/.test(resource) ? { Payload: {} } : {};

const jsonOf = (value: Json): string => JSON.stringify(value);

/** Flow style; outputs suggested here have plain names as keys. */
const yamlOf = (value: Json): string => {
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, member]) => `${key}: ${yamlOf(member)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
};

/** A name as a YAML key, quoted where YAML would read something else. */
function yamlKey(name: string): string {
  const plain = /^[A-Za-z_][\w .,/()+-]*$/.test(name) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(name);
  return plain && name.trim() === name ? name : JSON.stringify(name);
}
