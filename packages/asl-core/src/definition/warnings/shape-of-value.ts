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
    const keys = Object.keys(object);
    const values = keys.map((key) => this.value(object[key], key));
    if (values.every((value) => value === undefined)) return undefined;
    if (isFilledIn(object)) return ANY;
    const members = new Map<string, Member>();
    keys.forEach((key, index) => {
      const shape = values[index]?.shape ?? literal(object[key], this.origin);
      members.set(values[index]?.key ?? key, { shape, presence: "always" });
    });
    return objectOf(members, hasOpenKeys(object), this.origin);
  }
}
