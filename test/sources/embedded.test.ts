import { describe, expect, it } from "vitest";
import { type ReadText, validate } from "../../packages/asl-core/src/definition/index.js";
import { parseJsonText } from "../../packages/asl-core/src/definition/json-text.js";
import { findNode } from "../../packages/asl-core/src/definition/positions.js";
import { readYaml } from "../../packages/asl-core/src/definition/yaml.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { readEmbedded, readInline } from "../../packages/asl-core/src/sources/embedded.js";
import { mappedText, scalarPiece } from "../../packages/asl-core/src/sources/mapped-text.js";

/** Reads the definition in the string under `D`. */
function embedded(file: string): ReadText {
  const outer = readYaml(file, 100);
  const node = findNode(outer.root, "/D")!;
  const piece = scalarPiece(file, node, (outer.value as { D: string }).D);
  return readEmbedded(mappedText([piece], node.start), file, { yaml: readYaml });
}

const cut = (read: ReadText, range: { start: { offset: number }; end: { offset: number } } | undefined): string =>
  range === undefined ? "nowhere" : read.text.slice(range.start.offset, range.end.offset);

const inner = '{"StartAt": "Gone", "States": {"A": {"Type": "Pass", "InputPath": "$.a[", "End": true}}}';
const files: [title: string, file: string][] = [
  ["a JSON string", `{"D": ${JSON.stringify(inner)}}`],
  ["a JSON string in YAML", `D: ${JSON.stringify(inner)}`],
  ["single quotes", `D: '${inner}'`],
  ["a literal block", `D: |\n  ${inner.replaceAll(", ", ",\n    ")}\n`],
  ["a folded block", `D: >-\n  ${inner.replaceAll(", ", ",\n  ")}\n`],
  [
    "a YAML definition in a literal block",
    "D: |\n  StartAt: Gone\n  States:\n    A:\n      Type: Pass\n      InputPath: $.a[\n      End: true\n",
  ],
];

describe("readEmbedded", () => {
  it.each(files)("finds keys and values inside %s", (_, file) => {
    const read = embedded(file);
    expect(cut(read, read.locate("/StartAt")).replace(/^\\?"|\\?"$/g, "")).toBe("Gone");
    expect(cut(read, read.locate("/States/A/Type", "key")).replace(/^\\?"|\\?"$/g, "")).toBe("Type");
    expect(cut(read, read.inside("/States/A/InputPath", { offset: 2, length: 2 }))).toBe("a[");
  });

  it.each(files)("puts what validate finds inside %s in its place", (_, file) => {
    const read = embedded(file);
    const target = validate(read).find(({ rule }) => rule === "missing-target");
    expect(cut(read, target?.range)).toContain("Gone");
    expect(target?.pointer).toBe("/StartAt");
  });

  it("points at a syntax error in the file, and keeps AWS's location of it", () => {
    const read = embedded('{"D": "{\\"StartAt\\": \\"A\\",}"}');
    expect(read.value).toBeUndefined();
    expect(cut(read, read.diagnostics[0].range)).toBe("}");
    expect(read.diagnostics[0].location).toContain("line: 1, column: 18");
  });

  it("says where both of two equal keys stand", () => {
    const read = embedded('D: |\n  {"a": 1,\n   "a": 2}\n');
    const [{ range, related }] = read.diagnostics;
    expect([range?.start.line, related?.[0].range?.start.line]).toEqual([3, 2]);
  });

  it("reads an empty text", () => {
    const read = embedded('{"D": ""}');
    expect(read.diagnostics[0]).toMatchObject({ rule: "not-an-object", range: { start: { offset: 6 } } });
  });
});

describe("readInline", () => {
  const file = '{"D": {"StartAt": "A", "States": {"A": {"Type": "Pass", "InputPath": "$.\\u0061[", "End": true}}}}';
  const value = (JSON.parse(file) as { D: Json }).D;
  const node = findNode(parseJsonText(file, 1000).root, "/D");

  it("takes positions from the file", () => {
    const read = readInline(value, node!, file);
    expect(cut(read, read.locate("/States/A/Type", "key"))).toBe('"Type"');
    expect(cut(read, read.inside("/States/A/InputPath", { offset: 2, length: 2 }))).toBe("\\u0061[");
    expect(validate(read)[0].range?.start.offset).toBe(file.indexOf("[") + 1);
  });

  it("measures the JSON text AWS gets", () => {
    expect(readInline(value, node!, file).length).toBe(JSON.stringify(value).length);
  });

  it("refuses what is nested too deeply", () => {
    let deep: Json = 1;
    for (let level = 0; level < 1001; level++) deep = [deep];
    const read = readInline(deep, node!, file);
    expect([read.value, read.diagnostics[0].rule]).toEqual([undefined, "too-deep"]);
  });
});
