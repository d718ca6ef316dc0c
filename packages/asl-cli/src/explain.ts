import { stderr, stdout } from "./output.js";
import { printableLines } from "./print/text.js";
import { EXIT, type ExitCode, Stop } from "./stop.js";

/** Writes what is still to be written, tells on standard error what ended a command, and gives the exit code for it. */
export function explain(error: unknown): ExitCode {
  const written = flush();
  const code = explainError(error);
  return code === EXIT.succeeded ? written : code;
}

function explainError(error: unknown): ExitCode {
  if (error instanceof Stop) return explainStop(error);
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.succeeded : EXIT.usage;
  if (error instanceof Error && error.name === "HandlerError") return explainStop(new Stop(EXIT.usage, error.message));
  stderr.line(`asl: this is a bug of asl: ${error instanceof Error ? error.stack : String(error)}`);
  return EXIT.internal;
}

function flush(): ExitCode {
  try {
    stdout.flush();
    return EXIT.succeeded;
  } catch (error) {
    return explainError(error);
  }
}

function explainStop({ message, hint, exitCode }: Stop): ExitCode {
  const { red, dim } = stderr.colours;
  const said = printableLines(message);
  stderr.line(PLACED.test(said) ? said : `${red("asl:")} ${said}`);
  if (hint !== undefined) stderr.line(dim(`     ${printableLines(hint)}`));
  return exitCode;
}

/** "file:line:column: …" speaks for itself. */
const PLACED = /^[^\n]*?:\d+:\d+: (error|warning):/;

/** Commander has said already what there is to say. */
const isCommanderError = (error: unknown): error is { exitCode: number } =>
  error instanceof Error && String((error as { code?: unknown }).code).startsWith("commander.");
