import { deepEqual, type Json } from "../../json.js";
import type { Difference, Differences, Key } from "../diff.js";
import type { TestRun } from "../run.js";
import { type Branching, groupsOf, treeOf } from "../trace-tree.js";
import { stepText } from "../value-text.js";
import type { StageValue, Visit } from "../visit.js";

/** Which state made a value of the output what it is, and at which stage of its data. */
export interface Origin {
  readonly visit: Visit;
  /** The field that did it, as the definition calls it, or "its result". */
  readonly field: string;
}

type Keys = readonly Key[];

const FIELDS: Partial<Record<StageValue["stage"], string>> = {
  afterInputPath: "InputPath",
  afterParameters: "Parameters",
  afterArguments: "Arguments",
  afterItemSelector: "ItemSelector",
  result: "its result",
  afterResultSelector: "ResultSelector",
  afterResultPath: "ResultPath",
};

/**
 * Who wrote the value that stands at `keys` of a run's output: the last state whose output differs there from its input.
 * Into Parallel and Map it looks for the state inside. Undefined where the value is the input's own, or nothing ever stood there. Linear in the visits.
 */
export const originOf = (run: TestRun, keys: Keys): Origin | undefined =>
  search(treeOf(run.visits, run.machine), inputOf(run), run.output, keys);

const inputOf = ({ raw }: TestRun): Json => raw.execution.input;

function search(places: readonly Branching[], input: Json, output: Json, keys: Keys): Origin | undefined {
  const value = at(output, keys);
  for (let i = places.length - 1; i >= 0; i--) {
    const { visit } = places[i];
    if (visit.output === undefined) continue;
    if (!same(at(visit.output, keys), value)) return undefined;
    const before = i === 0 ? input : visit.input;
    if (same(at(before, keys), value)) continue;
    return inside(places[i], value, keys) ?? { visit, field: fieldOf(visit, value, keys) };
  }
  return undefined;
}

/** The stage from which on the value stands where it ends, the last one before OutputPath or Output at the latest. */
function fieldOf({ stages, type, via }: Visit, value: Json | undefined, keys: Keys): string {
  if (via?.startsWith("catch")) return "Catch";
  let found = "Output";
  for (let i = stages.length - 1; i >= 0; i--) {
    const { stage } = stages[i];
    if (stage === "variables") continue;
    if (stage === "input" || !same(at(stages[i].value, keys), value)) break;
    found = FIELDS[stage] ?? found;
  }
  if (found === "ResultPath") found = beforeResultPath(stages, value, keys) ?? found;
  return type === "Pass" && found === "its result" ? "Result" : found;
}

/** Who made what ResultPath only put in its place, by the end of the keys. */
function beforeResultPath(stages: readonly StageValue[], value: Json | undefined, keys: Keys): string | undefined {
  for (let from = 1; from <= keys.length; from++)
    for (const stage of ["result", "afterResultSelector"] as const) {
      const made = stages.find((one) => one.stage === stage);
      if (made !== undefined && same(at(made.value, keys.slice(from)), value)) return FIELDS[stage];
    }
  return undefined;
}

/** Of a Parallel or Map whose result holds the value: the state in the branch or iteration that gave it. */
function inside(place: Branching, value: Json | undefined, keys: Keys): Origin | undefined {
  const { result } = place.visit;
  if (!Array.isArray(result) || place.groups.size === 0) return undefined;
  for (let from = 0; from < keys.length; from++) {
    const [index, ...rest] = keys.slice(from);
    if (typeof index !== "number" || !same(at(result, keys.slice(from)), value)) continue;
    const group = groupsOf(place).findLast((one) => one.index === index);
    const first = group?.members[0]?.visit;
    if (group !== undefined && first !== undefined) return search(group.members, first.input, result[index], rest);
  }
  return undefined;
}

function at(value: Json | undefined, keys: Keys): Json | undefined {
  let found = value;
  for (const key of keys) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as { [key: Key]: Json })[key];
  }
  return found;
}

const same = (a: Json | undefined, b: Json | undefined): boolean =>
  a === undefined || b === undefined ? a === b : deepEqual(a, b);

/** `$.total comes from Price › Output`. */
const originText = (keys: Keys, { visit, field }: Origin): string => {
  const item = visit.iteration.length > 0 ? ` (item ${visit.iteration.join(".")})` : "";
  const count = visit.visit > 1 ? ` (visit ${visit.visit})` : "";
  return `$${keys.map(stepText).join("")} comes from ${visit.path} › ${field}${item}${count}`;
};

/** Differences that are explained. */
const MOST = 20;

/**
 * For each difference between an expected output and a run's, the first twenty, which state wrote what is there, or that it
 * came with the input: a line each. O(visits × differences).
 */
export function originLines(run: TestRun, { list }: Differences): string[] {
  if (list.length === 0) return [];
  const tree = treeOf(run.visits, run.machine);
  return [...new Set(list.slice(0, MOST).flatMap((difference) => originLine(run, tree, difference) ?? []))];
}

/** Of what nobody ever wrote: which state wrote the value that lacks it. */
function originLine(run: TestRun, tree: readonly Branching[], { keys, kind }: Difference): string | undefined {
  const inArray = kind === "missing" && typeof keys.at(-1) === "number";
  for (let end = inArray ? keys.length - 1 : keys.length; end >= 0; end--) {
    const place = keys.slice(0, end);
    const origin = search(tree, inputOf(run), run.output, place);
    if (origin !== undefined) return originText(place, origin);
    if (kind !== "missing") return fromInput(run, place);
  }
  return undefined;
}

function fromInput(run: TestRun, keys: Keys): string | undefined {
  const value = at(run.output, keys);
  const isThere = value !== undefined && same(at(inputOf(run), keys), value);
  return isThere ? `$${keys.map(stepText).join("")} comes from the input` : undefined;
}
