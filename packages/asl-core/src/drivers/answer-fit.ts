import { isObject, type Json, own } from "../json.js";
import type { Machine, TaskNode } from "../machine/machine.js";
import type { Complain } from "./answer.js";
import { Routes } from "./routes.js";

/** A field that only some tasks can take, and which. */
interface Special {
  readonly field: string;
  readonly takes: (task: TaskNode) => boolean;
  readonly only: string;
}

const SPECIALS: readonly Special[] = [
  {
    field: "submitted",
    takes: ({ resource }) => resource.pattern !== "request",
    only: "Only .sync and .waitForTaskToken tasks are submitted.",
  },
  {
    field: "workerName",
    takes: ({ resource }) => resource.events === "Activity",
    only: "Only activities have workers.",
  },
];

/**
 * Complains of fields that no task served by the key can take, as `submitted` for a Lambda function. `value` is what
 * the key holds, `pointer` its place. O(tasks) where such a field is written.
 */
export function checkFit(key: string, value: Json, pointer: string, machine: Machine, complain: Complain): void {
  const answers = Array.isArray(value) ? value : [value];
  for (const { field, takes, only } of SPECIALS) {
    const at = answers.findIndex((answer) => isObject(answer) && own(answer, field) !== undefined);
    if (at < 0) continue;
    const tasks = tasksOf(key, machine);
    if (tasks.length === 0 || tasks.some(takes)) continue;
    const place = Array.isArray(value) ? `${pointer}/${at}/${field}` : `${pointer}/${field}`;
    complain({ pointer: place, part: "key", message: `${field} says nothing about this task`, hint: only });
  }
}

/** The Task states a key can serve. */
function tasksOf(key: string, machine: Machine): TaskNode[] {
  const routes = new Routes([[key, true]]);
  return machine.nodes.filter(
    (node): node is TaskNode =>
      node.kind === "Task" &&
      routes.find({ state: node.name, path: node.path, resource: node.resource.arn }) !== undefined,
  );
}
