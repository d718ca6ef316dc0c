import { describe, expect, it } from "vitest";
import { type Item, memoryStore, readItems } from "../../packages/asl-core/src/drivers/objects/index.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";

const FIRST_ROW: JsonObject = { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" };

function read(text: string, config: JsonObject = FIRST_ROW): Item[] {
  const store = memoryStore({ b: { "k.csv": text } });
  const request = { resource: "arn:aws:states:::s3:getObject", arguments: { Bucket: "b", Key: "k.csv" }, config };
  return readItems(store, request) as Item[];
}
const rows = (text: string, config?: JsonObject) => read(text, config).map((item) => item.value);
const given = (...headers: string[]): JsonObject => ({
  InputType: "CSV",
  CSVHeaderLocation: "GIVEN",
  CSVHeaders: headers,
});

describe("a CSV dataset", () => {
  it("is read at once, with its source on every item", () => {
    expect(read("a,b\n1,2\n")).toEqual([{ value: { a: "1", b: "2" }, source: "S3://b/k.csv" }]);
  });

  it.each<[string, string, JsonObject[]]>([
    [
      "keeps every value a string",
      "a,b\ntrue,1\nNull,None",
      [
        { a: "true", b: "1" },
        { a: "Null", b: "None" },
      ],
    ],
    [
      "fills short rows and drops extra cells",
      "a,b\n1\n1,2,3\n",
      [
        { a: "1", b: "" },
        { a: "1", b: "2" },
      ],
    ],
    [
      "keeps blanks and the apostrophes around a cell",
      "a,b\n   \n 1 ,'x'\n",
      [
        { a: "   ", b: "" },
        { a: " 1 ", b: "'x'" },
      ],
    ],
    [
      "accepts an empty header",
      "a,\n1,2,3\n,,\n",
      [
        { a: "1", "": "2" },
        { a: "", "": "" },
      ],
    ],
    [
      "reads lines that end in CR LF, LF or CR",
      "a,b\r\n1,2\r\n3,4\n5,6\r7,8",
      [
        { a: "1", b: "2" },
        { a: "3", b: "4" },
        { a: "5", b: "6" },
        { a: "7", b: "8" },
      ],
    ],
    ["skips empty lines", "a\n\n1\r\n\r\n\r2\n\n", [{ a: "1" }, { a: "2" }]],
    ["drops a byte order mark", "\ufeffa\n1\n", [{ a: "1" }]],
    ["gives nothing for an empty file", "", []],
    ["gives nothing for a header alone", "a,b\n", []],
    [
      "keeps delimiters and line ends in quoted cells",
      'a,b\n"1,\n2","x\r\ny"\n3,4\n',
      [
        { a: "1,\n2", b: "x\r\ny" },
        { a: "3", b: "4" },
      ],
    ],
    ["reads two quotation marks as one in a quoted cell", 'a\n"say ""hi"""\n', [{ a: 'say "hi"' }]],
    ["reads two quotation marks as one in an unquoted cell", 'a,b\n{""k"":""v""},2\n', [{ a: '{"k":"v"}', b: "2" }]],
    ["reads an empty quoted cell", 'a,b\n"",""\n', [{ a: "", b: "" }]],
    ["keeps a quotation mark inside an unquoted cell", 'a,b\n5" pipe,2\n', [{ a: '5" pipe', b: "2" }]],
    ["goes on after a quoted part", 'a,b\n"1"2,3\n', [{ a: "12", b: "3" }]],
    [
      "lets a backslash protect a backslash, a quotation mark and the delimiter",
      'a,b\nc:\\\\x,\\"y\\"\n1\\,2,"\\""\n',
      [
        { a: "c:\\x", b: '"y"' },
        { a: "1,2", b: '"' },
      ],
    ],
    ["removes a backslash before anything else", "a,b\n\\n\\t,x\\\n", [{ a: "nt", b: "x" }]],
    ["reads characters beyond ASCII", "ä,😀\né,\ud83d\n", [{ ä: "é", "😀": "\ufffd" }]],
  ])("%s", (_, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });

  it.each([
    ["COMMA", ","],
    ["PIPE", "|"],
    ["SEMICOLON", ";"],
    ["SPACE", " "],
    ["TAB", "\t"],
  ])("knows the delimiter %s", (name, delimiter) => {
    const text = `${["a", "b"].join(delimiter)}\n${["1\\", "2", '"3', '4"'].join(delimiter)}\n`;
    expect(rows(text, { ...FIRST_ROW, CSVDelimiter: name })).toEqual([{ a: `1${delimiter}2`, b: `3${delimiter}4` }]);
  });

  it("takes given headers and reads the first row as data", () => {
    expect(rows("1,2\n3,4\n", given("x", "y"))).toEqual([
      { x: "1", y: "2" },
      { x: "3", y: "4" },
    ]);
  });

  it("treats foreign header names as plain keys", () => {
    const [row] = rows("__proto__,constructor,0\n1,2,3\n") as JsonObject[];
    expect(Object.keys(row).sort()).toEqual(["0", "__proto__", "constructor"]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    expect(JSON.parse(JSON.stringify(row))).toEqual(JSON.parse('{"__proto__":"1","constructor":"2","0":"3"}'));
  });

  it.each<[string, number | undefined, number]>([
    ["all rows without it", undefined, 4],
    ["all rows for 0", 0, 4],
    ["two rows for 2", 2, 2],
    ["all rows for more than there are, beyond AWS's limit", 100_000_001, 4],
  ])("honours MaxItems: %s", (_, MaxItems, count) => {
    const config = MaxItems === undefined ? FIRST_ROW : { ...FIRST_ROW, MaxItems };
    expect(rows("a\n1\n2\n3\n4\n", config)).toHaveLength(count);
  });

  it("does not look beyond MaxItems", () => {
    expect(rows('a\n1\n"never closed', { ...FIRST_ROW, MaxItems: 1 })).toEqual([{ a: "1" }]);
  });

  it.each<[string, string, JsonObject, string]>([
    ["duplicate headers", "a,b,a\n1,2,3\n", FIRST_ROW, "CSV headers cannot contain duplicates."],
    ["duplicate given headers", "1,2\n", given("a", "a"), "CSV headers cannot contain duplicates."],
    ["a negative MaxItems", "a\n1\n", { ...FIRST_ROW, MaxItems: -1 }, "field MaxItems must be positive"],
    ["a MaxItems that is no number", "a\n1\n", { ...FIRST_ROW, MaxItems: "2" }, "field MaxItems must be a number"],
    [
      "missing given headers",
      "1\n",
      { InputType: "CSV", CSVHeaderLocation: "GIVEN" },
      "CSVHeaders must be an array of strings where CSVHeaderLocation is GIVEN.",
    ],
    [
      "an unknown header location",
      "1\n",
      { InputType: "CSV", CSVHeaderLocation: "LAST_ROW" },
      'The CSVHeaderLocation "LAST_ROW" is not supported.',
    ],
    [
      "an unknown delimiter",
      "1\n",
      { ...FIRST_ROW, CSVDelimiter: "constructor" },
      'The CSVDelimiter "constructor" is not supported.',
    ],
    [
      "a quoted field without an end",
      'a\n1\n"2\n3\n',
      FIRST_ROW,
      "The quoted CSV field that begins in line 3 does not end.",
    ],
    [
      "headers beyond 10 KiB",
      `${"h".repeat(10_241)}\n1\n`,
      FIRST_ROW,
      "CSV headers have 10241 bytes; the limit is 10240.",
    ],
    [
      "an item beyond 256 KiB",
      `a\n${"x".repeat(262_137)}\n`,
      FIRST_ROW,
      "Item 0 has 262145 bytes; the limit is 262144 bytes.",
    ],
  ])("refuses %s", (_, text, config, cause) => {
    expect(() => read(text, config)).toThrow(
      expect.objectContaining({ error: "States.ItemReaderFailed", cause, form: "plain" }),
    );
  });

  it("accepts an item of exactly 256 KiB", () => {
    expect(rows(`a\n${"x".repeat(262_136)}\n`)).toHaveLength(1);
  });
});
