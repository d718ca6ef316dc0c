import { toPointer, valueAt } from "../../../definition/location.js";
import { type Json, type JsonObject, parseJson, put } from "../../../json.js";
import type { Machine, Node, NodeIndex } from "../../../machine/machine.js";
import type { Need } from "./need.js";
import { needsOf } from "./needs.js";
import { Origins } from "./origin.js";
import { place } from "./place.js";
import { type Route, routesTo } from "./route.js";
import { type Chosen, solve } from "./solve.js";
import { isInside, type Target } from "./target.js";

/** An input, and answers as `asl run --answers` takes them. */
export interface Scenario {
  readonly input: Json;
  readonly answers: JsonObject;
}

/** Scenarios that should reach a target, made one by one. */
export function* scenariosFor(machine: Machine, target: Target): Generator<Scenario> {
  for (const route of routesTo(machine, target.goal)) {
    const origins = new Origins(machine, route);
    const items = itemsNeed(origins, target);
    for (const needs of needsOf(origins, target.wanted ?? [[]])) {
      const all = [...items, ...needs];
      const chosen = solve(all) ?? solve(all.filter(isHard));
      if (chosen !== undefined) yield scenarioOf(machine, route, chosen, target);
    }
  }
}

function itemsNeed(origins: Origins, { items }: Target): Need[] {
  const step = items === undefined ? -1 : origins.route.findIndex(({ node }) => node.index === items.of);
  return step < 0 ? [] : [{ origins, step, reads: ["items"], candidates: [items!.list] }];
}

/** What expressions read may be missing after all, where they ask for that themselves. */
const isHard = ({ holds, reads }: Need): boolean => holds !== undefined || reads[0] === "items";

function scenarioOf(machine: Machine, route: Route, chosen: readonly Chosen[], target: Target): Scenario {
  let input: Json = {};
  const outputs = new Map<NodeIndex, Json>();
  const byLength = chosen.toSorted((a, b) => a.origin.path.length - b.origin.path.length);
  for (const { origin, value } of byLength) {
    if (value === undefined) continue;
    const own = parseJson(JSON.stringify(value))!;
    if (origin.type === "input") input = place(input, origin.path, own);
    else outputs.set(origin.node, place(outputs.get(origin.node) ?? {}, origin.path, own));
  }
  for (const { origin, value } of byLength)
    if (Array.isArray(value) && value.length > 1)
      alike(origin.type === "input" ? input : outputs.get(origin.node)!, origin.path);
  return { input, answers: answersOf(machine, route, outputs, target) };
}

/** What was put into the first item of a list goes into the others, too. */
function alike(document: Json, path: Chosen["origin"]["path"]): void {
  const list = valueAt(document, toPointer(path));
  if (Array.isArray(list)) for (let i = 1; i < list.length; i++) list[i] = list[0];
}

/** Tasks off the route answer with nothing in particular. */
function answersOf(
  machine: Machine,
  route: Route,
  outputs: ReadonlyMap<NodeIndex, Json>,
  { goal, answer }: Target,
): JsonObject {
  const answers: JsonObject = {};
  const say = (node: Node, value: Json): void => put(answers, keyOf(machine, node), value);
  for (const [node, output] of outputs) say(machine.nodes[node], { output });
  for (const { node, leave } of route)
    if (leave?.type === "way" && leave.via.startsWith("catch"))
      failInside(machine, node, errorAnswer(node, leave.via), say);
  if (answer !== undefined) failInside(machine, machine.nodes[goal], answer, say);
  if (machine.nodes.some(({ kind }) => kind === "Task")) answers.default = { output: {} };
  return answers;
}

function errorAnswer(node: Node, via: string): JsonObject {
  const [name] = node.catch[Number(via.slice("catch ".length))].errorEquals;
  if (name === "States.Timeout" || name === "States.HeartbeatTimeout")
    return node.kind === "Task" ? { pending: true } : { error: name };
  return { error: name === "States.ALL" || name === "States.TaskFailed" ? "Failed" : name };
}

/** A task answers itself; of a Parallel or Map every task inside does. */
function failInside(machine: Machine, node: Node, answer: Json, say: (node: Node, answer: Json) => void): void {
  if (node.kind === "Task") return say(node, answer);
  for (const inner of machine.nodes)
    if (inner.kind === "Task" && isInside(machine, inner, node.index)) say(inner, answer);
}

/** The state's name; its path where others have the same name. */
function keyOf({ nodes }: Machine, node: Node): string {
  const alone = nodes.every((other) => other === node || other.name !== node.name);
  return alone && node.name !== "default" && !node.name.startsWith("arn:") ? node.name : node.path;
}
