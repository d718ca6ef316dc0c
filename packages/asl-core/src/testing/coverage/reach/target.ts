import { valueAt } from "../../../definition/location.js";
import type { Json, JsonObject } from "../../../json.js";
import type { Machine, Node, NodeIndex } from "../../../machine/machine.js";
import { itemsOf } from "../items.js";
import type { Ordinal, Probe } from "../plan.js";
import { together, type Wanted, waysInto, waysTo } from "./need.js";
import { conditionsOf, leavingBy } from "./needs.js";

/** One thing to try for an item: go to a state, and there bring this about. */
export interface Target {
  readonly goal: NodeIndex;
  /** Ways for the rules of a Choice. */
  readonly wanted?: readonly Wanted[][];
  /** What the goal's task, or a task inside the goal, answers: one answer, or one after the other. */
  readonly answer?: Json;
  /** What the goal's Map iterates over. */
  readonly items?: Json[];
}

/** What to try for one item, the likeliest first. Empty where nothing is known that could help. */
export function targetsFor(machine: Machine, ordinal: Ordinal): Target[] {
  const { plans, timedOut } = itemsOf(machine);
  if (ordinal === timedOut) return machine.nodes.flatMap((node) => (node.kind === "Task" ? [pending(node.index)] : []));
  for (const [index, plan] of plans.entries()) {
    const node = machine.nodes[index];
    if (plan.entered === ordinal) return [{ goal: index }];
    if (plan.otherwise === ordinal || plan.rules.length > 0) {
      const found = choosing(machine, node, ordinal);
      if (found.length > 0) return found;
    }
    const catcher = plan.catchers.indexOf(ordinal);
    if (catcher >= 0) return failing(node, node.catch[catcher].errorEquals, false);
    const retrier = plan.retriers.findIndex(({ fired, exhausted }) => fired === ordinal || exhausted === ordinal);
    if (retrier >= 0) return failing(node, node.retry[retrier].errorEquals, plan.retriers[retrier].fired === ordinal);
    if (plan.empty === ordinal) return [{ goal: index, items: [] }];
    if (plan.notEmpty === ordinal)
      return [
        { goal: index, items: [{}] },
        { goal: index, items: [1] },
      ];
    if (plan.tolerated === ordinal) return tolerating(index);
    if (plan.timedOut === ordinal) return timingOut(index);
    if (plan.heartbeatMissed === ordinal) return [pending(index)];
  }
  return [];
}

const pending = (goal: NodeIndex): Target => ({ goal, answer: { pending: true } });

function choosing(machine: Machine, node: Node, ordinal: Ordinal): Target[] {
  if (node.kind !== "Choice") return [];
  const { rules, otherwise } = itemsOf(machine).plans[node.index];
  const state = stateOf(machine, node);
  const conditions = conditionsOf(node, state);
  const goal = node.index;
  if (ordinal === otherwise) return [{ goal, wanted: leavingBy(conditions, conditions.length) }];
  for (const [i, { taken, notTaken, probe }] of rules.entries()) {
    const before = conditions.slice(0, i).map((condition) => waysTo(condition, false));
    if (ordinal === taken) return [{ goal, wanted: leavingBy(conditions, i) }];
    if (ordinal === notTaken) return [{ goal, wanted: together([...before, waysTo(conditions[i], false)]) }];
    const inside = placeIn(probe, ordinal);
    if (inside === undefined) continue;
    const comparison = comparisonAt(conditions[i], inside.path);
    return [{ goal, wanted: together([...before, waysInto(conditions[i], comparison, inside.value)]) }];
  }
  return [];
}

/** Where in a condition the comparison of an item stands. */
function placeIn(probe: Probe, ordinal: Ordinal): { path: number[]; value: boolean } | undefined {
  if (probe.op === "comparison") {
    if (probe.yes !== ordinal && probe.no !== ordinal) return undefined;
    return { path: [], value: probe.yes === ordinal };
  }
  for (const [i, part] of (probe.op === "not" ? [probe.part] : probe.parts).entries()) {
    const found = placeIn(part, ordinal);
    if (found !== undefined) return { ...found, path: [i, ...found.path] };
  }
  return undefined;
}

type Condition = ReturnType<typeof conditionsOf>[number];

function comparisonAt(condition: Condition, path: readonly number[]): Condition {
  if (condition.op === "comparison") return condition;
  const [i, ...rest] = path;
  return comparisonAt(condition.op === "not" ? condition.part : condition.parts[i], rest);
}

/** Errors that an ErrorEquals list names, as a task can meet them. */
function failing({ index, kind }: Node, names: readonly string[], once: boolean): Target[] {
  const answers = names.flatMap((name): JsonObject[] => {
    if (name === "States.ALL" || name === "States.TaskFailed") return [{ error: "Failed" }];
    if (name === "States.Timeout" || name === "States.HeartbeatTimeout")
      return kind === "Task" ? [{ pending: true }, { error: name }] : [{ error: name }];
    return [{ error: name }];
  });
  const goal = index;
  const listed = (answer: JsonObject): Json => (once ? [answer, { output: {}, repeat: true }] : answer);
  return answers.flatMap((answer) => [
    { goal, answer: listed(answer) },
    ...(once ? [{ goal, answer: { ...answer } }] : []),
  ]);
}

/** One failing item of more and more. */
const tolerating = (goal: NodeIndex): Target[] =>
  [1, 2, 10, 100].map(
    (count): Target => ({
      goal,
      items: new Array<Json>(count).fill({}),
      answer: [{ error: "Failed" }, { output: {}, repeat: true }] as Json[],
    }),
  );

/** Where heartbeats are watched for, too, they have to go on. */
const timingOut = (goal: NodeIndex): Target[] => [
  pending(goal),
  ...[500, 5000, 30_000, 600_000].map((each) => ({
    goal,
    answer: { pending: true, heartbeats: Array.from({ length: 100 }, (_, i) => (i + 1) * each) },
  })),
];

const stateOf = (machine: Machine, node: Node): JsonObject => valueAt(machine.definition, node.pointer) as JsonObject;
