import { stderr, stdout } from "./output.js";
import { program } from "./program.js";
import { EXIT, type ExitCode, Stop } from "./stop.js";

/** Runs `asl` with the arguments after its name. Resolves with the exit code and never rejects. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  const code = await perform(args);
  stdout.flush();
  return code;
}

async function perform(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.succeeded;
  try {
    await program((result) => (code = result)).parseAsync(args as string[], { from: "user" });
    return code;
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): ExitCode {
  stdout.flush();
  if (error instanceof Stop) {
    const { red, dim } = stderr.colours;
    stderr.line(/^\S+:\d+:\d+: /.test(error.message) ? error.message : `${red("asl:")} ${error.message}`);
    if (error.hint !== undefined) stderr.line(dim(`     ${error.hint}`));
    return error.exitCode;
  }
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.succeeded : EXIT.usage;
  if (error instanceof Error && error.name === "HandlerError") {
    stderr.line(`${stderr.colours.red("asl:")} ${error.message}`);
    return EXIT.usage;
  }
  stderr.line(`asl: this is a bug of asl: ${error instanceof Error ? error.stack : String(error)}`);
  return EXIT.internal;
}

/** Commander has said already what there is to say. */
const isCommanderError = (error: unknown): error is { exitCode: number } =>
  error instanceof Error && String((error as { code?: unknown }).code).startsWith("commander.");
