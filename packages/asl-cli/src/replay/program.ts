import { Command, Option } from "commander";
import { collect, onceEach } from "../program-parts.js";
import type { ExitCode } from "../stop.js";
import { serving } from "../ui/options.js";
import type { WrittenOptions } from "./options.js";

/** The command `asl replay`; the work is loaded when it is called. */
export function replayProgram(exit: (code: ExitCode) => void): Command {
  const command = new Command("replay")
    .description("Run recorded executions again, on the definition that ran or an edited one, and say where they part.")
    .argument("<histories...>", "files, folders, globs in quotation marks, or -")
    .option("-d, --definition <file>", "the state machine to replay on: a file, or template.yaml#OrderMachine")
    .option("-a, --answers <file>", "answers for tasks that were never recorded: a YAML or JSON file")
    .option("--missing <stop|nearest|ask>", "what to do where neither has a result", "stop")
    .option("-i, --input <file|JSON>", "the input of executions whose recording does not hold it")
    .option("--type <STANDARD|EXPRESS>", "the type of the state machine (default: what the recording or file says)")
    .option("--substitutions <file>", "values for ${placeholders}: a YAML or JSON file")
    .addOption(
      new Option("--object-store <bucket=folder>", "a folder that stands for an S3 bucket; may be repeated").argParser(
        collect,
      ),
    )
    .option("--diff", "of several histories: show what differs in each, too")
    .option("--full", "show differences whole")
    .option("--report <file>", "of one history: write a page there that shows the recorded run beside the replayed one")
    .addOption(
      new Option("--redact <word>", "leave values of keys with this word out of that page; may be repeated").argParser(
        collect,
      ),
    )
    .option("--json", "print one JSON object for machines")
    .option("--debug", "open the debugger with the recorded results")
    .option("--ui", "with --debug: in a page in the browser instead of here; Ctrl-C ends it")
    .addOption(serving.port())
    .addOption(serving.noOpen())
    .addHelpText("after", HELP)
    .action(async (histories: string[], options: WrittenOptions) => {
      const { replayCommand } = await import("../commands/replay.js");
      exit(await replayCommand(histories, options));
    });
  return onceEach(command);
}

const HELP = `
Histories: answers of GetExecutionHistory, whole or in pages; exports of the console; records of CloudWatch
Logs (log level ALL) in any form they are exported in, of one execution or many. Without --definition a
history must hold its own, as the member "definition" beside "events".

Results of tasks are served by state, visit, attempt and Map iteration; each takes the time it took. Where
none was recorded: --answers, then --missing: stop there, take the nearest recording of the state, or ask.

Exit codes:
  0  every history replays as same
  1  at least one does not
  2  wrong arguments or files; or histories that cannot be read, and no other is worse
  3  the definition is not valid, or cannot be read
  4  it cannot be told: a result is needed that was never recorded, also where the runs part before that, or a
     history breaks off; none runs to its end and diverges
  70 a bug of asl; 141 whoever read the output has left; 130 Ctrl-C

Examples:
  aws stepfunctions get-execution-history --execution-arn "$ARN" > history.json
  asl replay history.json --definition order.asl.json
  asl replay history.json --definition edited.asl.json --answers new-tasks.yaml
  asl replay last-week/ --definition template.yaml#OrderMachine --missing nearest
  asl replay 'logs/*.json' -d order.asl.json --json > report.json
  asl replay failed.json -d edited.asl.json --report difference.html
  asl replay failed.json -d order.asl.json --debug
  asl replay failed.json -d order.asl.json --debug --ui
`;
