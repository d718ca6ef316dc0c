import { type Diagnostic, isReadText, type MachineType, type ReadText, validate } from "../definition/index.js";
import { isObject, type JsonObject } from "../json.js";
import { compileDefinition } from "../machine/compile.js";
import { DefinitionError } from "../machine/load.js";
import type { Machine } from "../machine/machine.js";
import { nearest } from "../near.js";
import { readSource, type Source, type SourceMachine, type Substitutions } from "../sources/index.js";
import { RUN_FIELDS, TEXT } from "./cases/format.js";
import { type Check, checkOptions, shaped } from "./checked-options.js";
import { fileExists, filesIn, openTextFile, readTextFile, resolvePath } from "./files.js";

/** How a machine is loaded. */
export interface LoadOptions {
  /** What relative paths start from: `import.meta.url`, or a file's path. The working folder if absent. */
  from?: string;
  /** Values for `${placeholders}`; they win over what a template says. */
  substitutions?: Substitutions;
  /** What the file says if absent, or STANDARD. Decides how the definition is checked and how it runs. */
  type?: MachineType;
  /** The machine's name in ARNs; its id in the file, or the file's name without its endings, if absent. */
  name?: string;
}

/** A machine as it was loaded. */
export interface Loaded {
  readonly machine: Machine;
  readonly type: MachineType;
  readonly name: string;
  /** The text the definition stands in, with the place of everything; undefined where a value was given. */
  readonly read?: ReadText;
  /** The file that text stands in. */
  readonly file?: string;
  /** The machine's id in its file; undefined where the file is the definition. */
  readonly id?: string;
}

const CHECKS: Readonly<Record<keyof LoadOptions, Check>> = {
  from: shaped(TEXT),
  substitutions: shaped({ kind: "map", of: { kind: "any" }, keys: "placeholders" }),
  type: shaped(RUN_FIELDS.type.shape),
  name: shaped(TEXT),
};

/**
 * Reads, checks and compiles. Throws DefinitionError, with file, line and column in its message, where AWS would refuse
 * the definition or the file holds none; RangeError where it holds several, read or not, and none is named; TypeError where the source
 * is neither a path nor a definition, or an option makes no sense.
 */
export async function load(source: string | JsonObject | ReadText, options: LoadOptions): Promise<Loaded> {
  checkOptions(options, CHECKS, "loadMachine");
  if (typeof source === "string") {
    if (/^\s*\{|\n/.test(source)) throw new TypeError("loadMachine takes a path; a text is passed as readText(text)");
    return loadFile(source, options);
  }
  if (!isObject(source)) throw new TypeError("loadMachine takes a path or a definition");
  const { type = "STANDARD", name = "machine" } = options;
  const given: JsonObject | ReadText = source;
  return { machine: checked(given, type), type, name: nameOf(name), read: readOf(given) };
}

async function loadFile(written: string, options: LoadOptions): Promise<Loaded> {
  const { path, id } = targetOf(written, options.from);
  const { substitutions } = options;
  const source = await readSource(path, textAt(path, options.from), { open: openTextFile, substitutions, only: id });
  const { read, file, ...found } = theOne(source, id);
  const type = options.type ?? found.type ?? "STANDARD";
  return {
    machine: checked(read, type, file),
    type,
    name: nameOf(options.name ?? (found.id || path)),
    read,
    file,
    id: found.id || undefined,
  };
}

/** The text of the definition's file. Throws the system's error, its message for people, where it cannot be read. */
function textAt(path: string, from: string | undefined): string {
  try {
    return readTextFile(path);
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== "ENOENT" && code !== "EISDIR" && code !== "ENOTDIR") throw error;
    const what = code === "EISDIR" ? `${path} is a folder` : `there is no file ${path}`;
    const near = code === "ENOENT" ? nearFile(path) : undefined;
    const start = "paths start from the working folder; with from: import.meta.url, from the test's own";
    const advice =
      near !== undefined ? `did you mean ${near}?` : from === undefined ? start : "from says where it starts";
    throw Object.assign(new Error(`${what}: ${advice}`, { cause: error }), { code });
  }
}

/** The file of the same folder whose name is nearly the written one. */
function nearFile(path: string): string | undefined {
  const cut = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1;
  const near = nearest(path.slice(cut), filesIn(path.slice(0, cut) || "."));
  return near === undefined ? undefined : path.slice(0, cut) + near;
}

/** Reads `file` or `file#id`. A file of that very name wins. */
function targetOf(written: string, from: string | undefined): { path: string; id?: string } {
  const path = resolvePath(written, from);
  const cut = written.lastIndexOf("#");
  if (cut <= 0 || cut === written.length - 1 || fileExists(path)) return { path };
  return { path: resolvePath(written.slice(0, cut), from), id: written.slice(cut + 1) };
}

/** A machine of the file whose definition is not at hand: the others are not taken for it. */
const UNREAD: ReadonlySet<string> = new Set([
  "definition-in-s3",
  "definition-not-opened",
  "definition-computed",
  "definition-missing",
]);

function theOne({ machines, diagnostics, file, text }: Source, id: string | undefined): SourceMachine {
  const [unread] = id === undefined ? diagnostics.filter(({ rule }) => UNREAD.has(rule)) : [];
  if (machines.length === 1 && unread !== undefined)
    throw new RangeError(
      `${file} holds more state machines than the one that can be read: ${unread.message}; name the one: "${file}#${machines[0].id}"`,
    );
  if (machines.length === 1) return machines[0];
  if (machines.length === 0) throw new DefinitionError(diagnostics, text, file);
  const ids = machines.map((machine) => machine.id).join(", ");
  const first = `${file}#${machines[0].id}`;
  throw new RangeError(
    `${file} holds ${machines.length} state machines${id === undefined ? "" : ` ${id}`}: ${ids}; name one: "${first}"`,
  );
}

function checked(source: JsonObject | ReadText, type: MachineType, file?: string): Machine {
  const read = readOf(source);
  const diagnostics = [...validate(source, { type, file, warnings: false }), ...unfilled(read)];
  if (diagnostics.some(({ severity }) => severity === "error"))
    throw new DefinitionError(diagnostics, read?.text, file);
  return compileDefinition((read === undefined ? source : read.value) as JsonObject);
}

const readOf = (source: JsonObject | ReadText): ReadText | undefined => (isReadText(source) ? source : undefined);

/** A placeholder without a value stands for itself, as a text: an error where the field takes none. */
function unfilled(read: ReadText | undefined): Diagnostic[] {
  if (read?.unknown === undefined || read.unknown.size === 0) return [];
  const refused = validate(read.value as JsonObject, { warnings: false });
  return refused
    .filter(({ pointer }) => read.unknown!.has(pointer))
    .map((one) => ({
      ...one,
      range: read.locate(one.pointer),
      hint: "Give the placeholder a value with substitutions.",
    }));
}

function nameOf(path: string): string {
  const file = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const name = file.replace(/(\.asl)?\.(json[5c]?|ya?ml)$|\.asl$/i, "");
  return name.replace(/[^\w-]/g, "-").slice(0, 80) || "machine";
}
