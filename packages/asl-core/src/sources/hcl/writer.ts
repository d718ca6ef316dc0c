import { nestsTooDeeply, parseJson } from "../../json.js";
import { TooMuchWork, type Work } from "../work.js";
import { fromJson, type Member, type TextValue, unknown, type Value } from "./value.js";

/** Nesting of values that is written: those inside texts inside values included. */
const MAX_DEPTH = 400;

/**
 * Makes texts of values and values of texts, and keeps account of what that costs: all of it throws TooMuchWork where
 * values multiply or nest beyond what a file may.
 */
export class Writer {
  private depth = 0;
  private readonly parsed = new WeakMap<Value, Value>();

  constructor(readonly work: Work) {}

  /** The text a value has where it is put into a template; undefined where Terraform refuses or nobody knows. */
  text(value: Value): string | undefined {
    const text = value.type === "json" ? this.json(value.of) : plainText(value);
    this.work.spend(text?.length ?? 0);
    return text;
  }

  /** The value's JSON text, with `${name}` for what nobody knows. */
  json(value: Value): string {
    const written: string[] = [];
    this.write(value, (text) => {
      this.work.spend(text.length);
      written.push(text);
    });
    return written.join("");
  }

  /**
   * The value of a JSON text where it is one, all of it standing for the place of the expression that parses it; other
   * values as they are. Texts that hold placeholders outside strings, and YAML, are unknown. Linear, once.
   */
  value(value: Value): Value {
    if (value.type !== "decoded") return value;
    const known = this.parsed.get(value) ?? this.parse(value.of, value);
    this.parsed.set(value, known);
    return known;
  }

  private parse({ mapped, format }: TextValue, value: Value): Value {
    this.work.spend(mapped.text.length);
    const json = format === "yaml" ? undefined : parseJson(mapped.text);
    if (json === undefined || nestsTooDeeply(json)) return unknown(value, "its text is not read here");
    return fromJson(json, value);
  }

  private write(value: Value, add: (text: string) => void): void {
    if (this.depth >= MAX_DEPTH) throw new TooMuchWork();
    this.depth++;
    try {
      this.one(this.value(value), add);
    } finally {
      this.depth--;
    }
  }

  private one(value: Value, add: (text: string) => void): void {
    if (value.type === "object") this.list(value.members.values(), "{", "}", add);
    else if (value.type === "tuple") this.list(value.items, "[", "]", add);
    else if (value.type === "unknown") add(`\${${value.name}}`);
    else add(JSON.stringify(value.type === "constant" ? value.value : (this.text(value) ?? "")));
  }

  private list(items: Iterable<Value | Member>, open: string, close: string, add: (text: string) => void): void {
    let before = open;
    for (const item of items) {
      add("key" in item ? `${before}${JSON.stringify(item.key)}:` : before);
      this.write("key" in item ? item.value : item, add);
      before = ",";
    }
    add(before === open ? open + close : close);
  }
}

function plainText(value: Value): string | undefined {
  if (value.type === "text") return value.mapped.text;
  return value.type === "constant" && value.value !== null ? String(value.value) : undefined;
}
