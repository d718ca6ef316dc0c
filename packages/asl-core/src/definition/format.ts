import { printable, printableLines } from "../display.js";
import type { Diagnostic } from "./diagnostics.js";
import { type Excerpt, type ExcerptLine, type ExcerptOptions, excerptOf } from "./excerpt.js";
import { Lines, type Range } from "./positions.js";

/** The part of a diagnostic that is shown; what is said about other files has the same. */
export interface Shown extends Pick<Diagnostic, "code" | "severity" | "message" | "path" | "hint" | "range"> {
  related?: readonly ShownPlace[];
}

/** Another place that belongs to a diagnostic; without `file` it stands in the same one. */
export interface ShownPlace {
  message: string;
  range?: Range;
  file?: string;
}

/** How the parts of a diagnostic are painted: each gets a text and gives it back with colour sequences around it. */
export interface Style {
  error(text: string): string;
  warning(text: string): string;
  /** What matters less: line numbers, labels, links. */
  dim(text: string): string;
  bold(text: string): string;
}

/** How a diagnostic is shown. */
export interface FormatOptions extends ExcerptOptions {
  /** Default: no colours. */
  style?: Style;
  /** A last line, such as the rule's name and where it is explained. */
  note?: string;
}

/**
 * A diagnostic for a terminal: `file:line:column: severity: message [code]`, the lines it stands in with carets under the
 * place, then path, places that belong to it and hint. Without text or range there are no lines. What stands in the
 * definition cannot steer the terminal. Costs no more than what is shown.
 */
export function formatDiagnostic(
  diagnostic: Shown,
  text?: string | Lines | Excerpt,
  file?: string,
  options: FormatOptions = {},
): string {
  const { style = PLAIN, note } = options;
  const { path, related = [], hint, range } = diagnostic;
  const parts = [headOf(diagnostic, file, style)];
  if (text !== undefined && range !== undefined)
    parts.push(...drawn(excerptIn(text, range, options), diagnostic, style));
  const say = (label: string, content: string) => parts.push(`  ${style.dim(label)} ${content}`);
  if (path !== "") say("at", printable(path));
  for (const place of related) say("see", `${placeOf(place.range, place.file ?? file)}${printable(place.message)}`);
  if (hint !== undefined) say("hint:", printable(hint));
  if (note !== undefined) parts.push(`  ${style.dim(note)}`);
  return parts.join("\n");
}

const same = (text: string): string => text;
const PLAIN: Style = { error: same, warning: same, dim: same, bold: same };

function headOf({ range, severity, message, code }: Shown, file: string | undefined, style: Style): string {
  const said = printableLines(message.trimEnd());
  return `${style.bold(placeOf(range, file))}${style[severity](`${severity}:`)} ${said} ${style.dim(`[${code}]`)}`;
}

/** `file:line:column: `, as far as it is known. */
function placeOf(range: Range | undefined, file: string | undefined): string {
  const name = file === undefined ? undefined : printable(file);
  const parts = range === undefined ? [name] : [name, range.start.line, range.start.column];
  const where = parts.filter((part) => part !== undefined).join(":");
  return where === "" ? "" : `${where}: `;
}

function excerptIn(text: string | Lines | Excerpt, range: Range, options: ExcerptOptions): Excerpt {
  if (Array.isArray(text)) return text;
  return excerptOf(range, typeof text === "string" ? new Lines(text) : text, options);
}

function drawn(excerpt: Excerpt, { severity }: Shown, style: Style): string[] {
  const numbers = excerpt.map((line) => (line === "gap" ? 0 : line.number));
  const gutter = String(Math.max(...numbers)).length;
  const rule = (label: string) => style.dim(`${label.padStart(gutter)} |`);
  const marks = ({ from, to }: ExcerptLine) => `${" ".repeat(from)}${style[severity]("^".repeat(to - from))}`;
  return excerpt.flatMap((line) => {
    if (line === "gap") return [style.dim(`${"…".padStart(gutter)} |`)];
    const shown = `${rule(String(line.number))} ${line.text}`;
    return line.to > line.from ? [shown, `${rule("")} ${marks(line)}`] : [shown];
  });
}
