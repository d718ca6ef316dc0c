import { expect } from "vitest";
import { type Diagnostic, type MachineType, validate } from "../../packages/asl-core/src/definition/index.js";
import { valueAt } from "../../packages/asl-core/src/definition/location.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import type { Source, SourceMachine, SourceOptions } from "../../packages/asl-core/src/sources/source.js";

type Reader = (file: string, text: string, options?: SourceOptions) => Promise<Source>;

/** A file that holds machines, and what must come of it. */
export interface TemplateCase {
  /** Finishes the sentence "it reads …". */
  title: string;
  file?: string;
  text: string;
  /** Other files by their paths. */
  files?: Record<string, string>;
  options?: SourceOptions;
  id?: string;
  type?: MachineType;
  /** Values of the definition by pointer; undefined where there must be none. */
  values: Record<string, Json | undefined>;
  /** The one error but for no-terminal-state: its rule and the text it points at, in the machine's file. */
  fault?: [rule: string, written: string];
  /** The file the definition stands in, if another one. */
  in?: string;
}

/** Reads a case's file; other files are its own. */
export function readCase(read: Reader, file: string, one: Pick<TemplateCase, "file" | "text" | "files" | "options">) {
  const open = (path: string) => one.files?.[path];
  return read(one.file ?? file, one.text, { open, ...one.options });
}

/** Checks the machine of a case: its id, type, values, and where its fault stands. */
export async function checkCase(read: Reader, file: string, one: TemplateCase): Promise<void> {
  const source = await readCase(read, file, one);
  const machine = source.machines[0];
  expect(source.diagnostics).toEqual([]);
  expect(machine).toMatchObject({ id: one.id ?? "M", file: one.in ?? one.file ?? file });
  expect(machine.type).toBe(one.type);
  const given = Object.fromEntries(Object.keys(one.values).map((at) => [at, valueAt(machine.read.value, at)]));
  expect(given).toEqual(one.values);
  const text = one.in === undefined ? one.text : (one.files?.[one.in] ?? "");
  expect(faults(machine, text)).toEqual(one.fault === undefined ? [] : [expected(one.fault, text)]);
}

interface Fault {
  rule: string;
  written: string | undefined;
  line: number | undefined;
  column: number | undefined;
}

function faults(machine: SourceMachine, text: string): Fault[] {
  const errors = validate(machine.read, { type: machine.type }).filter(
    ({ severity, rule }) => severity === "error" && rule !== "no-terminal-state",
  );
  return errors.map(
    (one): Fault => ({
      rule: one.rule,
      written: writtenAt(one, text),
      line: one.range?.start.line,
      column: one.range?.start.column,
    }),
  );
}

const writtenAt = ({ range }: Diagnostic, text: string): string | undefined =>
  range && text.slice(range.start.offset, range.end.offset);

function expected([rule, written]: [string, string], text: string): Fault {
  const before = text.slice(0, text.indexOf(written));
  expect(text.split(written)).toHaveLength(2);
  return { rule, written, line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
}
