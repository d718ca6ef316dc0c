import { isPlaceholder } from "../definition/rules/placeholders.js";
import { isObject, type Json, type JsonObject, own, put, stringify, textOf } from "../json.js";
import { type Replacement, replaceIn, subReplacements, type TextMeaning } from "./replacements.js";
import { TemplateConditions } from "./template-conditions.js";
import { objectAt, placeholder, type TemplateNames } from "./template-names.js";
import type { Work } from "./work.js";

/** A function of CloudFormation: an object of one key. */
export interface TemplateFunction {
  readonly name: string;
  readonly argument: Json;
}

/** The alternative of an `Fn::If` that counts, by its index in the argument. */
export interface Alternative {
  readonly index: number;
  readonly value: Json;
  /** False where its condition could as well pick the other. */
  readonly decided: boolean;
}

/** The function a value is, or undefined. */
export function functionIn(value: Json): TemplateFunction | undefined {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length !== 1 || (keys[0] !== "Ref" && !keys[0].startsWith("Fn::"))) return undefined;
  return { name: keys[0], argument: value[keys[0]] };
}

/**
 * Computes the functions in a template's values as far as a static read goes; what they leave open becomes a placeholder
 * `${…}`. Linear in what results, which `work` bounds.
 */
export class TemplateFunctions {
  private readonly conditions: TemplateConditions;
  private readonly mappings: JsonObject;
  private readonly template: Json;

  /** Conditions that picked a part of what was computed, and whether they were taken to hold. */
  readonly picked = new Map<string, boolean>();

  private level = 0;

  /** `meaning` is what texts mean wherever they stand: dynamic references, variables. */
  constructor(
    template: Json,
    readonly names: TemplateNames,
    readonly meaning: TextMeaning,
    readonly work: Work,
    forced: ReadonlyMap<string, boolean> = new Map(),
  ) {
    this.template = template;
    this.mappings = objectAt(template, "Mappings");
    this.conditions = new TemplateConditions(template, (value) => this.resolve(value), forced);
  }

  /** The same functions where conditions are taken for what `forced` says, with nothing picked yet. */
  taking(forced: ReadonlyMap<string, boolean>, work = this.work): TemplateFunctions {
    return new TemplateFunctions(this.template, this.names, this.meaning, work, forced);
  }

  /** True where a condition may be turned round without a word about the others. */
  isIndependent(condition: string, others: Iterable<string>): boolean {
    const own = this.conditions.dependencies(condition);
    for (const other of others)
      if (other !== condition && [...this.conditions.dependencies(other)].some((name) => own.has(name))) return false;
    return true;
  }

  /** What a value comes to; undefined for `AWS::NoValue`, which takes its key with it. */
  resolve(value: Json): Json | undefined {
    this.work.spend(1);
    try {
      this.work.deeper(++this.level);
      return this.resolved(value);
    } finally {
      this.level--;
    }
  }

  private resolved(value: Json): Json | undefined {
    if (typeof value === "string") return this.string(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((one) => this.resolve(one)).filter((one) => one !== undefined);
    const call = functionIn(value);
    return call === undefined ? this.object(value) : this.spent(this.call(call));
  }

  /** A text may stand for a value with functions and texts of its own. */
  private string(value: string): Json | undefined {
    const replaced = this.spent(replaceIn(value, this.meaning.replacements(value)));
    return typeof replaced === "object" && replaced !== null ? this.resolve(replaced) : replaced;
  }

  /** What a value comes to as part of a text. */
  text(value: Json | undefined): string {
    const resolved = value === undefined ? undefined : this.resolve(value);
    return resolved === undefined ? "" : textOf(resolved);
  }

  /** True where a value is `AWS::NoValue`, directly or by a condition. */
  isAbsent(value: Json): boolean {
    const chosen = this.chosen(functionIn(value));
    return chosen === undefined ? isNoValue(value) : this.isAbsent(chosen.value);
  }

  /** The alternative of an `Fn::If` that counts: the one its condition picks, else the first that is a value. */
  chosen(call: TemplateFunction | undefined): Alternative | undefined {
    if (call?.name !== "Fn::If" || !Array.isArray(call.argument)) return undefined;
    const [condition, first] = call.argument;
    const holds = typeof condition === "string" ? this.conditions.holds(condition) : undefined;
    const index = (holds ?? (first !== undefined && !isNoValue(first))) ? 1 : 2;
    const value = call.argument[index];
    return value === undefined ? undefined : { index, value, decided: holds !== undefined };
  }

  /** The same where it becomes a part of a definition: its condition is kept in `picked`. */
  picks(call: TemplateFunction | undefined): Alternative | undefined {
    const chosen = this.chosen(call);
    const condition = Array.isArray(call?.argument) ? call.argument[0] : undefined;
    if (chosen !== undefined && typeof condition === "string") this.picked.set(condition, chosen.index === 1);
    return chosen;
  }

  /** What `Fn::Sub` replaces in its text. */
  substituted(text: string, values: Json | undefined): Replacement[] {
    const given = isObject(values ?? null) ? (values as JsonObject) : {};
    return subReplacements(text, (name) => {
      const value = own(given, name);
      const found = value === undefined ? this.named(name) : this.text(value);
      return this.spent(found) as Json;
    });
  }

  /** What a name inside `${…}` of an `Fn::Sub` stands for. */
  named(name: string): Json {
    const dot = name.indexOf(".");
    return dot < 0 ? this.names.ref(name) : this.names.attribute(name.slice(0, dot), name.slice(dot + 1));
  }

  private object(value: JsonObject): JsonObject {
    const result: JsonObject = {};
    for (const key of Object.keys(value)) {
      const inner = this.resolve(value[key]);
      if (inner !== undefined) put(result, key, inner);
    }
    return result;
  }

  private spent(value: Json | undefined): Json | undefined {
    if (typeof value === "string") this.work.spend(value.length);
    return value;
  }

  private call({ name, argument }: TemplateFunction): Json | undefined {
    if (name === "Ref") return argument === "AWS::NoValue" ? undefined : this.reference(argument);
    if (name === "Fn::GetAtt") return this.attribute(argument);
    if (name === "Fn::If") {
      const chosen = this.picks({ name, argument });
      return chosen === undefined ? placeholder(name) : this.resolve(chosen.value);
    }
    if (name === "Fn::Sub") return this.sub(argument);
    const computed = this.list(name, Array.isArray(argument) ? argument : [argument]);
    return computed ?? placeholder(name);
  }

  private list(name: string, parts: Json[]): Json | undefined {
    if (name === "Fn::Join") return this.join(parts);
    if (name === "Fn::Select") return this.select(parts);
    if (name === "Fn::Split") return this.split(parts);
    if (name === "Fn::FindInMap") return this.find(parts);
    if (name === "Fn::ToJsonString") return stringify(this.resolve(parts[0] ?? null) ?? null);
    return undefined;
  }

  private reference(argument: Json): Json {
    return typeof argument === "string" ? this.names.ref(argument) : placeholder("Ref");
  }

  private attribute(argument: Json): Json {
    if (typeof argument === "string") return this.named(argument);
    const [id, attribute] = Array.isArray(argument) ? argument : [];
    if (typeof id !== "string" || attribute === undefined) return placeholder("Fn::GetAtt");
    return this.names.attribute(id, this.text(attribute));
  }

  private sub(argument: Json): Json {
    const [written, values] = Array.isArray(argument) ? argument : [argument];
    if (typeof written !== "string") return placeholder("Fn::Sub");
    const text = textOf(replaceIn(written, this.meaning.replacements(written)));
    return textOf(replaceIn(text, this.substituted(text, values)));
  }

  private join([delimiter, list]: Json[]): Json | undefined {
    const parts = list === undefined ? undefined : this.resolve(list);
    return Array.isArray(parts) ? parts.map(textOf).join(this.text(delimiter)) : undefined;
  }

  private select([index, list]: Json[]): Json | undefined {
    const parts = list === undefined ? undefined : this.resolve(list);
    return Array.isArray(parts) ? parts[Number(this.text(index) || "0")] : undefined;
  }

  private split([delimiter, text]: Json[]): Json | undefined {
    const [by, whole] = [this.text(delimiter), this.text(text)];
    if (by === "" || isPlaceholder(whole)) return undefined;
    this.work.spend(whole.length);
    return whole.split(by);
  }

  private find([map, first, second, options]: Json[]): Json | undefined {
    const row = objectAt(objectAt(this.mappings, this.text(map)), this.text(first));
    const fallback = isObject(options ?? null) ? own(options as JsonObject, "DefaultValue") : undefined;
    return own(row, this.text(second)) ?? (fallback === undefined ? undefined : this.resolve(fallback));
  }
}

const isNoValue = (value: Json): boolean => {
  const call = functionIn(value);
  return call?.name === "Ref" && call.argument === "AWS::NoValue";
};
