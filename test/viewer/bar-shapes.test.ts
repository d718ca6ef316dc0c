import { expect, it } from "vitest";
import { shaped } from "../../packages/asl-viewer/src/elements/timeline/lane-chart.js";

const LOOKS = ["success", "failure", "timeout", "error", "aborted", "running", "waiting"];

/** The parts of a bar, from top to bottom. */
function partsOf(look: string): string {
  const parts: string[] = [];
  shaped({ fillRect: (...box: number[]) => void parts.push(box.join(" ")) }, `--asl-${look}`, 10, 20, 4);
  return parts.join(", ");
}

it("draws narrow bars of each look in a shape of its own where colours tell nothing", () => {
  const shapes = LOOKS.map(partsOf);
  expect(new Set(shapes).size).toBe(LOOKS.length);
  expect(shapes[0]).toBe("10 20 4 16");
  for (const shape of shapes) expect(shape).toMatch(/^10 \d+ 4 \d+(, 10 \d+ 4 \d+)?$/);
});
