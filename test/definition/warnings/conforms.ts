import {
  elementsOf,
  itemOf,
  type Member,
  type Shape,
  typeOfShape,
} from "../../../packages/asl-core/src/definition/warnings/shape.js";
import { deepEqual, isObject, type Json, own, typeOf } from "../../../packages/asl-core/src/json.js";

/** Texts the recorder put in the place of what it left out. */
const MASK = "<any>";

/** Whether a value is one of those a shape stands for. */
export function conforms(shape: Shape, value: unknown): boolean {
  if (shape.kind === "any" || (typeof value === "string" && value.includes(MASK))) return true;
  if (shape.kind === "literal") return deepEqual(shape.value, value as Json);
  if (typeOfShape(shape) !== typeOf(value as Json)) return false;
  if (shape.kind === "object")
    return (
      isObject(value) &&
      isClosed(shape, value) &&
      [...shape.members].every(([name, one]) => holds(one, own(value, name)))
    );
  if (shape.kind !== "array" || !Array.isArray(value)) return true;
  const elements = elementsOf(shape);
  if (elements !== undefined && elements.length !== value.length) return false;
  return value.every((item, index) => conforms(elements?.[index] ?? itemOf(shape), item));
}

const isClosed = (shape: Shape & { kind: "object" }, value: object): boolean =>
  shape.open || Object.keys(value).every((name) => shape.members.has(name));

const holds = ({ shape, presence }: Member, value: Json | undefined): boolean =>
  value === undefined ? presence !== "always" : conforms(shape, value);
