import type { FieldValidationMode } from "../../drivers/answer-fields.js";
import { isObject, type Json, type JsonObject, own } from "../../json.js";
import type { AnswerShape } from "./answer-shape.js";
import { type ModelShape, type ShapeReference, shapeOf } from "./service-model.js";

export type { FieldValidationMode };

/**
 * What is wrong with an answer, in TestState's words, in the order of the model; empty where it may come from the service.
 * Members the model does not know are accepted; null counts as absent. O(size of the answer and of the shapes it uses).
 */
export function* shapeProblems(answer: Json, shape: AnswerShape, mode: FieldValidationMode): Generator<string> {
  if (mode !== "NONE") yield* new Checker(shape, mode === "STRICT").value(shape.shapeFor(answer), answer, "", true);
}

const NUMBERS = new Set(["integer", "long", "float", "double", "bigdecimal", "biginteger", "short", "byte"]);

class Checker {
  constructor(
    private readonly answer: AnswerShape,
    private readonly strict: boolean,
  ) {}

  /** `name` is the member the value stands in: elements of a list are named by the list (recorded). */
  *value(shape: ModelShape, value: Json, name: string, outermost = false): Generator<string> {
    if (shape.document) return;
    switch (shape.type) {
      case "structure":
        if (isObject(value)) return yield* this.structure(shape, value, outermost);
        return yield wrong(name, "an object");
      case "map":
        if (isObject(value)) return yield* this.map(shape, value, name);
        return yield wrong(name, "an object");
      case "list":
        if (Array.isArray(value)) return yield* this.list(shape, value, name);
        return yield wrong(name, "an array");
      default:
        yield* scalar(shape, value, name);
    }
  }

  private *structure(
    { members = {}, required = [] }: ModelShape,
    value: JsonObject,
    outermost: boolean,
  ): Generator<string> {
    const { casing, free } = this.answer;
    if (this.strict)
      for (const member of required)
        if ((own(value, casing(member)) ?? null) === null) yield `Required field '${casing(member)}' is missing`;
    for (const member of Object.keys(members)) {
      const name = casing(member);
      const given = own(value, name) ?? null;
      if (given !== null && !(outermost && free.includes(name))) yield* this.referred(members[member], given, name);
    }
  }

  private *list(shape: ModelShape, value: Json[], name: string): Generator<string> {
    yield* lengthProblems(shape, value.length, name);
    for (const element of value) if (element !== null) yield* this.referred(shape.member, element, name);
  }

  private *map(shape: ModelShape, value: JsonObject, name: string): Generator<string> {
    const keys = Object.keys(value);
    yield* lengthProblems(shape, keys.length, name);
    for (const key of keys) if (value[key] !== null) yield* this.referred(shape.value, value[key], key);
  }

  private *referred(reference: ShapeReference | undefined, value: Json, name: string): Generator<string> {
    const shape = shapeOf(this.answer.model, reference);
    if (shape !== undefined) yield* this.value(shape, value, name);
  }
}

/** Times and blobs are texts in Step Functions (recorded). */
function* scalar(shape: ModelShape, value: Json, name: string): Generator<string> {
  if (NUMBERS.has(shape.type)) {
    if (typeof value === "number") yield* boundProblems(shape, value, name);
    else yield wrong(name, "a number");
  } else if (shape.type === "boolean") {
    if (typeof value !== "boolean") yield wrong(name, "a boolean");
  } else if (typeof value !== "string") yield wrong(name, "a string");
  else yield* textProblems(shape, value, name);
}

const wrong = (name: string, expected: string): string =>
  name === "" ? `Result must be ${expected}` : `Field '${name}' must be ${expected}`;

function* textProblems(shape: ModelShape, value: string, name: string): Generator<string> {
  if (shape.type === "timestamp") return;
  if (shape.enum !== undefined && !shape.enum.includes(value)) yield `Field '${name}' is not an expected value`;
  else yield* lengthProblems(shape, shape.type === "blob" ? blobLength(value, shape) : [...value].length, name);
}

/** A blob is written as text or in base64, which is a third longer: where that decides, it is taken to be fine. */
function blobLength(text: string, { max = Number.POSITIVE_INFINITY }: ModelShape): number {
  return text.length > max ? Math.floor((text.length * 3) / 4) - 2 : text.length;
}

function* lengthProblems({ min, max }: ModelShape, length: number, name: string): Generator<string> {
  if (min !== undefined && length < min) yield `Field '${name}' is smaller than the minimum length`;
  if (max !== undefined && length > max) yield `Field '${name}' exceeds the maximum length`;
}

function* boundProblems({ min, max }: ModelShape, value: number, name: string): Generator<string> {
  if (min !== undefined && value < min) yield `Field '${name}' is less than the minimum value`;
  if (max !== undefined && value > max) yield `Field '${name}' exceeds the maximum value`;
}
