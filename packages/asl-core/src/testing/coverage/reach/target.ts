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
  /** What a Map on the way iterates over. */
  readonly items?: { readonly of: NodeIndex; readonly list: Json[] };
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
    if (catcher >= 0) return failing(machine, node, node.catch[catcher].errorEquals, false);
    const retrier = plan.retriers.findIndex(({ fired, exhausted }) => fired === ordinal || exhausted === ordinal);
    if (retrier >= 0)
      return failing(machine, node, node.retry[retrier].errorEquals, plan.retriers[retrier].fired === ordinal);
    if (plan.empty === ordinal) return [iterating(index, [])];
    if (plan.notEmpty === ordinal) return [iterating(index, [{}]), iterating(index, [1])];
    if (plan.tolerated === ordinal) return tolerating(machine, index);
    if (plan.timedOut === ordinal) return timingOut(machine, node);
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

const iterating = (goal: NodeIndex, list: Json[]): Target => ({ goal, items: { of: goal, list } });

/** Tasks in a container that are tried as the ones that fail. */
const MOST_INSIDE = 5;

/** Failures of a state that an ErrorEquals list names: of its task, or of a task or Fail state inside. */
function failing(machine: Machine, node: Node, names: readonly string[], once: boolean): Target[] {
  const tasks = node.kind === "Task" ? [node] : inside(machine, node, "Task").slice(0, MOST_INSIDE);
  const listed = (answer: JsonObject): Json => (once ? [answer, { output: {}, repeat: true }] : answer);
  return [
    ...names
      .flatMap((name) => answersFor(name))
      .flatMap((answer) => tasks.map(({ index: goal }) => ({ goal, answer: listed(answer) }))),
    ...inside(machine, node, "Fail").map(({ index: goal }) => ({ goal })),
    { goal: node.index },
  ];
}

/** How a task can meet an error that a policy names. */
function answersFor(name: string): JsonObject[] {
  if (name === "States.ALL" || name === "States.TaskFailed") return [{ error: "Failed" }];
  if (name === "States.Timeout" || name === "States.HeartbeatTimeout") return [{ pending: true }, { error: name }];
  return [{ error: name }];
}

const inside = (machine: Machine, container: Node, kind: Node["kind"]): Node[] =>
  machine.nodes.filter((node) => node.kind === kind && isInside(machine, node, container.index));

/** Whether a state stands in a container, at any depth. */
export function isInside(machine: Machine, node: Node, container: NodeIndex): boolean {
  const { owner } = machine.blocks[node.block];
  if (owner === container) return true;
  return owner >= 0 && isInside(machine, machine.nodes[owner], container);
}

/** One failing item among more and more. */
function tolerating(machine: Machine, map: NodeIndex): Target[] {
  const [first] = inside(machine, machine.nodes[map], "Task");
  if (first === undefined) return [];
  return [1, 2, 10, 100].map(
    (count): Target => ({
      goal: first.index,
      items: { of: map, list: new Array<Json>(count).fill({}) },
      answer: [{ error: "Failed" }, { output: {}, repeat: true }] as Json[],
    }),
  );
}

/** Most heartbeats of one answer. */
const MOST_HEARTBEATS = 200;

/** Where heartbeats are watched for, too, they have to go on. */
function timingOut(machine: Machine, node: Node): Target[] {
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = stateOf(machine, node);
  const silent = pending(node.index);
  if (typeof timeout !== "number" || typeof heartbeat !== "number") return [silent];
  const each = heartbeat > 1 ? heartbeat - 1 : 0.5;
  const count = Math.min(MOST_HEARTBEATS, Math.ceil(timeout / each) - 1);
  const heartbeats = Array.from({ length: count }, (_, i) => `${(i + 1) * each}s`);
  return [silent, { goal: node.index, answer: { pending: true, heartbeats } }];
}

const stateOf = (machine: Machine, node: Node): JsonObject => valueAt(machine.definition, node.pointer) as JsonObject;
