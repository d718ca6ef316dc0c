import { Command } from "commander";
import { onceEach } from "../program-parts.js";
import type { ExitCode } from "../stop.js";
import type { WrittenOptions } from "./options.js";

/** The command `asl dap`; the work is loaded when it is called. */
export function dapProgram(exit: (code: ExitCode) => void): Command {
  const command = new Command("dap")
    .description("Serve the debugger to editors, by the Debug Adapter Protocol.")
    .option(
      "--port <number>",
      "listen there for clients, 0 for any port that is free (default: standard input and output)",
    )
    .option(
      "--host <address>",
      "with --port: the address to listen on (default: 127.0.0.1, which nobody else can reach)",
    )
    .option(
      "--launch <file|JSON>",
      "with --port: begin a run at once, for a client to attach to; takes what launch takes",
    )
    .addHelpText("after", HELP)
    .action(async (options: WrittenOptions) => {
      const { dapCommand } = await import("../commands/dap.js");
      exit(await dapCommand(options));
    });
  return onceEach(command);
}

const HELP = `
Editors start this command by themselves: docs/vscode.md has the settings for VS Code, Neovim, JetBrains and Emacs.

Arguments of launch, all but one of the first three optional; paths are relative to cwd:
  program      a definition, or any file with a machine in it: template.yaml#OrderMachine
  history      a recorded execution to be replayed, on program or on the definition that ran; execution picks one of several
  recording    a run that was saved
  input        a value, JSON in a text, or a file; answers, handlers, substitutions: files as for asl run
  stateMachineType, seed, executionName, at, limits, objectStore {bucket: folder}, missing (stop, nearest), cwd
  stopOnEntry (false), stopOnEnd (true), output (tasks, events, nothing), session (a name to attach to)

Whoever reaches the port can read files and run handler modules as you: --host with another address opens it to the network.

Exit codes:
  0  the client has left, or Ctrl-C
  2  wrong arguments, or a port that cannot be listened on
  3  with --launch: the definition is not valid, or cannot be read
  70 a bug of asl

Examples:
  asl dap
  asl dap --port 4711
  asl dap --port 4711 --launch '{"program": "order.asl.json", "input": {"id": 7}, "answers": "answers.yaml"}'
`;
