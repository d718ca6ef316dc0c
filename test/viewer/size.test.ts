import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { address, buildApplication } from "./page.js";

/** At most, packed, in kilobytes: what the first picture waits for, what every page loads, and what it loads with a text of such a kind. */
const MOST: readonly (readonly [files: readonly string[], most: number])[] = [
  [["app.js"], 130],
  [["app.js", "rest.js"], 150],
  [["reader-worker.js"], 40],
  [["formats.js"], 100],
];

const packed = (file: string): number =>
  gzipSync(readFileSync(fileURLToPath(new URL(file, address))), { level: 9 }).length / 1000;

describe("the viewer's scripts", () => {
  beforeAll(buildApplication, 120_000);

  it.each(MOST)("%j are at most %d kB", (files, most) => {
    expect(files.reduce((sum, file) => sum + packed(file), 0)).toBeLessThan(most);
  });
});
