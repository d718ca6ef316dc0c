import { basename } from "node:path";
import { differencesOf } from "asl-viewer/drawing";
import { writeIntoFolder } from "../files.js";
import { type Drawable, readDrawable } from "../graph/definition.js";
import { checkOptions, type GraphOptions, type WrittenOptions } from "../graph/options.js";
import { graphFor, render } from "../graph/render.js";
import { stderr, stdout } from "../output.js";
import { EXIT, type ExitCode, usage } from "../stop.js";

/** `asl graph`. Resolves with the exit code; throws Stop for what is wrong with its arguments and files. */
export async function graphCommand(files: readonly string[], written: WrittenOptions): Promise<ExitCode> {
  const options = checkOptions(files, written);
  const definitions = [];
  for (const file of files) definitions.push(await readDrawable(file, options.substitutions));
  if (options.interactive) return writeViewer(definitions[0], options);
  const graph = graphFor(definitions, options);
  if (options.diff) noteDifferences(differencesOf(graph).length);
  const text = await render(graph, definitions.map(({ name }) => name).join(" → "), options);
  write(text, options.output);
  return EXIT.succeeded;
}

async function writeViewer({ name, value }: Drawable, { output }: GraphOptions): Promise<ExitCode> {
  const [{ writePage }, { placementsFor }] = await Promise.all([
    import("../report/page.js"),
    import("../report/placements.js"),
  ]);
  const file = `${basename(name).replace(/(\.asl)?\.(json|ya?ml)(#.*)?$/i, "")}.asl.json`;
  const files = [{ name: file, text: JSON.stringify(value, null, 2) }];
  const said = writePage(output as string, { title: name, files, placements: await placementsFor(value) });
  stderr.line(`note: ${said}`);
  return EXIT.succeeded;
}

function noteDifferences(count: number): void {
  stderr.line(count === 0 ? "note: nothing differs" : `note: ${count} difference${count === 1 ? "" : "s"}`);
}

function write(drawn: string | Uint8Array, output: string | undefined): void {
  if (output !== undefined) return writeIntoFolder(output, drawn);
  if (typeof drawn !== "string") throw usage("a PNG is no text for a terminal", "Name a file with --output.");
  stdout.write(drawn);
}
