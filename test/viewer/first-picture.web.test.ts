import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type PageFile, type PageParts, pageText, partsIn } from "../../packages/asl-viewer/src/page/index.js";
import { historyOf } from "./history.js";
import { machine, order, pass } from "./machines.js";
import { address, chosen, drawn, inChromium, node } from "./page.js";

vi.setConfig({ testTimeout: 30_000 });

const folder = mkdtempSync(join(tmpdir(), "asl-first-"));
const FILES: readonly PageFile[] = [
  { name: "order.asl.json", text: JSON.stringify(order, null, 2) },
  { name: "history.json", text: historyOf(order, { total: 200, retry: false, lines: [1, 2, 3] }, { Ship: ["Busy"] }) },
];

/** Where the parts of a viewer's window are, and what is in its bar. */
const PLACES = `[...document.querySelector("asl-viewer").shadowRoot.querySelectorAll(".top button, .panes > section")]
  .map((one) => { const { x, y, width, height } = one.getBoundingClientRect(); return [one.className, x, y, width, height].join(" "); })`;

inChromium("a page that holds a machine", (chromium) => {
  let parts: PageParts;

  beforeAll(() => {
    parts = partsIn(readFileSync(fileURLToPath(new URL("page.js", address)), "utf8"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Opens a page with those of its scripts that are wanted. */
  const open = async (name: string, wanted: (script: string) => boolean, files = FILES): Promise<Page> => {
    const scripts = parts.scripts.filter((one) => wanted(one.name));
    const path = join(folder, `${name}.html`);
    writeFileSync(path, pageText({ ...parts, scripts }, { title: name, files }));
    const page = await chromium.open({ address: `file://${path}`, alone: true });
    await drawn(page);
    return page;
  };

  it("draws it with its run where nothing else has come yet, and says what does not come", async () => {
    const page = await open("without", (name) => name.startsWith("elk-"));
    await expect.poll(() => node(page, "Ship each").getAttribute("class")).toContain("asl-is-failed");
    expect(await page.evaluate("customElements.get('asl-inspector')")).toBeUndefined();
    await expect.poll(() => page.locator("body").innerText()).toContain("rest.js is not in this page");
    await page.keyboard.press("Home");
    await expect.poll(() => node(page, "Ship each").getAttribute("class")).toContain("asl-is-unreached");
  });

  it("gives what comes later what it would have had from the first, in its place", async () => {
    const first = await open("before", (name) => name.startsWith("elk-"));
    await expect.poll(() => first.locator(".panes > .inspector").count()).toBe(1);
    await expect.poll(() => node(first, "Ship each").getAttribute("class")).toContain("asl-is-failed");
    const before = await first.evaluate(PLACES);
    const page = await open("whole", () => true);
    await expect.poll(() => chosen(page)).toBe("Ship each");
    await expect.poll(() => page.locator("asl-timeline .lanes canvas").count()).toBe(1);
    const after = (await page.evaluate(PLACES)) as string[];
    expect(after).toEqual(expect.arrayContaining(before as string[]));
    expect(await page.getByRole("button", { name: "Export" }).count()).toBe(1);
  });

  it("begins with the failing state in view, however far down it is", async () => {
    const states = Array.from({ length: 11 }, (_, at) => [`S${at}`, pass(at < 10 ? `S${at + 1}` : "Bad")]);
    const long = machine({ ...Object.fromEntries(states), Bad: { Type: "Fail", Error: "E" } });
    const files = [
      { name: "long.asl.json", text: JSON.stringify(long) },
      { name: "history.json", text: historyOf(long, {}) },
    ];
    const page = await open("failed", () => true, files);
    await expect.poll(() => page.locator("asl-timeline .lanes canvas").count()).toBe(1);
    const { y: top = 0, height: room = 0 } = (await page.locator(".panes > .graph").boundingBox()) ?? {};
    await expect
      .poll(async () => {
        const { y = 0, height = 0 } = (await node(page, "Bad").boundingBox()) ?? {};
        return height > 0 && y > top && y + height < top + room;
      })
      .toBe(true);
  });

  it("runs what draws before it has read the rest, and nothing of it twice", () => {
    const page = pageText(parts, { title: "order", files: FILES });
    const scripts = [...page.matchAll(/<script([^>]*)>/g)].map(([, attributes]) =>
      attributes.replace(/ data-hash="[^"]*"/, ""),
    );
    expect(scripts.slice(0, 5)).toEqual([
      ' type="application/json" id="asl-files"',
      ' type="application/json" id="asl-placements"',
      ' data-name="loader"',
      ' data-name="first"',
      ' type="text/plain" data-name="rest.js"',
    ]);
    expect(parts.scripts.map(({ name }) => name)).not.toContain("app.js");
    expect(parts.first).not.toMatch(/<\/script|<!--/i);
  });
});
