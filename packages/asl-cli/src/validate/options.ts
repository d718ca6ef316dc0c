import type { RuleSettings } from "asl-core";
import { machineTypeOf } from "../source/machine-type.js";
import { usage } from "../stop.js";
import { ruleSettingsOf } from "./rules.js";

/** `asl validate`'s options as commander hands them over. */
export interface WrittenOptions {
  format?: string;
  json?: boolean;
  output?: string;
  maxWarnings?: string;
  rule?: string[];
  type?: string;
  substitutions?: string;
  warnings: boolean;
  quiet?: boolean;
  config?: string;
  ignore?: string[];
  allowEmpty?: boolean;
  stdinName?: string;
  watch?: boolean;
  explain?: string;
}

/** How the report is written. */
export const FORMATS = ["pretty", "json", "sarif", "github"] as const;
export type Format = (typeof FORMATS)[number];

/** The same, checked. What is undefined may still come from the configuration. */
export interface CheckedOptions {
  readonly format: Format;
  readonly output: string | undefined;
  readonly maxWarnings: number | undefined;
  readonly rules: RuleSettings;
  readonly type: "STANDARD" | "EXPRESS" | undefined;
  readonly substitutions: string | undefined;
  readonly warnings: boolean;
  readonly quiet: boolean;
  readonly config: string | undefined;
  readonly ignore: readonly string[];
  readonly allowEmpty: boolean;
  readonly stdinName: string | undefined;
  readonly watch: boolean;
}

/** Checks every option. Throws Stop (exit code 2) for the first that is wrong. */
export function checkOptions(files: readonly string[], written: WrittenOptions): CheckedOptions {
  const { output, substitutions, config, stdinName, warnings } = written;
  const { quiet = false, allowEmpty = false, watch = false, ignore = [], rule = [] } = written;
  const fromInput = files.includes("-");
  const format = formatOf(written);
  if (stdinName !== undefined && !fromInput)
    throw usage("--stdin-name names what standard input holds: give - as a file");
  if (watch && fromInput) throw usage("--watch cannot watch standard input");
  if (watch && (format !== "pretty" || output !== undefined))
    throw usage("--watch prints for people, again and again: leave out --format, --json and --output");
  return {
    ...{ format, output, substitutions, config, stdinName, warnings, quiet, allowEmpty, watch, ignore },
    rules: ruleSettingsOf(rule),
    maxWarnings: written.maxWarnings === undefined ? undefined : countOf(written.maxWarnings),
    type: written.type === undefined ? undefined : machineTypeOf(written.type),
  };
}

function formatOf({ format, json }: WrittenOptions): Format {
  if (json && format !== undefined && format !== "json") throw usage(`--json and --format ${format}: give one of them`);
  const found = FORMATS.find((name) => name === (json ? "json" : (format ?? "pretty")));
  if (found !== undefined) return found;
  throw usage(`--format ${format} is none of ${FORMATS.join(", ")}`);
}

function countOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw usage(`--max-warnings ${text} is not a number`, "0 lets no warning pass.");
}
