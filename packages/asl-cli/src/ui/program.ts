import { Command } from "commander";
import { onceEach } from "../program-parts.js";
import { shared } from "../run/shared-options.js";
import type { ExitCode } from "../stop.js";
import { serving, type WrittenViewing } from "./options.js";

/** The command `asl view`; the work is loaded when it is called. */
export function viewProgram(exit: (code: ExitCode) => void): Command {
  const command = new Command("view")
    .description("Show a state machine, and an execution of it, in the browser.")
    .argument("[definition]", "a .asl.json or .yaml file, or any file with a machine in it: template.yaml#OrderMachine")
    .option("--history <file>", "an execution: a history, log records, or a recording of the debugger")
    .option("--compare <file>", "an older version of the definition: both in one picture, with what changed")
    .addOption(shared.substitutions())
    .addOption(serving.port())
    .addOption(serving.noOpen())
    .addHelpText("after", HELP)
    .action(async (path: string | undefined, options: WrittenViewing) => {
      const { viewCommand } = await import("../commands/view.js");
      exit(await viewCommand(path, options));
    });
  return onceEach(command);
}

const HELP = `
The page is served on this machine alone, to whoever knows its address. It shows a file anew when it is saved. Where no
browser can be opened, or standard output is no terminal, the address is printed. Ctrl-C ends it.

Exit codes:
  0  ended by Ctrl-C
  2  wrong arguments or files, or a port that cannot be had
  3  the definition cannot be read
  70 a bug of asl; 141 whoever read the output has left

Examples:
  asl view order.asl.json
  asl view template.yaml#OrderMachine --history failed.json
  asl view --history run.json
  asl view order.asl.json --compare old/order.asl.json
  asl view order.asl.json --port 4000 --no-open
`;
