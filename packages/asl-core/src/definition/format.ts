import type { Diagnostic } from "./diagnostics.js";
import { Lines } from "./positions.js";

/** The part of a diagnostic that is shown; what is said about other files has the same. */
export type Shown = Pick<Diagnostic, "code" | "severity" | "message" | "path" | "hint" | "range">;

/**
 * A diagnostic for a terminal, without colours: `file:line:column: severity: message [code]`, the line it stands in with
 * a caret under the place, then path and hint. Without text or range: the head, path and hint.
 */
export function formatDiagnostic(diagnostic: Shown, text?: string | Lines, file?: string): string {
  const lines = typeof text === "string" ? new Lines(text) : text;
  const parts = [headOf(diagnostic, file)];
  if (lines !== undefined && diagnostic.range !== undefined) parts.push(excerpt(diagnostic, lines));
  if (diagnostic.path !== "") parts.push(`  at ${diagnostic.path}`);
  if (diagnostic.hint !== undefined) parts.push(`  hint: ${diagnostic.hint}`);
  return parts.join("\n");
}

function headOf({ range, severity, message, code }: Shown, file: string | undefined): string {
  const place = range === undefined ? [file] : [file, range.start.line, range.start.column];
  const where = place.filter((part) => part !== undefined).join(":");
  return `${where}${where === "" ? "" : ": "}${severity}: ${message.trimEnd()} [${code}]`;
}

const WIDTH = 100;

function excerpt({ range }: Shown, lines: Lines): string {
  const { start, end } = range as NonNullable<Shown["range"]>;
  const line = lines.line(start.line).replaceAll("\t", " ");
  const first = start.column - 1;
  const from = first > WIDTH - 20 ? first - 40 : 0;
  const shown = line.slice(from, from + WIDTH);
  const last = end.line === start.line ? end.column - 1 : line.length;
  const carets = "^".repeat(Math.max(1, Math.min(last, from + shown.length) - first));
  const gutter = String(start.line);
  const blank = " ".repeat(gutter.length);
  return `${gutter} | ${from > 0 ? "…" : ""}${shown}\n${blank} | ${" ".repeat(first - from + (from > 0 ? 1 : 0))}${carets}`;
}
