import type { Program } from "asl-core/debug";
import type { LoadedDefinition } from "../run/definition.js";

/** What the definition in a file is to a session. */
export const programOf = ({ machine, read, file }: LoadedDefinition): Program => ({ machine, read, file });
