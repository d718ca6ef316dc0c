import { type Millis, parseDuration, parseTimestamp } from "asl-core";
import { machineTypeOf } from "../source/machine-type.js";
import { usage } from "../stop.js";
import { bucketsOf } from "./buckets.js";

/** `asl run`'s options as commander hands them over. */
export interface WrittenOptions {
  input?: string;
  answers?: string;
  handlers?: string;
  clock: string;
  seed?: string;
  history?: string;
  report?: string;
  redact?: string[];
  coverage?: string;
  json?: boolean;
  events?: boolean;
  type?: string;
  substitutions?: string;
  objectStore?: string[];
  timeout?: string;
  name?: string;
  at?: string;
  limits: boolean;
  full?: boolean;
  quiet?: boolean;
}

/** The same, checked. */
export interface CheckedOptions {
  readonly input: string | undefined;
  readonly answers: string | undefined;
  readonly handlers: string | undefined;
  readonly realClock: boolean;
  readonly seed: number | undefined;
  readonly history: string | undefined;
  /** Where the page with the run is written. */
  readonly report: string | undefined;
  /** Words in keys whose values are left out of that page. */
  readonly redact: readonly string[];
  /** The folder that coverage is added to. */
  readonly coverage: string | undefined;
  readonly json: boolean;
  readonly events: boolean;
  /** Undefined: what the file says. */
  readonly type: "STANDARD" | "EXPRESS" | undefined;
  readonly substitutions: string | undefined;
  /** Folder by bucket; undefined where none was given. */
  readonly buckets: Readonly<Record<string, string>> | undefined;
  readonly timeout: Millis | undefined;
  readonly name: string | undefined;
  readonly at: Millis | undefined;
  readonly limits: boolean;
  readonly full: boolean;
  readonly quiet: boolean;
}

/** Checks every option. Throws Stop (exit code 2) for the first that is wrong. */
export function checkOptions(written: WrittenOptions): CheckedOptions {
  const {
    input,
    answers,
    handlers,
    history,
    report,
    redact = [],
    coverage,
    substitutions,
    limits,
    json = false,
    events = false,
    full = false,
    quiet = false,
  } = written;
  const realClock = oneOf("--clock", written.clock.toLowerCase(), ["virtual", "real"]) === "real";
  if (realClock && written.at !== undefined) throw usage("--at sets the virtual clock; the real one cannot be set");
  if (events && !json) throw usage("--events adds the history to the report of --json: give both");
  if (redact.length > 0 && report === undefined)
    throw usage("--redact leaves values out of the page of --report: give both");
  return {
    ...{
      input,
      answers,
      handlers,
      history,
      report,
      redact,
      coverage,
      substitutions,
      limits,
      json,
      events,
      full,
      quiet,
      realClock,
    },
    type: given(written.type, machineTypeOf),
    seed: given(written.seed, seedOf),
    buckets: given(written.objectStore, bucketsOf),
    timeout: given(written.timeout, timeoutOf),
    name: given(written.name, nameOf),
    at: given(written.at, timeOf),
  };
}

const given = <T, R>(value: T | undefined, read: (value: T) => R): R | undefined =>
  value === undefined ? undefined : read(value);

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw usage(`${option} ${value} is neither ${choices.join(" nor ")}`);
  return found;
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (/^\d{1,10}$/.test(text) && seed < 2 ** 32) return seed;
  throw usage(`--seed ${text} is not an integer from 0 to 4294967295`);
}

function timeoutOf(text: string): Millis {
  const millis = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : parseDuration(text);
  if (millis !== undefined && millis > 0) return millis;
  throw usage(`--timeout ${text} is not a duration`, 'Write seconds, or "500ms", "30s", "5m".');
}

function nameOf(text: string): string {
  if (/^[\w.-]{1,80}$/.test(text)) return text;
  throw usage(`--name ${JSON.stringify(text)} is not an execution name`, "Use 1 to 80 letters, digits, - _ and .");
}

function timeOf(text: string): Millis {
  const at = parseTimestamp(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (at !== undefined) return at;
  throw usage(`--at ${text} is not a time`, "Write it like 2026-03-01T09:30:00Z.");
}

/** Whether anything is made of the history. */
export const keepsHistory = ({ history, report, events }: CheckedOptions): boolean =>
  history !== undefined || report !== undefined || events;
