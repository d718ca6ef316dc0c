import { excerptWidth, formatDiagnostic, type ReadText, readDefinition, type Shown, type TextFormat } from "asl-core";
import { stderr } from "../output.js";
import { middleCut, printable } from "../print/text.js";
import { type ExitCode, Stop } from "../stop.js";

/** Longest JSON or YAML accepted beside definitions, in UTF-16 units. */
const MOST = 256 * 1024 * 1024;

/** Reads a JSON or YAML file that must hold a value. Throws Stop with every fault where it does not. */
export async function parseValue(
  text: string,
  file: string,
  exitCode: ExitCode,
  format = formatOf(text, file),
): Promise<ReadText> {
  const read = await readDefinition(text, { format, maxBytes: MOST });
  const errors = read.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Stop(exitCode, formatAll(errors, read, file));
  return read;
}

const formatOf = (text: string, file: string): TextFormat =>
  /\.json$/i.test(file) || /^\s*[[{]/.test(text) ? "json" : "yaml";

/** Tells the warnings among diagnostics, one line each. */
export function warn(diagnostics: readonly Shown[], file: string): void {
  const { yellow } = stderr.colours;
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  for (const { range, message } of warnings.slice(0, 10)) {
    const place = range === undefined ? file : `${file}:${range.start.line}:${range.start.column}`;
    stderr.line(`${place}: ${yellow("warning:")} ${printable(message)}`);
  }
}

/** Most faults that are written out. */
const SHOWN = 50;

/** Diagnostics as text for standard error, one after the other. */
export function formatAll(diagnostics: readonly Shown[], read: Pick<ReadText, "lines">, file: string): string {
  const shown = diagnostics.slice(0, SHOWN).map((one) => {
    const width = one.range && excerptWidth(one.range, stderr.width);
    return formatDiagnostic(shortened(one), read.lines, file, { width });
  });
  const more = diagnostics.length - shown.length;
  return (more > 0 ? [...shown, `… and ${more} more`] : shown).join("\n\n");
}

/** Names and paths may be as long as their author likes; a diagnostic is to be read. */
export const shortened = <T extends Shown>(one: T): T => ({
  ...one,
  message: middleCut(one.message, 600),
  path: middleCut(one.path, 160),
  ...(one.hint !== undefined && { hint: middleCut(one.hint, 400) }),
});
