import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRegex, TooManySteps } from "../../packages/asl-core/src/language/regex/regex.js";

const STEPS = 1e6;

function search(pattern: RegExp, text: string): unknown {
  const found = compile(pattern).search(text, 0, { steps: STEPS });
  return found ? pairs(found).map(([from, to]) => (from < 0 ? undefined : text.slice(from, to))) : null;
}

function compile(pattern: RegExp) {
  const regex = compileRegex(pattern.source, pattern.flags);
  expect(regex, String(pattern)).toBeDefined();
  return regex!;
}

const pairs = (list: number[]) => Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i], list[2 * i + 1]]);
const native = (pattern: RegExp, text: string) => {
  const found = pattern.exec(text);
  return found && [...found];
};

/** Drops the rare pattern that takes very long for the host as well. */
function unlessTooLong<T>(search: () => T): T {
  try {
    return search();
  } catch (error) {
    fc.pre(!(error instanceof TooManySteps));
    throw error;
  }
}

describe("the bounded matcher", () => {
  it.each<[RegExp, string]>([
    [/^(\d{4})-(\d\d)$/, "2024-05"],
    [/(a|ab)(c|bcd)(d*)/, "abcd"],
    [/(?:(a)|b)*/, "ab"],
    [/(z)((a+)?(b+)?(c))*/, "zaacbbbcac"],
    [/a.*?c/, "abcbc"],
    [/(?=(a+))a*b\1/, "baaabac"],
    [/\bfoo\B/i, "a FOOd foo"],
    [/^b$/m, "a\nb\nc"],
    [/[^\]a-c]+/, "abc]xyz"],
    [/(a*)*b/, "aab"],
    [/x{2,3}?y/, "xxxy"],
    [/\u0041\x42\//, "AB/"],
    [/()*|a/, "a"],
    [/(?<=(\d+)(\d+))$/, "1053"],
    [/(?<!a)b\d/, "ab1 b2"],
    [/(?<year>\d+)-(?<month>\d+) \k<month>/, "2024-05 05"],
    [/[(](?<n>a)\((b)\2/, "(a(bb"],
    [/(ä|ſ)x\1/i, "Äxä"],
    [/\k/, "k"],
    [/a.b/s, "a\nb"],
    [/a{,2}]/, "a{,2}]"],
  ])("finds what the host finds: %s in %s", (pattern, text) =>
    expect(search(pattern, text)).toEqual(native(pattern, text)),
  );

  it.each([
    ["\\101\\0\\012", "A\0\n"],
    ["(a)\\2", "a\x02"],
    ["(?<=\\1(a))b", "aab"],
    ["(.*?)a(?!(a+)b\\2c)\\2(.*)", "baaabaac"],
  ])("finds what the host finds for a pattern only old engines have: %s in %s", (source, text) => {
    const pattern = new RegExp(source);
    expect(search(pattern, text)).toEqual(native(pattern, text));
  });

  const generated = (leaves: readonly string[], looks: readonly string[]) =>
    fc.letrec<{ p: string }>((tie) => ({
      p: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(...leaves),
        fc.tuple(tie("p"), tie("p")).map(([x, y]) => x + y),
        fc.tuple(tie("p"), tie("p")).map(([x, y]) => `(${x}|${y})`),
        fc
          .tuple(tie("p"), fc.constantFrom("*", "+", "?", "*?", "+?", "{2}", "{1,2}", "{0,2}?", "{2,}"))
          .map(([x, q]) => `(?:${x})${q}`),
        fc.tuple(tie("p"), fc.constantFrom("*", "+", "?")).map(([x, q]) => `(${x})${q}`),
        ...looks.map((look) => tie("p").map((x) => `(${look}${x})`)),
      ),
    })).p;
  const characters = ["a", "b", ".", "[ab]", "\\w", "^", "$", "\\b", ""];
  const text = fc.string({ unit: fc.constantFrom("a", "b", "A", " ", "\n"), maxLength: 9 });
  const flags = fc.constantFrom("", "i", "m", "s");

  it.each([
    ["plain", characters, []],
    ["with looks", characters, ["?=", "?!", "?<=", "?<!"]],
    ["with back-references", [...characters, "\\1", "\\2"], ["?=", "?<=", "?<!"]],
  ])("finds what the host finds for generated patterns, %s", (_, leaves, looks) => {
    fc.assert(
      fc.property(generated(leaves, looks), flags, text, (source, flags, subject) => {
        const regex = new RegExp(source, flags);
        const found = unlessTooLong(() => search(regex, subject));
        expect(found).toEqual(native(regex, subject));
        const whole = unlessTooLong(() => compile(regex).matches(subject, { steps: STEPS }));
        if (flags !== "m") expect(whole).toBe(new RegExp(`^(?:${source})$`, flags).test(subject));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["(a+)+b", "^(a|aa)+$", "(.*)*x", "(a*)*(a*)*b", "(((a*)*)*|b)*c", "a*a*a*a*b", "(?:a?){20}a{20}b"])(
    "takes linear time: %s",
    (source) => {
      const steps = [1000, 2000].map((length) => {
        const budget = { steps: 1e9 };
        compileRegex(source, "")!.search(`${"a".repeat(length)}!`, 0, budget);
        return 1e9 - budget.steps;
      });
      expect(steps[1] / steps[0]).toBeLessThan(2.1);
    },
  );

  it.each(["(a+)+\\1b", "(?=(a+)+b)", "(?<!b(a+)+)c"])("ends after its steps: %s", (source) => {
    const regex = compileRegex(source, "")!;
    expect(() => regex.search(`${"a".repeat(40)}c`, 0, { steps: 100_000 })).toThrow(TooManySteps);
  });

  it("knows neither the flags of Unicode nor patterns without measure", () => {
    expect(compileRegex("a", "u")).toBeUndefined();
    expect(compileRegex("(?i:a)", "")).toBeUndefined();
    expect(compileRegex("(?:(?:a{100}){100}){100}", "")).toBeUndefined();
    expect(compileRegex(`${"(".repeat(300)}${")".repeat(300)}`, "")).toBeUndefined();
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
