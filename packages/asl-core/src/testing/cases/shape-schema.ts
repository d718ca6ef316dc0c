import type { Json, JsonObject } from "../../json.js";
import type { ObjectShape, Shape } from "./shape.js";

/** A text that is nothing but one placeholder of a table. */
const PLACEHOLDER: JsonObject = { type: "string", pattern: "^\\$\\{[^${}]*\\}$" };

/**
 * A shape as JSON Schema (draft-07). With `filled`, whatever is not a text may also be a placeholder, which a row of a
 * table fills in.
 */
export function schemaOf(shape: Shape, filled = false): JsonObject {
  const schema = plainSchema(shape, filled);
  if (!filled || shape.kind === "any" || shape.kind === "either" || shape.kind === "constant") return schema;
  if (shape.kind === "text" && shape.words === undefined) return schema;
  return { anyOf: [schema, PLACEHOLDER] };
}

function plainSchema(shape: Shape, filled: boolean): JsonObject {
  switch (shape.kind) {
    case "any":
      return {};
    case "text":
      return { type: "string", ...(shape.words !== undefined && { enum: [...shape.words] }) };
    case "number": {
      const { whole = false, least } = shape;
      return { type: whole ? "integer" : "number", ...(least !== undefined && { minimum: least }) };
    }
    case "constant":
      return { const: shape.value };
    case "list":
      return { type: "array", items: schemaOf(shape.of, filled) };
    case "map":
      return { type: "object", additionalProperties: schemaOf(shape.of, filled) };
    case "either":
      return { anyOf: shape.of.map((one) => schemaOf(one, filled)) };
    case "object":
      return objectSchema(shape, filled);
  }
}

function objectSchema({ fields, required, others, templates = false }: ObjectShape, filled: boolean): JsonObject {
  const within = filled || templates;
  const properties = Object.entries(fields).map(([name, field]): [string, Json] => [
    name,
    { description: field.about, ...schemaOf(field.shape, within) },
  ]);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required !== undefined && { required: [...required] }),
    additionalProperties: others === undefined ? false : schemaOf(others, within),
  };
}
