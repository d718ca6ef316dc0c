import type { Machine, TaskNode } from "../machine/machine.js";
import { nearest } from "../near.js";
import { isResourcePattern, placeOf, Routes } from "./routes.js";

/** Why a key of a table of answers or handlers can serve no task of this machine; undefined where it can. */
export function keyProblem(key: string, machine: Machine): { message: string; hint?: string } | undefined {
  if (key === "default") return undefined;
  const place = placeOf(key);
  const states = machine.nodes.filter((node) => node.name === place || placeOf(node.path) === place);
  if (states.length === 0) return isResourcePattern(key) ? unmatched(key, machine) : unknown(key, place, machine);
  if (states.some((node) => node.kind === "Task")) return undefined;
  return { message: `"${key}" is a ${states[0].kind} state: only Task states are answered` };
}

function unmatched(key: string, machine: Machine): { message: string; hint: string } | undefined {
  const resources = tasksOf(machine).map((task) => task.resource.arn);
  const routes = new Routes([[key, true]]);
  if (resources.some((resource) => routes.find({ state: "", path: resource, resource }))) return undefined;
  const message = `No Task state of the definition has a Resource like "${key}"`;
  const near = nearest(key, resources);
  if (near !== undefined) return { message, hint: `Did you mean "${near}"?` };
  if (resources.length === 0) return { message, hint: "It has no Task states at all." };
  return { message, hint: `Its resources: ${listOf([...new Set(resources)])}.` };
}

const tasksOf = (machine: Machine): TaskNode[] => machine.nodes.filter((node) => node.kind === "Task");

function unknown(key: string, place: string, machine: Machine): { message: string; hint: string } {
  const tasks = tasksOf(machine);
  const near = nearest(place, [...tasks.flatMap((task) => [task.name, placeOf(task.path)]), "default"]);
  const message = `The definition has no Task state "${key}"`;
  if (near !== undefined) return { message, hint: `Did you mean "${near}"?` };
  if (tasks.length === 0) return { message, hint: "It has no Task states at all." };
  return { message, hint: `Its Task states: ${listOf(tasks.map((task) => task.name))}.` };
}

const listOf = (names: readonly string[]): string =>
  names.length > 10 ? `${names.slice(0, 10).join(", ")}, …` : names.join(", ");
