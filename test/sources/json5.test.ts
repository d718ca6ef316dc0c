import { describe, expect, it } from "vitest";
import { json5ToJson } from "../../packages/asl-core/src/sources/json5.js";
import type { MappedText } from "../../packages/asl-core/src/sources/mapped-text.js";

const value = (text: string): unknown => JSON.parse((json5ToJson(text) as MappedText).text);

const texts: [title: string, text: string, expected: unknown][] = [
  ["comments", '// one\n{"a": /* two */ 1} // three', { a: 1 }],
  ["trailing commas", '{"a": [1, 2,], }', { a: [1, 2] }],
  ["a trailing comma before a comment", '{"a": 1, // last\n}', { a: 1 }],
  ["keys without quotes", "{a: 1, $b_2: 2, null: 3}", { a: 1, $b_2: 2, null: 3 }],
  ["single quotes", `{'a': 'it\\'s "x" // no comment'}`, { a: `it's "x" // no comment` }],
  ["escapes JSON has not", "{a: 'x\\x41\\v\\0\\q\\\ny'}", { a: "xA\u000b\0qy" }],
  ["escapes JSON has", '{a: "\\u00e9\\n\\\\"}', { a: "é\n\\" }],
  ["numbers JSON has not", "{a: 0x1F, b: +1, c: .5, d: 5., e: -0x10}", { a: 31, b: 1, c: 0.5, d: 5, e: -16 }],
];

describe("json5ToJson", () => {
  it.each(texts)("reads %s", (_, text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it("knows where each character stands", () => {
    const text = "// c\n{key: 'a\\x41b', }";
    const mapped = json5ToJson(text) as MappedText;
    const written = (part: string) => {
      const at = mapped.text.indexOf(part);
      return text.slice(mapped.start(at), mapped.end(at + part.length - 1));
    };
    expect(['"key"', "\\u0041", "b", "}"].map(written)).toEqual(["key", "\\x41", "b", "}"]);
  });

  it("leaves placeholders as they are", () => {
    expect((json5ToJson("{a: ${Wait}, b: ${AWS::Region}} // c") as MappedText).text).toBe(
      '{"a": ${Wait}, "b": ${AWS::Region}}',
    );
  });

  it.each(["{a: .\n}", "{a: .\u2028}", "{a: -\n1}", "{a: +}"])(
    "leaves what is no number to the reader of JSON: %j",
    (text) => {
      const read = json5ToJson(text);
      expect("problem" in read || read.text.includes(text.slice(4, -1))).toBe(true);
    },
  );

  it.each(['{a: "\\', "'\\", '"', "\\", "{a: 0x", "{a: 'x\\u12", "/*", "/", "-", "{a: ."])("ends at %j", (text) => {
    const read = json5ToJson(text);
    if ("problem" in read) expect(read.offset).toBeLessThanOrEqual(text.length);
  });

  it("says where a text stops being JSON5", () => {
    expect(json5ToJson("{a: #}")).toEqual({ problem: "Unexpected character '#'", offset: 4 });
  });
});
