import { expect, it } from "vitest";
import { FONTS } from "../../packages/asl-viewer/src/layout/index.js";
import { nearnessAt, styleOf } from "../../packages/asl-viewer/src/shapes/index.js";

it("writes labels wherever a picture begins, and from afar names alone", () => {
  expect([3, 1, 0.82, 0.8, 0.7, 0.6].map(nearnessAt)).toEqual(["near", "near", "near", "snug", "mid", "far"]);
});

it("knows all letters that the style has", () => {
  const sizes = [...styleOf("auto").matchAll(/font-size:(\d+)px/g)].map(([, size]) => Number(size));
  // Those of branches are larger in the page.
  expect(new Set(sizes)).toEqual(new Set([FONTS.name.size, FONTS.label.size, 10]));
  expect(new Set([FONTS.detail.size, FONTS.label.size, FONTS.badge.size]).size).toBe(1);
});
