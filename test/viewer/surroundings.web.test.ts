import { readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterEach, expect, it, vi } from "vitest";
import { historyOf } from "./history.js";
import { machine, order, pass } from "./machines.js";
import { address, drawn, findings, give, inChromium, listen, viewer } from "./page.js";

vi.setConfig({ testTimeout: 30_000 });

const ORIGIN = "http://asl.test";
const HTML = `<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>A page of somebody's own</title>
  <link rel="stylesheet" href="/page.css"><script src="/elements.js"></script>
  <body><header>Somebody</header><main><h2>A machine</h2></main></body></html>`;
const STYLE =
  "body { background: #fff } asl-viewer { height: 600px } asl-source, asl-events, asl-json { height: 120px }";
const DEFINITION = JSON.stringify(order, null, 2);
const HISTORY = historyOf(order, { total: 200, retry: false, lines: [1, 2] });

/** What would turn texts round, anywhere in what is read: content, titles and labels, in shadow trees too. */
const TURNING = `(() => {
  const found = [], turning = /[\\u202a-\\u202e\\u2066-\\u2069]/;
  const walk = (node) => {
    if (node.nodeType === 3 && turning.test(node.data)) found.push(node.data.trim());
    for (const name of ["title", "aria-label", "aria-valuetext"])
      if (turning.test(node.getAttribute?.(name) ?? "")) found.push(name + ": " + node.getAttribute(name));
    for (const one of [...node.childNodes, ...(node.shadowRoot?.childNodes ?? [])]) walk(one);
  };
  walk(document.body);
  return found;
})()`;

inChromium("an element in a page of another kind", (chromium) => {
  let page: Page;
  const complaints: string[] = [];
  afterEach(async () => {
    await page?.context().close();
    expect(complaints.splice(0)).toEqual([]);
  });

  async function open(): Promise<void> {
    const options = { viewport: { width: 1200, height: 900 }, colorScheme: "dark" } as const;
    page = await (await chromium.browser.newContext(options)).newPage();
    listen(page, ORIGIN, (text) => complaints.push(text));
    await page.route(`${ORIGIN}/**`, (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === "/favicon.ico") return route.fulfill({ status: 204 });
      if (extname(path) === ".css") return route.fulfill({ contentType: "text/css", body: STYLE });
      if (extname(path) !== ".js") return route.fulfill({ contentType: "text/html", body: HTML });
      const body = readFileSync(join(dirname(fileURLToPath(address)), path), "utf8");
      return route.fulfill({ contentType: "text/javascript", body });
    });
    await page.goto(`${ORIGIN}/`);
  }

  /** Runs statements in the page, which has a run and puts elements after the heading. */
  const run = (statements: string): Promise<unknown> =>
    page.evaluate(`(async () => {
      const [{ definitions: [machine] }, { histories: [told] }] = await Promise.all([
        asl.openText(${JSON.stringify(DEFINITION)}), asl.openText(${JSON.stringify(HISTORY)})]);
      const timeline = new asl.Timeline(asl.runOf(told, machine.definition));
      const put = async (tag, given) => {
        const element = Object.assign(document.createElement(tag), given);
        document.querySelector("main").append(element);
        await element.updateComplete;
        return element;
      };
      const look = (element) => { const { direction, backgroundColor, colorScheme } = getComputedStyle(element); return { direction, backgroundColor, colorScheme } };
      ${statements}
    })()`);

  it("goes from left to right whatever the page does, and lies on its own ground, in its own theme", async () => {
    await open();
    const looks = await run(`const json = await put("asl-json", { value: { a: "b" } });
      const looks = [look(json)]; json.theme = "light"; await json.updateComplete; return [...looks, look(json), look(await put("asl-source", { theme: "dark" }))]`);
    const dark = { direction: "ltr", backgroundColor: "rgb(13, 17, 23)" };
    expect(looks).toEqual([
      { ...dark, colorScheme: "light dark" },
      { direction: "ltr", backgroundColor: "rgb(255, 255, 255)", colorScheme: "light" },
      { ...dark, colorScheme: "dark" },
    ]);
  });

  it("shows the place it was given while it was hidden", async () => {
    await open();
    await run(`const all = [await put("asl-events", { hidden: true, timeline, count: timeline.length }),
      await put("asl-source", { hidden: true, read: machine.read, node: "/States/Ship each" })];
      await new Promise((done) => setTimeout(done, 100)); for (const one of all) one.hidden = false`);
    await expect.poll(() => page.locator("asl-events #now").count()).toBe(1);
    await expect.poll(() => page.locator("asl-source .line.chosen").first().innerText()).toContain("Ship each");
    const isSeen = (tag: string, one: string) =>
      page
        .locator(`${tag} ${one}`)
        .first()
        .evaluate((row) => {
          const list = row.closest(".list, .text")!.getBoundingClientRect();
          const { top, bottom } = row.getBoundingClientRect();
          return top >= list.top - 1 && bottom <= list.bottom + 1;
        });
    expect(await isSeen("asl-events", "#now")).toBe(true);
    expect(await isSeen("asl-source", ".line.chosen")).toBe(true);
  });

  it("leaves the page its own landmarks", async () => {
    await open();
    await run(
      `const viewer = await put("asl-viewer", {}); await viewer.open(${JSON.stringify(DEFINITION)}); await viewer.open(${JSON.stringify(HISTORY)})`,
    );
    await drawn(page);
    expect((await findings(page)).filter((one) => /landmark|region|banner/.test(one))).toEqual([]);
  });
});

inChromium("the application", (chromium) => {
  it.each([300, 360, 420])("has every button in sight at %d pixels, some of them in a menu", async (width) => {
    const page = await chromium.open({ viewport: { width, height: 700 } });
    await give(page, DEFINITION, "order.asl.json");
    await give(page, HISTORY, "history.json");
    await drawn(page);
    const outside =
      await page.evaluate(`[...document.querySelector("asl-viewer").shadowRoot.querySelectorAll("button, select, summary, .where")]
      .filter((one) => one.offsetWidth > 0 && one.getBoundingClientRect().right > ${width}).map((one) => one.ariaLabel ?? one.textContent.trim())`);
    expect(outside).toEqual([]);
    await page.locator(".rest summary").click();
    const menu = (await page.locator(".rest div").boundingBox())!;
    expect([menu.x >= 0, menu.x + menu.width <= width]).toEqual([true, true]);
    await page.keyboard.press("Escape");
    expect(await page.locator(".rest div").isVisible()).toBe(false);
    await page.locator(".rest summary").click();
    await page.getByRole("button", { name: "Keys" }).click();
    await page.getByRole("dialog").first().waitFor();
    expect(await page.locator(".rest div").isVisible()).toBe(false);
  });

  it("shows what would turn names, keys and causes round, in every pane and in the picture", async () => {
    const page = await chromium.open();
    const name = "a\u202egnp";
    const hostile = machine({ [name]: { ...pass(), Comment: "\u2066x" } as ReturnType<typeof pass> });
    await give(page, JSON.stringify(hostile), "\u202etxt.json");
    await give(page, historyOf(hostile, { "k\u202ey": "v\u202ee" }), "history.json");
    await drawn(page);
    await viewer(page, `choose(${JSON.stringify(`/States/${name}`)})`);
    await page.keyboard.press("4");
    for (const key of ["2", "3", "8"]) {
      await page.keyboard.press(key);
      await page.waitForTimeout(300);
      expect(await page.evaluate(TURNING)).toEqual([]);
    }
    expect(await page.locator("asl-inspector h2").innerText()).toBe("a\\u202egnp");
    expect(await page.locator("asl-inspector asl-json .tree").first().innerText()).toContain("k\\u202ey");
    expect(await page.locator("asl-source .text").innerText()).toContain("\\u202egnp");
  });
});
