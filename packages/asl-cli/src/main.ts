import { explain } from "./explain.js";
import { stdout } from "./output.js";
import { program } from "./program.js";
import { EXIT, type ExitCode } from "./stop.js";

/** Runs `asl` with the arguments after its name. Resolves with the exit code and never rejects. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.succeeded;
  try {
    await program((result) => (code = result)).parseAsync(args as string[], { from: "user" });
    stdout.flush();
    return code;
  } catch (error) {
    return explain(error);
  }
}
