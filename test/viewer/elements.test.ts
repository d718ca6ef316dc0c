import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { elementSources } from "../../scripts/elements-manifest.mjs";
import { readJson, root } from "../../scripts/workspace.mjs";
import { described, elementsPage } from "./elements-page.js";

const sources: Readonly<Record<string, string>> = elementSources();
const elements = described();
const whole = Object.values(sources).join("\n");
const all = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();
const names = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name).sort();
const sourceOf = (tagName: string): string => sources[`${tagName}.ts`] ?? "";

/** Whether pages may put an element anywhere, and fix its colours. */
const isThemed = (tagName: string): boolean => /extends (Asl|Themed)Element\b/.test(sourceOf(tagName));

/** Custom properties that one element sets for itself, for places and sizes; pages have nothing to set there. */
const OWN = /^--(depth|inspector|source|lower|sheet)/;

describe("the manifest of elements", () => {
  it("is shipped where package.json says", () => {
    expect(readJson("packages/asl-viewer/package.json").customElements).toBe("dist/custom-elements.json");
  });

  it("has every element that is defined", () => {
    expect(elements.map(({ tagName }) => tagName).sort()).toEqual(all(whole, /^ {4}"(asl-[\w-]+)": Asl/gm));
  });

  it.each(elements.map((one) => [one.tagName, one] as const))(
    "tells in words of everything %s offers",
    (_, element) => {
      const lists = [element.attributes, element.members, element.events, element.cssParts];
      const silent = lists.flat().filter(({ description }) => !description);
      expect([...(element.description ? [] : ["the element"]), ...names(silent)]).toEqual([]);
    },
  );

  it.each(elements.map((one) => [one.tagName, one] as const))(
    "has every property and attribute of %s",
    (tagName, element) => {
      const [, block] = /static override properties = \{(.*?)\};\n/s.exec(sourceOf(tagName)) ?? [];
      const declared = [...(block ?? "").matchAll(/(\w+): \{([^{}]*)\}/g)].filter(
        ([, , how]) => !how.includes("state: true"),
      );
      expect(names(element.members)).toEqual(expect.arrayContaining(declared.map(([, name]) => name)));
      const attributes = declared.filter(([, , how]) => !how.includes("attribute: false")).map(([, name]) => name);
      const inherited = isThemed(tagName) ? ["theme"] : [];
      expect(names(element.attributes)).toEqual([...attributes, ...inherited].sort());
    },
  );

  it.each(elements.map((one) => [one.tagName, one] as const))(
    "has every event that %s tells of itself",
    (tagName, element) => {
      const told = all(sourceOf(tagName), /(?:new CustomEvent(?:<[^>]*>)?|\btell)\("(asl-[\w-]+)"/g);
      expect(names(element.events)).toEqual(expect.arrayContaining(told));
    },
  );

  it("has every event that anything tells", () => {
    const told = all(whole, /new CustomEvent(?:<[^>]*>)?\("(asl-[\w-]+)"/g);
    expect(elements.flatMap(({ events }) => names(events))).toEqual(expect.arrayContaining(told));
  });

  it("has the theme of every element that a page may have alone", () => {
    const themed = elements.filter(({ members }) => names(members).includes("theme")).map(({ tagName }) => tagName);
    const alone = ["viewer", "events", "graph", "inspector", "json", "source", "timeline"];
    expect(themed.sort()).toEqual(alone.map((name) => `asl-${name}`).sort());
  });

  it("has types for the events of every element that is exported", () => {
    const exported = all(sources["index.ts"], /\b(Asl\w+)/g);
    const told = elements.filter(({ name }) => exported.includes(name)).flatMap(({ events }) => names(events));
    const typed = all(sources["told.ts"], /^ {2}"(asl-[\w-]+)":/gm);
    expect(typed).toEqual(expect.arrayContaining([...new Set(told)]));
  });

  it("has names of elements where types of pages look for them", () => {
    const brought = all(sources["index.ts"], /from "\.\/(\w+)\.js"/g).map((name) => sources[`${name}.ts`]);
    const known = brought.flatMap((text) => all(text, /^ {4}"(asl-[\w-]+)": Asl/gm));
    expect(known.sort()).toEqual(elements.map(({ tagName }) => tagName).sort());
  });

  it("has every part, and no other", () => {
    const parts = elements.flatMap(({ cssParts }) => names(cssParts));
    expect([...new Set(parts)].sort()).toEqual(all(whole, /(?<!ex)\bpart="([\w-]+)"/g));
  });

  it("has every custom property that is used, and no other", () => {
    const used = all(whole, /(--asl-[\w-]+)/g).filter((name) => !OWN.test(name));
    expect(names(elements[0].cssProperties)).toEqual(used);
  });
});

describe("docs/elements.md", () => {
  it("is up to date (vitest -u writes it)", async () => {
    await expect(elementsPage()).toMatchFileSnapshot(join(root, "docs/elements.md"));
  });
});
