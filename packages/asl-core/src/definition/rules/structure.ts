import { isObject, type Json, type JsonObject, own, stringify, textOf } from "../../json.js";
import { nearest } from "../../near.js";
import type { Check, Report } from "../report.js";
import type { QueryLanguage, StateType } from "../types.js";
import { choices } from "./choice.js";
import {
  jsonataText,
  jsonataValue,
  orExpression,
  path,
  pathOrIntrinsic,
  pathOrNull,
  referencePath,
  resultPath,
  template,
  templateOrJsonata,
} from "./expressions.js";
import { type Field, type FieldTable, fields, fieldTable } from "./fields.js";
import { label, stateName } from "./limits.js";
import { childType, isDistributed, itemBatcher, itemReader, items, processorConfig, resultWriter } from "./map.js";
import { isPlaceholder } from "./placeholders.js";
import { catchers, retry } from "./recovery.js";
import { isActivity, taskResource } from "./resources.js";
import {
  anything,
  boolean,
  integer,
  needFields,
  nonEmptyList,
  number,
  oneOf,
  onlyOne,
  text,
  timestamp,
  wrongType,
} from "./values.js";
import { assign } from "./variables.js";

/**
 * Which fields exist where. Source: the specification's tables, and 8 types × 50 fields as measured with
 * ValidateStateMachineDefinition.
 */

const SECONDS = 99_999_999;
const LANGUAGES = ["JSONPath", "JSONata"];

const jsonPath = (check: Check): Field => ({ check, language: "JSONPath" });
const jsonata = (check: Check): Field => ({ check, language: "JSONata" });
const both = (check: Check): Field => ({ check });

const textOrExpression: Check = (report, value) => (report.language === "JSONata" ? jsonataText : text)(report, value);

const credentials: Check = (report, value) => {
  if (!isObject(value)) return wrongType(report, "object", value);
  if (own(value, "RoleArn") === undefined && own(value, "RoleArn.$") === undefined) return report.find("missing-role");
  templateOrJsonata(report, value);
};

/** Every field of a state, whatever its type. */
const FIELDS: FieldTable = fieldTable({
  Type: both(anything),
  Comment: both(text),
  QueryLanguage: both(oneOf(...LANGUAGES)),
  Next: both(text),
  End: both(boolean),
  InputPath: jsonPath(pathOrNull),
  OutputPath: jsonPath(pathOrNull),
  ResultPath: jsonPath(resultPath),
  Parameters: jsonPath(template),
  ResultSelector: jsonPath(template),
  Arguments: jsonata(jsonataValue),
  Output: jsonata(jsonataValue),
  Assign: both(assign),
  Result: jsonPath(anything),
  Retry: both(retry),
  Catch: both(catchers),
  Resource: both(taskResource),
  Credentials: both(credentials),
  TimeoutSeconds: both(orExpression(integer(1, SECONDS))),
  TimeoutSecondsPath: jsonPath(referencePath),
  HeartbeatSeconds: both(orExpression(integer(1, SECONDS))),
  HeartbeatSecondsPath: jsonPath(referencePath),
  Seconds: both(orExpression(integer(0, SECONDS))),
  SecondsPath: jsonPath(referencePath),
  Timestamp: both(orExpression(timestamp)),
  TimestampPath: jsonPath(referencePath),
  Error: both(textOrExpression),
  ErrorPath: jsonPath(pathOrIntrinsic),
  Cause: both(textOrExpression),
  CausePath: jsonPath(pathOrIntrinsic),
  Choices: both(choices),
  Default: both(text),
  Branches: both((report, value) => nonEmptyList(branch)(report, value)),
  ItemProcessor: both((report, value) => itemProcessor(report, value)),
  Iterator: both((report, value) => itemProcessor(report, value)),
  ItemsPath: jsonPath(path),
  Items: jsonata(items),
  ItemSelector: both(templateOrJsonata),
  MaxConcurrency: both(orExpression(integer(0))),
  MaxConcurrencyPath: jsonPath(referencePath),
  ItemReader: both(itemReader),
  ItemBatcher: both(itemBatcher),
  ResultWriter: both(resultWriter),
  ToleratedFailureCount: both(orExpression(integer(-Number.MAX_VALUE))),
  ToleratedFailureCountPath: jsonPath(referencePath),
  ToleratedFailurePercentage: both(orExpression(number(-Number.MAX_VALUE, 100))),
  ToleratedFailurePercentagePath: jsonPath(referencePath),
  Label: both(label),
});

interface TypeRule {
  fields: FieldTable;
  required: string[];
  /** Fields that exclude each other. */
  exclusive: string[][];
  /** Of these one must be given. */
  choice: string[][];
}

const ANY = "Type Comment QueryLanguage";
const EDGES = "Next End";
const PATHS = "InputPath OutputPath Output";
const RESULTS = "ResultPath ResultSelector Assign Retry Catch";
const NEXT_END = [["Next", "End"]];
const TIMES = ["SecondsPath", "Seconds", "TimestampPath", "Timestamp"];

const withPath = (...names: string[]): string[][] => names.map((name) => [name, `${name}Path`]);

const STATE_TYPES: Record<StateType, TypeRule> = {
  Task: {
    ...rule(
      `${EDGES} ${PATHS} ${RESULTS} Parameters Arguments Resource Credentials TimeoutSeconds TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath`,
      true,
    ),
    required: ["Resource"],
    exclusive: withPath("TimeoutSeconds", "HeartbeatSeconds"),
    choice: NEXT_END,
  },
  Wait: { ...rule(`${EDGES} ${PATHS} Assign ${TIMES.join(" ")}`), choice: [...NEXT_END, TIMES] },
  Pass: { ...rule(`${EDGES} ${PATHS} ResultPath Assign Result Parameters`), choice: NEXT_END },
  Succeed: rule(PATHS),
  Fail: { ...rule("Error ErrorPath Cause CausePath"), exclusive: withPath("Error", "Cause") },
  Choice: { ...rule(`${PATHS} Assign Choices Default`), required: ["Choices"] },
  Parallel: {
    ...rule(`${EDGES} ${PATHS} ${RESULTS} Parameters Arguments Branches`, true),
    required: ["Branches"],
    choice: NEXT_END,
  },
  Map: {
    ...rule(
      `${EDGES} ${PATHS} ${RESULTS} Parameters ItemProcessor Iterator ItemsPath Items ItemSelector ItemReader ItemBatcher ResultWriter MaxConcurrency MaxConcurrencyPath ToleratedFailureCount ToleratedFailureCountPath ToleratedFailurePercentage ToleratedFailurePercentagePath Label`,
      true,
    ),
    exclusive: [
      ...withPath("MaxConcurrency", "ToleratedFailureCount", "ToleratedFailurePercentage"),
      ["Parameters", "ItemSelector"],
    ],
    choice: [...NEXT_END, ["ItemProcessor", "Iterator"]],
  },
};

/** The rule of a state type; with `hasResult`, its Output and Assign see `$states.result`. */
function rule(names: string, hasResult = false): TypeRule {
  const table: Record<string, Field | undefined> = {};
  for (const name of `${ANY} ${names}`.split(" ")) table[name] = FIELDS[name];
  if (hasResult)
    for (const name of ["Output", "Assign"]) table[name] = { check: anything, ...FIELDS[name], sees: "result" };
  return { fields: fieldTable(table), required: [], exclusive: [], choice: [] };
}

const MACHINE: FieldTable = fieldTable({
  StartAt: both(text),
  States: both((report, value) => states(report, value)),
  Comment: both(text),
  Version: both(oneOf("1.0")),
  TimeoutSeconds: both(integer(0, SECONDS)),
  QueryLanguage: both(oneOf(...LANGUAGES)),
});

const BRANCH: FieldTable = fieldTable({ StartAt: MACHINE.StartAt, States: MACHINE.States, Comment: MACHINE.Comment });
const PROCESSOR: FieldTable = fieldTable({ ...BRANCH, ProcessorConfig: both(processorConfig) });

/** The whole definition. Leaves the blocks it met in `report.blocks`. */
export function structure(report: Report, definition: JsonObject): void {
  report.machineLanguage = machineLanguageOf(definition);
  report.language = report.machineLanguage ?? "JSONPath";
  block(report, definition, MACHINE, false);
}

/** JSONPath only where it says exactly that; absent, inherited; anything else reads as JSONata. As measured. */
function givenLanguage(object: JsonObject, inherited: QueryLanguage | undefined): QueryLanguage | undefined {
  const given = own(object, "QueryLanguage");
  if (given === undefined) return inherited;
  if (typeof given === "string" && isPlaceholder(given)) return undefined;
  return given === "JSONPath" ? "JSONPath" : "JSONata";
}

/** The language of a machine's states that name none; undefined where a placeholder stands for it. */
export const machineLanguageOf = (definition: JsonObject): QueryLanguage | undefined =>
  givenLanguage(definition, "JSONPath");

/** The language of a state's own fields; where a placeholder stands for it, the one they are written in. */
export const languageOf = (state: JsonObject, machine: QueryLanguage | undefined): QueryLanguage =>
  givenLanguage(state, machine) ?? languageWrittenIn(state);

/** Linear in the state's own fields. */
function languageWrittenIn(state: JsonObject): QueryLanguage {
  for (const name of Object.keys(state)) {
    const language = FIELDS[name]?.language;
    if (language !== undefined) return language;
  }
  const { Branches, ItemProcessor, Iterator, ...fields } = state;
  return stringify(fields).includes("{%") ? "JSONata" : "JSONPath";
}

function block(report: Report, value: Json, table: FieldTable, distributed: boolean): void {
  if (isObject(value)) readBlock(report, value, table, distributed);
  else wrongType(report, "object", value);
}

function readBlock(report: Report, value: JsonObject, table: FieldTable, distributed: boolean): void {
  const outer = report.block;
  const states = report.states;
  report.states = { result: false, errorOutput: false };
  report.block = report.blocks.length;
  report.blocks.push({
    path: [...report.path],
    parent: outer,
    block: value,
    distributed,
    broken: false,
    assigned: new Map(),
  });
  if (!needFields(report, value, ["States", "StartAt"])) report.breakTransitions();
  fields(report, value, table, true);
  report.block = outer;
  report.states = states;
}

const branch: Check = (report, value) => block(report, value, BRANCH, false);

const itemProcessor: Check = (report, value) => {
  const outer = report.type;
  const distributed = isDistributed(value);
  if (distributed && outer === "EXPRESS") report.find("express-distributed");
  if (distributed) report.type = childType(value) ?? outer;
  block(report, value, PROCESSOR, distributed);
  report.type = outer;
};

const states: Check = (report, value) => {
  if (!isObject(value)) return wrongType(report, "object", value);
  const names = Object.keys(value);
  if (names.length === 0) return report.find("empty-value");
  for (const name of names) {
    const outer = report.language;
    report.inside(name, value[name], state);
    report.language = outer;
  }
};

const state: Check = (report, value) => {
  stateName(report, String(report.path.at(-1)));
  if (!isObject(value)) {
    report.breakTransitions();
    return wrongType(report, "object", value);
  }
  report.language = languageOf(value, report.machineLanguage);
  const type = own(value, "Type");
  if (type === undefined) return missingType(report, value);
  if (typeof type === "string" && Object.hasOwn(STATE_TYPES, type))
    ofType(report, value, STATE_TYPES[type as StateType]);
  else report.inside("Type", type, unknownType);
};

function missingType(report: Report, value: JsonObject): void {
  report.breakTransitions();
  needFields(report, value, ["Type"]);
}

const unknownType: Check = (report, type) => {
  report.breakTransitions();
  if (typeof type === "string" && isPlaceholder(type)) return;
  const near = nearest(textOf(type), Object.keys(STATE_TYPES));
  report.find("unknown-type", { hint: near === undefined ? "" : `Did you mean ${near}?` });
};

function ofType(report: Report, value: JsonObject, type: TypeRule): void {
  const downgraded = report.machineLanguage === "JSONata" && value.QueryLanguage === "JSONPath";
  if (downgraded) report.find("language-downgrade", {}, { child: ["QueryLanguage"] });
  needFields(report, value, type.required);
  fields(report, value, type.fields, downgraded);
  for (const names of type.exclusive) onlyOne(report, value, names);
  for (const names of type.choice) {
    if (names === NEXT_END[0]) nextOrEnd(report, value);
    else onlyOne(report, value, names, true);
  }
  if (type === STATE_TYPES.Task) task(report, value);
}

/** `End: false` is as good as none. */
function nextOrEnd(report: Report, value: JsonObject): void {
  const ends = value.End !== undefined && value.End !== false;
  if (value.Next === undefined && !ends) {
    report.breakTransitions();
    report.find("none-of", { fields: "Next, End", hint: 'Name the state that follows, or write "End": true.' });
  } else if (ends) onlyOne(report, value, NEXT_END[0]);
}

function task(report: Report, value: JsonObject): void {
  const [heartbeat, timeout] = [value.HeartbeatSeconds, value.TimeoutSeconds];
  if (typeof heartbeat === "number" && typeof timeout === "number" && heartbeat > timeout)
    report.find("heartbeat-too-long", {}, { child: ["HeartbeatSeconds"] });
  if (own(value, "Credentials") !== undefined && typeof value.Resource === "string" && isActivity(value.Resource))
    report.find("activity-credentials", {}, { child: ["Credentials"], part: "key" });
}
