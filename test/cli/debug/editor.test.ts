import { describe, expect, it } from "vitest";
import { Editor, type Key } from "../../../packages/asl-cli/src/debug/screen/editor.js";

const key = (name: string, more: Partial<Key> = {}): Key => ({
  text: undefined,
  name,
  ctrl: false,
  meta: false,
  shift: false,
  ...more,
});
const ctrl = (name: string): Key => key(name, { ctrl: true });
const typed = (text: string): Key[] => [...text].map((char) => key(char, { text: char }));

/** The line after some keys, with the cursor as "|". */
function typedLine(keys: readonly Key[], before: readonly string[] = []): string {
  const editor = new Editor(before);
  for (const one of keys) editor.press(one);
  return `${editor.text.slice(0, editor.cursor)}|${editor.text.slice(editor.cursor)}`;
}

describe("the line that is typed", () => {
  it.each<[string, Key[], string]>([
    ["takes text", typed("next"), "next|"],
    ["moves and inserts", [...typed("ac"), key("left"), ...typed("b")], "ab|c"],
    ["keeps wide and paired characters whole", [...typed("a😀"), key("left"), key("right"), key("backspace")], "a|"],
    ["goes to its ends", [...typed("abc"), ctrl("a"), ...typed("x"), ctrl("e"), ...typed("y")], "xabcy|"],
    ["takes away before and after", [...typed("abc"), key("left"), key("backspace"), key("delete")], "a|"],
    ["takes away words and ends", [...typed("one two  "), ctrl("w")], "one |"],
    ["takes away all before", [...typed("one two"), key("left"), ctrl("u")], "|o"],
    ["takes away all after", [...typed("one two"), key("home"), ctrl("k")], "|"],
    [
      "goes by words",
      [...typed("one two"), key("b", { meta: true }), ctrl("left"), key("f", { meta: true })],
      "one| two",
    ],
    ["does not take what steers", [key("x", { text: "\u001b[2J" }), key("f7")], "|"],
    ["stays where there is nothing", [key("left"), key("delete"), key("backspace"), key("up"), key("down")], "|"],
  ])("%s", (_, keys, line) => {
    expect(typedLine(keys)).toBe(line);
  });

  it("brings back earlier lines, and what was being typed", () => {
    const before = ["first", "second"];
    expect(typedLine([...typed("dr"), key("up")], before)).toBe("second|");
    expect(typedLine([...typed("dr"), key("up"), key("up"), key("up")], before)).toBe("first|");
    expect(typedLine([...typed("dr"), key("up"), key("up"), key("down"), key("down")], before)).toBe("dr|");
  });

  it("is empty once it is taken", () => {
    const editor = new Editor([]);
    for (const one of typed("abc")) editor.press(one);
    expect([editor.take(), editor.text, editor.cursor]).toEqual(["abc", "", 0]);
  });
});
