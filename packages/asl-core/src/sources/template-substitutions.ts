import { readablePath } from "../definition/location.js";
import { isObject, type Json, stringify } from "../json.js";
import { nearest } from "../near.js";
import { pointerStep } from "../pointer.js";
import { placeholderNames } from "./placeholders.js";
import { isUnknown } from "./replacements.js";
import { say } from "./say.js";
import type { SourceDiagnostic, Substitutions } from "./source.js";
import type { FoundDefinition } from "./template-definition.js";
import { functionIn } from "./template-functions.js";
import { type Located, members } from "./template-text.js";

/** The DefinitionSubstitutions of a machine, beside the definition that was found for it. */
export interface Substituted {
  readonly machine: string;
  readonly found: FoundDefinition;
  /** The property the definition stands in, or that names its file. */
  readonly written: Located;
  readonly substitutions: Located | undefined;
  /** All values that fill placeholders, by name: the caller's, and the entries' as far as they are known. */
  readonly values: Substitutions;
}

/**
 * What DefinitionSubstitutions leave: placeholders that make up the whole of a string, or are part of a path, an expression
 * or an ARN, and that no entry fills, though some are filled; entries that nothing uses. Other texts with `${` may be meant as they are, for
 * a shell say. Linear.
 */
export function checkSubstitutions(checked: Substituted): SourceDiagnostic[] {
  const entries = members(checked.substitutions);
  if (entries.length === 0 || checked.found.read.value === undefined) return [];
  const names = entries.map(({ path }) => String(path.at(-1)));
  const used = usedNames(checked, entries);
  const unused = entries.filter((_, index) => !used.has(names[index]));
  return [...unfilled(checked, names), ...unused.map((entry) => unusedEntry(checked.machine, entry))];
}

/** Every name that stands in a placeholder: of the definition as written, and of the entries' own values. */
function usedNames({ found, written }: Substituted, entries: readonly Located[]): ReadonlySet<string> {
  const texts = [...entries.map(({ value }) => stringify(value)), stringify(written.value)];
  if (found.file !== written.template.file) texts.push(found.read.text);
  return new Set(texts.flatMap(placeholderNames).map((name) => name.replace(/^!/, "").trim()));
}

function unusedEntry(machine: string, { template, path, node }: Located): SourceDiagnostic {
  const place = node.keyStart < 0 ? node : { start: node.keyStart, end: node.keyEnd };
  const range = template.lines.range(place.start, place.end);
  return say(template.file, "unused-substitution", { machine, name: String(path.at(-1)) }, range);
}

function unfilled({ machine, found, written, values }: Substituted, names: readonly string[]): SourceDiagnostic[] {
  const { read, file } = found;
  const isFile = file !== written.template.file;
  if (functionIn(written.value) !== undefined && !isFile) return [];
  const known = new Set([...names, ...Object.keys(values), ...placeholderNames(stringify(values))]);
  const said: SourceDiagnostic[] = [];
  const visit = (value: Json, pointer: string, key: string): void => {
    if (typeof value === "string") {
      if (!value.includes("${") || (!isFile && read.unknown?.has(pointer)) || !isMeant(value, key)) return;
      const name = placeholderNames(value).find((one) => !known.has(one));
      if (name === undefined) return;
      const near = nearest(name, names);
      const hint = near === undefined ? `Filled are ${names.slice(0, MOST).join(", ")}.` : `Did you mean ${near}?`;
      const one = say(file, "unfilled-placeholder", { machine, name: `\${${name}}`, hint }, read.locate(pointer));
      said.push({ ...one, machine, pointer, path: readablePath(pointer) });
    } else if (Array.isArray(value)) value.forEach((item, index) => visit(item, pointer + pointerStep(index), ""));
    else if (isObject(value))
      for (const name of Object.keys(value)) visit(value[name], pointer + pointerStep(name), name);
  };
  visit(read.value ?? null, "", "");
  return said;
}

/** True where a placeholder is surely one: nothing else fills what the language or AWS reads. */
const isMeant = (value: string, key: string): boolean =>
  isUnknown(value) || key === "Resource" || /^(?:\$\$?[.[]|\{%|States\.|arn:)/.test(value);

const MOST = 20;
