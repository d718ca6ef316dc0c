import { expect, it } from "vitest";
import { CONTRAST, FORCED } from "../../packages/asl-viewer/src/elements/shared/contrast.js";
import { COLOURS } from "../../packages/asl-viewer/src/shapes/index.js";

it.each(Object.keys(COLOURS))("has a colour of high contrast and one of the system for %s", (name) => {
  expect(Object.keys(CONTRAST)).toContain(name);
  expect(Object.keys(FORCED)).toContain(name);
});

/** Of a colour written #rrggbb, as WCAG has it. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

it.each(["--asl-side-a", "--asl-side-b"])("tells %s from the ground by 7:1 in high contrast", (name) => {
  for (const scheme of [0, 1]) {
    const [less, more] = [CONTRAST[name], CONTRAST["--asl-ground"]]
      .map((one) => luminance(one[scheme]))
      .sort((a, b) => a - b);
    expect((more + 0.05) / (less + 0.05)).toBeGreaterThanOrEqual(7);
  }
});
