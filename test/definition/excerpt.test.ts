import { describe, expect, it } from "vitest";
import { excerptOf, formatDiagnostic, Lines, type Shown } from "../../packages/asl-core/src/definition/index.js";

/** The excerpt of what stands between two "«" and "»" in a text, as it is drawn. */
function drawn(marked: string, options = {}): string[] {
  const [start, end] = [marked.indexOf("«"), marked.indexOf("»") - 1];
  const lines = new Lines(marked.replace(/[«»]/g, ""));
  const range = lines.range(start, end);
  const one: Shown = { code: "C", severity: "error", message: "M", path: "", range };
  return formatDiagnostic(one, lines, undefined, options).split("\n").slice(1);
}

describe("an excerpt", () => {
  it.each<[string, string, object, string[]]>([
    ["marks a part of a line", "a\n b«cd»e", {}, ["2 |  bcde", "  |   ^^"]],
    ["marks a place without length", "ab«»c", {}, ["1 | abc", "  |   ^"]],
    ["marks the end of a line", "ab«»", {}, ["1 | ab", "  |   ^"]],
    ["shows lines before it", "a\nb\n«c»", { context: 1 }, ["2 | b", "3 | c", "  | ^"]],
    ["leaves out blank lines before it", "a\n\n«c»", { context: 1 }, ["3 | c", "  | ^"]],
    ["marks several lines", "a«b\n  c»d", {}, ["1 | ab", "  |  ^", "2 |   cd", "  |   ^"]],
    ["leaves out lines in the middle", "«a\nb\nc\nd»e", {}, ["1 | a", "  | ^", "… |", "4 | de", "  | ^"]],
    ["ends where a line ends", "«ab\n»c", {}, ["1 | ab", "  | ^^"]],
    ["aligns numbers", `${"\n".repeat(8)}x\n«y»`, { context: 1 }, [" 9 | x", "10 | y", "   | ^"]],
    ["widens tabs", "\t«a»", {}, ["1 |   a", "  |   ^"]],
    ["knows wide characters", "日«本»語", {}, ["1 | 日本語", "  |   ^^"]],
    ["knows combining characters", "e\u0301«x»", {}, ["1 | e\u0301x", "  |  ^"]],
    ["shows what would steer the terminal as one sign", "\u001b«x»", {}, ["1 | \ufffdx", "  |  ^"]],
    ["forgets carriage returns", "a\r\n«b»\r\n", { context: 1 }, ["1 | a", "2 | b", "  | ^"]],
  ])("%s", (_, text, options, expected) => {
    expect(drawn(text, options)).toEqual(expected);
  });

  it.each<[string, string]>([
    ["at its beginning", `«here»${"x".repeat(500)}`],
    ["in its middle", `${"x".repeat(500)}«here»${"x".repeat(500)}`],
    ["at its end", `${"x".repeat(500)}«here»`],
    ["among wide characters", `${"語".repeat(500)}«here»${"語".repeat(500)}`],
    ["among pairs of surrogates", `${"😀".repeat(501)}«here»${"😀".repeat(500)}`],
    ["among tabs", `${"\t".repeat(500)}«here»`],
  ])("cuts a long line around a place %s", (_, text) => {
    const lines = new Lines(text.replace(/[«»]/g, ""));
    const [line] = excerptOf(lines.range(text.indexOf("«"), text.indexOf("»") - 1), lines, { width: 80 });
    if (line === undefined || line === "gap") throw new Error("there is no line");
    expect(line.text).toContain("here");
    expect(line.to - line.from).toBe(4);
    expect(line.text).toMatch(/^…|…$/);
    expect(line.text.length).toBeLessThanOrEqual(82);
    expect(Buffer.from(line.text).toString()).toBe(line.text);
  });

  it("is of bounded size", () => {
    const text = `${"x".repeat(100_000)}\n`.repeat(20);
    const lines = new Lines(text);
    expect(JSON.stringify(excerptOf(lines.range(5, text.length), lines)).length).toBeLessThan(1000);
  });
});

describe("formatDiagnostic", () => {
  const one: Shown = { code: "C", severity: "warning", message: "M", path: "A › Next", hint: "Do." };

  it("shows places that belong to it", () => {
    const range = new Lines("abc").range(1, 2);
    const related = [
      { message: "first given here", range },
      { message: "and there", file: "b.json" },
    ];
    expect(formatDiagnostic({ ...one, related }, undefined, "a.json")).toBe(
      "a.json: warning: M [C]\n  at A › Next\n  see a.json:1:2: first given here\n  see b.json: and there\n  hint: Do.",
    );
  });

  it("paints and adds a note", () => {
    const style = {
      error: (t: string) => `E${t}`,
      warning: (t: string) => `W${t}`,
      dim: (t: string) => `D${t}`,
      bold: (t: string) => `B${t}`,
    };
    expect(formatDiagnostic(one, undefined, "f", { style, note: "rule" })).toBe(
      "Bf: Wwarning: M D[C]\n  Dat A › Next\n  Dhint: Do.\n  Drule",
    );
  });

  it("lets nothing steer the terminal", () => {
    const bad = "\u001b[31mx\u202e";
    const shown = formatDiagnostic({ ...one, message: bad, path: bad, hint: bad, related: [{ message: bad }] });
    expect([...shown].filter((char) => char === "\u001b" || char === "\u202e")).toEqual([]);
    expect(shown).toContain("\\u001b[31mx");
  });
});
