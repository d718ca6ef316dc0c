import type { Range } from "asl-core";
import type { Placed } from "./checked.js";
import { documentationOf } from "./documentation.js";

/** A diagnostic for programs, as docs/validating.md documents it: the same from `asl validate` and `asl run`. */
export const diagnosticOf = (one: Placed) => {
  const { file, machine, rule, code, severity, message, pointer, path, location, range, related, hint } = one;
  return {
    ...{ file, machine, rule, code, severity, message, pointer, path, location },
    range: range && rangeOf(range),
    related: (related ?? []).map((place) => ({
      ...{ file: place.file ?? file, message: place.message, pointer: place.pointer },
      range: place.range && rangeOf(place.range),
    })),
    ...{ hint, documentation: documentationOf(rule) },
  };
};

const rangeOf = ({ start, end }: Range) => ({
  start: { line: start.line, column: start.column, offset: start.offset },
  end: { line: end.line, column: end.column, offset: end.offset },
});
