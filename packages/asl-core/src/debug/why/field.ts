import { deepEqual, type Json } from "../../json.js";
import type { Origin } from "../../machine/origin.js";
import type { Read } from "../../machine/reads.js";
import type { Documents } from "./documents.js";
import { type Hop, type Ingredient, inVisit, MOST, unknown } from "./hop.js";
import { type Document, type Source, same } from "./source.js";
import { pathText } from "./text.js";
import type { Visit } from "./visits.js";

/** A field of a visit's state, and the value of which it is asked where it has it from. */
export interface Field {
  /** As people say it: "Parameters", "Catch[0].Output". */
  readonly name: string;
  /** JSON pointer in the definition. */
  readonly pointer: string;
  readonly visit: Visit;
  /** What `$` means in it in JSONPath, `$states.input` in JSONata. */
  readonly input: Document;
  /** The item an ItemSelector is applied to. */
  readonly item?: number;
  readonly value: Json;
}

/** Turns what the text of a field says about a value into a step back. */
export class Fields {
  constructor(private readonly documents: Documents) {}

  /** The step that an origin means, checked against the values where the text alone does not tell. */
  hop(origin: Origin, field: Field): Hop {
    const { name, pointer } = field;
    switch (origin.kind) {
      case "nothing":
        return { ...unknown("the field does not give it"), field: name, pointer };
      case "literal":
        if (!deepEqual(origin.value, field.value))
          return { ...unknown("another value is written there"), field: name, pointer };
        return { field: name, pointer: pointer + origin.pointer, end: "literal" };
      case "read":
        return this.read(origin, field);
      case "layers":
        return this.layers(origin, field);
      case "either":
        return this.either(origin, field);
      default:
        return this.made(origin, field);
    }
  }

  /**
   * A JSONata path looks into every member of an array, and an index past the end of one gives null in a JSONPath template:
   * then the value is not the one at the place.
   */
  private read(origin: Extract<Origin, { kind: "read" }>, field: Field): Hop {
    const next = sourceOf(origin.read, origin.keys, field);
    const isKnown = this.documents.knows(next);
    const isOther = isKnown && !same(this.documents.valueOf(next), field.value);
    const isMade = field.visit.node.jsonata || (field.value === null && this.documents.valueOf(next) === undefined);
    if (isOther && isMade) return this.made({ ...origin, kind: "expression", reads: [origin.read] }, field);
    return { field: field.name, pointer: field.pointer + origin.pointer, next };
  }

  private made(origin: Extract<Origin, { kind: "expression" | "assembled" }>, field: Field): Hop {
    const { kind: end, reads: all, pointer } = origin;
    const reads = all.slice(0, MOST).map((read) => this.readOf(read, field));
    const reason = origin.kind === "expression" ? origin.text : undefined;
    return { field: field.name, pointer: field.pointer + pointer, end, reads, reason };
  }

  /** The uppermost layer that has something there; a computed one may have had nothing, and then a lower one counts. */
  private layers(origin: Extract<Origin, { kind: "layers" }>, field: Field): Hop {
    const [top, ...below] = origin.origins.filter((one) => this.hasSomething(one, field));
    if (top === undefined)
      return { ...unknown("no part of the merge has it"), field: field.name, pointer: field.pointer };
    const isSure = top.kind === "read" || top.kind === "literal";
    const isOther = below.some((one) => one.kind === "read" && this.fits(one, field));
    return isSure || !isOther ? this.hop(top, field) : this.made({ ...origin, kind: "expression" }, field);
  }

  private hasSomething(origin: Origin, field: Field): boolean {
    if (origin.kind === "read") return this.valueOf(origin, field) !== undefined;
    return origin.kind !== "nothing";
  }

  private either(origin: Extract<Origin, { kind: "either" }>, field: Field): Hop {
    const fitting = origin.origins.filter((one) => this.fits(one, field));
    return fitting.length === 1 ? this.hop(fitting[0], field) : this.made({ ...origin, kind: "expression" }, field);
  }

  /** What is computed could give anything. */
  private fits(origin: Origin, field: Field): boolean {
    if (origin.kind === "nothing") return false;
    if (origin.kind === "literal") return deepEqual(origin.value, field.value);
    return origin.kind !== "read" || same(this.valueOf(origin, field), field.value);
  }

  private valueOf({ read, keys }: Extract<Origin, { kind: "read" }>, field: Field): Json | undefined {
    return this.documents.valueOf(sourceOf(read, keys, field));
  }

  private readOf(read: Read, field: Field): Ingredient {
    const roots = field.visit.node.jsonata ? JSONATA : JSONPATH;
    const root = read.root === "variable" ? `$${read.name}` : roots[read.root];
    let path = read.path;
    while (path.length > 0 && this.isNothing({ ...read, path }, field)) path = path.slice(0, -1);
    return this.ingredient(pathText(path, root), sourceOf({ ...read, path }, [], field));
  }

  private isNothing(read: Read, field: Field): boolean {
    const source = sourceOf(read, [], field);
    return this.documents.knows(source) && this.documents.valueOf(source) === undefined;
  }

  /** A place, with its value where it is known. */
  ingredient(text: string, source: Source): Ingredient {
    const value = this.documents.valueOf(source);
    return value === undefined ? { text, source } : { text, source, value };
  }
}

const JSONATA = {
  input: "$states.input",
  result: "$states.result",
  error: "$states.errorOutput",
  context: "$states.context",
} as const;
const JSONPATH = { input: "$", result: "$", error: "$", context: "$$" } as const;

function sourceOf({ root, name, path }: Read, keys: readonly string[], { visit, input, item }: Field): Source {
  const document: Document = root === "input" ? input : root;
  const source = inVisit(visit, document, [...path.map(String), ...keys]);
  if (root === "variable") return { ...source, name };
  return item !== undefined && root === "context" ? { ...source, item } : source;
}
