import type { Json, JsonObject } from "../json.js";
import { constant, type Expression } from "../language/expression.js";
import { compileJsonata } from "../language/jsonata/index.js";
import { compilePath, compileReferencePath } from "../language/jsonpath/index.js";
import { compileTemplate } from "../language/template.js";
import type { DataFlow, ResultWriter } from "./machine.js";

const DISCARD: ResultWriter = { discard: true, room: 0, write: (document) => document };
const EMPTY = constant({});

/** Compiles the data flow fields a state has; absent fields stay null and cost nothing at run time. */
export function compileDataFlow(state: JsonObject, jsonata: boolean): DataFlow {
  return jsonata ? jsonataFlow(state) : jsonPathFlow(state);
}

function jsonataFlow(state: JsonObject): DataFlow {
  return {
    effective: null,
    arguments: optional(state.Arguments, (value) => compileJsonata(value, "Arguments")),
    selector: null,
    write: null,
    filter: null,
    output: compileOutput(state),
    assign: compileAssign(state, true),
  };
}

function jsonPathFlow(state: JsonObject): DataFlow {
  return {
    effective: pathField(state.InputPath),
    arguments:
      state.Type === "Map" ? null : optional(state.Parameters, (value) => compileTemplate(value, "Parameters")),
    selector: optional(state.ResultSelector, (value) => compileTemplate(value, "ResultSelector")),
    write: compileResultPath(state.ResultPath),
    filter: pathField(state.OutputPath),
    output: null,
    assign: compileAssign(state, false),
  };
}

/** JSONata `Output` of a state, a choice rule or a catcher; null where absent. */
export const compileOutput = (holder: JsonObject, field = "Output"): Expression | null =>
  optional(holder.Output, (value) => compileJsonata(value, field));

/** `Assign` of a state, a choice rule or a catcher; null where absent. */
export const compileAssign = (holder: JsonObject, jsonata: boolean, field = "Assign"): Expression | null =>
  optional(holder.Assign, (value) => (jsonata ? compileJsonata(value, field) : compileTemplate(value, field)));

/** ResultPath of a state or a catcher; null where it is absent or `$`: the result becomes the document. */
export function compileResultPath(path: Json | undefined): ResultWriter | null {
  if (path === null) return DISCARD;
  if (path === undefined || path === "$") return null;
  const reference = compileReferencePath(path as string);
  return { discard: false, room: 6 * (path as string).length + 8, write: reference.write };
}

/** InputPath and OutputPath: null means an empty object, absent or `$` means everything. */
function pathField(path: Json | undefined): Expression | null {
  if (path === null) return EMPTY;
  return path === undefined || path === "$" ? null : compilePath(path as string);
}

/** What `compile` makes of a field, null where the field is absent. */
export function optional<T>(value: Json | undefined, compile: (value: Json) => T): T | null {
  return value === undefined ? null : compile(value);
}
