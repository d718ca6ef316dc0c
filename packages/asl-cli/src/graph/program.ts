import { Command, Option } from "commander";
import { collect, onceEach } from "../program-parts.js";
import type { ExitCode } from "../stop.js";
import type { WrittenOptions } from "./options.js";

/** The command `asl graph`; the work is loaded when it is called. */
export function graphProgram(exit: (code: ExitCode) => void): Command {
  const command = new Command("graph")
    .description("Draw a state machine, or what differs between two versions of it.")
    .argument("<definitions...>", "a definition, or any file with a machine in it: template.yaml#OrderMachine")
    .option("--diff", "draw two definitions, the old and the new one, as one picture")
    .option("--format <svg|png|mermaid|html|dot>", "what to write (default: by the ending of --output, else svg)")
    .option("-o, --output <file>", "write there, making folders, instead of to standard output")
    .option("--direction <down|right>", "the way the machine runs (default: down)")
    .option("--theme <auto|light|dark>", "colours; auto follows the reader's preference (default: auto)")
    .addOption(
      new Option(
        "--fold <state>",
        "draw a Parallel or Map without what is inside, or all of them: --fold all; may be repeated",
      ).argParser(collect),
    )
    .option("--interactive", "with html: the whole viewer in the page, 1.9 MB, instead of a picture")
    .option("--scale <number>", "pixels of a PNG for one of an SVG (default: 2)")
    .option("--substitutions <file>", "values for ${placeholders}: a YAML or JSON file")
    .addHelpText("after", HELP)
    .action(async (definitions: string[], options: WrittenOptions) => {
      const { graphCommand } = await import("../commands/graph.js");
      exit(await graphCommand(definitions, options));
    });
  return onceEach(command);
}

const HELP = `
The same definition always gives the same bytes, so pictures may be committed. Definitions with mistakes are drawn, too; a
transition to a state that is not there ends in a node with its name.

PNG needs the package @resvg/resvg-js beside this one, and is light unless --theme dark is given.

Exit codes:
  0  drawn; with --diff also where nothing differs
  2  wrong arguments, output that cannot be written, or a PNG without what it needs
  3  the definition cannot be read
  70 a bug of asl; 141 whoever read the output has left

Examples:
  asl graph order.asl.json --output order.svg
  asl graph template.yaml#OrderMachine --format mermaid
  asl graph order.asl.json --direction right --theme dark --output order.html
  git show main:order.asl.json > old.asl.json && asl graph --diff old.asl.json order.asl.json -o diff.svg
`;
