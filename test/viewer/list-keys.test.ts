import { describe, expect, it } from "vitest";
import { rowAfter } from "../../packages/asl-viewer/src/controllers/list-keys.js";

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
