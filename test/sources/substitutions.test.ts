import { describe, expect, it } from "vitest";
import { readSubstitutions, unusedSubstitutions } from "../../packages/asl-core/src/sources/index.js";

describe("readSubstitutions", () => {
  it.each([
    ["a.json", '{"A": "x", "AWS::Region": "eu", "N": 5}'],
    ["a.yaml", "A: x\nAWS::Region: eu\nN: 5\n"],
    ["a.json5", "{A: 'x', 'AWS::Region': 'eu', N: 5,}"],
  ])("reads %s", async (file, text) => {
    expect(await readSubstitutions(file, text)).toEqual({
      substitutions: { A: "x", "AWS::Region": "eu", N: 5 },
      diagnostics: [],
    });
  });

  it("says where a file is something else", async () => {
    const { substitutions, diagnostics } = await readSubstitutions("a.json", " [1]");
    expect(substitutions).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { rule: "bad-substitutions", file: "a.json", hint: "This is an array.", range: { start: { offset: 1 } } },
    ]);
  });

  it("says where a file is no JSON", async () => {
    const { diagnostics } = await readSubstitutions("a.json", '{"A": }');
    expect(diagnostics).toMatchObject([{ rule: "invalid-json", file: "a.json", range: { start: { offset: 6 } } }]);
  });

  it("takes names of Object.prototype for names like others", async () => {
    const { substitutions } = await readSubstitutions("a.json", '{"__proto__": "x"}');
    expect(Object.keys(substitutions ?? {})).toEqual(["__proto__"]);
  });
});

describe("unusedSubstitutions", () => {
  it("names those that no text mentions", () => {
    expect(unusedSubstitutions({ A: 1, B: 2, C: 3 }, ["${A} $CC C_", "D ${B}"])).toEqual(["C"]);
  });

  it.each([
    ["functions of templates", "T", "TableName: !Ref T"],
    ["variables of Terraform", "var.table", "x = var.table"],
    ["expressions with quotes over several lines", "f(a , b)", 'f("a"\n , "b")'],
  ])("knows %s", (_, name, text) => {
    expect(unusedSubstitutions({ [name]: 1 }, [text])).toEqual([]);
  });

  it("knows placeholders in other values, not in their own texts", () => {
    expect(unusedSubstitutions({ A: "${B}", B: 1, C: "C" }, ["${A}"])).toEqual(["C"]);
  });

  it("ends where a name without letters is everywhere", () => {
    expect(unusedSubstitutions({ "": 1, "{": 2 }, ["a".repeat(1000), ""])).toEqual([]);
  });
});
