import type { TaskRequest } from "../../drivers/handler.js";
import type { Json, JsonObject } from "../../json.js";
import { END, type Machine, type Node, type TaskNode } from "../../machine/machine.js";
import type { AnswerShapes } from "../answer-shapes.js";
import type { TestMachine } from "../machine.js";
import { plausibleOutput } from "../plausible-output.js";
import { type FastCheck, type TypedFastCheck, typed, type Values } from "./fast-check.js";
import { fieldsOf } from "./fields.js";
import { documents } from "./inputs.js";

/** How much is made. */
export interface OutcomeOptions {
  /** Calls of one state that may go wrong or give something else, before all further ones give one result. 3 if absent. */
  readonly calls?: number;
}

const CALLS = 3;

/**
 * An arbitrary of answers for a whole run. Each Task state gets up to three outcomes, one call after the other, then one
 * result for all further calls. An outcome is a result in the shape of the service, with the values that later conditions
 * look at; or an error: each that a Retry or Catch of the state, or of a Parallel or Map around it, names,
 * `States.TaskFailed`, and a timeout where the state sets one. Shrinks to results, and to fewer calls that matter. Name
 * its type: `outcomesOf<fc.Arbitrary<TestAnswers>>(fc, machine)`.
 */
export function outcomesOf<Arbitrary = unknown>(
  fc: FastCheck,
  { machine }: TestMachine,
  options: OutcomeOptions = {},
): Arbitrary {
  return outcomesBy(fc, machine, options, undefined) as Arbitrary;
}

/** The same with results by the services' models, those of `shapes` that are loaded. */
export function outcomesBy(
  fc: FastCheck,
  machine: Machine,
  options: OutcomeOptions,
  shapes: AnswerShapes | undefined,
): unknown {
  const tasks = machine.nodes.filter((node) => node.kind === "Task");
  if (tasks.length === 0) return typed(fc).constantFrom({});
  const answers = tasks.map((task) => answersOf(typed(fc), machine, task, options.calls ?? CALLS, shapes));
  return typed(fc)
    .tuple(...answers)
    .map((each) => Object.fromEntries(tasks.map(({ path }, i) => [path, each[i]])));
}

function answersOf(
  fc: TypedFastCheck,
  machine: Machine,
  task: TaskNode,
  calls: number,
  shapes: AnswerShapes | undefined,
): Values<JsonObject[]> {
  const fields = fieldsOf(machine).answers.get(task.index) ?? [];
  const result = documents(fc, baseOf(task, shapes), fields).map((output): JsonObject => ({ output }));
  const failure = fc.constantFrom(...failuresOf(machine, task));
  // Results first: that is where shrinking goes. And more often, or long ways were never gone to their ends.
  const outcome = fc
    .tuple<unknown>(
      fc.constantFrom<unknown>(true, true, true, false),
      result as Values<unknown>,
      failure as Values<unknown>,
    )
    .map(([succeeds, one, other]) => (succeeds === true ? one : other) as JsonObject);
  return fc
    .tuple<unknown>(fc.array(outcome, { maxLength: calls }) as Values<unknown>, result as Values<unknown>)
    .map(([first, last]) => [...(first as JsonObject[]), { ...(last as JsonObject), repeat: true }]);
}

/** Something of the service's shape. Of the request only what the shape depends on is there. */
const baseOf = ({ resource: { arn } }: TaskNode, shapes: AnswerShapes | undefined): Json =>
  plausibleOutput({ resource: arn, arguments: {} } as TaskRequest, shapes);

function failuresOf(machine: Machine, task: TaskNode): JsonObject[] {
  const names = new Set(["States.TaskFailed"]);
  for (const node of [task, ...ownersOf(machine, task)])
    for (const { errorEquals } of [...node.retry, ...node.catch])
      for (const name of errorEquals) if (!GENERAL.has(name)) names.add(name);
  const timeout = task.timeoutSeconds !== null || task.heartbeatSeconds !== null;
  return [...[...names].map((error) => ({ error })), ...(timeout ? [{ timeout: true }] : [])];
}

/** Names that stand for others, or for what `timeout` brings about. */
const GENERAL = new Set(["States.ALL", "States.Timeout", "States.HeartbeatTimeout", "States.Runtime"]);

function ownersOf({ nodes, blocks }: Machine, { block }: Node): Node[] {
  const { owner } = blocks[block];
  return owner === END ? [] : [nodes[owner], ...ownersOf({ nodes, blocks } as Machine, nodes[owner])];
}
