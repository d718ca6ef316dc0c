import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { address, buildApplication } from "./page.js";

/** At most, packed, in kilobytes: what every page loads, and what it loads with a text of such a kind. */
const MOST: Readonly<Record<string, number>> = { "app.js": 150, "reader-worker.js": 40, "formats.js": 100 };

describe("the viewer's scripts", () => {
  beforeAll(buildApplication, 120_000);

  it.each(Object.entries(MOST))("%s is at most %d kB", (file, most) => {
    const text = readFileSync(fileURLToPath(new URL(file, address)));
    expect(gzipSync(text, { level: 9 }).length / 1000).toBeLessThan(most);
  });
});
