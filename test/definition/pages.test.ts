import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue, type Diagnostic, type RuleName } from "../../packages/asl-core/src/definition/index.js";
import { type Page, pages } from "../../packages/asl-core/src/definition/pages/index.js";
import { root } from "../../scripts/workspace.mjs";
import { diagnosticsPage, forgotten } from "./diagnostics-page.js";
import { diagnosticsOf, type Limits } from "./example.js";

/** What would need a text of a megabyte is shown with a limit that a page can pass. */
const LIMITS: Partial<Record<RuleName, Limits>> = {
  "text-too-large": { read: { maxBytes: 100 } },
  "definition-too-large": { validate: { maxBytes: 100 } },
  "too-deep": { read: { maxDepth: 6 } },
  "no-yaml-reader": { read: { yaml: undefined } },
};

/** What is too long for a page stands there as `…`. */
const LONG: Partial<Record<RuleName, string>> = { "payload-too-large": "x".repeat(262_144) };

const all = Object.entries(pages) as [RuleName, Page][];

const diagnosticsOfWrong = (rule: RuleName, page: Page): Promise<Diagnostic[]> =>
  diagnosticsOf(page, page.wrong.replace("…", LONG[rule] ?? "…"), LIMITS[rule]);

async function said(): Promise<Map<string, Diagnostic>> {
  const found = await Promise.all(all.map(([rule, page]) => diagnosticsOfWrong(rule, page)));
  return new Map(all.map(([rule], index) => [rule, found[index][0]]));
}

describe("the page of a rule", () => {
  it.each(all)("shows what brings about %s, and nothing else", async (rule, page) => {
    const found = await diagnosticsOfWrong(rule, page);
    expect([...new Set(found.map((one) => one.rule))], JSON.stringify(found, null, 1)).toEqual([rule]);
    expect(found.map((one) => one.code)).toContain(catalogue[rule].code);
  });

  it.each(all)("shows how %s is mended", async (rule, page) => {
    const limits = rule === "no-yaml-reader" ? undefined : LIMITS[rule];
    expect(await diagnosticsOf(page, page.right, limits)).toEqual([]);
  });

  it.each(all)("of %s is written in two to six sentences or fewer, and in examples that fit on a page", (_, page) => {
    expect(page.about.split(/[.?!](?:\s|$)/).filter((sentence) => sentence.trim() !== "").length).toBeLessThan(8);
    for (const example of [page.wrong, page.right])
      expect(Math.max(...example.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

describe("docs/diagnostics.md", () => {
  it("has a section for every rule", () => {
    expect(forgotten()).toEqual([]);
  });

  it("is up to date (vitest -u writes it)", async () => {
    await expect(diagnosticsPage(await said())).toMatchFileSnapshot(join(root, "docs/diagnostics.md"));
  });
});
