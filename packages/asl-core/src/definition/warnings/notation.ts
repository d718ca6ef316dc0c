import { shorten } from "../../display.js";
import { isObject, type Json, type JsonObject } from "../../json.js";
import { isExpressionText } from "../../language/jsonata/index.js";
import type { RuleName } from "../catalogue/index.js";
import type { Segment } from "../location.js";
import type { Report } from "../report.js";
import { treeOf } from "./jsonpath-shape.js";
import type { Model, State } from "./model.js";
import { readsOfJsonata } from "./reads.js";

/** Texts that look like expressions and are none where they stand. Linear in the definition. */
export function notation(report: Report, model: Model): void {
  const walk = new Walk(report);
  for (const state of model.states) {
    walk.state(state);
    if (state.language === "JSONPath" && state.value.Result !== undefined) staticResult(report, state);
  }
}

const JSONPATH_FIELDS = ["Parameters", "ResultSelector", "ItemSelector", "Assign", "ItemBatcher", "Error", "Cause"];
const JSONATA_FIELDS = ["Arguments", "Output", "Assign", "Items", "ItemSelector", "ItemBatcher", "Error", "Cause"];
/** What catchers and choice rules compute. */
const ENTRY_FIELDS = ["Assign", "Output"];

class Walk {
  private readonly path: Segment[] = [];
  /** Steps to the state. */
  private depth = 0;
  private language: State["language"] = "JSONPath";

  constructor(private readonly report: Report) {}

  state({ path, language, type, value }: State): void {
    this.path.splice(0, this.path.length, ...path);
    this.depth = path.length;
    this.language = language;
    this.fields(value, language === "JSONata" ? JSONATA_FIELDS : JSONPATH_FIELDS);
    if (value.Catch !== undefined) this.entries("Catch", value.Catch);
    if (type === "Choice") this.entries("Choices", value.Choices);
  }

  private fields(holder: JsonObject, names: readonly string[]): void {
    for (const name of names) if (holder[name] !== undefined) this.inside(name, holder[name]);
  }

  private entries(list: "Catch" | "Choices", given: Json): void {
    if (!Array.isArray(given)) return;
    for (let index = 0; index < given.length; index++) {
      const entry = given[index];
      if (!isObject(entry)) continue;
      this.path.push(list, index);
      this.fields(entry, ENTRY_FIELDS);
      this.path.length -= 2;
    }
  }

  private value(value: Json): void {
    if (typeof value === "string") this.text(value);
    else if (Array.isArray(value)) value.forEach((item, index) => this.inside(index, item));
    else if (isObject(value)) for (const key in value) this.member(key, value[key]);
  }

  private inside(segment: Segment, value: Json): void {
    this.path.push(segment);
    this.value(value);
    this.path.pop();
  }

  private member(key: string, value: Json): void {
    if (!key.endsWith(".$")) this.inside(key, value);
    else if (this.language === "JSONata" && typeof value === "string") this.dollarKey(key, value);
  }

  private text(text: string): void {
    if (this.language === "JSONata") {
      if (isPath(text)) this.find("jsonpath-in-jsonata", { text: shown(text), hint: asJsonata(text) });
      else if (STATES_PATH.test(text))
        this.find("unmarked-jsonata", { text: shown(text), hint: `Write "{% ${shown(text)} %}".` });
      else if (holdsExpression(text)) this.find("unmarked-jsonata", { text: shown(text), hint: JOIN });
    } else if (isExpressionText(text)) {
      if (readsOfJsonata(text)?.some(({ from }) => from !== "variable"))
        this.find("jsonata-in-jsonpath", { text: shown(text) });
    } else if (isPath(text)) this.find("missing-dollar", { text: shown(text), hint: this.dollarHint(text) });
  }

  private find(rule: RuleName, parameters: Record<string, string>): void {
    if (!this.isForeign()) this.report.findAt(this.path, rule, parameters);
  }

  /** True below a key whose value a service reads as a path of its own. */
  private isForeign(): boolean {
    for (let at = this.depth; at < this.path.length; at++) {
      const step = this.path[at];
      if (typeof step === "string" && FOREIGN.test(step)) return true;
    }
    return false;
  }

  private dollarKey(key: string, value: string): void {
    const parameters = { text: key, hint: isPath(value) ? asJsonata(value, key.slice(0, -2)) : "" };
    this.report.findAt(this.path, "jsonpath-in-jsonata", parameters, { child: [key], part: "key" });
  }

  private dollarHint(text: string): string {
    const last = this.path.at(-1)!;
    if (typeof last === "number")
      return `Entries of a list are never computed: compute the whole list, with States.Array(${shown(text)}, …) say.`;
    if (last === "Error" || last === "Cause") return `Write "${last}Path".`;
    return this.path.length > this.depth + 1 ? `Write "${last}.$".` : "InputPath takes a part of the input.";
  }
}

/** Services have paths of their own: these fields are meant to hold them. Source: real definitions, API references. */
const FOREIGN =
  /^((Input|Output|Result|Items|Row|RecordRow)?Paths?|InputPathsMap|Variable|\w*Json_?Paths?|\w*Expression|FilterPattern|EventPattern|Definition|DefinitionString|\w*Template)$/i;

const PATH = /^\$\$?(\.[A-Za-z_]|\.\.?\*|\.\.[A-Za-z_]|\[)/;
const CALL = /^States\.[A-Z][A-Za-z0-9]*\(/;

/** True for a text that could only be meant as a path or as a call of an intrinsic function. */
function isPath(text: string): boolean {
  if (PATH.test(text)) return treeOf(text)?.kind === "path";
  return CALL.test(text) && treeOf(text)?.kind === "call";
}

/** A text that could only be meant as JSONata. */
const STATES_PATH = /^\$states\.(?:input|result|errorOutput|context)(?:\.[A-Za-z_]\w*|\[-?\d+\])*$/;
const JOIN = "Only a string that is one expression as a whole is computed: join texts inside it, \"{% 'a ' & $b %}\".";

/** True where an expression that reads something stands inside a longer text. */
function holdsExpression(text: string): boolean {
  const [start, end] = [text.indexOf("{%"), text.lastIndexOf("%}")];
  const reads = start < 1 || end < start + 2 ? undefined : readsOfJsonata(text.slice(start, end + 2));
  return reads !== undefined && reads.length > 0;
}

const LONGEST = 60;
const shown = (text: string): string => shorten(text, LONGEST);

/** How JSONata writes the simplest paths. */
function asJsonata(path: string, key?: string): string {
  if (CALL.test(path)) return "JSONata has functions and operators of its own.";
  if (!/^\$\$?(\.[A-Za-z_]\w*)+$/.test(path)) return "JSONata reads the input as $states.input.";
  const root = path.startsWith("$$") ? "$states.context" : "$states.input";
  const text = `"{% ${root}${path.replace(/^\$+/, "")} %}"`;
  return key === undefined ? `Write ${text}.` : `Write "${key}": ${text}.`;
}

/** Result is copied as it stands. AWS gives the same warning. */
function staticResult(report: Report, { path, value }: State): void {
  if (value.Type !== "Pass") return;
  const place: Segment[] = [];
  if (findComputed(value.Result, place))
    report.findAt(
      [...path, "Result"],
      "pass-result-is-static",
      { key: String(place.at(-1)) },
      { child: place, part: "key" },
    );
}

/** Leads to the first key of a value that ends in `.$` and holds a path or a call. */
function findComputed(value: Json, place: Segment[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  const steps: readonly Segment[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const step of steps) {
    place.push(step);
    const inner = Array.isArray(value) ? value[step as number] : value[step];
    if (typeof step === "string" && step.endsWith(".$") && typeof inner === "string" && isPath(inner)) return true;
    if (findComputed(inner, place)) return true;
    place.pop();
  }
  return false;
}
