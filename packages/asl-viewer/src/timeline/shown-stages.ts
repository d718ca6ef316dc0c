import { deepEqual, type Json, type JsonObject, own } from "asl-core";
import type { ScopeName, StageValue } from "asl-core/debug";
import type { StageView } from "./stages.js";

/** A value at one place of a state's data flow, as an inspector shows it. */
export interface ShownStage {
  /** The field that made it, or what it is: "InputPath", "Result". */
  readonly name: string;
  readonly value: Json;
  /** What paths in it begin with, in JSONata. */
  readonly root: string;
  readonly isFailure: boolean;
  /** Index of the stage it is compared with at first: the one it was made of; -1 for none. */
  readonly since: number;
  /** The scope in which a debugger can set it. */
  readonly scope?: ScopeName;
}

/** A stage of the kernel: its field, the fields that make it, and the scope it is seen in. */
const STAGES: Readonly<
  Record<StageValue["stage"], readonly [name: string, fields: readonly string[], scope?: ScopeName]>
> = {
  input: ["Input", [], "Input"],
  afterInputPath: ["InputPath", ["InputPath"]],
  afterParameters: ["Parameters", ["Parameters"], "Arguments"],
  afterArguments: ["Arguments", ["Arguments"], "Arguments"],
  afterItemsPath: ["Items", ["ItemsPath", "Items", "ItemReader"]],
  afterItemSelector: ["ItemSelector", ["ItemSelector", "Parameters"]],
  afterItemBatcher: ["ItemBatcher", ["ItemBatcher"]],
  result: ["Result", [], "Result"],
  afterResultSelector: ["ResultSelector", ["ResultSelector"]],
  afterResultPath: ["ResultPath", ["ResultPath"]],
  variables: ["Assign", ["Assign"], "Variables"],
  output: ["Output", [], "Output"],
};

const ROOTS: Readonly<Record<string, string>> = {
  Result: "$states.result",
  Error: "$states.errorOutput",
  Assign: "$",
  Assigned: "$",
};

/** Those that are no change of what stands before them. */
const NEW = new Set(["Input", "Result", "Error", "Assign", "Assigned"]);
/** What a task is asked with stands behind the first of these that is there. */
const ASKED = ["Arguments", "Parameters", "InputPath", "Input"];

/**
 * The data of a visit in the order in which it was made: of each stage that was looked into, and of what the events tell
 * beside it, which is the request as it was sent and the failure. A stage that nothing in the state makes, and that changes
 * nothing, is left out. `seen` undefined: the events alone. O(stages × size).
 */
export function shownStages(
  told: readonly StageView[],
  seen: readonly StageValue[] | undefined,
  state: JsonObject,
): ShownStage[] {
  const stages = seen === undefined || seen.length === 0 ? told.map(asTold) : withEvents(asSeen(seen, state), told);
  return stages.map((stage, index) => ({ ...stage, since: sinceOf(stages, index) }));
}

type Bare = Omit<ShownStage, "since">;

const rootOf = (name: string): string => ROOTS[name] ?? "$states.input";

const asTold = ({ name, value }: StageView): Bare => ({ name, value, root: rootOf(name), isFailure: name === "Error" });

function asSeen(seen: readonly StageValue[], state: JsonObject): Bare[] {
  const stages: Bare[] = [];
  for (const { stage, value, item } of seen) {
    const [name, fields, scope] = STAGES[stage];
    const last = stages.at(-1);
    if (item !== undefined && last?.name === name) {
      (last.value as Json[]).push(value);
      continue;
    }
    const isWritten = fields.length === 0 || fields.some((field) => own(state, field) !== undefined);
    if (!isWritten && last !== undefined && (stage === "variables" || deepEqual(last.value, value))) continue;
    const shown = item === undefined ? value : [value];
    stages.push({
      name,
      value: shown,
      root: rootOf(name),
      isFailure: false,
      ...(scope && item === undefined && { scope }),
    });
  }
  return stages;
}

function withEvents(stages: Bare[], told: readonly StageView[]): Bare[] {
  const all = [...stages];
  const asked = told.find(({ name }) => name === "Arguments");
  const at = ASKED.map((name) => all.findIndex((one) => one.name === name)).find((index) => index >= 0) ?? -1;
  if (asked !== undefined && at >= 0 && !deepEqual(all[at].value, asked.value))
    all.splice(at + 1, 0, { ...asTold(asked), name: "Request" });
  for (const name of ["Result", "Error"] as const) {
    const one = told.find((stage) => stage.name === name);
    if (one !== undefined && !all.some((stage) => stage.name === name)) all.push(asTold(one));
  }
  return all;
}

/** ResultPath puts a result into the input; all others change what stands before them. */
function sinceOf(stages: readonly Bare[], index: number): number {
  const { name } = stages[index];
  if (NEW.has(name)) return -1;
  const indexOf = (one: string) => stages.findIndex((stage) => stage.name === one);
  if (name === "ResultPath") return Math.max(indexOf("InputPath"), indexOf("Input"));
  if (name === "Output" && indexOf("ResultPath") < 0 && indexOf("ResultSelector") < 0) return indexOf("Input");
  let before = index - 1;
  while (before >= 0 && NEW.has(stages[before].name) && !/^(Input|Result)$/.test(stages[before].name)) before--;
  return before;
}
