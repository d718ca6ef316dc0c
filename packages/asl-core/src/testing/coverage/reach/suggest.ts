import { readAnswers } from "../../../drivers/answers.js";
import { runSync } from "../../../drivers/virtual.js";
import type { JsonObject } from "../../../json.js";
import { AWS_LIMITS } from "../../../kernel/limits.js";
import type { Machine } from "../../../machine/machine.js";
import { Collector } from "../collector.js";
import type { Item } from "../item.js";
import { itemsOf } from "../items.js";
import type { Ordinal } from "../plan.js";
import { type Scenario, scenariosFor } from "./scenario.js";
import { targetsFor } from "./target.js";

/** A run that has been tried and reaches these items. */
export interface Suggestion extends Scenario {
  /** Items that were not covered before; the one it was made for comes first. */
  readonly reaches: readonly Item[];
}

/** How much is looked for. */
export interface SuggestOptions {
  /** Most suggestions. 3 if absent. */
  readonly most?: number;
  /** Most runs that are tried. 200 if absent. */
  readonly work?: number;
}

/** Events after which a run that is only tried is ended. */
const LONGEST = 5000;

/**
 * Runs that reach items which no run has covered, each tried on the virtual clock before it is given: an input and answers
 * derived from conditions on the way, from error names and timeouts. Every answer is used. Each reaches something that those before it do not.
 * What cannot be derived is left out. Bounded by `work`.
 */
export function suggestRuns(
  machine: Machine,
  covered: ReadonlySet<string>,
  { most = 3, work = 200 }: SuggestOptions = {},
): Suggestion[] {
  const { list } = itemsOf(machine);
  const open = new Set(list.flatMap(({ id }, ordinal) => (covered.has(id) ? [] : [ordinal])));
  const budget = { left: work };
  const found: Suggestion[] = [];
  for (const ordinal of [...open]) {
    if (found.length >= most || budget.left <= 0) break;
    const suggestion = open.has(ordinal) ? reach(machine, ordinal, open, budget) : undefined;
    if (suggestion !== undefined) found.push(suggestion);
  }
  return found;
}

function reach(machine: Machine, goal: Ordinal, open: Set<Ordinal>, budget: { left: number }): Suggestion | undefined {
  for (const target of targetsFor(machine, goal))
    for (const scenario of scenariosFor(machine, target)) {
      if (--budget.left < 0) return undefined;
      const tried = attempt(machine, scenario);
      if (tried?.marks[goal] !== 1) continue;
      const { marks, answers } = tried;
      const reached = [goal, ...[...open].filter((ordinal) => ordinal !== goal && marks[ordinal] === 1)];
      for (const ordinal of reached) open.delete(ordinal);
      return { ...scenario, answers, reaches: reached.map((ordinal) => itemsOf(machine).list[ordinal]) };
    }
  return undefined;
}

interface Tried {
  readonly marks: Uint8Array;
  /** Without those no task asked for: in a test file an answer that is not used fails its case. */
  readonly answers: JsonObject;
}

/** The marks of a run, and the answers it used; undefined where the answers do not fit the machine. */
function attempt(machine: Machine, { input, answers }: Scenario): Tried | undefined {
  const observer = new Collector(machine);
  const limits = { ...AWS_LIMITS, events: LONGEST };
  try {
    const { handler, unused } = readAnswers(answers, machine);
    runSync(machine, { input, handler, limits, history: false, observer });
    const idle = new Set(unused().flatMap(({ key, index }) => (index < 0 ? [key] : [])));
    return {
      marks: observer.marks,
      answers: Object.fromEntries(Object.entries(answers).filter(([key]) => !idle.has(key))),
    };
  } catch {
    return undefined;
  }
}
