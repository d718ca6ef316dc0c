import { type Json, type JsonObject, own, put } from "../../json.js";
import { utf8Length } from "../../utf8.js";
import { type Dataset, refusal } from "./dataset.js";
import { LIMITS } from "./limits.js";

/*
 * Text files with delimiters, by the rules of the guide's page on ItemReader and the recorded cases:
 *
 * - A record ends with a line; a quoted cell may contain line ends and delimiters. An empty line is no record.
 * - Cells are strings; their blanks are kept.
 * - Two quotation marks stand for one, inside a quoted cell and in the middle of an unquoted one.
 * - A backslash protects a backslash, a quotation mark or the delimiter; before anything else it disappears.
 * - A short row is filled up with "", the cells beyond the headers are dropped.
 *
 * No library reads this dialect: those that know a backslash keep it before other characters, and they read a doubled
 * quotation mark in an unquoted cell as two.
 */

/** Takes one record's cells and its length in the text; false: no more are wanted. */
export type VisitRow = (cells: string[], length: number) => boolean;

const DELIMITERS: Record<string, string> = { COMMA: ",", PIPE: "|", SEMICOLON: ";", SPACE: " ", TAB: "\t" };

/** The delimiter that ReaderConfig.CSVDelimiter names; a comma where it is absent. */
function delimiterOf(config: JsonObject): string {
  const name = own(config, "CSVDelimiter") ?? "COMMA";
  const delimiter = typeof name === "string" && Object.hasOwn(DELIMITERS, name) ? DELIMITERS[name] : undefined;
  if (delimiter === undefined) throw refusal(`The CSVDelimiter ${JSON.stringify(name)} is not supported.`);
  return delimiter;
}

/** Gives each record to `visit`, with its length in the text, until that returns false. O(length of the text read). */
export function readRows(text: string, delimiter: string, visit: VisitRow): void {
  for (let start = 0; start < text.length; ) {
    if (isLineEnd(text.charCodeAt(start))) {
      start++;
      continue;
    }
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, text.charCodeAt(end - 1) === CR ? end - 1 : end);
    if (SPECIAL.test(line)) {
      const record = readRecord(text, start, delimiter);
      if (!visit(record.cells, record.next - start)) return;
      start = record.next;
    } else {
      if (!visit(line.split(delimiter), line.length)) return;
      start = end + 1;
    }
  }
}

const CR = 13;
const LF = 10;
const SPECIAL = /["\\\r]/;
const isLineEnd = (unit: number): boolean => unit === LF || unit === CR;

/** One record that needs a closer look, and where the next one begins. */
function readRecord(text: string, start: number, delimiter: string): { cells: string[]; next: number } {
  const cells: string[] = [];
  let cell = "";
  let cellStart = start;
  let quoted = false;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (char === "\\") {
      if (protects(text[i + 1], delimiter)) cell += text[++i];
    } else if (char === '"') {
      if ((quoted || i > cellStart) && text[i + 1] === '"') cell += text[++i];
      else if (quoted || i === cellStart) quoted = !quoted;
      else cell += char;
    } else if (quoted) cell += char;
    else if (char === delimiter) {
      cells.push(cell);
      cell = "";
      cellStart = i + 1;
    } else if (char === "\n" || char === "\r") {
      cells.push(cell);
      return { cells, next: char === "\r" && text.charCodeAt(i + 1) === LF ? i + 2 : i + 1 };
    } else cell += char;
  }
  if (quoted) throw refusal(`The quoted CSV field that begins in line ${lineOf(text, cellStart)} does not end.`);
  cells.push(cell);
  return { cells, next: text.length };
}

const protects = (next: string | undefined, delimiter: string): boolean =>
  next === "\\" || next === '"' || next === delimiter;

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf("\n"); i >= 0 && i < offset; i = text.indexOf("\n", i + 1)) line++;
  return line;
}

/** Adds the rows of a text file with delimiters to the dataset: objects of strings, keyed by the headers. */
export function readCsv(text: string, config: JsonObject, source: string, dataset: Dataset): void {
  if (dataset.full) return;
  let headers = givenHeaders(config);
  let overhead = headers === undefined ? 0 : overheadOf(headers);
  readRows(text, delimiterOf(config), (cells, length) => {
    if (headers !== undefined) return dataset.push(rowOf(headers, cells), source, undefined, length * 6 + overhead);
    headers = checked(cells);
    overhead = overheadOf(headers);
    return true;
  });
}

/** The headers of ReaderConfig, or undefined where the first row holds them. */
function givenHeaders(config: JsonObject): string[] | undefined {
  const location = own(config, "CSVHeaderLocation") ?? "FIRST_ROW";
  if (location === "FIRST_ROW") return undefined;
  if (location !== "GIVEN") throw refusal(`The CSVHeaderLocation ${JSON.stringify(location)} is not supported.`);
  const headers = own(config, "CSVHeaders");
  if (!isHeaders(headers)) throw refusal("CSVHeaders must be an array of strings where CSVHeaderLocation is GIVEN.");
  return checked(headers);
}

const isHeaders = (value: Json | undefined): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((header) => typeof header === "string");

function checked(headers: string[]): string[] {
  if (new Set(headers).size < headers.length) throw refusal("CSV headers cannot contain duplicates.");
  const bytes = headers.reduce((sum, header) => sum + utf8Length(header), headers.length - 1);
  if (bytes > LIMITS.headerBytes) throw refusal(`CSV headers have ${bytes} bytes; the limit is ${LIMITS.headerBytes}.`);
  return headers;
}

/** What an object of these keys takes in JSON beside its values, at most. */
const overheadOf = (headers: readonly string[]): number =>
  headers.reduce((sum, header) => sum + header.length * 6 + 6, 2);

function rowOf(headers: readonly string[], cells: readonly string[]): JsonObject {
  const row: JsonObject = {};
  for (let i = 0; i < headers.length; i++) put(row, headers[i], i < cells.length ? cells[i] : "");
  return row;
}
