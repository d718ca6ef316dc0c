import type { TaskRequest } from "../drivers/handler.js";
import type { Json, JsonObject } from "../json.js";
import { plausibleOutput } from "./plausible-output.js";
import type { TestRun } from "./run.js";

/** A task of a strict run had no answer. The message shows the request, and an answer to paste. */
export class UnansweredError extends Error {
  override readonly name = "UnansweredError";
  constructor(
    readonly request: TaskRequest,
    /** The run up to there. */
    readonly run: TestRun,
  ) {
    super(describeUnanswered(request, run));
  }

  /** What test runners print below the message, which says it all: not the whole run. */
  toJSON(): JsonObject {
    return { task: this.request.path };
  }
}

/** Says which task has no answer, what was asked of it, and what to add to the answers. */
function describeUnanswered(request: TaskRequest, run: TestRun): string {
  const { path, resource, call, attempt, iteration } = request;
  const place = iteration.length > 0 ? ` of iteration ${iteration.join(".")}` : "";
  const visited = run.visits.map(({ state }) => state);
  return [
    `no answer for call ${call + 1} of task ${JSON.stringify(path)}${place}, try ${attempt + 1}`,
    `  resource   ${resource}`,
    `  arguments  ${indented(request.arguments)}`,
    `  path       ${visited.length > 12 ? "… → " : ""}${visited.slice(-12).join(" → ")}`,
    `Add it to the answers${call > 0 ? ", as one of a list" : ""}:`,
    `  ${suggestedAnswer(request)},`,
    "or pass strict: false to give every such task an answer of this kind.",
  ].join("\n");
}

/** An entry for answers in code, of the shape the service gives back; also a line of a YAML file. */
const suggestedAnswer = (request: TaskRequest): string =>
  `${JSON.stringify(request.state)}: { output: ${JSON.stringify(plausibleOutput(request))} }`;

/** JSON on one line where it is short, else indented below its label. */
function indented(value: Json): string {
  const short = JSON.stringify(value);
  if (short.length <= 100) return short;
  const lines = JSON.stringify(value, null, 2).split("\n");
  const shown = lines.length <= 40 ? lines : [...lines.slice(0, 39), `… ${lines.length - 39} more lines`];
  return shown.join("\n             ");
}
