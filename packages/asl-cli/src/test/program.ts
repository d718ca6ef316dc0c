import { Command, Option } from "commander";
import { collect, onceEach } from "../program-parts.js";
import type { ExitCode } from "../stop.js";
import type { WrittenOptions } from "./options.js";

/** The command `asl test`; the work is loaded when it is called. */
export function testProgram(exit: (code: ExitCode) => void): Command {
  const command = new Command("test")
    .description("Run the cases of test files, and say where machines do otherwise than expected.")
    .argument("[files...]", "test files, folders, globs in quotation marks (default: all below the current folder)")
    .option("-w, --watch", "run again whatever changes, until Ctrl-C")
    .option("--filter <text>", "only cases whose name, or whose file's, contains this text")
    .addOption(new Option("--tag <tag>", "only cases with this tag; may be repeated").argParser(collect))
    .option("-u, --update", "write golden traces that are missing or differ")
    .option("--reporter <pretty|junit|json|tap|github>", "how to report (default: pretty)")
    .option("-o, --output <file>", "write the report there; the summary goes to standard output")
    .option("--coverage <folder>", "add what the runs cover to the folder, for asl coverage")
    .option("--bail", "stop at the first case that does not pass")
    .option("--substitutions <file>", "values for ${placeholders} of all definitions: a YAML or JSON file")
    .option(
      "--field-validation <STRICT|PRESENT|NONE>",
      "compare all answers with the services' models, whatever test files say",
    )
    .option("--allow-empty", "let there be no test files, and no cases")
    .option("-q, --quiet", "show only cases that do not pass")
    .option("--schema", "print the JSON Schema of test files")
    .option("--mock-config <file>", "run the cases of a MockConfigFile.json: all, or file#Machine or file#Machine#Case")
    .addOption(
      new Option(
        "--definition <machine=file>",
        "with --mock-config: the definition of a machine; may be repeated",
      ).argParser(collect),
    )
    .option("-i, --input <file|JSON|->", "with --mock-config: the input of every case", undefined)
    .option("--expect <status>", "with --mock-config: how every case must end (default: anyhow)")
    .option("--strict", "with --mock-config: tasks a case does not list fail it")
    .addHelpText("after", HELP)
    .action(async (files: string[], options: WrittenOptions) => {
      const { testCommand } = await import("../commands/test.js");
      exit(await testCommand(files, options));
    });
  return onceEach(command);
}

const HELP = `
A test file, like order.asl.test.yaml:
  # yaml-language-server: $schema=./asl-test.schema.json      (asl test --schema > asl-test.schema.json)
  definition: order.asl.yaml            # or template.yaml#OrderMachine, or the definition itself
  cases:
    - name: ships what is paid
      input: { order: 7 }
      answers:                          # as for asl run --answers
        Charge card: { output: { paid: true }, takes: 2s }
      expect:
        output: { order: 7, shipped: true }
        path: [Charge card, Ship]
        sent: { Charge card: { order: 7 } }
    - name: gives up after \${tries} tries
      table: [{ tries: 1 }, { tries: 3 }]
      answers: { Charge card: { error: Card.Declined } }
      expect: { error: Card.Declined, visited: { Ship: 0 } }

Exit codes:
  0  every case passed
  1  some failed
  2  wrong arguments, no cases, or a test file or answers that cannot be used
  3  a definition is not valid
  70 a bug of asl; 141 whoever read the output has left; 130 Ctrl-C

Examples:
  asl test
  asl test 'machines/**/*.asl.test.yaml' --tag smoke --reporter junit --output junit.xml
  asl test --update --filter escalation
  asl test --mock-config MockConfigFile.json --definition Order=order.asl.json --expect SUCCEEDED
`;
