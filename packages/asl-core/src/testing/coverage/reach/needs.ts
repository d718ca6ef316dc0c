import { isObject, type Json, type JsonObject, parseJson } from "../../../json.js";
import { type Condition, conditionOf } from "../../../machine/condition.js";
import type { ChoiceNode, Node } from "../../../machine/machine.js";
import { literalsOf, type Read, readOfPath, readsOfCall, readsOfJsonata } from "../../../machine/reads.js";
import { type Candidate, candidatesOf } from "./candidates.js";
import { type Need, together, type Wanted, waysTo } from "./need.js";
import { innerBlocks, type Origins } from "./origin.js";
import { place } from "./place.js";
import type { Step } from "./route.js";

/** Most ways in which a whole route is tried to be brought about. */
const MOST_WAYS = 12;

/** Sets of needs, each of which leads along the route. `goal`: ways for what is wanted of the last state's rules. */
export function needsOf(origins: Origins, goal: readonly Wanted[][]): Need[][] {
  const given: Need[] = [];
  let ways: Need[][] = [[]];
  for (let step = origins.start; step < origins.route.length; step++) {
    const at: Place = { ...origins.route[step], origins, step, state: origins.state(step) };
    given.push(...existing(at), ...items(at), ...sides(at));
    const here = wantedAt(at, goal).map((set) => set.map((one) => needOf(at, one)));
    ways = ways.flatMap((way) => here.map((one) => [...way, ...one])).slice(0, MOST_WAYS);
  }
  return ways.map((way) => [...way, ...given]);
}

/** One state of a route as it is written. */
interface Place extends Step {
  readonly origins: Origins;
  readonly step: number;
  readonly state: JsonObject;
}

function wantedAt({ node, leave, state }: Place, goal: readonly Wanted[][]): readonly Wanted[][] {
  if (leave === null) return goal;
  return leave.type === "way" && node.kind === "Choice" ? leaving(node, state, leave.via) : [[]];
}

/** A Map that the route goes into, or that has to fail, has an item; one that it passes by needs none. */
function items({ node, leave, origins, step }: Place): Need[] {
  if (node.kind !== "Map" || leave === null) return [];
  if (leave.type === "into") return [{ origins, step, reads: ["items"], candidates: [[{}]] }];
  const candidates = leave.via === "next" ? [[], [{}]] : [[{}]];
  return [{ origins, step, reads: ["items"], candidates }];
}

/** The other branches of a Parallel must not fail, and what has to fail inside must not fail in another way. */
function sides({ node, leave, origins, step }: Place): Need[] {
  const catching = leave?.type === "way" && leave.via !== "next";
  if (leave === null || (node.kind === "Map" && !catching)) return [];
  return innerBlocks(node).flatMap((_, branch) => {
    const side = origins.side(step, branch);
    return side === undefined ? [] : (needsOf(side, [[]])[0] ?? []);
  });
}

/** Ways to leave a Choice by one of its edges: what comes before it does not hold. */
function leaving(node: ChoiceNode, state: JsonObject, via: string): Wanted[][] {
  const index = via === "default" ? node.rules.length : Number(via.slice("choice ".length));
  return leavingBy(conditionsOf(node, state), index);
}

/** The conditions of a Choice's rules. */
export const conditionsOf = (node: ChoiceNode, state: JsonObject): Condition[] =>
  (state.Choices as JsonObject[]).map((rule) => conditionOf(rule, node.jsonata));

/** Ways to come to rule `index` of a Choice and take it; past the last rule: to take none. */
export function leavingBy(conditions: readonly Condition[], index: number): Wanted[][] {
  const before = conditions.slice(0, index).map((condition) => waysTo(condition, false));
  return together(index < conditions.length ? [...before, waysTo(conditions[index], true)] : before);
}

function needOf({ origins, step, node: { jsonata } }: Place, { comparison, value }: Wanted): Need {
  const { written, holds } = comparison;
  const reads = readsOf(written, jsonata);
  const literals = jsonata ? literalsOf(String(written)) : operandsOf(written as JsonObject);
  return {
    ...{ origins, step, reads },
    candidates: candidatesOf(literals),
    holds(values) {
      try {
        return holds(scopeOf(reads, values)) === value;
      } catch {
        return false;
      }
    },
  };
}

function readsOf(written: JsonObject | string, jsonata: boolean): Read[] {
  if (jsonata) return distinct(readsOfJsonata(String(written)));
  const paths = Object.entries(written as JsonObject)
    .filter(([key]) => key === "Variable" || /^(String|Numeric|Boolean|Timestamp).*Path$/.test(key))
    .map(([, path]) => readOfPath(String(path)));
  return distinct(paths.filter((read) => read !== undefined));
}

const distinct = (reads: readonly Read[]): Read[] => [
  ...new Map(reads.map((read) => [JSON.stringify(read), read])).values(),
];

const operandsOf = (rule: JsonObject): Json[] =>
  Object.entries(rule)
    .filter(([key]) => /^(String|Numeric|Boolean|Timestamp)/.test(key) && !key.endsWith("Path"))
    .map(([, operand]) => operand);

type Scope = Parameters<Wanted["comparison"]["holds"]>[0];

/** A scope that shows these values and nothing else. */
function scopeOf(reads: readonly Read[], values: readonly Candidate[]): Scope {
  let input: Json = {};
  let variables: Json = {};
  reads.forEach(({ root, name, path }, i) => {
    const value = values[i];
    if (value === undefined) return;
    const own = parseJson(JSON.stringify(value))!;
    if (root === "input") input = place(input, path, own);
    if (root === "variable") variables = place(variables, [name, ...path], own);
  });
  const shown = variables as JsonObject;
  return {
    input,
    result: undefined,
    errorOutput: undefined,
    context: () => ({}),
    variable: (name) => (Object.hasOwn(shown, name) ? shown[name] : undefined),
    variableNames: () => Object.keys(shown),
    now: 1_767_225_600_000,
    random: () => 0.5,
  };
}

/** Fields whose expressions must find what they read, and what is put there where nothing else is known. */
const ENTRY_FIELDS: Record<string, Candidate> = {
  Parameters: 1,
  Arguments: 1,
  InputPath: {},
  SecondsPath: 1,
  Seconds: 1,
  TimestampPath: "2026-01-01T00:00:00Z",
  Timestamp: "2026-01-01T00:00:00Z",
  TimeoutSecondsPath: 60,
  TimeoutSeconds: 60,
  HeartbeatSecondsPath: 30,
  HeartbeatSeconds: 30,
  ErrorPath: "Error",
  CausePath: "cause",
  MaxConcurrencyPath: 1,
};
/** The same of fields that are evaluated when a state is left as it should be. */
const EXIT_FIELDS: Record<string, Candidate> = { ResultSelector: 1, Assign: 1, Output: 1 };

/** Most texts of one state that are looked at. */
const MOST_TEXTS = 200;

/** What a state's own expressions read has to be there. */
function existing(at: Place): Need[] {
  const { leave } = at;
  const entry = Object.entries(ENTRY_FIELDS).flatMap(([field, filler]) => present(at, field, filler));
  const leaves = leave?.type === "way" && !leave.via.startsWith("catch");
  if (!leaves) return entry;
  const exit = Object.entries(EXIT_FIELDS).flatMap(([field, filler]) => present(at, field, filler));
  return [...entry, ...exit.map((need) => ofResult(need, at.node))];
}

function present({ origins, step, state, node: { jsonata } }: Place, field: string, filler: Candidate): Need[] {
  const texts = textsIn(state[field], jsonata || field.endsWith("Path")).slice(0, MOST_TEXTS);
  const reads = texts.flatMap((text) =>
    jsonata ? readsOfJsonata(text).map((read) => ({ read, name: "" })) : readsOfCall(text),
  );
  return reads
    .filter(({ read: { root, path } }) => path.length > 0 || root === "variable")
    .map(({ read, name }) => ({ origins, step, reads: [read], candidates: [FUNCTIONS[name] ?? filler] }));
}

/** What intrinsic functions take, where that is not a number. */
const FUNCTIONS: Record<string, Json> = {
  "States.StringToJson": "{}",
  "States.StringSplit": "x",
  "States.Base64Encode": "x",
  "States.Base64Decode": "eA==",
  "States.Hash": "x",
  "States.JsonMerge": {},
  "States.ArrayLength": [1],
  "States.ArrayGetItem": [1],
  "States.ArrayContains": [1],
  "States.ArrayPartition": [1],
  "States.ArrayUnique": [1],
};

/** In JSONPath states with a result, `$` is that result on the way out. */
function ofResult(need: Need, { jsonata, kind }: Node): Need {
  if (jsonata || kind === "Choice" || kind === "Wait" || kind === "Succeed") return need;
  const toResult = (read: Need["reads"][number]): Need["reads"][number] =>
    read !== "items" && read.root === "input" ? { ...read, root: "result" } : read;
  return { ...need, reads: need.reads.map(toResult) };
}

/** Texts that are evaluated: all of a path field and of JSONata, else those under keys that end in `.$`. */
function textsIn(value: Json | undefined, all: boolean): string[] {
  if (typeof value === "string") return all ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, false));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    textsIn(one, key.endsWith(".$") || (typeof one === "string" && one.startsWith("{%"))),
  );
}
