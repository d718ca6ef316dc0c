/**
 * Paths that select many places: wildcards, slices, unions, filters and `..`. The result is a list, empty where nothing
 * matches, even when the part before the first wildcard does not exist (recorded: test_json_path_array_wildcard_or_slice_with_no_input).
 *
 * Each step maps a list of values to a list of values, in document order. The steps follow Jayway, whose results AWS
 * gives, where it differs from other libraries: names find nothing in arrays and strings, indexes nothing in objects, a
 * filter applied to an object tests the object itself, a union of names gives one object, and what several `..` in one
 * path reach in several ways is given several times. `..` is jsonpath-plus's walk through a document (descend.ts); its
 * own reading of the other steps differs from Jayway's in those points and costs thirty times as much (it copies the
 * path to every value), so they are closures here.
 */
import { isObject, type Json, own } from "../../json.js";
import { containers, forgetWalks } from "./descend.js";
import { compileTest, type Predicate } from "./filter.js";
import { compileLookup, compileStep, type Lookup, pick } from "./lookup.js";
import { isDefinite, type PathTree, type Step } from "./tree.js";
import { startWork, visit } from "./work.js";

/** A document in, everything the path selects out, in document order. */
export type Query = (root: Json) => Json[];
type Stage = (values: Json[], root: Json) => Json[];

/**
 * Compiles any path. Time per evaluation is linear in the values it visits; where they are more than work.ts allows, the
 * query throws States.Runtime.
 */
export function compileQuery(path: PathTree): Query {
  const query = compileSteps(path);
  return (root) => {
    startWork();
    try {
      return query(root);
    } finally {
      forgetWalks();
    }
  };
}

function compileSteps(path: PathTree): Query {
  const first = path.steps.findIndex((step) => step.kind !== "name" && step.kind !== "index");
  const prefix = compileLookup(path.steps.slice(0, first));
  const stages = compileStages(path.steps.slice(first));
  return (root) => {
    const start = prefix(root);
    let values: Json[] = start === undefined ? [] : [start];
    for (let i = 0; i < stages.length; i++) {
      visit(values.length);
      values = stages[i](values, root);
    }
    return values;
  };
}

function compileStages(steps: readonly Step[]): Stage[] {
  const stages: Stage[] = [];
  for (let i = 0; i < steps.length; i++) {
    const isLast = i === steps.length - 1;
    const next = steps[i + 1];
    if (steps[i].kind === "descend" && next?.kind === "filter") {
      stages.push(descendTo(next.test));
      i++;
    } else stages.push(compileStage(steps[i], isLast));
  }
  return stages;
}

function compileStage(step: Step, isLast: boolean): Stage {
  switch (step.kind) {
    case "name":
    case "index":
      return each(compileStep(step));
    case "names":
      return isLast
        ? (values) => values.filter(isObject).map((value) => pick(value, step.names))
        : everyName(step.names);
    case "indexes":
      return flat((value, into) => indexesOf(value, step.indexes, into));
    case "slice":
      return flat((value, into) => sliceOf(value, step.from, step.to, into));
    case "wildcard":
      return allChildren;
    case "descend":
      return flat(containersOf);
    case "filter":
      return filtered(compilePredicate(step.test));
  }
}

const compilePredicate = (test: Parameters<typeof compileTest>[0]): Predicate => compileTest(test, compileFinder);

/** A path inside a filter: its value, or undefined; an indefinite one exists where it finds anything. */
function compileFinder(path: PathTree): (root: Json) => Json | undefined {
  if (isDefinite(path)) return compileLookup(path.steps);
  const query = compileSteps(path);
  return (root) => {
    const found = query(root);
    return found.length > 0 ? found : undefined;
  };
}

/** A single array stands for the list of its items as it is: lists are never changed once made. */
const allChildren: Stage = (values) => {
  const [only] = values;
  if (values.length === 1 && Array.isArray(only)) return only;
  const found: Json[] = [];
  for (let i = 0; i < values.length; i++) childrenOf(values[i], found);
  return found;
};

/** A step that leads from each value to at most one. */
function each(step: Lookup): Stage {
  return (values) => {
    const found: Json[] = [];
    for (let i = 0; i < values.length; i++) {
      const value = step(values[i]);
      if (value !== undefined) found.push(value);
    }
    return found;
  };
}

function flat(step: (value: Json, into: Json[]) => void): Stage {
  return (values) => {
    const found: Json[] = [];
    for (let i = 0; i < values.length; i++) step(values[i], found);
    return found;
  };
}

function everyName(names: readonly string[]): Stage {
  return flat((value, into) => {
    if (!isObject(value)) return;
    for (const name of names) {
      const member = own(value, name);
      if (member !== undefined) into.push(member);
    }
  });
}

function indexesOf(value: Json, indexes: readonly number[], into: Json[]): void {
  if (!Array.isArray(value)) return;
  for (const index of indexes) {
    const item = value.at(index);
    if (item !== undefined) into.push(item);
  }
}

function sliceOf(value: Json, from: number | null, to: number | null, into: Json[]): void {
  if (!Array.isArray(value)) return;
  const start = from === null ? 0 : from < 0 ? Math.max(0, value.length + from) : from;
  const end = to === null ? value.length : to < 0 ? value.length + to : Math.min(to, value.length);
  visit(Math.max(0, end - start));
  for (let i = start; i < end; i++) into.push(value[i]);
}

function childrenOf(value: Json, into: Json[]): void {
  const before = into.length;
  if (Array.isArray(value)) for (let i = 0; i < value.length; i++) into.push(value[i]);
  else if (isObject(value)) for (const name of Object.keys(value)) into.push(value[name]);
  visit(into.length - before);
}

function filtered(test: Predicate): Stage {
  return (values, root) => {
    const found: Json[] = [];
    for (const value of values) {
      visit(Array.isArray(value) ? value.length : 1);
      if (Array.isArray(value)) for (const item of value) test(item, root) && found.push(item);
      else if (isObject(value) && test(value, root)) found.push(value);
    }
    return found;
  };
}

/** `..[?(…)]`: every object or array below that passes; an array that passes stands for those of its elements that do. */
function descendTo(test: Parameters<typeof compilePredicate>[0]): Stage {
  const predicate = compilePredicate(test);
  const select = filtered(predicate);
  return (values, root) => {
    const found: Json[] = [];
    for (const value of values)
      for (const container of containers(value))
        if (predicate(container, root)) for (const item of select([container], root)) found.push(item);
    return found;
  };
}

function containersOf(value: Json, into: Json[]): void {
  for (const container of containers(value)) into.push(container);
}
