import { readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterEach, expect, it } from "vitest";
import { historyOf } from "./history.js";
import { order } from "./machines.js";
import { address, findings, inChromium, listen, node } from "./page.js";

const ORIGIN = "http://asl.test";
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; worker-src blob:; img-src data:";
const STYLE = `
  :root { color-scheme: light dark }
  body { margin: 12px; font-family: sans-serif }
  .alone { height: 300px; margin: 0 0 12px }
  .styled::part(toolbar), .styled::part(bar), .styled::part(filters), .styled::part(header), .styled::part(text) {
    outline: 3px solid rgb(1, 2, 3)
  }
  .coloured { --asl-ground: rgb(255, 250, 240) }
`;
const HTML = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <title>Elements alone</title><link rel="stylesheet" href="/page.css"><script src="/elements.js"></script>
  <body><main><h1>Elements alone</h1></main></body></html>`;
const HISTORY = historyOf(order, { total: 200, retry: false, lines: [1, 2] }, { Bill: [{ bill: "needle-7" }] });
const TAGS = ["asl-graph", "asl-timeline", "asl-events", "asl-inspector", "asl-source"] as const;

/** What an element that is alone is given, beside a run: properties by names. */
type Given = Readonly<Record<string, unknown>>;

inChromium("an element alone in a page", (chromium) => {
  let page: Page;
  const complaints: string[] = [];
  afterEach(async () => {
    await page.context().close();
    expect(complaints.splice(0)).toEqual([]);
  });

  /** A plain page with the elements' script, which allows no scripts and styles but its own files. */
  async function open(options: Parameters<typeof chromium.browser.newContext>[0] = {}): Promise<void> {
    page = await (await chromium.browser.newContext({ viewport: { width: 900, height: 700 }, ...options })).newPage();
    listen(page, ORIGIN, (text) => complaints.push(text));
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
  }

  /** Puts an element into the page with the run that each of them needs, and hears all it tells the page. */
  async function put(tag: string, attributes: Record<string, string> = {}, given: Given = {}): Promise<void> {
    await page.evaluate(place, {
      tag,
      attributes,
      given,
      definition: JSON.stringify(order, null, 2),
      history: HISTORY,
    });
    await page.waitForTimeout(50);
  }

  const heard = () => page.evaluate("globalThis.heard") as Promise<[type: string, detail: Record<string, unknown>][]>;
  const lastHeard = async () => (await heard()).at(-1);
  const look = (selector: string, property: string) =>
    page.locator(selector).evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);

  it("is a graph that runs to the right, has a state chosen, and is walked, searched and styled", async () => {
    await open();
    await put("asl-graph", { direction: "right", selected: "/States/Check", class: "alone styled coloured" });
    await node(page, "Ship each").waitFor();
    const [first, second] = await Promise.all(["Check", "Pack"].map((name) => node(page, name).boundingBox()));
    expect(second!.x).toBeGreaterThan(first!.x + first!.width);
    expect(await node(page, "Check").getAttribute("class")).toContain("asl-selected");
    expect(await node(page, "Check").getAttribute("class")).toContain("asl-is-succeeded");
    expect(await look("asl-graph .toolbar", "outline-width")).toBe("3px");
    expect(await look("asl-graph", "background-color")).toBe("rgb(255, 250, 240)");
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(lastHeard).toEqual(["asl-select", { node: "/States/Valid?" }]);
    await page.keyboard.press("/");
    await page.keyboard.type("wrap");
    await page.keyboard.press("Enter");
    await expect.poll(lastHeard).toEqual(["asl-select", { node: "/States/Pack/Branches/0/States/Wrap" }]);
    expect((await heard()).map(([type]) => type)).toContain("asl-laid-out");
  });

  it("is a graph whose letters do nothing where that is wanted", async () => {
    await open();
    await put("asl-graph", { keys: "off", class: "alone" });
    await node(page, "Check").waitFor();
    await page.locator("asl-graph .surface").focus();
    const percent = () => page.locator("asl-graph .percent").innerText();
    const before = await percent();
    await page.keyboard.press("+");
    expect(await percent()).toBe(before);
    await page.evaluate("document.querySelector('asl-graph').keys = 'on'");
    await page.keyboard.press("+");
    await expect.poll(percent).not.toBe(before);
  });

  it("is a timeline that stands where its attribute says, and is moved by keys and by a click", async () => {
    await open();
    await put("asl-timeline", { count: "3", class: "alone styled" });
    const slider = page.getByRole("slider", { name: "Place in the run" });
    expect(await slider.getAttribute("aria-valuenow")).toBe("3");
    expect(await look("asl-timeline .bar", "outline-width")).toBe("3px");
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(lastHeard).toEqual(["asl-seek", { count: 4 }]);
    expect(await slider.getAttribute("aria-valuenow")).toBe("3");
    await page.locator("asl-timeline .lanes").click({ position: { x: 8, y: 8 } });
    await expect.poll(lastHeard).toEqual(["asl-select", { node: "/States/Check", visit: 0 }]);
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.getByRole("button", { name: "Show all" }).click();
    expect(await page.getByRole("button", { name: "Show all" }).count()).toBe(0);
  });

  it("is a list of events that is searched and walked, and tells where it is", async () => {
    await open();
    await put("asl-events", { count: "2", class: "alone styled" });
    expect(await look("asl-events .filters", "outline-width")).toBe("3px");
    expect(await page.locator("asl-events .row[aria-selected=true]").innerText()).toMatch(/2\s.*TaskStateEntered/s);
    await page.getByRole("listbox", { name: "Events" }).focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(heard).toEqual([
      ["asl-seek", { count: 3 }],
      ["asl-select", { node: "/States/Check", visit: 0 }],
    ]);
    await page.getByLabel("Search events").fill("needle-7");
    await expect.poll(() => page.locator("asl-events .row").first().innerText()).toContain("TaskSucceeded");
  });

  it("is an inspector of one visit, with tabs that are walked, and values that can be watched", async () => {
    await open();
    await put("asl-inspector", { count: "6", class: "alone styled" }, { node: "/States/Check", visit: 0 });
    expect(await page.locator("asl-inspector h2").innerText()).toBe("Check");
    expect(await look("asl-inspector header", "outline-width")).toBe("3px");
    await page.locator("asl-inspector asl-json .row", { hasText: "total" }).click();
    await page.getByRole("button", { name: "Watch", exact: true }).click();
    await expect.poll(lastHeard).toMatchObject(["asl-watch", { pointer: "/total" }]);
    await page.getByRole("tab", { name: "Data" }).focus();
    await page.keyboard.press("End");
    await expect.poll(() => page.getByRole("tab", { selected: true }).innerText()).toBe("Definition");
    await expect.poll(() => page.locator("asl-inspector asl-json .tree").innerText()).toContain("lambda:invoke");
  });

  it("is a text with its state marked, in which states are chosen and breakpoints set", async () => {
    await open();
    await put("asl-source", { class: "alone styled" }, { node: "/States/Check", lines: [3] });
    expect(await look("asl-source .text", "outline-width")).toBe("3px");
    expect(await page.locator("asl-source .line.chosen").first().innerText()).toContain('"Check"');
    expect(await page.locator("asl-source .gutter.on").innerText()).toBe("3");
    await page.getByRole("region", { name: "Text of the definition" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("b");
    await expect.poll(lastHeard).toEqual(["asl-breakpoint", { line: 5 }]);
    await page.keyboard.press("Enter");
    await expect.poll(lastHeard).toEqual(["asl-select", { node: "/States/Check" }]);
  });

  it.each(TAGS)("is %s that is there before it is given anything, and where that is taken away", async (tag) => {
    await open();
    await put(tag, { class: "alone" }, { nothing: true });
    await put(tag, { class: "alone" }, { node: "/States/Check", visit: 0, taken: true });
    expect(await page.locator(tag).count()).toBe(2);
  });

  it.each(["light", "dark"] as const)("has nothing that axe finds, and fits a narrow page, in %s", async (scheme) => {
    await open({ colorScheme: scheme, viewport: { width: 360, height: 1700 } });
    for (const tag of TAGS) await put(tag, { class: "alone", count: "9" }, { node: "/States/Check", visit: 0 });
    await node(page, "Check").waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    const dark = await look("asl-source", "background-color");
    await page.evaluate(
      "for (const one of document.querySelectorAll('.alone')) one.setAttribute('theme', matchMedia('(prefers-color-scheme: dark)').matches ? 'light' : 'dark')",
    );
    expect(await look("asl-source", "background-color")).not.toBe(dark);
  });
});

interface Placed {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly given: Given;
  readonly definition: string;
  readonly history: string;
}

/** In the page: puts an element there, with what the script offers under `asl`. */
async function place({ tag, attributes, given, definition, history }: Placed): Promise<void> {
  const { asl } = globalThis as unknown as { asl: typeof import("../../packages/asl-viewer/src/index.js") };
  const heard: unknown[] = [];
  Object.assign(globalThis, { heard });
  const events = ["select", "open", "cell", "turn", "edge", "laid-out", "seek", "part", "watch", "breakpoint"];
  for (const name of events)
    document.addEventListener(`asl-${name}`, (event) => heard.push([event.type, (event as CustomEvent).detail]));
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.querySelector("main")?.append(element);
  if (given.nothing === true) return;
  const [drawn] = (await asl.openText(definition, "order.asl.json")).definitions;
  const [recorded] = (await asl.openText(history, "history.json")).histories;
  const timeline = new asl.Timeline(asl.runOf(recorded, drawn.definition));
  const { lines, node, visit } = given as { lines?: number[]; node?: string; visit?: number };
  const all: Record<string, Record<string, unknown>> = {
    "asl-graph": {
      ...{ definition: drawn.definition, nodeMarks: timeline.nodeMarks(timeline.length) },
      edgeMarks: timeline.edgeMarks(timeline.length),
    },
    "asl-source": { read: drawn.read, breakpoints: lines && new Map(lines.map((line) => [line, "on"])) },
  };
  const own = all[tag] ?? { timeline, visit: visit === undefined ? undefined : timeline.visits.visits[visit] };
  Object.assign(element, own, node === undefined || tag === "asl-graph" ? {} : { node });
  await (element as unknown as { updateComplete: Promise<unknown> }).updateComplete;
  if (given.taken !== true) return;
  for (const name of [...Object.keys(own), "node"]) (element as unknown as Record<string, unknown>)[name] = undefined;
  await (element as unknown as { updateComplete: Promise<unknown> }).updateComplete;
}
