import {
  compileDefinition,
  type JsonObject,
  type Machine,
  type Range,
  type ReadText,
  readSource,
  readText,
  type SourceMachine,
  validate,
} from "asl-core";
import { type CoverageRecord, type CoverageSummary, type Item, itemsOf, summaryOf } from "asl-core/testing/coverage";
import { readTextFile, shortPath } from "../files.js";
import { openInto } from "../source/open.js";
import { EXIT, Stop } from "../stop.js";
import { groupBy } from "./group-by.js";

/** An item with its place and whether it is covered. */
export interface PlacedItem extends Item {
  readonly covered: boolean;
  /** Undefined where the text has no such place. */
  readonly range: Range | undefined;
}

/** What there is to report of one machine. */
export interface MachineReport {
  /** The file its text stands in; null where the definition was given as a value. */
  readonly file: string | null;
  /** How reports call it: its file, with its id where that holds several. */
  readonly name: string;
  readonly machine: Machine;
  readonly read: ReadText;
  readonly items: readonly PlacedItem[];
  readonly summary: CoverageSummary;
  /** What is to be known of how the coverage fits the definition. */
  readonly notes: readonly string[];
}

/** A definition to report on: as it is now, or as it was when it ran. */
interface Definition {
  readonly file: string | null;
  readonly read: ReadText;
  readonly machine: Machine;
  readonly notes: readonly string[];
}

/** The reports of all machines in a coverage, one per machine, by their names. */
export async function machineReports(records: readonly CoverageRecord[]): Promise<MachineReport[]> {
  const reports: MachineReport[] = [];
  for (const versions of groupBy(records, keyOf).values()) reports.push(await reportOf(versions));
  return reports.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const keyOf = ({ file, machine, digest }: CoverageRecord): string =>
  JSON.stringify(file === null ? [digest] : [file, machine]);

async function reportOf(versions: readonly CoverageRecord[]): Promise<MachineReport> {
  const { file, read, machine, notes } = await definitionOf(versions);
  const covered = new Set(versions.flatMap((version) => version.covered));
  const { list } = itemsOf(machine);
  const items = list.map((item) => ({ ...item, covered: covered.has(item.id), range: rangeOf(item, read) }));
  return {
    file,
    name: nameOf(versions[0]),
    ...{ machine, read, items },
    summary: summaryOf(list, covered),
    notes: [...notes, ...staleNotes(versions, machine, new Set(list.map(({ id }) => id)))],
  };
}

function nameOf({ file, machine, digest }: CoverageRecord): string {
  if (file === null) return `definition ${digest.slice(0, 8)}`;
  return shortPath(file) + (machine === "" ? "" : `#${machine}`);
}

function rangeOf({ pointer, span, kind }: Item, read: ReadText): Range | undefined {
  if (span !== undefined) return read.inside(pointer, span) ?? read.locate(pointer);
  return read.locate(pointer, kind === "states" || kind === "maps" ? "key" : "value") ?? read.locate(pointer);
}

function staleNotes(versions: readonly CoverageRecord[], machine: Machine, known: ReadonlySet<string>): string[] {
  const others = versions.filter(({ digest }) => digest !== machine.digest);
  if (others.length === 0) return [];
  const gone = new Set(others.flatMap(({ covered }) => covered).filter((id) => !known.has(id))).size;
  const lost = gone === 0 ? "" : `; ${gone} covered item${gone === 1 ? " is" : "s are"} no longer in it`;
  return [`some runs were of another version of this definition: what says the same counts as covered${lost}`];
}

/** The file as it is now; where that cannot serve, the definition that ran. */
async function definitionOf(versions: readonly CoverageRecord[]): Promise<Definition> {
  const { file, definition } = versions.at(-1)!;
  if (file === null) return asItRan(null, definition, []);
  const found = await readNow(versions[0]);
  if (typeof found === "string") return asItRan(null, definition, [`${found}: reported as it ran`]);
  const machine = compiled(found.read);
  if (machine !== undefined) return { file: found.file, read: found.read, machine, notes: [] };
  const note = "the file is not valid as it stands: reported as it ran";
  return { ...asItRan(found.file, definition, [note]), read: found.read };
}

/** The machine in the file, or why there is none. */
async function readNow({ file, machine: id }: CoverageRecord): Promise<SourceMachine | string> {
  const name = shortPath(file!);
  try {
    const text = readTextFile(file!, { what: "definition", exitCode: EXIT.definition });
    const only = id === "" ? undefined : id;
    const { machines } = await readSource(name, text, { open: openInto(new Set()), only });
    const found = machines.find((machine) => machine.id === id);
    return found ?? `${name} holds no such state machine any more`;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return error.message;
  }
}

function asItRan(file: string | null, definition: JsonObject, notes: readonly string[]): Definition {
  const read = readText(`${JSON.stringify(definition, null, 2)}\n`, { format: "json" });
  const machine = compiled(read);
  if (machine === undefined) throw new Stop(EXIT.usage, "the coverage holds a definition that is not valid");
  return { file, read, machine, notes };
}

function compiled(read: ReadText): Machine | undefined {
  const wrong = validate(read, { warnings: false, limits: false }).some(({ severity }) => severity === "error");
  return wrong ? undefined : compileDefinition(read.value as JsonObject);
}
