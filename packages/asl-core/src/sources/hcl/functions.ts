import { fileSpan } from "../embedded.js";
import { fixedPiece, type MappedText, mappedText, type Piece, partOf, rawPiece } from "../mapped-text.js";
import {
  fixedText,
  type HclText,
  MAX_TEXT,
  type Member,
  type Origin,
  originOf,
  type TextValue,
  textOfValue,
  unknown,
  type Value,
  withoutText,
} from "./value.js";

/** What functions reach beyond their parameters. */
export interface Files {
  /** A file by its path as an expression gives it; undefined where there is none. */
  open(path: string): HclText | undefined;
  /** Fills a template with values by their names. */
  render(template: TextValue, variables: ReadonlyMap<string, Member>): Value;
}

type Fn = (parameters: readonly Value[], origin: Origin, files: Files) => Value | undefined;

/** The value of a function of Terraform's; unknown where it cannot be carried out. */
export function callFunction(name: string, parameters: readonly Value[], origin: Origin, files: Files): Value {
  const fn = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (fn === undefined) return unknown(origin, `the function \`${name}\` is not carried out here`);
  return fn(parameters, origin, files) ?? reasonOf(name, parameters, origin);
}

/** A function of something unknown is unknown for that reason. */
function reasonOf(name: string, parameters: readonly Value[], origin: Origin): Value {
  const missing = parameters.find((value) => value.type === "unknown");
  const named = missing === undefined ? undefined : unknown(origin, "").name;
  if (missing !== undefined && named !== undefined) return { ...missing, name: named };
  return unknown(origin, `\`${name}\` is not carried out with these parameters`);
}

const same: Fn = ([value]) => value;

const FUNCTIONS: Record<string, Fn> = {
  jsonencode: ([value], origin) => value && encoded(value, origin),
  yamlencode: ([value], origin) => value && encoded(value, origin),
  jsondecode: ([value], origin) => value && decoded(value, "json", origin),
  yamldecode: ([value], origin) => value && decoded(value, "yaml", origin),
  file: ([path], origin, files) => opened(path, origin, files),
  templatefile: ([path, variables], origin, files) => {
    const template = opened(path, origin, files);
    if (template?.type !== "text") return template;
    if (variables !== undefined && variables.type !== "object") return undefined;
    return files.render(template, variables?.members ?? new Map());
  },
  replace: ([text, search, by]) => replaced(text, search, by),
  trimspace: ([value]) => cut(value, (text) => [text.length - text.trimStart().length, text.trimEnd().length]),
  chomp: ([value]) => cut(value, (text) => [0, text.replace(/(?:\r?\n){1,1000}$/, "").length]),
  format: ([text, ...values], origin) => formatted(text, values, origin),
  join: ([separator, ...lists], origin) => joined(separator, lists, origin),
  merge: (objects, origin) => merged(objects, origin),
  concat: (tuples, origin) => concatenated(tuples, origin),
  lower: ([text], origin) => changed(text, origin, (value) => value.toLowerCase()),
  upper: ([text], origin) => changed(text, origin, (value) => value.toUpperCase()),
  tostring: ([value], origin) => (value?.type === "constant" ? changed(value, origin, (text) => text) : value),
  try: (values) => values.find((value) => value.type !== "unknown"),
  indent: ([, value]) => value,
  sensitive: same,
  nonsensitive: same,
  tolist: same,
  toset: same,
  tomap: same,
  tonumber: same,
  tobool: same,
};

function encoded(value: Value, origin: Origin): Value | undefined {
  if (value.type === "unknown") return undefined;
  return value.type === "decoded" ? value.of : { ...originOf(origin), type: "json", of: value };
}

function decoded(value: Value, format: "json" | "yaml", origin: Origin): Value | undefined {
  if (value.type === "json") return value.of;
  if (value.type !== "text") return undefined;
  return { ...originOf(origin), type: "decoded", of: { ...value, format } };
}

function opened(path: Value | undefined, origin: Origin, files: Files): Value | undefined {
  if (path?.type !== "text" || path.mapped.text.includes("${")) return undefined;
  const file = files.open(path.mapped.text);
  if (file === undefined) return { ...unknown(path, "its file cannot be opened"), path: path.mapped.text };
  const { length } = file.text;
  if (length > 4 * MAX_TEXT) return unknown(origin, "its text is too long");
  return { type: "text", file, start: 0, end: length, mapped: mappedText([rawPiece(file.text, 0, length)]) };
}

/** Only texts are searched for: a pattern in slashes is not. */
function replaced(text?: Value, search?: Value, by?: Value): Value | undefined {
  const [source, sought, put] = [text && asText(text), search && textOfValue(search), by && putText(by)];
  if (source === undefined || put === undefined || sought === undefined) return undefined;
  if (sought === "" || /^\/.*\/$/s.test(sought)) return undefined;
  const room = MAX_TEXT - source.mapped.text.length;
  const pieces: Piece[] = [];
  const { mapped } = source;
  let done = 0;
  for (let at = mapped.text.indexOf(sought); at >= 0; at = mapped.text.indexOf(sought, done)) {
    pieces.push(partOf(mapped, done, at), putAt(put, mapped, at, at + sought.length));
    done = at + sought.length;
    if (pieces.length * put.length > 2 * Math.max(room, put.length)) return undefined;
  }
  return { ...source, mapped: mappedText([...pieces, partOf(mapped, done, mapped.text.length)], source.start) };
}

const putAt = (text: string, mapped: MappedText, from: number, to: number): Piece =>
  fixedPiece(text, ...fileSpan(mapped, from, to));

function asText(value: Value): TextValue | undefined {
  if (value.type === "text") return value;
  const text = textOfValue(value);
  return text === undefined ? undefined : fixedText(text, value);
}

function cut(value: Value | undefined, ends: (text: string) => [number, number]): Value | undefined {
  if (value?.type !== "text") return value?.type === "json" ? value : undefined;
  const [from, to] = ends(value.mapped.text);
  return { ...value, mapped: mappedText([partOf(value.mapped, from, Math.max(from, to))], value.start) };
}

function changed(value: Value | undefined, origin: Origin, change: (text: string) => string): Value | undefined {
  const text = value && textOfValue(value);
  return text === undefined || text.includes("${") ? undefined : fixedText(change(text), origin);
}

/** `%s`, `%d` and `%v` in their order, and `%%`. */
function formatted(text: Value | undefined, values: readonly Value[], origin: Origin): Value | undefined {
  if (text?.type !== "text") return undefined;
  const written = values.map(putText);
  let next = 0;
  let failed = false;
  const result = text.mapped.text.replace(/%(.?)/g, (_, verb: string) => {
    if (verb === "%") return verb;
    const value = "sdv".includes(verb) && verb !== "" ? written[next++] : undefined;
    failed ||= value === undefined;
    return value ?? "";
  });
  return failed || result.length > MAX_TEXT ? undefined : fixedText(result, origin);
}

/** What a value is inside a text, be it a placeholder. */
const putText = (value: Value): string | undefined =>
  value.type === "unknown" ? `\${${value.name}}` : textOfValue(value);

function joined(separator: Value | undefined, lists: readonly Value[], origin: Origin): Value | undefined {
  if (separator?.type !== "text") return undefined;
  const texts: (string | undefined)[] = [];
  for (const list of lists) {
    if (list.type !== "tuple") return undefined;
    for (const item of list.items) texts.push(putText(item));
  }
  const result = texts.includes(undefined) ? undefined : texts.join(separator.mapped.text);
  return result === undefined || result.length > MAX_TEXT ? undefined : fixedText(result, origin);
}

function merged(objects: readonly Value[], origin: Origin): Value | undefined {
  const members = new Map<string, Member>();
  for (const object of objects.map(withoutText)) {
    if (object.type !== "object") return undefined;
    for (const [key, member] of object.members) members.set(key, member);
  }
  return { ...originOf(origin), type: "object", members };
}

function concatenated(tuples: readonly Value[], origin: Origin): Value | undefined {
  const items: Value[] = [];
  for (const tuple of tuples.map(withoutText)) {
    if (tuple.type !== "tuple") return undefined;
    for (const item of tuple.items) items.push(item);
  }
  return { ...originOf(origin), type: "tuple", items };
}
