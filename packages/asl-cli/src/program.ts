import { Command, Option } from "commander";
import type { WrittenOptions as CoverageOptions } from "./coverage/options.js";
import { dapProgram } from "./dap/program.js";
import { debugProgram } from "./debug/program.js";
import { graphProgram } from "./graph/program.js";
import { stderr, stdout } from "./output.js";
import { ownPackage } from "./package.js";
import { collect, onceEach } from "./program-parts.js";
import { recordProgram } from "./record/program.js";
import { replayProgram } from "./replay/program.js";
import type { WrittenOptions } from "./run/options.js";
import { shared } from "./run/shared-options.js";
import type { ExitCode } from "./stop.js";
import { testProgram } from "./test/program.js";
import type { WrittenOptions as TestStateOptions } from "./test-state/options.js";
import { viewProgram } from "./ui/program.js";
import type { WrittenOptions as ValidateOptions } from "./validate/options.js";

/** The commands of `asl`; `exit` is told the exit code of the one that ran. Commands are loaded when they are called. */
export function program(exit: (code: ExitCode) => void): Command {
  const asl = new Command("asl")
    .description("Run, step through and test Amazon States Language state machines on your machine.")
    .version(ownPackage().version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .configureOutput(output)
    .exitOverride()
    .showHelpAfterError("(asl --help shows the commands and options)");
  asl.addCommand(runProgram(exit).copyInheritedSettings(asl));
  asl.addCommand(validateProgram(exit).copyInheritedSettings(asl));
  asl.addCommand(testProgram(exit).copyInheritedSettings(asl));
  asl.addCommand(recordProgram(exit).copyInheritedSettings(asl));
  asl.addCommand(debugProgram(exit).copyInheritedSettings(asl));
  asl.addCommand(dapProgram(exit).copyInheritedSettings(asl));
  asl.addCommand(replayProgram(exit).copyInheritedSettings(asl));
  asl.addCommand(coverageProgram(exit).copyInheritedSettings(asl));
  asl.addCommand(testStateProgram(exit).copyInheritedSettings(asl));
  asl.addCommand(viewProgram(exit).copyInheritedSettings(asl));
  asl.addCommand(graphProgram(exit).copyInheritedSettings(asl));
  asl.addCommand(conformanceProgram(exit).copyInheritedSettings(asl));
  return asl;
}

const output = {
  writeOut: (text: string) => stdout.write(text),
  writeErr: (text: string) => stderr.write(text),
  getOutHelpWidth: () => stdout.width,
  getErrHelpWidth: () => stderr.width,
  getOutHasColors: () => stdout.colours.isColorSupported,
  getErrHasColors: () => stderr.colours.isColorSupported,
};

function runProgram(exit: (code: ExitCode) => void): Command {
  const command = new Command("run")
    .description("Run a state machine and show what happens, as AWS would do it.")
    .argument("<definition>", "a .asl.json or .yaml file, or any file with a machine in it: template.yaml#OrderMachine")
    .addOption(shared.input())
    .addOption(shared.answers())
    .addOption(shared.handlers())
    .option("--clock <virtual|real>", "virtual: no waiting; real: waits and timeouts take their time", "virtual")
    .addOption(shared.seed())
    .option("--history <file>", "write the execution history there, in the shape of GetExecutionHistory")
    .option("--report <file>", "write a page there that shows the run in any browser: one HTML file to attach or send")
    .addOption(
      new Option("--redact <word>", "leave values of keys with this word out of that page; may be repeated").argParser(
        collect,
      ),
    )
    .option("--json", "print one JSON object for machines")
    .option("--events", "with --json: the history, too")
    .addOption(shared.type())
    .addOption(shared.substitutions())
    .addOption(shared.objectStore())
    .option("--timeout <duration>", "give up after this time in reality, like 30 (seconds), 500ms or 5m")
    .addOption(shared.name())
    .addOption(shared.at())
    .addOption(shared.noLimits())
    .option("--coverage <folder>", "add what the run covers to the folder, for asl coverage")
    .option("--full", "show every iteration and the whole output")
    .option("-q, --quiet", "print the summary only")
    .addHelpText("after", RUN_HELP)
    .action(async (path: string, options: WrittenOptions) => {
      const { runCommand } = await import("./commands/run.js");
      exit(await runCommand(path, options));
    });
  return onceEach(command);
}

function validateProgram(exit: (code: ExitCode) => void): Command {
  const command = new Command("validate")
    .description("Check state machines as AWS does when they are created, and warn of what they will regret.")
    .argument("[files...]", "files, folders, globs in quotation marks, template.yaml#OrderMachine, or -")
    .option("--format <pretty|json|sarif|github>", "how to report (default: pretty)")
    .option("--json", "the same as --format json")
    .option("-o, --output <file>", "write the report there, making folders; the summary goes to standard output")
    .option("--max-warnings <number>", "fail where there are more warnings")
    .addOption(
      new Option("--rule <rule=off|warn|error>", "what to make of a rule or code; may be repeated").argParser(collect),
    )
    .option("--type <STANDARD|EXPRESS>", "the type of machines whose file does not say it (default: STANDARD)")
    .option("--substitutions <file>", "values for ${placeholders}: a YAML or JSON file")
    .option("--no-warnings", "check only what AWS refuses")
    .option("-q, --quiet", "print errors only; warnings are counted")
    .option("--config <file>", "the configuration (default: the nearest asl.config.json or .yaml from here upward)")
    .addOption(new Option("--ignore <glob>", "files to leave out; may be repeated").argParser(collect))
    .option("--allow-empty", "let globs, folders and files hold nothing to check")
    .option("--stdin-name <file>", "what standard input is called in the report; its ending tells the format")
    .option("-w, --watch", "check again whatever changes, until Ctrl-C")
    .option("--explain <rule|code>", "tell what a rule means, with an example, or which rules a code stands for")
    .addHelpText("after", VALIDATE_HELP)
    .action(async (files: string[], options: ValidateOptions) => {
      const { validateCommand } = await import("./commands/validate.js");
      exit(await validateCommand(files, options));
    });
  return onceEach(command);
}

function coverageProgram(exit: (code: ExitCode) => void): Command {
  const command = new Command("coverage")
    .description("Report which parts of state machines the collected runs have reached, and how to reach others.")
    .argument("<folders...>", "what asl run --coverage, asl test --coverage and ASL_COVERAGE_DIR wrote; all is merged")
    .addOption(
      new Option(
        "--reporter <text|html|lcov|cobertura|json>",
        "how to report (default: text); may be repeated",
      ).argParser(collect),
    )
    .option("--threshold <percent|kind=percent,...>", "fail where less is covered: 80, or states=100,rules=80")
    .option("-o, --output <folder>", "write the reports there")
    .option("--suggest <number>", "most runs to suggest for what is not covered (default: 3)")
    .addHelpText("after", COVERAGE_HELP)
    .action(async (folders: string[], options: CoverageOptions) => {
      const { coverageCommand } = await import("./commands/coverage.js");
      exit(await coverageCommand(folders, options));
    });
  return onceEach(command);
}

function testStateProgram(exit: (code: ExitCode) => void): Command {
  const command = new Command("test-state")
    .description("Test one state as AWS's TestState API does: same request, same answer, no account.")
    .argument("[definition]", "a file with one state, or any file with a machine in it: template.yaml#OrderMachine")
    .option("--state <name>", "the state of a machine, nested ones included")
    .option("-i, --input <file|JSON|->", "the input: a JSON or YAML file, JSON itself, or - for standard input")
    .option("--variables <file|JSON>", "workflow variables")
    .option("--context <file|JSON>", "the context object; only with a mock")
    .option("--mock-result <file|JSON>", "what the Task's service returns, or the outputs of a Map or Parallel")
    .option("--mock-error <name>", "the error the work ends with")
    .option("--mock-cause <text>", "its cause")
    .option("--mock <file|JSON>", "the mock as AWS's API takes it: result or errorOutput, fieldValidationMode")
    .option(
      "--field-validation <STRICT|PRESENT|NONE>",
      "judge a mocked result by the service's model (default: STRICT)",
    )
    .option("--retrier-retry-count <number>", "retries made before")
    .option("--error-caused-by-state <name>", "the state inside a Map or Parallel whose error is mocked")
    .option("--map-iteration-failure-count <number>", "iterations of a Map that failed")
    .option("--map-item-reader-data <file|text>", "what the ItemReader of a Map reads")
    .option("--inspection-level <INFO|DEBUG|TRACE>", "how much to tell (default: DEBUG, with --json INFO)")
    .option("--role-arn <arn>", "the execution role, which the context object shows")
    .option("--request <file|JSON>", "a whole request of AWS's TestState API; options win over it")
    .option("--substitutions <file>", "values for ${placeholders}: a YAML or JSON file")
    .option("--json", "print AWS's response")
    .option("--full", "show long values whole")
    .addHelpText("after", TEST_STATE_HELP)
    .action(async (definition: string | undefined, options: TestStateOptions) => {
      const { testStateCommand } = await import("./commands/test-state.js");
      exit(await testStateCommand(definition, options));
    });
  return onceEach(command);
}

function conformanceProgram(exit: (code: ExitCode) => void): Command {
  return new Command("conformance")
    .description("Run a folder of recorded cases and compare with what AWS did.")
    .argument("<folder>", "cases in the format of docs/conformance-format.md, folders below it included")
    .option("--filter <text>", "only cases whose id or area contains this text")
    .option("--json", "print one JSON object for machines")
    .option("--dump <folder>", "write what each case really gave there")
    .addHelpText("after", CONFORMANCE_HELP)
    .action(async (folder: string, options: { filter?: string; json?: boolean; dump?: string }) => {
      const { conformanceCommand } = await import("./commands/conformance.js");
      exit(await conformanceCommand(folder, options));
    });
}

const RUN_HELP = `
Answers, one entry per Task state:
  Charge card:                    # the state's name, or its path: "Split › branch 0 › Charge card"
    - error: Card.Declined        # first call
      cause: Insufficient funds
      takes: 2s                   # on the execution's clock: milliseconds, "250ms", "2s", "4m", "1h", "3d"
    - output: { chargeId: ch_1 }  # second call
      repeat: true                # and all further ones; or a number of calls
  Reserve stock: { identity: true }   # gives back its arguments; an entry that is no list serves every call
  Check stock:                    # answers for certain calls are asked first, whatever their place
    - { visit: 1, attempt: 2, error: Stock.Busy }  # second try of the first visit; ranges: "2-4", "3-"
    - { iteration: 0, output: { left: 0 } }        # first item of the Map around it
    - { when: { arguments: { sku: A } }, output: { left: 9 } }  # the request contains this; or context
  Ask bank: { timeout: true }     # its timeout ends it
  Ask manager: { pending: true, heartbeats: [10s, 20s], submitted: { MessageId: m1 } }
  "arn:aws:states:::dynamodb:*": { output: {} }   # tasks by their Resource
  default: { output: {} }         # every task without an entry of its own

Handlers, by the same keys or as one function; they return the output or throw:
  export default { "Charge card": async (request) => ({ chargeId: request.arguments.id }) };

Exit codes:
  0  the execution succeeded
  1  the execution failed, timed out or was aborted
  2  wrong arguments, an input, answers or handlers file that cannot serve, or output that cannot be written
  3  the definition is not valid, or cannot be read
  4  a task has no answer, or the run did not end within --timeout or before Ctrl-C
  70 a bug of asl; 141 whoever read the output has left; 130 a second Ctrl-C

Examples:
  asl run order.asl.json --input '{"id": 7}' --answers answers.yaml
  asl run order.yaml -i order.json --handlers ./handlers.mjs --clock real --timeout 1m
  cat order.json | asl run order.asl.json -i - -a answers.yaml --json --events
  asl run order.asl.json -i order.json -a answers.yaml --report run.html --redact card --redact token
  asl run batch.asl.json -a answers.yaml --object-store orders=data/orders --history history.json
`;

const VALIDATE_HELP = `
Files: definitions in JSON, YAML or JSON with comments; SAM and CloudFormation templates, those of cdk.out included;
serverless.yml; Terraform files; answers of DescribeStateMachine. A folder stands for all of these below it.

Configuration, all of it optional; options win over it:
  validate:
    files: ["src/**/*.asl.json", template.yaml]   # where the command line names none
    ignore: [build]
    rules: { unread-variable: off, UNBOUNDED_WAIT: error }
    maxWarnings: 0
    type: STANDARD
    substitutions: values.yaml                    # or the values themselves

Exit codes:
  0  no errors, and no more warnings than --max-warnings
  2  wrong arguments or configuration, a file that cannot be read, no machine to check, or output that cannot be
     written
  3  a definition has errors, or there are too many warnings
  70 a bug of asl; 141 whoever read the output has left; 130 Ctrl-C

Examples:
  asl validate order.asl.json
  asl validate . --max-warnings 0
  asl validate 'src/**/*.asl.yaml' template.yaml#OrderMachine --substitutions values.yaml
  asl validate . --format sarif --output asl.sarif
  cat order.asl.json | asl validate - --stdin-name order.asl.json
  asl validate --explain missing-target
`;

const COVERAGE_HELP = `
Kinds: states, rules (of a Choice, taken and passed over), comparisons (true and false), defaults, catchers, retriers
(fired and exhausted), maps (empty and not), tolerance (failures a distributed Map tolerates), timeouts.

Files with --output: coverage.txt, index.html, lcov.info, cobertura-coverage.xml, coverage.json

Exit codes:
  0  every threshold is reached
  1  one is not
  2  wrong arguments, no coverage, or coverage that cannot be read
  70 a bug of asl; 141 whoever read the output has left; 130 Ctrl-C

Examples:
  asl run order.asl.json -i '{"id": 7}' -a answers.yaml --coverage .coverage
  ASL_COVERAGE_DIR=.coverage npx vitest run
  asl coverage .coverage --threshold states=100,rules=80
  asl coverage .coverage --reporter html,lcov --output reports
`;

const TEST_STATE_HELP = `
Task, Map and Parallel states need a mock. Results of Tasks are judged by AWS's published service models where the package
@aws-cdk/asset-awscli-v1 is installed, as it is in many CDK projects.

Exit codes:
  0  the state gave an output: SUCCEEDED or CAUGHT_ERROR
  1  it did not: FAILED or RETRIABLE
  2  wrong arguments or files, or a request that AWS refuses
  3  the definition is not valid, or cannot be read
  4  a Task, Map or Parallel has no mock
  70 a bug of asl; 141 whoever read the output has left

Examples:
  asl test-state order.asl.json --state "Charge card" -i '{"id": 7}' --mock-result '{"Payload": {"ok": true}, "StatusCode": 200}'
  asl test-state template.yaml#OrderMachine --state Charge --mock-error Card.Declined --retrier-retry-count 2
  asl test-state pass.asl.json -i input.json --inspection-level TRACE --json
  asl test-state --request request.json --json      # as aws stepfunctions test-state --cli-input-json takes it
`;

const CONFORMANCE_HELP = `
Exit codes:
  0  every case gives what AWS gave
  1  some do not
  2  wrong arguments

Example:
  asl conformance cases --filter choice --dump actual
`;
