import { nearest } from "../../near.js";
import type { Report } from "../report.js";
import { isPlaceholder } from "../rules/placeholders.js";
import type { Expression } from "./expression.js";
import { expressionsOf } from "./expressions.js";
import type { Block, Model, State } from "./model.js";
import type { Read } from "./reads.js";

/** The context object, with the fields of its objects. Source: the guide, "Accessing execution data from the Context object". */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Execution: ["Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"],
  State: ["EnteredTime", "Name", "RetryCount"],
  StateMachine: ["Id", "Name"],
  Task: ["Token"],
  Map: ["Item"],
};

/**
 * Reads of the context object that find nothing: fields it does not have, `Map` where no Map is around, a token that no
 * task waits with. Conditions may ask whether something is there: those are left out. Linear.
 */
export function contextReads(report: Report, model: Model): void {
  for (const state of model.states)
    for (const expression of expressionsOf(state))
      if (expression.stage !== "choice")
        for (const read of expression.reads) if (read.from === "context") contextRead(report, state, expression, read);
}

function contextRead(report: Report, state: State, { path, text, kind }: Expression, read: Read): void {
  if (report.full || (kind === "jsonata" && text.includes("$exists"))) return;
  const problem = misspelt(read) ?? absent(state, read);
  if (problem === undefined) return;
  const { offset, length } = read;
  const written = text.slice(offset, offset + length);
  report.findAt(path, "no-context-field", { path: written, hint: problem }, { span: { offset, length } });
}

/** What was meant by a name the context object does not have, "" where nothing comes near. */
function misspelt({ steps: [first, second] }: Read): string | undefined {
  if (typeof first !== "string") return undefined;
  if (!Object.hasOwn(FIELDS, first)) return meant(first, Object.keys(FIELDS));
  return typeof second !== "string" || FIELDS[first].includes(second) ? undefined : meant(second, FIELDS[first]);
}

function meant(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  return near === undefined ? `There are ${names.join(", ")}.` : `Did you mean ${near}?`;
}

function absent(state: State, { steps }: Read): string | undefined {
  if (steps[0] === "Map" && state.type !== "Map" && !isInMap(state.block)) return "It is there only inside a Map.";
  if (steps[0] !== "Task" || steps[1] !== "Token" || state.type !== "Task") return undefined;
  const { Resource } = state.value;
  if (typeof Resource !== "string" || isPlaceholder(Resource) || !RESPONSE.test(Resource)) return undefined;
  return "A task has a token to wait with only where its Resource ends in .waitForTaskToken.";
}

/** An integration that waits for the response alone. Those with `.sync` have a token too: that is recorded. */
const RESPONSE = /^arn:[^:]+:states:[^:]*:[^:]*:(?!activity:)(?!.*\.(?:waitForTaskToken|sync|sync:2)$)/;

/** True in the item processor of a Map, at any depth. */
function isInMap(block: Block): boolean {
  for (let at: Block | undefined = block; at?.parent !== undefined; at = at.parent.block)
    if (at.parent.type === "Map") return true;
  return false;
}
