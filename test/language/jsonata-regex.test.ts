import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRegex } from "../../packages/asl-core/src/language/jsonata/regex-program.js";

function search(pattern: RegExp, text: string): unknown {
  const program = compileRegex(pattern.source, pattern.flags);
  expect(program, String(pattern)).toBeDefined();
  let steps = 0;
  const limit = () => {
    if (++steps > 1e6) throw new Error("too many steps");
  };
  for (let start = 0; start <= text.length; start++) {
    const found = program!.run(text, start, limit);
    if (found) return pairs(found).map(([from, to]) => (from < 0 ? undefined : text.slice(from, to)));
  }
  return null;
}

const pairs = (list: number[]) => Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i], list[2 * i + 1]]);
const native = (pattern: RegExp, text: string) => {
  const found = pattern.exec(text);
  return found && [...found];
};

describe("the bounded matcher", () => {
  it.each<[RegExp, string]>([
    [/^(\d{4})-(\d\d)$/, "2024-05"],
    [/(a|ab)(c|bcd)(d*)/, "abcd"],
    [/(?:(a)|b)*/, "ab"],
    [/(z)((a+)?(b+)?(c))*/, "zaacbbbcac"],
    [/a.*?c/, "abcbc"],
    [/(?=(a+))a*b\1/, "baaabac"],
    [/(.*?)a(?!(a+)b\2c)\2(.*)/, "baaabaac"],
    [/\bfoo\B/i, "a FOOd foo"],
    [/^b$/m, "a\nb\nc"],
    [/[^\]a-c]+/, "abc]xyz"],
    [/(a*)*b/, "aab"],
    [/x{2,3}?y/, "xxxy"],
    [/\u0041\x42\//, "AB/"],
    [/()*|a/, "a"],
  ])("finds what the host finds: %s in %s", (pattern, text) =>
    expect(search(pattern, text)).toEqual(native(pattern, text)),
  );

  it("finds what the host finds for generated patterns", () => {
    const pattern = fc.letrec<{ p: string }>((tie) => ({
      p: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom("a", "b", ".", "[ab]", "\\w", "^", "$", "\\b", ""),
        fc.tuple(tie("p"), tie("p")).map(([x, y]) => x + y),
        fc.tuple(tie("p"), tie("p")).map(([x, y]) => `(${x}|${y})`),
        fc
          .tuple(tie("p"), fc.constantFrom("*", "+", "?", "*?", "+?", "{2}", "{1,2}", "{0,2}?"))
          .map(([x, q]) => `(?:${x})${q}`),
        fc.tuple(tie("p"), fc.constantFrom("*", "+", "?")).map(([x, q]) => `(${x})${q}`),
        tie("p").map((x) => `(?=${x})`),
        tie("p").map((x) => `(?!${x})`),
      ),
    })).p;
    const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n"), maxLength: 7 });
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        const regex = new RegExp(source);
        expect(search(regex, subject)).toEqual(native(regex, subject));
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves syntax it does not know to the host", () => {
    expect(compileRegex("(?<=a)b", "g")).toBeUndefined();
    expect(compileRegex("(?<n>a)", "g")).toBeUndefined();
  });

  it("tells repetitions that multiply", () => {
    expect(["abc", "a+", "a+b+", "(a+)+", "(a|a)*"].map((source) => compileRegex(source, "")!.degree)).toEqual([
      0,
      1,
      2,
      Infinity,
      Infinity,
    ]);
  });
});
