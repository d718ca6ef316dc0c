import { AnswersError, readAnswers } from "../../drivers/answers.js";
import { placeOf } from "../../drivers/routes.js";
import type { Json } from "../../json.js";
import type { Machine } from "../../machine/machine.js";
import { nearest } from "../../near.js";
import { pointerStep } from "../../pointer.js";
import { findStates } from "../named-states.js";
import type { Complain, FileProblem } from "./problem.js";
import type { TestCase, VisitExpectation } from "./test-case.js";
import { answerPlace } from "./unfit-answer.js";

/**
 * What is wrong with a case that only its machine can tell: answers that cannot be used, states that do not exist. Empty
 * where it can be run. O(answers + states named × states of the machine).
 */
export function checkCase(one: TestCase, machine: Machine): FileProblem[] {
  const problems: FileProblem[] = [];
  const complain: Complain = (problem) => problems.push(problem);
  checkAnswers(one, machine, complain);
  checkStates(one, machine, complain);
  checkNext(one, machine, complain);
  checkSent(one, machine, complain);
  return problems;
}

function checkAnswers({ answers, answersAt }: TestCase, machine: Machine, complain: Complain): void {
  try {
    readAnswers(answers, machine);
  } catch (error) {
    if (!(error instanceof AnswersError)) throw error;
    for (const problem of error.problems)
      complain({ ...problem, pointer: answerPlace(problem.pointer, answersAt) ?? problem.pointer });
  }
}

/** Names that follow a state: no paths, as a state is followed by one of its own block. */
function checkNext({ expect, expectAt }: TestCase, { nodes }: Machine, complain: Complain): void {
  const known = new Set(nodes.map(({ name }) => name));
  for (const [state, wanted] of Object.entries(expect.states ?? {})) {
    const at = `${expectAt.get("states")}${pointerStep(state)}`;
    const list = Array.isArray(wanted) ? wanted : [wanted];
    list.forEach(({ next }: VisitExpectation, index) => {
      if (next === undefined || known.has(next)) return;
      const near = nearest(next, known) ?? nearest(next.slice(next.lastIndexOf("›") + 1).trim(), known);
      const hint = near === undefined ? "Write the name of the state that follows." : `Did you mean "${near}"?`;
      const pointer = `${at}${Array.isArray(wanted) ? `/${index}` : ""}/next`;
      complain({ pointer, part: "value", message: `No state is named "${next}"`, hint });
    });
  }
}

/** Only tasks send. */
function checkSent({ expect, expectAt }: TestCase, machine: Machine, complain: Complain): void {
  for (const name of ["sent", "sentContains"] as const)
    for (const state of Object.keys(expect[name] ?? {})) {
      const found = findStates(machine, state);
      if (found.length === 0 || found.some(({ kind }) => kind === "Task")) continue;
      const tasks = machine.nodes.filter(({ kind }) => kind === "Task").map((node) => node.name);
      complain({
        pointer: `${expectAt.get(name)}${pointerStep(state)}`,
        part: "key",
        message: `"${state}" is a ${found[0].kind} state: it sends nothing`,
        hint: tasks.length === 0 ? "The definition has no Task." : `Its tasks: ${tasks.slice(0, 10).join(", ")}.`,
      });
    }
}

function checkStates({ expect, expectAt, startAt, pointer }: TestCase, machine: Machine, complain: Complain): void {
  const known = new Set(machine.nodes.flatMap(({ name, path }) => [name, placeOf(path)]));
  const check = (name: string, at: string, part: "key" | "value"): void => {
    if (known.has(name) || known.has(placeOf(name))) return;
    const near = nearest(name, known);
    const hint = near === undefined ? `Its states: ${listed(machine)}.` : `Did you mean "${near}"?`;
    complain({ pointer: at, part, message: `The definition has no state "${name}"`, hint });
  };
  if (startAt !== undefined) check(startAt, `${pointer}/startAt`, "value");
  for (const name of ["visited", "sent", "sentContains", "states"] as const)
    for (const state of Object.keys((expect[name] ?? {}) as Record<string, Json>))
      check(state, `${expectAt.get(name)}${pointerStep(state)}`, "key");
  expect.path?.forEach((state, index) => check(state, `${expectAt.get("path")}/${index}`, "value"));
  if (startAt !== undefined && findStates(machine, startAt).length > 1)
    complain({
      pointer: `${pointer}/startAt`,
      part: "value",
      message: `Several states are named "${startAt}"`,
      hint: "Write the path of one.",
    });
}

function listed({ nodes }: Machine): string {
  const names = nodes.slice(0, 10).map(({ name }) => name);
  return `${names.join(", ")}${nodes.length > names.length ? ", …" : ""}`;
}
