import { fileSpan } from "../embedded.js";
import { fixedPiece, type MappedText, mappedText, type Piece, partOf, rawPiece } from "../mapped-text.js";
import {
  fixedText,
  type HclText,
  type Member,
  type Origin,
  originOf,
  type TextValue,
  unknown,
  type Value,
} from "./value.js";
import type { Writer } from "./writer.js";

/** What functions reach beyond their parameters. */
export interface Files {
  readonly writer: Writer;
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
  file: ([path], _, files) => opened(path, files),
  templatefile: ([path, variables], _, files) => {
    const template = opened(path, files);
    if (template?.type !== "text") return template;
    if (variables !== undefined && variables.type !== "object") return undefined;
    return files.render(template, variables?.members ?? new Map());
  },
  replace: ([text, search, by], _, files) => replaced(text, search, by, files),
  trimspace: ([value], _, files) =>
    cut(value, files, (text) => [text.length - text.trimStart().length, text.trimEnd().length]),
  chomp: ([value], _, files) => cut(value, files, (text) => [0, lengthWithoutBreaks(text)]),
  format: ([text, ...values], origin, files) => formatted(text, values, origin, files),
  join: ([separator, ...lists], origin, files) => joined(separator, lists, origin, files),
  merge: (objects, origin, files) => merged(objects, origin, files),
  concat: (tuples, origin, files) => concatenated(tuples, origin, files),
  lower: ([text], origin, files) => changed(text, origin, files, (value) => value.toLowerCase()),
  upper: ([text], origin, files) => changed(text, origin, files, (value) => value.toUpperCase()),
  tostring: ([value], origin, files) =>
    value?.type === "constant" ? changed(value, origin, files, (text) => text) : value,
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

function opened(path: Value | undefined, files: Files): Value | undefined {
  if (path?.type !== "text") return undefined;
  if (path.mapped.text.includes("${")) return unknown(path, "the path of its file is not known");
  const file = files.open(path.mapped.text);
  if (file === undefined) return { ...unknown(path, "its file cannot be opened"), path: path.mapped.text };
  const { length } = file.text;
  return { type: "text", file, start: 0, end: length, mapped: mappedText([rawPiece(file.text, 0, length)]) };
}

/** Only texts are searched for: a pattern in slashes is not. */
function replaced(
  text: Value | undefined,
  search: Value | undefined,
  by: Value | undefined,
  { writer }: Files,
): Value | undefined {
  const sought = search && writer.text(search);
  const put = by && putText(by, writer);
  const source = text && asText(text, writer);
  if (source === undefined || put === undefined || sought === undefined) return undefined;
  if (sought === "" || /^\/.*\/$/s.test(sought)) return undefined;
  const { mapped } = source;
  const pieces: Piece[] = [];
  let done = 0;
  for (let at = mapped.text.indexOf(sought); at >= 0; at = mapped.text.indexOf(sought, done)) {
    writer.work.spend(put.length + 1);
    pieces.push(partOf(mapped, done, at), putAt(put, mapped, at, at + sought.length));
    done = at + sought.length;
  }
  return { ...source, mapped: mappedText([...pieces, partOf(mapped, done, mapped.text.length)], source.start) };
}

const putAt = (text: string, mapped: MappedText, from: number, to: number): Piece =>
  fixedPiece(text, ...fileSpan(mapped, from, to));

function asText(value: Value, writer: Writer): TextValue | undefined {
  const text = writer.text(value);
  return value.type === "text" ? value : text === undefined ? undefined : fixedText(text, value);
}

function cut(value: Value | undefined, { writer }: Files, ends: (text: string) => [number, number]): Value | undefined {
  if (value?.type !== "text") return value?.type === "json" ? value : undefined;
  writer.work.spend(value.mapped.text.length);
  const [from, to] = ends(value.mapped.text);
  return { ...value, mapped: mappedText([partOf(value.mapped, from, Math.max(from, to))], value.start) };
}

function lengthWithoutBreaks(text: string): number {
  let length = text.length;
  while (text[length - 1] === "\n" || text[length - 1] === "\r") length--;
  return length;
}

function changed(
  value: Value | undefined,
  origin: Origin,
  { writer }: Files,
  change: (text: string) => string,
): Value | undefined {
  const text = value && writer.text(value);
  return text === undefined || text.includes("${") ? undefined : fixedText(change(text), origin);
}

/** `%s`, `%d` and `%v` in their order, and `%%`. */
function formatted(
  text: Value | undefined,
  values: readonly Value[],
  origin: Origin,
  { writer }: Files,
): Value | undefined {
  if (text?.type !== "text") return undefined;
  const written = values.map((value) => putText(value, writer));
  let next = 0;
  let failed = false;
  const result = text.mapped.text.replace(/%(.?)/g, (_, verb: string) => {
    if (verb === "%") return verb;
    const value = verb !== "" && "sdv".includes(verb) ? written[next++] : undefined;
    failed ||= value === undefined;
    return value ?? "";
  });
  return failed ? undefined : fixedText(result, origin);
}

/** What a value is inside a text, be it a placeholder. */
const putText = (value: Value, writer: Writer): string | undefined =>
  value.type === "unknown" ? `\${${value.name}}` : writer.text(value);

function joined(
  separator: Value | undefined,
  lists: readonly Value[],
  origin: Origin,
  { writer }: Files,
): Value | undefined {
  if (separator?.type !== "text") return undefined;
  const texts: (string | undefined)[] = [];
  for (const list of lists) {
    if (list.type !== "tuple") return undefined;
    writer.work.spend(list.items.length * (1 + separator.mapped.text.length));
    for (const item of list.items) texts.push(putText(item, writer));
  }
  return texts.includes(undefined) ? undefined : fixedText(texts.join(separator.mapped.text), origin);
}

function merged(objects: readonly Value[], origin: Origin, { writer }: Files): Value | undefined {
  const members = new Map<string, Member>();
  for (const object of objects.map((one) => writer.value(one))) {
    if (object.type !== "object") return undefined;
    writer.work.spend(object.members.size);
    for (const [key, member] of object.members) members.set(key, member);
  }
  return { ...originOf(origin), type: "object", members };
}

function concatenated(tuples: readonly Value[], origin: Origin, { writer }: Files): Value | undefined {
  const items: Value[] = [];
  for (const tuple of tuples.map((one) => writer.value(one))) {
    if (tuple.type !== "tuple") return undefined;
    writer.work.spend(tuple.items.length);
    for (const item of tuple.items) items.push(item);
  }
  return { ...originOf(origin), type: "tuple", items };
}
