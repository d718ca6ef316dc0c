import type { Json, JsonObject } from "asl-core";
import { SourceError } from "../timeline/index.js";

/** What can be opened: a text, a file, or a text's JSON as a value. */
export type Openable = string | Blob | JsonObject | readonly Json[];

/** What is to be opened as a text or a file. Throws SourceError for what is neither, nor JSON. */
export function sourceOf(given: Openable): string | Blob {
  if (typeof given === "string" || given instanceof Blob) return given;
  if (typeof given !== "object" || given === null)
    throw new SourceError(`it is ${given}`, "Give a text, a file or JSON.");
  try {
    return JSON.stringify(given, null, 2);
  } catch (error) {
    throw new SourceError("it is no JSON", (error as Error).message);
  }
}
