import { isObject, type Json, type JsonObject, own, put, textOf } from "../../json.js";
import { nearest } from "../../near.js";
import { pointerStep } from "../../pointer.js";
import type { Complain } from "./problem.js";

const PLACEHOLDER = /(\$?)\$\{([^${}]*)\}/g;
const WHOLE = /^\$\{([^${}]*)\}$/;

/**
 * A template with the values of a row put in for `${name}`, in texts and in keys. A text that is nothing but one
 * placeholder becomes the value itself, whatever its type; elsewhere values are written into the text, those that are no
 * texts as JSON. `$${` stands for a plain `${`. Complains of names the row has not. Throws TableTooLarge where the budget of
 * all tables of the file is spent. Linear in what comes of it; templates nest no deeper than readers accept.
 */
export function fillTemplate(
  template: Json,
  row: JsonObject,
  pointer: string,
  complain: Complain,
  budget: TableBudget,
): Json {
  return new Filling(row, complain, budget).value(template, pointer);
}

/** What tables of a file make is more than memory should hold. */
export class TableTooLarge {}

/** Values and characters that all tables of a file may make: a small file with many rows can ask for any amount. */
export class TableBudget {
  constructor(private left: number) {}

  /** Throws TableTooLarge where there is not so much left. */
  spend(amount: number): void {
    this.left -= amount;
    if (this.left < 0) throw new TableTooLarge();
  }
}

class Filling {
  constructor(
    private readonly row: JsonObject,
    private readonly complain: Complain,
    private readonly budget: TableBudget,
  ) {}

  value(template: Json, pointer: string): Json {
    this.budget.spend(1);
    if (typeof template === "string") return this.text(template, pointer);
    if (Array.isArray(template)) return template.map((one, index) => this.value(one, `${pointer}/${index}`));
    return isObject(template) ? this.object(template, pointer) : template;
  }

  private object(template: JsonObject, pointer: string): JsonObject {
    const filled: JsonObject = {};
    for (const [key, one] of Object.entries(template)) {
      const at = pointer + pointerStep(key);
      put(filled, textOf(this.written(key, at, "key")), this.value(one, at));
    }
    return filled;
  }

  private text(template: string, pointer: string): Json {
    const name = WHOLE.exec(template)?.[1];
    return name === undefined ? this.written(template, pointer, "value") : this.named(name, pointer, "value");
  }

  private written(template: string, pointer: string, part: "key" | "value"): string {
    if (!template.includes("${")) return template;
    this.budget.spend(template.length);
    return template.replace(PLACEHOLDER, (whole, escaped: string, name: string) =>
      escaped === "" ? this.paidFor(textOf(this.named(name, pointer, part))) : whole.slice(1),
    );
  }

  /** A text that is copied. */
  private paidFor(text: string): string {
    this.budget.spend(text.length);
    return text;
  }

  private named(name: string, pointer: string, part: "key" | "value"): Json {
    const value = own(this.row, name);
    if (value !== undefined) return value;
    const near = nearest(name, Object.keys(this.row));
    const hint = near === undefined ? "To mean the text itself write $${ instead of ${." : `Did you mean \${${near}}?`;
    this.complain({ pointer, part, message: `A row of the table has no value "${name}"`, hint });
    return null;
  }
}
