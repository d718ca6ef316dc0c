import { type Json, type JsonObject, put } from "../json.js";
import type { AnswerShape } from "./test-state/answer-shape.js";
import { type ModelShape, type ShapeReference, shapeOf } from "./test-state/service-model.js";

/** Levels that have all their members; below, those that are required, down to where a model may refer to itself. */
const FULL = 2;
const DEEPEST = 12;
/** Elements of a list or map at most. */
const MOST = 5;

/** Where a call would be asked to go on: a loop that follows it would never end. And what went wrong, which nothing did. */
const LEFT_OUT = /Token$|^Next|Marker$|^LastEvaluated|^Failures?$|^Errors?$|^Unprocessed|^FunctionError$/i;

/** What a job or a request has come to, the better first. */
const GOOD = [
  /^(SUCCEEDED|SUCCESS|SUCCESSFUL)$/i,
  /^(COMPLETED?|FINISHED|DONE)$/i,
  /^(ACTIVE|AVAILABLE|READY|ENABLED)$/i,
];

/**
 * Something a service may answer, by its published model: all members of the answer and of what stands two levels inside,
 * further in those that are required; empty lists and maps where the model allows it; states of success. Fits the model by STRICT. Linear in
 * the shapes it uses.
 */
export const sampleOutput = (answer: AnswerShape): Json => new Sample(answer).value(answer.shapeFor({}), 0);

class Sample {
  constructor(private readonly answer: AnswerShape) {}

  value(shape: ModelShape, depth: number): Json {
    if (shape.document) return {};
    switch (shape.type) {
      case "structure":
        return this.structure(shape, depth);
      case "map":
        return Object.fromEntries(
          this.elements(shape, shape.value, depth).map((value, index) => [`key${index}`, value]),
        );
      case "list":
        return this.elements(shape, shape.member, depth);
      default:
        return scalar(shape);
    }
  }

  /** As many as there must be. */
  private elements({ min = 0 }: ModelShape, of: ShapeReference | undefined, depth: number): Json[] {
    return Array.from({ length: Math.min(min, MOST) }, () => this.referred(of, depth + 1));
  }

  private structure({ members = {}, required = [] }: ModelShape, depth: number): JsonObject {
    const { casing, free } = this.answer;
    const made: JsonObject = {};
    for (const member of Object.keys(members)) {
      const name = casing(member);
      const wanted = required.includes(member) || (depth <= FULL && !LEFT_OUT.test(name));
      if (!wanted || depth > DEEPEST) continue;
      put(made, name, depth === 0 && free.includes(name) ? {} : this.referred(members[member], depth + 1));
    }
    return made;
  }

  private referred(reference: ShapeReference | undefined, depth: number): Json {
    const shape = shapeOf(this.answer.model, reference);
    return shape === undefined ? {} : this.value(shape, depth);
  }
}

function scalar({ type, enum: words, min = 0 }: ModelShape): Json {
  if (words !== undefined && words.length > 0)
    return GOOD.flatMap((good) => words.filter((word) => good.test(word)))[0] ?? words[0];
  if (type === "boolean") return false;
  if (type === "timestamp") return "2026-01-01T00:00:00.000Z";
  if (type === "string" || type === "blob") return "x".repeat(Math.min(min, 1024));
  return min;
}
