import type { FieldValidationMode } from "asl-core/testing";
import { usage } from "../stop.js";

/** `asl test`'s options as commander hands them over. */
export interface WrittenOptions {
  watch?: boolean;
  filter?: string;
  tag?: string[];
  update?: boolean;
  reporter?: string;
  output?: string;
  coverage?: string;
  bail?: boolean;
  schema?: boolean;
  mockConfig?: string;
  definition?: string[];
  input?: string;
  expect?: string;
  strict?: boolean;
  substitutions?: string;
  fieldValidation?: string;
  allowEmpty?: boolean;
  quiet?: boolean;
}

/** How results are reported. */
export const REPORTERS = ["pretty", "junit", "json", "tap", "github"] as const;
/** One of them. */
export type ReporterName = (typeof REPORTERS)[number];

/** The same, checked. */
export interface CheckedOptions {
  readonly watch: boolean;
  /** Text a case's name, or its file's, must contain, in small letters; "" for all. */
  readonly filter: string;
  /** A case must have one of these tags; none: all. */
  readonly tags: readonly string[];
  readonly update: boolean;
  readonly reporter: ReporterName;
  readonly output: string | undefined;
  readonly coverage: string | undefined;
  readonly bail: boolean;
  readonly substitutions: string | undefined;
  /** How answers are judged, whatever test files say; undefined: as they say. */
  readonly fieldValidation: FieldValidationMode | undefined;
  readonly allowEmpty: boolean;
  readonly quiet: boolean;
  readonly mock: MockOptions | undefined;
}

/** What --mock-config runs with. */
export interface MockOptions {
  /** The file, perhaps with #Machine or #Machine#Case. */
  readonly config: string;
  /** Machine → file of its definition; "" for the only machine. */
  readonly definitions: ReadonlyMap<string, string>;
  readonly input: string | undefined;
  /** The status every case must end with. */
  readonly expect: string | undefined;
  /** Whether tasks that a case does not list fail it. */
  readonly strict: boolean;
}

/** Checks every option. Throws Stop (exit code 2) for the first that is wrong. */
export function checkOptions(files: readonly string[], written: WrittenOptions): CheckedOptions {
  const { watch = false, update = false, bail = false, allowEmpty = false, quiet = false } = written;
  const reporter = reporterOf(written.reporter ?? "pretty");
  const mock = mockOf(files, written);
  if (watch && (reporter !== "pretty" || written.output !== undefined))
    throw usage("--watch prints for people, again and again: leave out --reporter and --output");
  if (watch && mock !== undefined) throw usage("--watch watches test files, not mock configurations");
  const { output, coverage, substitutions, filter = "", tag: tags = [] } = written;
  return {
    ...{ watch, update, bail, allowEmpty, quiet, reporter, output },
    ...{ coverage, substitutions, tags, mock },
    filter: filter.toLowerCase(),
    fieldValidation: modeOf(written.fieldValidation),
  };
}

function reporterOf(name: string): ReporterName {
  const found = REPORTERS.find((one) => one === name);
  if (found !== undefined) return found;
  throw usage(`--reporter ${name} is none of ${REPORTERS.join(", ")}`);
}

const MODES: readonly FieldValidationMode[] = ["STRICT", "PRESENT", "NONE"];

function modeOf(name: string | undefined): FieldValidationMode | undefined {
  const mode = MODES.find((one) => one === name?.toUpperCase());
  if (name !== undefined && mode === undefined)
    throw usage(`--field-validation ${name} is none of ${MODES.join(", ")}`);
  return mode;
}

const STATUSES = ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"];

function mockOf(files: readonly string[], written: WrittenOptions): MockOptions | undefined {
  const { mockConfig, definition = [], input, expect, strict = false } = written;
  if (mockConfig === undefined) {
    const alone = { "--definition": definition.length > 0, "--input": input, "--expect": expect, "--strict": strict };
    const wrong = Object.entries(alone).find(([, given]) => given);
    if (wrong !== undefined)
      throw usage(`${wrong[0]} belongs to --mock-config`, "In test files each case says it for itself.");
    return undefined;
  }
  const cases = { "--tag": written.tag !== undefined, "--update": written.update };
  const foreign = Object.entries(cases).find(([, given]) => given);
  if (foreign !== undefined) throw usage(`${foreign[0]} belongs to test files: mock configurations have no such thing`);
  if (files.length > 0) throw usage("--mock-config takes the place of test files: name no others");
  if (expect !== undefined && !STATUSES.includes(expect.toUpperCase()))
    throw usage(`--expect ${expect} is none of ${STATUSES.join(", ")}`);
  const definitions = new Map(definition.map(definitionOf));
  if (definitions.size < definition.length) throw usage("--definition is given twice for one machine");
  return { config: mockConfig, definitions, input, expect: expect?.toUpperCase(), strict };
}

/** `name=file`, or the file of the only machine. */
function definitionOf(written: string): [name: string, file: string] {
  const cut = written.indexOf("=");
  return cut < 0 ? ["", written] : [written.slice(0, cut), written.slice(cut + 1)];
}
