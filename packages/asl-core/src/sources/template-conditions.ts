import { isPlaceholder } from "../definition/rules/placeholders.js";
import { deepEqual, isObject, type Json, type JsonObject, own, stringify, textOf } from "../json.js";
import { objectAt } from "./template-names.js";

/**
 * The conditions of a template as far as parameters' defaults decide them. Conditions that lead to themselves are
 * undecided. Each is computed once.
 */
export class TemplateConditions {
  private readonly conditions: JsonObject;
  private readonly decided = new Map<string, boolean | undefined>();

  /** `resolve` computes the values that conditions compare. */
  constructor(
    template: Json,
    private readonly resolve: (value: Json) => Json | undefined,
    /** What conditions are taken for, whatever they say. */
    private readonly forced: ReadonlyMap<string, boolean> = new Map(),
  ) {
    this.conditions = objectAt(template, "Conditions");
  }

  /** Whether a condition holds; undefined where that cannot be told. */
  holds(name: string): boolean | undefined {
    if (this.forced.has(name)) return this.forced.get(name);
    if (this.decided.has(name)) return this.decided.get(name);
    this.decided.set(name, undefined);
    const condition = own(this.conditions, name);
    const result = condition === undefined ? undefined : this.test(condition);
    this.decided.set(name, result);
    return result;
  }

  /** Conditions and parameters that a condition depends on, itself included. Linear in the conditions. */
  dependencies(name: string): ReadonlySet<string> {
    const found = new Set([name]); // grows while it is walked
    for (const one of found) {
      const written = stringify(own(this.conditions, one) ?? null);
      for (const match of written.matchAll(/"(?:Ref|Condition)":"([^"\\]*)"/g)) found.add(match[1]);
    }
    return found;
  }

  private test(condition: Json): boolean | undefined {
    if (!isObject(condition)) return undefined;
    const [name] = Object.keys(condition);
    const value = condition[name];
    if (name === "Condition") return typeof value === "string" ? this.holds(value) : undefined;
    if (!Array.isArray(value)) return undefined;
    if (name === "Fn::Equals") return this.equal(value);
    const results = () => value.map((one) => this.test(one));
    if (name === "Fn::Not") return negated(results()[0]);
    if (name === "Fn::Or") return any(results());
    return name === "Fn::And" ? negated(any(results().map(negated))) : undefined;
  }

  private equal([first, second]: Json[]): boolean | undefined {
    const [a, b] = [this.literal(first), this.literal(second)];
    return a === undefined || b === undefined ? undefined : deepEqual(a, b);
  }

  private literal(value: Json | undefined): Json | undefined {
    const resolved = value === undefined ? undefined : this.resolve(value);
    if (resolved === undefined || (typeof resolved === "string" && isPlaceholder(resolved))) return undefined;
    return typeof resolved === "object" ? resolved : textOf(resolved);
  }
}

const negated = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value);

function any(values: (boolean | undefined)[]): boolean | undefined {
  if (values.includes(true)) return true;
  return values.includes(undefined) ? undefined : false;
}
