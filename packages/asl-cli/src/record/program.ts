import { Command } from "commander";
import { onceEach } from "../program-parts.js";
import type { ExitCode } from "../stop.js";
import type { WrittenOptions } from "./options.js";

/** The command `asl record`; the work is loaded when it is called. */
export function recordProgram(exit: (code: ExitCode) => void): Command {
  const command = new Command("record")
    .description("Make a test file of an execution recorded on AWS: its input, answers, end, path and golden trace.")
    .argument(
      "<history>",
      "what aws stepfunctions get-execution-history answers, pages of it, or log records; - for standard input",
    )
    .requiredOption("-d, --definition <file>", "the state machine it ran on: a file, or template.yaml#OrderMachine")
    .option("--name <name>", "the case's name (default: the file's)")
    .option("-o, --output <file>", "write the test file there instead of to standard output")
    .option("-f, --force", "with --output: write over a file that is there already")
    .option("--type <STANDARD|EXPRESS>", "the type of the state machine (default: what the file says, or STANDARD)")
    .option("--substitutions <file>", "values for ${placeholders}: a YAML or JSON file")
    .option("--no-trace", "leave out the golden trace")
    .addHelpText("after", HELP)
    .action(async (history: string, options: WrittenOptions) => {
      const { recordCommand } = await import("../commands/record.js");
      exit(await recordCommand(history, options));
    });
  return onceEach(command);
}

const HELP = `
Exit codes:
  0  the case was made, and passes
  1  it was made and does not pass here: standard error says where the runs part
  2  wrong arguments, a test file that is there already, or a history no case can be made of
  3  the definition is not valid

Example:
  aws stepfunctions get-execution-history --execution-arn "$ARN" > history.json
  asl record history.json --definition order.asl.yaml --output order.asl.test.yaml
`;
