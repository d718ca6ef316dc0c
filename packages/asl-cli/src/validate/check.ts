import { sep } from "node:path";
import {
  type Diagnostic,
  excerptOf,
  excerptWidth,
  Lines,
  MAX_DIAGNOSTICS,
  type MachineType,
  type RuleSettings,
  readSource,
  type Source,
  type SourceMachine,
  type Substitutions,
  settle,
  unusedSubstitutions,
  validateMachine,
} from "asl-core";
import { type Purpose, readStandardInput, readTextFile } from "../files.js";
import { openInto } from "../source/open.js";
import { EXIT, Stop } from "../stop.js";
import { type CheckedFile, type CheckedMachine, isEmpty, type Placed } from "./checked.js";
import type { Found } from "./found.js";
import { mayHold, mentionsMachine } from "./may-hold.js";

/** How files are checked. */
export interface Checking {
  /** Type of machines whose file does not say it. */
  readonly type: MachineType;
  readonly rules: RuleSettings;
  readonly substitutions: Substitutions;
  readonly warnings: boolean;
  /** What standard input is called. */
  readonly stdinName: string;
  /** Columns that a line of an excerpt may fill, asked at each check: terminals change. */
  readonly width: () => number;
  /** Whether a file that is named may hold no machine. */
  readonly allowEmpty: boolean;
}

const PURPOSE: Purpose = { what: "definition", exitCode: EXIT.usage };

/** Checks one file; undefined where it was found by looking around and holds no machine. Linear in the file's size. */
export async function check(found: Found, checking: Checking): Promise<CheckedFile | undefined> {
  const file = found.path === "-" ? checking.stdinName : slashed(found.path);
  const opened = new Set<string>();
  const { substitutions } = checking;
  try {
    const text = found.path === "-" ? readStandardInput(PURPOSE) : readTextFile(found.path, PURPOSE);
    if (passesOver(found, file, text, checking)) return undefined;
    const texts = [text];
    const source = await readSource(file, text, { open: openInto(opened, texts), substitutions, only: found.id });
    if (isEmpty(source) && (found.by !== "name" || checking.allowEmpty)) return undefined;
    const unused = unusedSubstitutions(substitutions, texts);
    return { file, by: found.by, kind: source.kind, ...checkSource(source, checking), opened: [...opened], unused };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const nothing = { machines: [], diagnostics: [], opened: [...opened], unused: [] };
    return { file, by: found.by, kind: "definition", ...nothing, problem: error.message };
  }
}

/** True for a file that is none of ours: one in a folder, or any where that is allowed, that mentions no machine. */
const passesOver = ({ by }: Found, file: string, text: string, { allowEmpty }: Checking): boolean =>
  by === "folder" ? !mayHold(file, text) : allowEmpty && !mentionsMachine(file, text);

const slashed = (path: string): string => (sep === "/" ? path : path.replaceAll(sep, "/"));

function checkSource(source: Source, checking: Checking) {
  const machines: CheckedMachine[] = [];
  const diagnostics: Placed[] = [];
  const about = settle([...source.diagnostics], checking.rules);
  const lines = linesIn(source);
  const width = checking.width();
  for (const one of about) diagnostics.push(placed(one, one.file, one.machine ?? "", lines(one.file), width));
  for (const machine of source.machines) {
    const { id, file } = machine;
    const type = machine.type ?? checking.type;
    const found = findings(machine, type, checking);
    machines.push({ id, type, file, ...(found.length >= MAX_DIAGNOSTICS ? { cut: true } : {}) });
    for (const one of found) diagnostics.push(placed(one, file, id, machine.read.lines, width));
  }
  const shown = checking.warnings ? diagnostics : diagnostics.filter(({ severity }) => severity === "error");
  return { machines, diagnostics: shown };
}

/** In the order of the text. */
function findings(machine: SourceMachine, type: MachineType, { rules, warnings }: Checking): Diagnostic[] {
  const found = validateMachine(machine, { type, file: machine.file, rules, warnings });
  return found.toSorted((a, b) => (a.range?.start.offset ?? 0) - (b.range?.start.offset ?? 0));
}

/** The lines of a file that was read, as far as its text is at hand. */
function linesIn(source: Source): (file: string) => Lines | undefined {
  let own: Lines | undefined;
  return (file) => {
    if (file === source.file) return (own ??= new Lines(source.text));
    return source.machines.find((machine) => machine.file === file)?.read.lines;
  };
}

function placed(one: Diagnostic, file: string, machine: string, lines: Lines | undefined, width: number): Placed {
  const { range } = one;
  const excerpt = lines && range && excerptOf(range, lines, { context: 1, width: excerptWidth(range, width) });
  return { ...one, file, machine, excerpt };
}
