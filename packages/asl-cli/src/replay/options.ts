import type { Json, MachineType } from "asl-core";
import { bucketsOf } from "../run/buckets.js";
import { loadInput } from "../run/input.js";
import { checkWritten } from "../run/written-file.js";
import { machineTypeOf } from "../source/machine-type.js";
import { usage } from "../stop.js";
import { checkServing, type ServingOptions, type WrittenServing } from "../ui/options.js";

/** `asl replay`'s options as commander hands them over. */
export interface WrittenOptions extends WrittenServing {
  definition?: string;
  answers?: string;
  missing: string;
  input?: string;
  type?: string;
  substitutions?: string;
  objectStore?: string[];
  diff?: boolean;
  full?: boolean;
  json?: boolean;
  debug?: boolean;
  ui?: boolean;
  report?: string;
  redact?: string[];
}

/** The same, checked. */
export interface CheckedOptions {
  readonly definition: string | undefined;
  readonly answers: string | undefined;
  readonly missing: "stop" | "nearest" | "ask";
  /** Of executions whose recording has none. */
  readonly input: Json | undefined;
  readonly type: MachineType | undefined;
  readonly substitutions: string | undefined;
  readonly buckets: Readonly<Record<string, string>> | undefined;
  readonly diff: boolean;
  readonly full: boolean;
  readonly json: boolean;
  readonly debug: boolean;
  /** How the page is served that the debugger is behind; undefined where it is in the terminal. */
  readonly serving: ServingOptions | undefined;
  /** Where the page with both runs is written. */
  readonly report: string | undefined;
  /** Words in keys whose values are left out of that page. */
  readonly redact: readonly string[];
}

/** Checks every option. Throws Stop (exit code 2) for the first that is wrong. */
export async function checkOptions(written: WrittenOptions): Promise<CheckedOptions> {
  const { definition, answers, substitutions, diff = false, full = false, json = false, debug = false } = written;
  const { report, redact = [] } = written;
  const missing = written.missing.toLowerCase();
  if (missing !== "stop" && missing !== "nearest" && missing !== "ask")
    throw usage(`--missing ${written.missing} is none of stop, nearest and ask`);
  if (substitutions !== undefined && definition === undefined)
    throw usage("--substitutions fills the placeholders of --definition: give both");
  if (debug && json) throw usage("--debug opens the debugger and prints no report: leave out --json");
  if (debug && report !== undefined) throw usage("--debug writes no --report: the debugger's command report does");
  if (report !== undefined)
    checkWritten("report", report, { definition: definition?.replace(/#[^#]*$/, ""), answers, substitutions });
  if (redact.length > 0 && report === undefined)
    throw usage("--redact leaves values out of the page of --report: give both");
  const { ui = false, port, open } = written;
  if (ui && !debug) throw usage("--ui shows the debugger in a page: give --debug, too");
  if (!ui && (port !== undefined || !open)) throw usage("--port and --no-open are about the page of --ui");
  return {
    serving: ui ? checkServing({ port, open }) : undefined,
    ...{ definition, answers, substitutions, diff, full, json, debug, missing, report, redact },
    input: written.input === undefined ? undefined : await loadInput(written.input, false),
    type: written.type === undefined ? undefined : machineTypeOf(written.type),
    buckets: written.objectStore === undefined ? undefined : bucketsOf(written.objectStore),
  };
}
