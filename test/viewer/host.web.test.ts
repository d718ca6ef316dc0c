import { readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterEach, expect, it, vi } from "vitest";
import { historyOf } from "./history.js";
import { machine, order, pass } from "./machines.js";
import { address, inChromium, listen, node } from "./page.js";

vi.setConfig({ testTimeout: 30_000 });

const ORIGIN = "http://asl.test";
/** What docs/viewer.md says is enough: without workers of texts. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'";
const HTML = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page of somebody's own</title>
  <link rel="stylesheet" href="/page.css"><script src="/elements.js"></script><body><main></main><aside></aside></body></html>`;
const STYLE =
  "asl-viewer { height: 600px } asl-graph, asl-timeline, asl-source, asl-events, asl-json { height: 200px }";
const ONE = machine({ A: pass() });

/** What the page knows: texts, and what it has heard. */
const KNOWN = {
  definition: JSON.stringify(order, null, 2),
  recorded: historyOf(order, { total: 200, retry: false, lines: [1, 2] }),
  failed: historyOf(order, { total: 200, retry: false, lines: [1] }, { Bill: [{ error: "Busy", cause: "x" }] }),
  one: JSON.stringify(ONE),
};
type Heard = readonly (readonly [type: string, detail: Readonly<Record<string, unknown>>])[];

inChromium("a page of one's own", (chromium) => {
  let page: Page;
  const complaints: string[] = [];
  afterEach(async () => {
    await page.context().close();
    expect(complaints.splice(0)).toEqual([]);
  });

  async function open(): Promise<void> {
    page = await (await chromium.browser.newContext({ viewport: { width: 1200, height: 900 } })).newPage();
    // The browser says that there may be no worker.
    listen(page, ORIGIN, (text) => void (/worker.*blob:|blob:.*worker/is.test(text) || complaints.push(text)));
    await page.route(`${ORIGIN}/**`, (route) => {
      const path = new URL(route.request().url()).pathname;
      const headers = { "content-security-policy": POLICY };
      if (path === "/favicon.ico") return route.fulfill({ status: 204 });
      if (extname(path) === ".css") return route.fulfill({ contentType: "text/css", body: STYLE });
      if (extname(path) !== ".js") return route.fulfill({ contentType: "text/html", headers, body: HTML });
      const body = readFileSync(join(dirname(fileURLToPath(address)), path), "utf8");
      return route.fulfill({ contentType: "text/javascript", body });
    });
    await page.goto(`${ORIGIN}/`);
    await page.evaluate((known) => Object.assign(globalThis, known, { heard: [] }), KNOWN);
    await page.evaluate(`for (const type of ["asl-seek", "asl-select", "asl-refused"])
      addEventListener(type, ({ detail }) => heard.push([type, detail]));
      globalThis.main = document.querySelector("main"); globalThis.put = (tag, given = {}) => {
        const element = document.createElement(tag); main.append(element); return Object.assign(element, given); }; 0`);
  }

  const run = <Result>(script: string): Promise<Result> => page.evaluate(`(async () => { ${script} })()`);
  /** What the page heard of what a script, or keys, do. */
  async function hears(act: string | (() => Promise<unknown>)): Promise<Heard> {
    await run("heard.length = 0");
    await (typeof act === "string" ? run(`${act}; await viewer.updateComplete`) : act());
    await page.waitForTimeout(100);
    return page.evaluate("heard");
  }
  const viewer = async (...texts: string[]): Promise<void> => {
    await run(`globalThis.viewer = put("asl-viewer"); for (const text of [${texts}]) await viewer.open(text)`);
  };

  it("has machines drawn though its policy allows no worker, also where elements were moved before", async () => {
    await open();
    await run(`const graph = put("asl-graph", { definition: JSON.parse(definition) });
      await graph.updateComplete; document.querySelector("aside").append(graph)`);
    await node(page, "Ship each").waitFor();
    await run("put('asl-viewer').open(one)");
    await node(page, "A", "asl-viewer asl-graph").waitFor();
  });

  it("hears of each place and each choice once, whoever made it", async () => {
    await open();
    await viewer("definition");
    const { length } = JSON.parse(KNOWN.recorded).events as unknown[];
    expect((await hears("await viewer.open(recorded)"))[0]).toEqual(["asl-seek", { count: length }]);
    await run("viewer.choose(null)");
    expect(await hears("viewer.seek(3)")).toEqual([["asl-seek", { count: 3 }]]);
    expect(await hears("viewer.seek(3)")).toEqual([]);
    expect(await hears("viewer.choose('/States/Check')")).toEqual([
      ["asl-select", { node: "/States/Check", visit: 0 }],
    ]);
    expect(await hears("viewer.choose('/States/Check')")).toEqual([]);
    expect(await run("return [viewer.node, viewer.visit.index, viewer.count]")).toEqual(["/States/Check", 0, 3]);
    await page.locator("asl-viewer asl-graph .surface").focus();
    expect(await hears(() => page.keyboard.press(","))).toEqual([["asl-seek", { count: 2 }]]);
    const next = page.locator('asl-viewer [part=replay] button[aria-label^="One event on"]');
    expect(await hears(() => next.click())).toEqual([["asl-seek", { count: 3 }]]);
    const ship = await hears(() => node(page, "Valid?").click());
    expect(ship).toEqual([["asl-select", { node: "/States/Valid?" }]]);
    const palette = await hears(async () => {
      await page.keyboard.press("Control+k");
      await page.locator("asl-palette input").fill("Pack");
      await page.keyboard.press("Enter");
    });
    expect(palette).toEqual([["asl-select", { node: "/States/Pack" }]]);
    expect(await hears("viewer.choose(null)")).toEqual([["asl-select", { node: null }]]);
    const played = await hears(
      "viewer.seek(1); viewer.play(); await new Promise((done) => setTimeout(done, 1300)); viewer.play()",
    );
    expect(played.length).toBeGreaterThan(1);
  });

  it("hears which state is chosen where a run that failed is opened", async () => {
    await open();
    await viewer("definition");
    const heard = await hears("await viewer.open(failed)");
    expect(heard.map(([type]) => type)).toEqual(["asl-seek", "asl-select"]);
    expect(heard[1][1].node).toBe(await run("return viewer.node"));
  });

  it("is told whether what it gives is opened, and may give JSON as a value", async () => {
    await open();
    await viewer();
    expect(await run("return viewer.open(JSON.parse(definition), 'order.asl.json')")).toBe(true);
    await node(page, "Ship each").waitFor();
    const heard = await hears(
      "for (const one of ['{', null, undefined, 7, 7n]) heard.push(['opened', await viewer.open(one, 'x')])",
    );
    expect(heard.filter(([type]) => type === "opened").map(([, opened]) => opened)).toEqual(Array(5).fill(false));
    expect(heard.filter(([type]) => type === "asl-refused").map(([, { message }]) => message)).toEqual([
      expect.stringContaining("x cannot be opened"),
      ...["null", "undefined", "7", "7"].map((one) => `x cannot be opened: it is ${one}`),
    ]);
  });

  it.each([
    ["asl-graph", ["definition", "graph", "nodeMarks", "edgeMarks", "selected", "direction", "layouter", "preview"]],
    ["asl-timeline", ["timeline", "visit", "watched", "count"]],
    ["asl-events", ["timeline", "visit", "node", "filters", "count"]],
    ["asl-inspector", ["timeline", "visit", "node", "watched", "live", "status", "count"]],
    ["asl-source", ["read", "node", "current", "place", "breakpoints", "problems"]],
    ["asl-viewer", ["layouter", "reader", "checker", "example", "bindings", "direction", "theme", "keys"]],
  ])("may give %s null, and places that are not there, for what it has not", async (tag, names) => {
    await open();
    const faults = await run(`
      const { openText, runOf, Timeline } = asl;
      const [{ definitions: [drawn] }, { histories: [told] }] = await Promise.all([openText(definition), openText(recorded)]);
      const timeline = new Timeline(runOf(told, drawn.definition));
      const all = { timeline, count: 7, node: "/States/Check", visit: timeline.visits.visits[0], read: drawn.read,
        definition: drawn.definition, nodeMarks: timeline.nodeMarks(7), edgeMarks: timeline.edgeMarks(7) };
      const faults = [];
      const attempt = async (what, act) => { try { await act() } catch (error) { faults.push(what + ": " + error) } };
      for (const name of ${JSON.stringify(names)}) for (const none of [null, undefined]) for (const given of [{}, all]) {
        const own = Object.fromEntries(Object.entries(given).filter(([one]) => ${JSON.stringify(names)}.includes(one)));
        const element = put(${JSON.stringify(tag)}, { ...own, [name]: none });
        await attempt(name, () => element.updateComplete);
        if (own[name] !== undefined) element[name] = own[name];
        await attempt(name, () => element.updateComplete);
        element[name] = none;
        await attempt(name, () => element.updateComplete);
        element.remove();
      }
      if (${JSON.stringify(names)}.includes("count")) for (const count of [1e9, -3, 3.7, NaN, "x"]) {
        const element = put(${JSON.stringify(tag)}, { timeline, node: all.node, visit: all.visit });
        element.count = count;
        await attempt("count " + count, () => element.updateComplete);
        element.remove();
      }
      return faults`);
    expect(faults).toEqual([]);
  });

  it("may have a machine run any way it says, which is downwards where that is none", async () => {
    await open();
    await run("put('asl-graph', { definition: JSON.parse(one), direction: 'sideways' })");
    await node(page, "A").waitFor();
  });

  it("goes into elements by focus(), and chooses states in a text by keys", async () => {
    await open();
    const focused = await run(`
      const { openText, runOf, Timeline } = asl;
      const [{ definitions: [drawn] }, { histories: [told] }] = await Promise.all([openText(definition), openText(recorded)]);
      const timeline = new Timeline(runOf(told, drawn.definition));
      const all = [["asl-graph", { definition: drawn.definition }], ["asl-timeline", { timeline }], ["asl-events", { timeline }],
        ["asl-inspector", { timeline, node: "/States/Check" }], ["asl-json", { value: [1] }], ["asl-source", { read: drawn.read }]];
      const focused = [];
      for (const [tag, given] of all) {
        const element = put(tag, given);
        await element.updateComplete;
        element.focus();
        focused.push(element.shadowRoot.activeElement?.getAttribute("aria-label") ?? element.shadowRoot.activeElement?.localName);
      }
      return focused`);
    const tab = "Definition";
    expect(focused).toEqual([
      ...["States", "Place in the run", "Search events"],
      ...[expect.stringMatching(new RegExp(`${tab}|button`)), "Data", "Text of the definition"],
    ]);
    const line = KNOWN.definition.split("\n").findIndex((text) => text.includes('"Check": {'));
    for (let at = 0; at <= line; at++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("heard.at(-1)")).toEqual(["asl-select", { node: "/States/Check" }]);
  });

  it("has the place of the first of its linked viewers in its hash, and that of the next once that is gone", async () => {
    await open();
    await run(`globalThis.viewers = [put("asl-viewer", { linked: true }), put("asl-viewer", { linked: true })];
      for (const one of viewers) { await one.open(definition); await one.open(recorded) }
      for (const one of viewers) one.choose(null);
      viewers[0].seek(4); await viewers[0].updateComplete; viewers[1].seek(6)`);
    await expect.poll(() => page.evaluate("location.hash")).toBe("#at=4");
    await page.waitForTimeout(300);
    expect(await page.evaluate("location.hash")).toBe("#at=4");
    await run("viewers[0].remove(); viewers[1].seek(5)");
    await expect.poll(() => page.evaluate("location.hash")).toBe("#at=5");
  });
});
