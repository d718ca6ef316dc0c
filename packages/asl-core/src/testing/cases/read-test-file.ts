import { isObject, type Json, type JsonObject, own, put } from "../../json.js";
import { pointerStep } from "../../pointer.js";
import { type CASE_FIELDS, FILE, OF_FAILURE, OF_SUCCESS } from "./format.js";
import { type Complain, type FileProblem, TestFileError } from "./problem.js";
import { checkShape, type ObjectShape, type Shape } from "./shape.js";
import { fillTemplate, TableBudget, TableTooLarge } from "./table.js";
import type { TestCase, TestFile } from "./test-case.js";

/** Most cases of one file: a table may be made by a program. */
const MOST = 100_000;

/** Values and characters its tables may make. */
const MOST_MADE = 50_000_000;

/** The file but for its cases: those of tables are checked when their rows are filled in. */
const AROUND_CASES: ObjectShape = {
  ...FILE,
  fields: { ...FILE.fields, cases: { ...FILE.fields.cases, shape: { kind: "list", of: { kind: "any" } } } },
};
const ONE_CASE = (FILE.fields.cases.shape as Shape & { kind: "list" }).of;

/**
 * Reads the value of a test file: cases with defaults merged and tables spread out, in the order of the file. Throws
 * TestFileError with every fault. What only a state machine can tell is checked by `checkCase`. Linear in the cases that
 * come of it.
 */
export function readTestFile(value: Json): TestFile {
  const problems = new Problems();
  if (isDefinition(value)) {
    problems.complain({
      pointer: "/StartAt",
      part: "key",
      message: "This is a state machine, not a test file",
      hint: NOT_A_TEST,
    });
    problems.stop();
  }
  checkShape(value, AROUND_CASES, "", problems.complain);
  const written = isObject(value) ? own(value, "cases") : undefined;
  if (!Array.isArray(written)) problems.stop();
  const file = value as JsonObject;
  const cases = spreadAll(written as Json[], problems);
  checkNames(cases, problems.complain);
  checkDefinitions(cases, file, problems.complain);
  problems.stop();
  const read = cases.map((one) => readCase(one, file));
  const substitutions = own(file, "substitutions") as TestFile["substitutions"];
  return { cases: read, ...(substitutions !== undefined && { substitutions }) };
}

function spreadAll(written: readonly Json[], problems: Problems): Spread[] {
  const count = written.reduce((sum: number, one) => sum + (rowsOf(one)?.length ?? 1), 0);
  if (count > MOST) {
    problems.complain({ pointer: "/cases", part: "key", message: tooMany(count) });
    problems.stop();
  }
  const budget = new TableBudget(MOST_MADE);
  return written.flatMap((one, index) => spread(one, `/cases/${index}`, problems, budget));
}

const NOT_A_TEST = "Name a file with cases: its definition says which state machine they run.";

const isDefinition = (value: Json): boolean =>
  isObject(value) &&
  ["StartAt", "States"].every((name) => Object.hasOwn(value, name)) &&
  !Object.hasOwn(value, "cases");

const tooMany = (count: number): string => `These are ${count} cases: a file has at most ${MOST}`;

/** Faults, each once: rows of one table share their template's. */
class Problems {
  private readonly found = new Map<string, FileProblem>();

  complain: Complain = (problem) => {
    const key = `${problem.pointer} ${problem.part} ${problem.message}`;
    if (!this.found.has(key)) this.found.set(key, problem);
  };

  stop(): void {
    if (this.found.size > 0) throw new TestFileError([...this.found.values()]);
  }
}

/** A case before defaults are merged in. */
interface Spread {
  readonly value: JsonObject;
  /** The case, which its fields' pointers start with. */
  readonly at: string;
  /** The case, or the row it was made from. */
  readonly pointer: string;
}

function spread(value: Json, at: string, problems: Problems, budget: TableBudget): Spread[] {
  try {
    return spreadRows(value, at, problems.complain, budget);
  } catch (error) {
    if (!(error instanceof TableTooLarge)) throw error;
    const message = "The tables of this file make more than 50,000,000 values and characters";
    const hint = "Make the rows fewer, or the case smaller: what all rows share can stand in a file or in defaults.";
    problems.complain({ pointer: `${at}/table`, part: "key", message, hint });
    problems.stop();
    return [];
  }
}

function spreadRows(value: Json, at: string, complain: Complain, budget: TableBudget): Spread[] {
  const rows = rowsOf(value);
  if (rows === undefined) {
    checkShape(value, ONE_CASE, at, complain);
    return isObject(value) ? [{ value, at, pointer: at }] : [];
  }
  const { table: _, ...template } = value as JsonObject;
  return rows.map((row, index) => {
    const filled = fillTemplate(template, row, at, complain, budget) as JsonObject;
    checkShape(filled, ONE_CASE, at, complain);
    put(filled, "name", rowName(own(template, "name"), own(filled, "name"), row, index));
    return { value: filled, at, pointer: `${at}/table/${index}` };
  });
}

/** The rows of a case's table; undefined where it has none, or one that is wrong. */
function rowsOf(value: Json): JsonObject[] | undefined {
  const table = isObject(value) ? own(value, "table") : undefined;
  return Array.isArray(table) && table.every(isObject) ? (table as JsonObject[]) : undefined;
}

/** A name with placeholders is told apart by them; else the row's name, or its number, is added. */
function rowName(template: Json | undefined, filled: Json | undefined, row: JsonObject, index: number): string {
  const name = typeof filled === "string" ? filled : "";
  if (name !== template) return name;
  const own_ = own(row, "name");
  return `${name} › ${typeof own_ === "string" ? own_ : `row ${index + 1}`}`;
}

function readCase({ value, at, pointer }: Spread, file: JsonObject): TestCase {
  const defaults = (own(file, "defaults") ?? {}) as JsonObject;
  const field = (name: string): Json | undefined => own(value, name) ?? own(defaults, name);
  const answers = merged("answers", value, at, defaults);
  const expect = merged("expect", value, at, { ...defaults, expect: inherited(value, defaults) });
  const definition = own(value, "definition") ?? own(file, "definition");
  return {
    name: value.name as string,
    pointer,
    tags: [...new Set([...textsOf(defaults, "tags"), ...textsOf(value, "tags")])],
    ...(typeof field("skip") === "string" && { skip: field("skip") as string }),
    definition: definition as TestCase["definition"],
    definitionAt: own(value, "definition") === undefined ? "/definition" : `${at}/definition`,
    ...present({ input: inputOf(value, defaults) }),
    answers: answers.value,
    answersAt: answers.at,
    ownAnswers: new Set(Object.keys((own(value, "answers") ?? {}) as JsonObject)),
    ...present({ mockConfig: field("mockConfig"), clock: field("clock"), seed: field("seed") }),
    ...present({ fieldValidation: field("fieldValidation") }),
    ...present({ startAt: field("startAt"), type: field("type"), mostEvents: field("mostEvents") }),
    ...objectOf("variables", value, at, defaults),
    ...objectOf("objects", value, at, defaults),
    expect: expect.value as TestCase["expect"],
    expectAt: expect.at,
  } as TestCase;
}

/** The expectations of the defaults, but for those that cannot hold beside the case's own. */
function inherited(value: JsonObject, defaults: JsonObject): JsonObject {
  const [mine, theirs] = [value, defaults].map((from) => (own(from, "expect") ?? {}) as JsonObject);
  const [succeeds, fails] = [OF_SUCCESS, OF_FAILURE].map((names) =>
    names.some((name) => own(mine, name) !== undefined),
  );
  const status = own(mine, "status");
  const kept = Object.entries(theirs).filter(([name, one]) => {
    if (includes(OF_SUCCESS, name)) return !fails && (status ?? "SUCCEEDED") === "SUCCEEDED";
    if (includes(OF_FAILURE, name)) return !succeeds && status !== "SUCCEEDED";
    return name !== "status" || !(one === "SUCCEEDED" ? fails : succeeds);
  });
  return Object.fromEntries(kept);
}

const includes = (names: readonly string[], name: string): boolean => names.includes(name);

/** `null` is an input as good as any. */
const inputOf = (value: JsonObject, defaults: JsonObject): Json | undefined =>
  Object.hasOwn(value, "input") ? own(value, "input") : own(defaults, "input");

const present = (fields: Record<string, Json | undefined>): Record<string, Json> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined));

const textsOf = (object: JsonObject, name: string): string[] => (own(object, name) ?? []) as string[];

function objectOf(name: "variables" | "objects", value: JsonObject, at: string, defaults: JsonObject): JsonObject {
  const object = merged(name, value, at, defaults);
  return object.at.size === 0 ? {} : { [name]: object.value };
}

/** An object field of the case laid over that of the defaults, key by key, and where each key is written. */
function merged(name: keyof typeof CASE_FIELDS, value: JsonObject, at: string, defaults: JsonObject) {
  const result: JsonObject = {};
  const places = new Map<string, string>();
  for (const [from, pointer] of [
    [defaults, "/defaults"],
    [value, at],
  ] as const)
    for (const [key, one] of Object.entries((own(from, name) ?? {}) as JsonObject)) {
      put(result, key, one);
      places.set(key, `${pointer}/${name}${pointerStep(key)}`);
    }
  return { value: result, at: places };
}

/** Reports, --filter and golden files go by names. */
function checkNames(cases: readonly Spread[], complain: Complain): void {
  const seen = new Set<string>();
  for (const { value, pointer } of cases) {
    const name = own(value, "name");
    if (typeof name !== "string") continue;
    const hint = "Give each case, and each row of a table, a name of its own.";
    if (seen.has(name)) complain({ pointer, part: "value", message: `Another case is named "${name}", too`, hint });
    seen.add(name);
  }
}

function checkDefinitions(cases: readonly Spread[], file: JsonObject, complain: Complain): void {
  if (own(file, "definition") !== undefined) return;
  const hint = "Write definition: order.asl.yaml at the top of the file, or in the case.";
  for (const { value, at } of cases)
    if (own(value, "definition") === undefined)
      complain({ pointer: at, part: "value", message: "The case has no definition", hint });
}
