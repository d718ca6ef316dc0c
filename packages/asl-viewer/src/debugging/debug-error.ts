import type { Code, ErrorData } from "./protocol.js";

/** A call that was refused: `code` says in which way, the message is one sentence for people. */
export class DebugError extends Error {
  override readonly name = "DebugError";
  constructor(
    readonly code: Code,
    message: string,
    readonly data: ErrorData = {},
  ) {
    super(message);
  }
}
