import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  isObject,
  type Json,
  type MachineType,
  nearest,
  type ReadText,
  type RuleSettings,
  type Substitutions,
  toPointer,
} from "asl-core";
import { type Purpose, readTextFile, shortPath, shownPath } from "../files.js";
import { formatAll, parseValue } from "../run/text.js";
import { EXIT, Stop, usage } from "../stop.js";
import { SETTINGS, unsettable } from "./rules.js";

/** What a configuration says about validation; all of it may be left out. */
export interface Config {
  /** The file it stands in. */
  readonly path: string;
  /** Its folder: what `files`, `ignore` and a `substitutions` file are relative to. */
  readonly folder: string;
  readonly rules?: RuleSettings;
  readonly maxWarnings?: number;
  readonly files?: readonly string[];
  readonly ignore?: readonly string[];
  /** A file's path, or the values themselves. */
  readonly substitutions?: string | Substitutions;
  readonly type?: MachineType;
}

/** Names of configurations; a folder has one of them. */
export const CONFIG_NAMES = ["asl.config.json", "asl.config.yaml", "asl.config.yml"];
const PURPOSE: Purpose = { what: "configuration", exitCode: EXIT.usage };

/** The configuration that is named, or the nearest one from the current folder upward. Throws Stop (usage) where it is wrong. */
export async function loadConfig(named: string | undefined): Promise<Config | undefined> {
  const path = named ?? findConfig(resolve());
  return path === undefined ? undefined : readConfig(path);
}

function findConfig(folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    const found = CONFIG_NAMES.filter((name) => existsSync(join(here, name)));
    if (found.length > 1) throw usage(`${found.join(" and ")} stand side by side in ${shownPath(here)}`, "Keep one.");
    if (found.length > 0) return join(here, found[0]);
    if (dirname(here) === here) return undefined;
  }
}

async function readConfig(path: string): Promise<Config> {
  const file = shownPath(shortPath(path));
  const read = await parseValue(readTextFile(path, PURPOSE), file, EXIT.usage);
  const faults = faultsOf(read.value);
  if (faults.length > 0)
    throw new Stop(
      EXIT.usage,
      formatAll(
        faults.map((fault) => placed(fault, read)),
        read,
        file,
      ),
    );
  const validate = isObject(read.value ?? null) ? ((read.value as { validate?: Partial<Config> }).validate ?? {}) : {};
  return { ...validate, path, folder: dirname(resolve(path)) };
}

/** Something wrong with a configuration. */
interface Fault {
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string;
  /** True where the key is at fault, not its value. */
  readonly key?: boolean;
}

function placed({ pointer, message, hint, key }: Fault, read: ReadText) {
  const range = read.locate(pointer, key ? "key" : "value") ?? read.locate(pointer);
  return { code: "CONFIGURATION", severity: "error", message, path: "", hint, range } as const;
}

type Check = (value: Json, pointer: string) => Fault[];

const FIELDS: Record<string, Check> = {
  rules: (value, pointer) =>
    isObject(value)
      ? Object.entries(value).flatMap(([name, setting]) => ruleFaults(name, setting, pointer + toPointer([name])))
      : [{ pointer, message: "rules is an object: one setting by rule or code" }],
  maxWarnings: (value, pointer) =>
    Number.isInteger(value) && (value as number) >= 0
      ? []
      : [{ pointer, message: "maxWarnings is a number, 0 or above" }],
  files: (value, pointer) => textsFaults("files", value, pointer),
  ignore: (value, pointer) => textsFaults("ignore", value, pointer),
  substitutions: (value, pointer) =>
    typeof value === "string" || isObject(value)
      ? []
      : [{ pointer, message: "substitutions is a file's path, or an object of values by placeholder" }],
  type: (value, pointer) =>
    value === "STANDARD" || value === "EXPRESS" ? [] : [{ pointer, message: "type is STANDARD or EXPRESS" }],
};

function faultsOf(value: Json | undefined): Fault[] {
  if (value === undefined || value === null) return [];
  if (!isObject(value)) return [{ pointer: "", message: "A configuration is an object with the key validate" }];
  return Object.entries(value).flatMap(([key, part]) => {
    const pointer = toPointer([key]);
    if (key === "$schema") return [];
    if (Object.hasOwn(FIELDS, key)) return [misplaced(key, pointer)];
    if (key !== "validate") return [unknownKey(key, pointer, ["validate"])];
    return isObject(part) ? fieldFaults(part) : [{ pointer, message: "validate is an object" }];
  });
}

const fieldFaults = (part: { [key: string]: Json }): Fault[] =>
  Object.entries(part).flatMap(([key, value]) => {
    const pointer = toPointer(["validate", key]);
    return Object.hasOwn(FIELDS, key) ? FIELDS[key](value, pointer) : [unknownKey(key, pointer, Object.keys(FIELDS))];
  });

function misplaced(key: string, pointer: string): Fault {
  const hint = `It belongs under validate: { "validate": { ${JSON.stringify(key)}: … } }`;
  return { pointer, message: `there is no setting ${JSON.stringify(key)} at the top`, hint, key: true };
}

function unknownKey(key: string, pointer: string, known: string[]): Fault {
  const near = nearest(key, known);
  const hint = near === undefined ? `Known are ${known.join(", ")}.` : `Did you mean ${near}?`;
  return { pointer, message: `there is no setting ${JSON.stringify(key)}`, hint, key: true };
}

function ruleFaults(name: string, setting: Json, pointer: string): Fault[] {
  const fault = unsettable(name);
  if (fault !== undefined) return [{ pointer, ...fault, key: true }];
  if (SETTINGS.some((known) => known === setting)) return [];
  return [{ pointer, message: `${name} is set to ${JSON.stringify(setting)}`, hint: `Use ${SETTINGS.join(", ")}.` }];
}

function textsFaults(field: string, value: Json, pointer: string): Fault[] {
  if (!Array.isArray(value)) return [{ pointer, message: `${field} is a list of files, folders and globs` }];
  return value.flatMap((entry, index) =>
    typeof entry === "string" && entry !== ""
      ? []
      : [{ pointer: `${pointer}/${index}`, message: "this is no file, folder or glob" }],
  );
}
