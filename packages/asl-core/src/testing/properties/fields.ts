import { valueAt } from "../../definition/location.js";
import { isObject, type Json, type JsonObject, parseJson } from "../../json.js";
import type { Condition } from "../../machine/condition.js";
import type { Machine, Node, NodeIndex } from "../../machine/machine.js";
import { literalsOf } from "../../machine/reads.js";
import { type Candidate, candidatesOf } from "../coverage/reach/candidates.js";
import type { Need } from "../coverage/reach/need.js";
import { conditionsOf, needsOf } from "../coverage/reach/needs.js";
import { Origins } from "../coverage/reach/origin.js";
import { place } from "../coverage/reach/place.js";
import { routesTo } from "../coverage/reach/route.js";

/** A place in a document and the values worth trying there; undefined: nothing stands there. */
export interface Field {
  readonly path: readonly (string | number)[];
  readonly values: readonly Candidate[];
  /** Whether a Map iterates over it. */
  readonly items: boolean;
}

/** What a machine reads of its input, and of what each of its tasks answers. */
export interface Fields {
  readonly input: readonly Field[];
  readonly answers: ReadonlyMap<NodeIndex, readonly Field[]>;
}

type Comparison = Condition & { op: "comparison" };
type Drafts = Map<string, { path: Field["path"]; values: Map<string, Candidate>; items: boolean }>;

const ITEMS: readonly Candidate[] = [[{}], [], [{}, {}], [{}, {}, {}]];

const known = new WeakMap<Machine, Fields>();

/**
 * The fields of a machine, found once: conditions are followed back to the input or to the answer they look at. Time is
 * the number of states times the length of the ways to them.
 */
export function fieldsOf(machine: Machine): Fields {
  const before = known.get(machine);
  if (before !== undefined) return before;
  const input: Drafts = new Map();
  const answers = new Map<NodeIndex, Drafts>();
  for (const node of machine.nodes)
    for (const route of routesTo(machine, node.index))
      collect(new Origins(machine, route), comparisonsOf(machine, node), input, answers);
  const fields = {
    input: finished(input),
    answers: new Map([...answers].map(([node, drafts]) => [node, finished(drafts)] as const)),
  };
  known.set(machine, fields);
  return fields;
}

function comparisonsOf({ definition }: Machine, node: Node): Comparison[] {
  if (node.kind !== "Choice") return [];
  return conditionsOf(node, valueAt(definition, node.pointer) as JsonObject).flatMap(leaves);
}

function leaves(condition: Condition): Comparison[] {
  if (condition.op === "comparison") return [condition];
  return condition.op === "not" ? leaves(condition.part) : condition.parts.flatMap(leaves);
}

/** Needs that hold for a comparison of the last state come in the order of the comparisons; the others only fill in. */
function collect(
  origins: Origins,
  comparisons: readonly Comparison[],
  input: Drafts,
  answers: Map<NodeIndex, Drafts>,
): void {
  const [needs = []] = needsOf(origins, [comparisons.map((comparison) => ({ comparison, value: true }))]);
  const last = origins.route.length - 1;
  let next = 0;
  for (const need of needs) {
    const decides = need.holds !== undefined;
    if (decides && (need.step !== last || need.origins !== origins)) continue; // looked at where a route ends there
    const values = decides ? valuesFor(comparisons[next++]) : need.candidates;
    for (const read of need.reads) note(need, read, values, decides, input, answers);
  }
}

function note(
  { origins, step }: Need,
  read: Need["reads"][number],
  values: readonly Candidate[],
  decides: boolean,
  input: Drafts,
  answers: Map<NodeIndex, Drafts>,
): void {
  const origin = read === "items" ? origins.items(step, []) : origins.of(step, read);
  if (origin === undefined || origin.type === "fixed") return;
  const drafts = origin.type === "input" ? input : (answers.get(origin.node) ?? new Map());
  if (origin.type === "answer") answers.set(origin.node, drafts);
  const key = JSON.stringify(origin.path);
  const draft = drafts.get(key) ?? { path: origin.path, values: new Map(), items: false };
  drafts.set(key, draft);
  draft.items ||= read === "items";
  if (!decides && read !== "items" && draft.values.size > 0) return; // anything will do
  for (const value of read === "items" ? ITEMS : values) draft.values.set(JSON.stringify(value) ?? "", value);
}

/** Those on the way to others first, so that what stands inside them is put there afterwards. */
const finished = (drafts: Drafts): Field[] =>
  [...drafts.values()]
    .map(({ path, values, items }) => ({ path, values: [...values.values()], items }))
    .sort((a, b) => a.path.length - b.path.length);

const OPERATOR = /^(Is|String|Numeric|Boolean|Timestamp)/;

/** For tests of presence: something, or nothing. */
const PRESENCE: readonly Candidate[] = ["x", undefined];

/** Values on both sides of a comparison; where it asks for a type, one of each type and none. */
function valuesFor({ written }: Comparison): readonly Candidate[] {
  if (typeof written === "string") return valuesForText(written);
  const operator = Object.keys(written).find((key) => OPERATOR.test(key)) ?? "";
  const operand = written[operator];
  if (operator === "IsPresent") return PRESENCE;
  if (operator.startsWith("Is")) return candidatesOf([]);
  if (operator.startsWith("Boolean")) return [true, false];
  if (operator.endsWith("Path")) return operator.startsWith("String") ? ["a", "b"] : FOR_PATHS[operator[0]];
  const ordered = operator.startsWith("String") && /Less|Greater/.test(operator);
  return [...near([operand], false), ...(ordered ? [""] : [])];
}

/** Values to compare with each other, by the operator's first letter: Numeric, Timestamp. */
const FOR_PATHS: Record<string, readonly Candidate[]> = {
  N: [0, 1, 2],
  T: ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"],
};

function valuesForText(text: string): readonly Candidate[] {
  if (/\$exists\b/.test(text)) return PRESENCE;
  if (/\$type\b/.test(text)) return candidatesOf([]);
  const values = near(literalsOf(text), /\$count\b/.test(text));
  return values.length > 0 ? values : [true, false];
}

/** The literals and what lies beside them; lists only where lengths are compared. */
function near(literals: readonly Json[], lists: boolean): Candidate[] {
  if (literals.length === 0) return [];
  const beside = candidatesOf(literals).slice(0, literals.length * 6);
  const types = new Set(literals.map((literal) => typeof literal));
  const fits = (value: Candidate) => (Array.isArray(value) ? lists : types.has(typeof value as "string"));
  return beside.filter((value) => fits(value) && (!isFraction(value) || literals.includes(value)));
}

/** Whole numbers have whole neighbours. */
const isFraction = (value: Candidate): value is number => typeof value === "number" && !Number.isInteger(value);

/** A document with these values in the places of the fields; lists that a Map iterates over hold alike items. */
export function documentOf(base: Json, fields: readonly Field[], values: readonly Candidate[]): Json {
  let document = parseJson(JSON.stringify(base)) as Json;
  const empty: Field["path"][] = [];
  fields.forEach(({ path, items }, i) => {
    const value = values[i];
    if (value === undefined || empty.some((prefix) => startsWith(path, prefix))) return;
    if (items && Array.isArray(value) && value.length === 0) empty.push(path);
    document = place(document, path, parseJson(JSON.stringify(value)) as Json);
  });
  for (const { path, items } of fields) if (items) alike(document, path);
  return document;
}

const startsWith = (path: Field["path"], prefix: Field["path"]): boolean =>
  path.length > prefix.length && prefix.every((key, i) => path[i] === key);

function alike(document: Json, path: Field["path"]): void {
  let at: Json | undefined = document;
  for (const key of path) {
    if (Array.isArray(at)) at = at[Number(key)];
    else at = isObject(at) && Object.hasOwn(at, String(key)) ? at[String(key)] : undefined;
  }
  if (Array.isArray(at)) for (let i = 1; i < at.length; i++) at[i] = parseJson(JSON.stringify(at[0])) as Json;
}
