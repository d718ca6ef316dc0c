import { Command, Option } from "commander";
import { collect, onceEach } from "../program-parts.js";
import { shared } from "../run/shared-options.js";
import type { ExitCode } from "../stop.js";
import { serving } from "../ui/options.js";
import type { WrittenOptions } from "./options.js";

/** The command `asl debug`; the work is loaded when it is called. */
export function debugProgram(exit: (code: ExitCode) => void): Command {
  const command = new Command("debug")
    .description("Step through a state machine, forward and back, look into its data, and ask why.")
    .argument("[definition]", "a .asl.json or .yaml file, or any file with a machine in it: template.yaml#OrderMachine")
    .addOption(shared.input())
    .addOption(shared.answers())
    .addOption(shared.handlers())
    .addOption(
      new Option("-b, --break <place>", "a breakpoint, as the command break takes it; may be repeated").argParser(
        collect,
      ),
    )
    .option("--no-stop-on-entry", "go on at once, to the first breakpoint")
    .option("-c, --commands <file>", "do the commands in the file, one a line")
    .option("--plain", "line by line, also on a terminal")
    .option("--ui", "in a page in the browser instead of here; Ctrl-C ends it")
    .addOption(serving.port())
    .addOption(serving.noOpen())
    .option("--recording <file>", "open a run that was saved")
    .option("--save <file>", "keep the run there at the end")
    .option("--force", "with --save: write over a file that is no recording")
    .option("--clock <virtual>", "the debugger's clock is virtual: time passes where the run goes on", "virtual")
    .addOption(shared.seed())
    .addOption(shared.type())
    .addOption(shared.substitutions())
    .addOption(shared.objectStore())
    .addOption(shared.name())
    .addOption(shared.at())
    .addOption(shared.noLimits())
    .option("--no-command-history", "keep no commands for the next time")
    .addHelpText("after", HELP)
    .action(async (path: string | undefined, options: WrittenOptions) => {
      const { debugCommand } = await import("../commands/debug.js");
      exit(await debugCommand(path, options));
    });
  return onceEach(command);
}

const HELP = `
Commands, by their short names too; help lists all, help break tells more of one:
  next (n)  step (s)  finish (f)  continue (c)  until Decide  visit  iteration  error  retry
  back (b)  reverse (rc)  goto 120  restart            an empty line goes on as before
  break (br) Charge after Arguments if $.total > 100   also 41, rule 2 of Decide, on error States.Timeout
  print (p) $.order.total   watch   stages   where (w)   threads   list (l)   vars   retries   events
  why   why choice Decide   why value /order/total   why failure
  answer {"Payload": {}}   fail Error cause   fire   set input /total = 12   jump Charge   reload
  fork   compare   save run.json   quit (q)

On a terminal the debugger fills the screen; with --plain, and where standard input or output is no terminal, it reads and
writes lines. A file of commands ends at the first that cannot be done.

With --ui a page shows the run and its machine, with the same steps; when the definition is saved, the page offers to go on
with it. It is served on this machine alone, to whoever knows its address.

Exit codes, by where the run stands at the end:
  0  the execution has succeeded; with --ui: ended by Ctrl-C
  1  the execution has failed, timed out or was aborted
  2  wrong arguments or files, a --break that can never be hit, or a command in --commands that cannot be done
  3  the definition is not valid, or cannot be read
  4  the execution has not ended
  70 a bug of asl; 141 whoever read the output has left; 130 Ctrl-C where there is no terminal

Examples:
  asl debug order.asl.json --input '{"id": 7}' --answers answers.yaml
  asl debug order.yaml -i order.json --break 'Charge if $.total > 100' --no-stop-on-entry
  asl debug order.asl.json -i order.json -a answers.yaml --commands session.txt
  printf 'break on error\\ncontinue\\nwhy\\n' | asl debug order.asl.json -a answers.yaml
  asl debug --recording run.json
  asl debug order.asl.json -i order.json -a answers.yaml --ui
`;
