import { describe, expect, it } from "vitest";
import { findNode } from "../../packages/asl-core/src/definition/positions.js";
import { readYaml } from "../../packages/asl-core/src/definition/yaml.js";
import {
  fixedPiece,
  type MappedText,
  mappedText,
  partOf,
  rawPiece,
  scalarPiece,
} from "../../packages/asl-core/src/sources/mapped-text.js";

/** The scalar under the key `a` of a JSON or YAML text, and what each of its characters is written as. */
function scalar(text: string): { value: string; written: string[] } {
  const read = readYaml(text, 100);
  const { a: value } = read.value as { a: string };
  const piece = scalarPiece(text, findNode(read.root, "/a")!, value);
  const written = [...Array(value.length).keys()].map((at) => text.slice(piece.start(at), piece.end(at)));
  return { value, written };
}

const places = (mapped: MappedText): [number, number][] =>
  [...mapped.text].map((_, at) => [mapped.start(at), mapped.end(at)]);

const notations: [title: string, text: string, written: string[]][] = [
  ["a JSON string", '{"a": "xy"}', ["x", "y"]],
  ["JSON escapes", '{"a": "x\\n\\"\\u00e9y"}', ["x", "\\n", '\\"', "\\u00e9", "y"]],
  ["a surrogate pair of escapes", '{"a": "\\ud83d\\ude00!"}', ["\\ud83d", "\\ude00", "!"]],
  ["YAML's longer escapes", 'a: "\\x41\\U0001F600z"', ["\\x41", "\\U0001F600", "\\U0001F600", "z"]],
  ["an escaped line break", 'a: "x\\\n   y"', ["x", "y"]],
  ["lines folded in double quotes", 'a: "x  \n   y"', ["x", "  \n   ", "y"]],
  ["an empty line in double quotes", 'a: "x\n\n   y"', ["x", "\n\n   ", "y"]],
  ["doubled quotes", "a: 'x''y z'", ["x", "''", "y", " ", "z"]],
  ["plain text", "a: x y", ["x", " ", "y"]],
  ["plain text in lines", "a: x\n  y", ["x", "\n  ", "y"]],
  ["a literal block", "a: |\n  x\n    y\n\n  z\n", ["x", "\n", " ", " ", "y", "\n", "\n", "z", "\n"]],
  ["a literal block with Windows' line ends", "a: |\r\n  x\r\n  y\r\n", ["x", "\r\n", "y", "\r\n"]],
  ["a literal block without its last line end", "a: |-\n  x\n  y\n", ["x", "\n", "y"]],
  ["a literal block with an indentation of its own", "a: |2\n    x\n  y\n", [" ", " ", "x", "\n", "y", "\n"]],
  ["a literal block after empty lines", "a: |\n\n  x\n", ["\n", "x", "\n"]],
  ["a folded block", "a: >\n  x\n  y\n", ["x", "\n", "y", "\n"]],
  ["a folded block with a paragraph", "a: >-\n  x\n\n  y\n", ["x", "\n", "y"]],
  ["a folded block with an indented line", "a: >-\n  x\n    y\n  z\n", ["x", "\n", " ", " ", "y", "\n", "z"]],
  ["a block with a comment in its head", "a: | # why\n  x\n", ["x", "\n"]],
];

describe("scalarPiece", () => {
  it.each(notations)("follows %s", (_, text, written) => {
    expect(scalar(text).written).toEqual(written);
  });

  it("keeps a value that is not what the notation says inside it", () => {
    const piece = scalarPiece('"ab"', { start: 0, end: 4 }, "abcd");
    expect([piece.start(3), piece.end(3)]).toEqual([4, 4]);
  });
});

describe("mappedText", () => {
  const file = "0123456789";

  it("joins pieces, each with its own places", () => {
    const mapped = mappedText([rawPiece(file, 2, 4), fixedPiece("long", 5, 6), rawPiece(file, 8, 9)]);
    expect(mapped.text).toBe("23long8");
    expect(places(mapped)).toEqual([
      [2, 3],
      [3, 4],
      [5, 6],
      [5, 6],
      [5, 6],
      [5, 6],
      [8, 9],
    ]);
    expect(mapped.start(7)).toBe(9);
  });

  it("cuts parts out of a mapped text", () => {
    const mapped = mappedText([rawPiece(file, 2, 8)]);
    expect(places(mappedText([partOf(mapped, 1, 3)]))).toEqual([
      [3, 4],
      [4, 5],
    ]);
  });

  it("puts a text without characters where it is told", () => {
    const mapped = mappedText([fixedPiece("", 1, 2)], 7);
    expect([mapped.start(0), mapped.end(0)]).toEqual([7, 7]);
  });
});
