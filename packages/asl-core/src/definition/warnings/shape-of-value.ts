import { isObject, type Json, type JsonObject } from "../../json.js";
import {
  ANY,
  arrayOf,
  hasOpenKeys,
  isFilledIn,
  literal,
  type Member,
  type Origin,
  objectOf,
  type Shape,
} from "./shape.js";

/** A text that is computed: the key its value stands under, and the value; undefined for a text that is as it stands. */
export type Computed = (text: string, key: string) => { key: string; shape: Shape } | undefined;

/** The shape of a value in which some texts are computed. What holds none is shared, not copied. Linear. */
export function shapeOfValue(value: Json, computed: Computed, origin: Origin): Shape {
  return new Reading(computed, origin).value(value, "")?.shape ?? literal(value, origin);
}

class Reading {
  constructor(
    private readonly computed: Computed,
    private readonly origin: Origin,
  ) {}

  /** Undefined for what holds nothing computed. */
  value(value: Json, key: string): { key: string; shape: Shape } | undefined {
    if (typeof value === "string") return this.computed(value, key);
    const shape = Array.isArray(value) ? this.array(value) : isObject(value) ? this.object(value) : undefined;
    return shape === undefined ? undefined : { key, shape };
  }

  private array(items: readonly Json[]): Shape | undefined {
    const shapes = items.map((item) => this.value(item, "")?.shape);
    if (shapes.every((shape) => shape === undefined)) return undefined;
    return arrayOf(shapes.map((shape, index) => shape ?? literal(items[index], this.origin)));
  }

  private object(object: JsonObject): Shape | undefined {
    let members: Map<string, Member> | undefined;
    for (const key in object) {
      const computed = this.value(object[key], key);
      if (computed !== undefined) members ??= this.literals(object, key);
      const shape = computed?.shape ?? (members && literal(object[key], this.origin));
      if (shape !== undefined) members?.set(computed?.key ?? key, { shape, presence: "always" });
    }
    if (members === undefined) return undefined;
    return isFilledIn(object) ? ANY : objectOf(members, hasOpenKeys(object), this.origin);
  }

  /** The members before a key, in which nothing is computed. */
  private literals(object: JsonObject, end: string): Map<string, Member> {
    const members = new Map<string, Member>();
    for (const key in object) {
      if (key === end) break;
      members.set(key, { shape: literal(object[key], this.origin), presence: "always" });
    }
    return members;
  }
}
