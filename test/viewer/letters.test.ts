import { expect, it } from "vitest";
import { FONTS } from "../../packages/asl-viewer/src/layout/index.js";
import { LEAST_LETTERS, lettersAt, nearnessAt, styleOf } from "../../packages/asl-viewer/src/shapes/index.js";

const [LEAST, MOST] = [0.05, 3];
const scales = Array.from({ length: 300 }, (_, at) => LEAST * (MOST / LEAST) ** (at / 299));

it("never writes letters that are smaller on the screen than can be read", () => {
  for (const scale of scales)
    for (const written of [scale, scale * 0.5, scale * 0.92, scale * 1.02, scale * 1.09, scale * 1.2, scale * 4])
      for (const size of Object.values(lettersAt(scale, written)))
        expect((size ?? LEAST_LETTERS / scale) * scale, `at ${scale}`).toBeGreaterThan(LEAST_LETTERS - 1e-9);
});

it("writes names from every distance, and labels wherever a picture begins", () => {
  for (const scale of scales) expect(lettersAt(scale).name ?? lettersAt(scale).far).toBeDefined();
  expect([0.8, 0.82, 1].map((scale) => lettersAt(scale).small)).not.toContain(undefined);
  expect([3, 0.8, 0.7, 0.6].map(nearnessAt)).toEqual(["near", "snug", "mid", "far"]);
});

it("knows all letters that the style has", () => {
  const sizes = [...styleOf("auto").matchAll(/font-size:(\d+)px/g)].map(([, size]) => Number(size));
  // Those of branches are larger in the page.
  expect(new Set(sizes)).toEqual(new Set([FONTS.name.size, FONTS.label.size, 10]));
  expect(new Set([FONTS.detail.size, FONTS.label.size, FONTS.badge.size]).size).toBe(1);
});
