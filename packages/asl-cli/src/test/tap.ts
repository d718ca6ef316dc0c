import { printable } from "../print/text.js";
import type { Reporter } from "./reporter.js";
import type { CaseResult, FileResult, Mark } from "./result.js";
import { failureLines } from "./words.js";

/** Results in version 14 of the Test Anything Protocol. */
export const tapReporter: Reporter = {
  end(files) {
    const points = files.flatMap(pointsOf);
    const lines = points.flatMap(({ ok, name, directive = "", block = [] }, index) => [
      `${ok ? "ok" : "not ok"} ${index + 1} - ${escaped(name)}${directive}`,
      ...block,
    ]);
    return `${["TAP version 14", `1..${points.length}`, ...lines].join("\n")}\n`;
  },
};

interface Point {
  readonly ok: boolean;
  readonly name: string;
  readonly directive?: string;
  readonly block?: readonly string[];
}

function pointsOf({ file, cases, fault }: FileResult): Point[] {
  const points = cases.map((one) => pointOf(one, file));
  return fault === undefined
    ? points
    : [
        { ok: false, name: file, block: blockOf("the file cannot be used", fault.text.split("\n"), fault.at) },
        ...points,
      ];
}

function pointOf(one: CaseResult, file: string): Point {
  const name = `${file}: ${one.name}`;
  if (one.outcome === "skipped") return { ok: true, name, directive: ` # SKIP ${escaped(one.skip ?? "")}` };
  if (one.outcome === "passed") return { ok: true, name };
  const message = one.failures[0]?.message ?? "the case cannot be run";
  const at = one.failures[0]?.at ?? one.fault?.at ?? one.at;
  return { ok: false, name, block: blockOf(message, failureLines(one, file), at) };
}

/** A YAML block; texts are written as JSON, which YAML contains. */
function blockOf(message: string, lines: readonly string[], at?: Mark): string[] {
  return [
    "  ---",
    `  message: ${JSON.stringify(message)}`,
    "  severity: fail",
    ...(at === undefined ? [] : [`  at: { line: ${at.line}, column: ${at.column} }`]),
    `  details: ${JSON.stringify(lines.join("\n"))}`,
    "  ...",
  ];
}

const escaped = (text: string): string =>
  printable(text.replace(/\s+/g, " ")).replaceAll("\\", "\\\\").replaceAll("#", "\\#");
