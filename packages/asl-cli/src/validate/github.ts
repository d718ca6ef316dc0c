import { printableLines } from "asl-core";
import type { CheckedFile, Placed } from "./checked.js";
import { type Report, told } from "./report.js";
import { summary } from "./summary.js";

/** A report as workflow commands, which GitHub Actions shows as annotations in the files of a change. */
export function githubReport(report: Report): string {
  const commands = report.files.flatMap((file) => commandsOf(file, report));
  return [...commands, `${summary(report.counted, report.maxWarnings)}\n`].join("\n");
}

function commandsOf(file: CheckedFile, report: Report): string[] {
  const commands = told(report, file).map(commandOf);
  if (file.problem !== undefined) commands.push(command("error", { file: file.file }, file.problem));
  return commands;
}

function commandOf({ severity, file, range, code, rule, message, hint, machine, path }: Placed): string {
  const where = [machine, path].filter((part) => part !== "").join(" › ");
  const lines = [message.trimEnd(), where === "" ? "" : `at ${where}`, hint ?? ""].filter((line) => line !== "");
  const start = range?.start;
  const end = range?.end;
  const columns = start?.line === end?.line ? { col: start?.column, endColumn: end?.column } : {};
  const place = { file, line: start?.line, endLine: end?.line, ...columns };
  return command(severity, { ...place, title: `${code} (${rule})` }, lines.join("\n"));
}

/** One workflow command, its texts escaped. */
export function command(
  name: string,
  properties: Record<string, string | number | undefined>,
  message: string,
): string {
  const written = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escaped(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C")}`);
  return `::${name} ${written.join(",")}::${escaped(message)}`;
}

/** Logs are shown on terminals, too: what would steer one is shown as an escape. */
const escaped = (text: string): string => printableLines(text).replaceAll("%", "%25").replaceAll("\n", "%0A");
