import { isObject, type Json, type JsonObject, own, typeOf } from "../../json.js";
import { nearest } from "../../near.js";
import { pointerStep } from "../../pointer.js";
import type { Complain } from "./problem.js";

/** What a value in a file must look like. One description serves the reader and the schema that editors read. */
export type Shape =
  | { readonly kind: "any" }
  | { readonly kind: "text"; readonly check?: TextCheck; readonly words?: readonly string[] }
  | { readonly kind: "number"; readonly whole?: boolean; readonly least?: number }
  | { readonly kind: "constant"; readonly value: Json }
  | { readonly kind: "list"; readonly of: Shape; readonly atLeast?: number }
  | { readonly kind: "map"; readonly of: Shape; readonly keys: string }
  | ObjectShape
  | { readonly kind: "either"; readonly of: readonly Shape[]; readonly name: string; readonly hint?: string };

/** An object with fields of its own names. */
export interface ObjectShape {
  readonly kind: "object";
  readonly name: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
  /** Fields of other names: refused if absent. */
  readonly others?: Shape;
  /** True where a table may fill in placeholders for values. */
  readonly templates?: boolean;
  /** What is wrong with fields that are right each by itself; undefined: nothing. */
  clash?(value: JsonObject): Clash | undefined;
}

/** Fields that do not go together: what stands at `field` is complained of. */
export interface Clash {
  readonly field: string;
  readonly message: string;
  readonly hint: string;
}

/** A field with what editors tell about it. */
export interface Field {
  readonly shape: Shape;
  readonly about: string;
}

/** A rule a text must follow. */
export interface TextCheck {
  /** What the text is, with its article: "a duration". */
  readonly name: string;
  readonly hint: string;
  accepts(text: string): boolean;
}

/**
 * Complains of everything in a value that is not as its shape says, with a pointer each. Linear in the value: what a
 * shape says nothing about is not looked at.
 */
export function checkShape(value: Json, shape: Shape, pointer: string, complain: Complain): void {
  switch (shape.kind) {
    case "any":
      return;
    case "object":
      return checkObject(value, shape, pointer, complain);
    case "list":
      if (!Array.isArray(value)) return wrongType(value, "a list", pointer, complain);
      if (value.length < (shape.atLeast ?? 0))
        return wrongType(value, "a list with at least one element", pointer, complain);
      return value.forEach((one, index) => checkShape(one, shape.of, `${pointer}/${index}`, complain));
    case "map":
      if (!isObject(value)) return wrongType(value, `an object with ${shape.keys} as keys`, pointer, complain);
      for (const [key, one] of Object.entries(value)) checkShape(one, shape.of, pointer + pointerStep(key), complain);
      return;
    case "either":
      return checkEither(value, shape, pointer, complain);
    default:
      return checkScalar(value, shape, pointer, complain);
  }
}

type Scalar = Extract<Shape, { kind: "text" | "number" | "constant" }>;

function checkScalar(value: Json, shape: Scalar, pointer: string, complain: Complain): void {
  if (shape.kind === "constant") {
    if (value !== shape.value) wrongType(value, JSON.stringify(shape.value), pointer, complain);
  } else if (shape.kind === "number") {
    const { whole = false, least } = shape;
    const name = `a${whole ? " whole" : ""} number${least === undefined ? "" : ` from ${least} on`}`;
    const fits = typeof value === "number" && (!whole || Number.isInteger(value)) && value >= (least ?? value);
    if (!fits) wrongType(value, name, pointer, complain);
  } else checkText(value, shape, pointer, complain);
}

function checkText(value: Json, { check, words }: Shape & { kind: "text" }, pointer: string, complain: Complain): void {
  if (typeof value !== "string") return wrongType(value, check?.name ?? "a text", pointer, complain, check?.hint);
  if (words !== undefined && !words.includes(value)) {
    const near = nearest(value, words);
    const hint = near === undefined ? undefined : `Did you mean ${near}?`;
    say(pointer, `${JSON.stringify(value)} is none of ${words.join(", ")}`, complain, hint);
  }
  if (check?.accepts(value) === false)
    say(pointer, `${JSON.stringify(value)} is not ${check.name}`, complain, check.hint);
}

function checkObject(value: Json, shape: ObjectShape, pointer: string, given: Complain): void {
  if (!isObject(value)) return wrongType(value, `an object with ${listed(shape.fields)}`, pointer, given);
  let isRight = true;
  const complain: Complain = (problem) => {
    isRight = false;
    given(problem);
  };
  for (const [key, one] of Object.entries(value)) {
    const inner = fieldOf(shape, key);
    if (inner === undefined) unknownField(key, shape, pointer, complain);
    else checkShape(one, inner, pointer + pointerStep(key), complain);
  }
  const missing = (shape.required ?? []).filter((name) => own(value, name) === undefined);
  for (const name of missing) say(pointer, `${capital(shape.name)} has no ${name}`, complain, shape.fields[name].about);
  const clash = isRight ? shape.clash?.(value) : undefined;
  if (clash !== undefined) say(pointer + pointerStep(clash.field), clash.message, complain, clash.hint);
}

const fieldOf = (shape: ObjectShape, key: string): Shape | undefined =>
  Object.hasOwn(shape.fields, key) ? shape.fields[key].shape : shape.others;

function unknownField(key: string, { name, fields }: ObjectShape, pointer: string, complain: Complain): void {
  const near = nearest(key, Object.keys(fields));
  const hint = near === undefined ? `Known are ${listed(fields)}.` : `Did you mean ${near}?`;
  const message = `${capital(name)} has no field "${key}"`;
  complain({ pointer: pointer + pointerStep(key), part: "key", message, hint });
}

/** Of several shapes the one whose type of value is written tells what is wrong with it. */
function checkEither(value: Json, shape: Shape & { kind: "either" }, pointer: string, complain: Complain): void {
  const fitting = shape.of.filter((one) => isOfType(value, one));
  if (fitting.length === 0) return wrongType(value, shape.name, pointer, complain, shape.hint);
  if (fitting.some((one) => fits(value, one))) return;
  checkShape(value, fitting[0], pointer, complain);
}

function fits(value: Json, shape: Shape): boolean {
  let wrong = false;
  checkShape(value, shape, "", () => (wrong = true));
  return !wrong;
}

function isOfType(value: Json, shape: Shape): boolean {
  const type = typeOf(value);
  if (shape.kind === "any") return true;
  if (shape.kind === "either") return shape.of.some((one) => isOfType(value, one));
  if (shape.kind === "constant") return value === shape.value;
  if (shape.kind === "text") return type === "string";
  if (shape.kind === "list") return type === "array";
  return type === (shape.kind === "number" ? "number" : "object");
}

const listed = (fields: object): string => Object.keys(fields).join(", ");
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function wrongType(value: Json, wanted: string, pointer: string, complain: Complain, hint?: string): void {
  const how = value === null ? "Write a value, or leave the field out." : undefined;
  say(pointer, `Here stands ${described(value)}, and it must be ${wanted}`, complain, hint ?? how);
}

function described(value: Json): string {
  const type = typeOf(value);
  if (type === "null") return "nothing";
  if (type === "object") return "an object";
  if (type === "array") return "a list";
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value) ?? (typeof value === "function" ? "a function" : String(value));
  return text.length > 60 ? `a long ${type === "string" ? "text" : type}` : text;
}

function say(pointer: string, message: string, complain: Complain, hint?: string): void {
  complain({ pointer, part: "value", message, ...(hint !== undefined && { hint }) });
}
