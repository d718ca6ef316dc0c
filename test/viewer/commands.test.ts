import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEBUG_COMMANDS } from "../../packages/asl-viewer/src/elements/debugger/debug-commands.js";
import { GRAPH_COMMANDS } from "../../packages/asl-viewer/src/elements/graph/graph-commands.js";
import { commandFor, keyName } from "../../packages/asl-viewer/src/elements/shared/command.js";
import { VIEWER_COMMANDS } from "../../packages/asl-viewer/src/elements/viewer/viewer-commands.js";
import { root } from "../../scripts/workspace.mjs";

const all = [...VIEWER_COMMANDS, ...GRAPH_COMMANDS, ...DEBUG_COMMANDS];
const stroke = (key: string, more: Partial<KeyboardEvent> = {}) => ({ key, ...more }) as KeyboardEvent;
const idOf = (event: KeyboardEvent, settings: Parameters<typeof commandFor>[2] = { keys: "on" }) =>
  commandFor(VIEWER_COMMANDS, event, settings)?.id;

describe("the commands", () => {
  it("have ids of their own, and words", () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.filter(({ does }) => does === "")).toEqual([]);
  });

  it.each([
    ["of a viewer", VIEWER_COMMANDS],
    ["of a graph", GRAPH_COMMANDS],
    ["of a debugger", DEBUG_COMMANDS],
  ] as const)("%s share no key", (_, commands) => {
    const keys = (commands as readonly { keys: readonly string[] }[]).flatMap((one) => one.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("of a graph that mean the same everywhere take no key of a viewer", () => {
    const taken = new Set(VIEWER_COMMANDS.flatMap(({ keys }) => keys));
    const clashes = GRAPH_COMMANDS.filter(({ focused, keys }) => !focused && keys.some((key) => taken.has(key)));
    expect(clashes.map(({ id }) => id)).toEqual([]);
  });

  it("stand with their keys in docs/viewer.md, and no other keys do", () => {
    const text = readFileSync(join(root, "docs/viewer.md"), "utf8");
    const [, section] = /### Keys\n([\s\S]*?)\n###? /.exec(text) ?? [];
    const rows = [...(section ?? "").matchAll(/^\| (.+?) \| .+ \|$/gm)]
      .map(([, keys]) => keys)
      .filter((keys) => !/^(key|-+)/.test(keys));
    const told = rows.flatMap((row) => row.split(/,? (?!K|Shift|F\b)|, /)).map((key) => key.replace(/^`(.+)`$/, "$1"));
    const arrows = ["↑", "↓", "←", "→"];
    const written = new Map([
      ["arrows", arrows],
      ["Backspace", ["⌫"]],
      ["-", ["−"]],
    ]);
    const known = all.flatMap(({ keys }) => keys.map((key) => keyName(key))).filter((key) => key !== "=");
    expect([...new Set(told.flatMap((key) => written.get(key) ?? [key]))].sort()).toEqual([...new Set(known)].sort());
  });
});

describe("a key", () => {
  it("means a command by itself, with Ctrl or Cmd, with Shift", () => {
    expect(idOf(stroke("."))).toBe("next");
    expect(idOf(stroke("k", { ctrlKey: true }))).toBe("palette");
    expect(idOf(stroke("k", { metaKey: true }))).toBe("palette");
    expect(idOf(stroke("F", { ctrlKey: true, shiftKey: true }))).toBe("search-data");
  });

  it("means nothing with Alt, nor the command of another key with Ctrl", () => {
    expect(idOf(stroke(".", { altKey: true }))).toBeUndefined();
    expect(idOf(stroke("c", { ctrlKey: true }))).toBeUndefined();
  });

  it("means nothing where single keys are off, but for those with names", () => {
    const settings = { keys: "off" } as const;
    expect([".", "c", "1", "?", " "].map((key) => idOf(stroke(key), settings)).filter(Boolean)).toEqual([]);
    expect(idOf(stroke("Home"), settings)).toBe("beginning");
    expect(idOf(stroke("k", { ctrlKey: true }), settings)).toBe("palette");
  });

  it("means what it is bound to", () => {
    const settings = { keys: "on", bindings: { next: ["j", "Mod+j"], previous: [] } } as const;
    expect(idOf(stroke("j"), settings)).toBe("next");
    expect(idOf(stroke("j", { ctrlKey: true }), settings)).toBe("next");
    expect(idOf(stroke("."), settings)).toBeUndefined();
    expect(idOf(stroke(","), settings)).toBeUndefined();
  });

  it.each([
    ["Mod+k", false, "Ctrl K"],
    ["Mod+Shift+f", true, "⌘ ⇧ F"],
    ["+", false, "+"],
    [" ", false, "Space"],
  ])("%s is written for people (Apple: %s) as %s", (key, isApple, name) => {
    expect(keyName(key, isApple)).toBe(name);
  });
});
