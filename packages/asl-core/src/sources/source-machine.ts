import type { Json } from "../json.js";
import type { EmbeddedText } from "./embedded.js";
import type { SourceMachine } from "./source.js";

/** A machine as its file says it is: of its type, only AWS's two words count. */
export function sourceMachine(id: string, file: string, read: EmbeddedText, type?: Json): SourceMachine {
  return {
    id,
    ...(type === "STANDARD" || type === "EXPRESS" ? { type } : {}),
    file,
    read,
    ...(read.unfilled.length > 0 ? { unfilled: read.unfilled } : {}),
  };
}
