import {
  type Diagnostic,
  type ReadOptions,
  readText,
  type ValidateOptions,
  validate,
} from "../../packages/asl-core/src/definition/index.js";
import type { Page } from "../../packages/asl-core/src/definition/pages/page.js";
import { readYaml } from "../../packages/asl-core/src/definition/yaml.js";
import { isObject, type Json, type JsonObject } from "../../packages/asl-core/src/json.js";
import { readSource, readSubstitutions, validateMachine } from "../../packages/asl-core/src/sources/index.js";

/** Limits small enough for an example to fit on a page. */
export interface Limits {
  read?: ReadOptions;
  validate?: ValidateOptions;
}

/** Everything found in an example of a page: in its file where the page names one, else in the definition it shows. */
export async function diagnosticsOf(page: Page, text: string, limits: Limits = {}): Promise<Diagnostic[]> {
  if (page.file !== undefined) return ofFile(page, page.file, text);
  const read = readText(wholeDefinition(text), { yaml: readYaml, ...limits.read });
  return validate(read, { type: page.type, ...limits.validate });
}

/** The one file the examples may name, and the smallest definition. */
const OPENED = "statemachine/fulfil.asl.json";
const open = (path: string): string | undefined =>
  path === OPENED ? JSON.stringify(machine({ A: { Type: "Pass", End: true } })) : undefined;

/** A comment `asl validate file#id` above an example names the one machine wanted. */
async function ofFile(page: Page, file: string, text: string): Promise<Diagnostic[]> {
  if (file === "substitutions.json") return [...(await readSubstitutions(file, text)).diagnostics];
  const only = /^# asl validate \S+#(\S+)/.exec(text)?.[1];
  const source = await readSource(file, text, { open, only });
  const found = source.machines.flatMap((one) => validateMachine(one, { type: page.type ?? one.type }));
  return [...source.diagnostics, ...found];
}

/** A page may show one state, or states alone: the definition around them is the smallest there is. */
export function wholeDefinition(text: string): string {
  const value = readText(text, { yaml: readYaml }).value;
  if (!isObject(value)) return text;
  const isOne = isState(value);
  if (!isOne && !Object.values<Json>(value).every((one) => isState(one))) return text;
  const written = /^\s*\{/.test(text) ? text : JSON.stringify(value); // as it is written: numbers keep their digits
  const first = isOne ? "S" : Object.keys(value)[0];
  return `{"StartAt":${JSON.stringify(first)},"States":${isOne ? `{"S":${written}}` : written}}`;
}

const isState = (value: Json): value is JsonObject => isObject(value) && typeof value.Type === "string";

const machine = (states: JsonObject): JsonObject => ({ StartAt: Object.keys(states)[0], States: states });
