/**
 * ResultPath: a value written into a document that is never changed. The objects and arrays on the way are copied,
 * everything beside them is shared. One write costs the members of the copied objects.
 */
import { ExpressionSyntaxError, StatesError } from "../../errors.js";
import { isObject, type Json, own, stringify } from "../../json.js";
import type { Expression } from "../expression.js";
import { memoize } from "../memo.js";
import { withMember } from "../objects.js";
import { compilePath } from "./compile.js";
import { pathOf } from "./scope-lookup.js";
import { isReferencePath, type Step } from "./tree.js";

/** A path that names one place, to be read or written. */
export interface ReferencePath {
  /** The value there; throws as compilePath does. */
  readonly read: Expression;
  /**
   * A document with `value` in that place; missing objects on the way are made. Throws States.Runtime where the place
   * cannot exist: below a string or number, by name in an array, by index outside one
   * (the wording was reported by users of the service).
   */
  write(document: Json, value: Json): Json;
}

type Write = (document: Json, value: Json) => Json | undefined;

/** "$" or a reference path into the state's input. Throws ExpressionSyntaxError for any other path. */
export const compileReferencePath: (text: string) => ReferencePath = memoize((text) => {
  const path = pathOf(text);
  if (!isReferencePath(path)) throw new ExpressionSyntaxError("Expected a reference path", text, 0, text.length);
  if (path.root !== "input")
    throw new ExpressionSyntaxError("Expected a path that starts with '$.' or '$['", text, 0, 2);
  const write = compileWrite(path.steps, 0);
  return {
    read: compilePath(text),
    write(document, value) {
      const written = write(document, value);
      if (written !== undefined) return written;
      throw new StatesError("States.Runtime", `Unable to apply ReferencePath ${text} to input ${stringify(document)}`);
    },
  };
});

function compileWrite(steps: readonly Step[], from: number): Write {
  const step = steps[from];
  if (step === undefined) return (_, value) => value;
  const below = compileWrite(steps, from + 1);
  const isLast = from === steps.length - 1;
  if (step.kind === "index") return writeItem(step.index, below);
  const name = (step as Step & { kind: "name" }).name;
  return isLast ? writeMember(name) : writeBelow(name, below);
}

function writeMember(name: string): Write {
  return (document, value) => (isObject(document) ? withMember(document, name, value) : undefined);
}

function writeBelow(name: string, below: Write): Write {
  return (document, value) => {
    if (!isObject(document)) return undefined;
    const written = below(own(document, name) ?? {}, value);
    return written === undefined ? undefined : withMember(document, name, written);
  };
}

function writeItem(index: number, below: Write): Write {
  return (document, value) => {
    if (!Array.isArray(document)) return undefined;
    const item = document.at(index);
    const written = item === undefined ? undefined : below(item, value);
    return written === undefined ? undefined : document.with(index, written);
  };
}
