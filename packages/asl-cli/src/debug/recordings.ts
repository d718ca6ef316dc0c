import type { DebugOptions, DebugSession } from "asl-core/debug";
import { Mistake } from "./mistake.js";

/** A session that was saved, as it was saved. Throws Error where the value is no recording of a version that can be read. */
export function openSaved(_value: unknown, _options: DebugOptions): DebugSession {
  throw new Mistake("recordings cannot be opened yet");
}

/** What a session is saved as: plain JSON. */
export function saved(_session: DebugSession, _redact: readonly RegExp[]): unknown {
  throw new Mistake("runs cannot be saved yet");
}
