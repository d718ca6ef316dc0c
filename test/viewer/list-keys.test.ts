import { describe, expect, it } from "vitest";
import { pressOne, rowAfter } from "../../packages/asl-viewer/src/controllers/list-keys.js";

describe("keys in a list", () => {
  it.each([
    ["ArrowDown", 3, 4],
    ["ArrowDown", 9, 9],
    ["ArrowUp", 0, 0],
    ["PageDown", 3, 8],
    ["PageDown", 7, 9],
    ["PageUp", 3, 0],
    ["Home", 3, 0],
    ["End", 3, 9],
    ["Enter", 3, undefined],
    ["__proto__", 3, undefined],
    ["toString", 3, undefined],
  ])("go with %s from row %i of ten to %s", (key, at, to) => expect(rowAfter(key, at, 10, 5)).toBe(to));
});

describe("a key that stands for one act", () => {
  const press = (key: string, given: Record<string, unknown> = {}): string[] => {
    const did: string[] = [];
    const event = { key, composedPath: () => [{}], preventDefault: () => did.push("prevented"), ...given };
    const taken = pressOne(event as unknown as KeyboardEvent, { e: () => did.push("e") });
    return taken ? did : ["left"];
  };

  it.each([
    ["does it", "e", {}, ["e", "prevented"]],
    ["means nothing elsewhere", "x", {}, ["left"]],
    ["means nothing by the name of what every object has", "toString", {}, ["left"]],
    ["is the browser's with Ctrl", "e", { ctrlKey: true }, ["left"]],
    ["is taken already", "e", { defaultPrevented: true }, ["left"]],
    ["is written in a field", "e", { composedPath: () => [{ matches: () => true }] }, ["left"]],
  ])("%s", (_, key, given, did) => {
    expect(press(key, given)).toEqual(did);
  });
});
