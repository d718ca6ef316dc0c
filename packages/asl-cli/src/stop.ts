/** What `asl` ends with; documented in `asl run --help`. */
export const EXIT = { succeeded: 0, failed: 1, usage: 2, definition: 3, unanswered: 4, internal: 70 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with a message for stderr and an exit code. The message names the fault and, where known, a way out. */
export class Stop extends Error {
  override readonly name = "Stop";
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** The time of --timeout is over. */
export class Expired extends Stop {}

/** The command was called wrongly, or with a file that cannot serve. */
export const usage = (message: string, hint?: string): Stop => new Stop(EXIT.usage, message, hint);
