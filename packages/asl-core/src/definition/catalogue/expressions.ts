import { type Entry, error, schema } from "./entry.js";

/** Paths, intrinsic functions, templates and JSONata. */
export const expressions = {
  "bad-path": schema("Value must be a valid JSONPath.", "{hint}"),
  "bad-reference-path": schema(
    "Value is not a Reference Path: {problem}",
    "A reference path names one node: $.a.b[0], without *, .., filters or slices.",
  ),
  "bad-template-value": schema(
    "The value for the field '{field}' must be a valid JSONPath or a valid intrinsic function call",
    "{hint}",
  ),
  "bad-path-or-intrinsic": schema(
    "The value for the field must be a valid JSONPath or an intrinsic function call that returns a string",
    "{hint}",
  ),
  "template-collision": schema("The fields '{field}' and '{field}.$' cannot both be given", "Keep one of them."),
  "half-open-jsonata": schema("JSONata string must start with {% and end with %}", "{hint}"),
  "bad-jsonata": error("INVALID_JSONATA_EXPRESSION", "{problem}", "{hint}"),
  "jsonata-top-level": error(
    "UNSUPPORTED_JSONATA_EXPRESSION",
    "Reference to '{name}' at the top level is not supported.",
    "{hint}",
  ),
  "jsonata-root": error(
    "UNSUPPORTED_JSONATA_EXPRESSION",
    "Reference to '{name}' is not supported.",
    "The state input is $states.input.",
  ),
  "jsonata-states": error("UNSUPPORTED_JSONATA_EXPRESSION", "Field '$states.{field}' does not exist.", "{hint}"),
} satisfies Record<string, Entry>;
