import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import { historyOf } from "./history.js";
import { machine, order, pass, task } from "./machines.js";
import { distributed } from "./map-machines.js";
import { drawn, findings, give, inChromium, type Opening, showExample, tab, viewer } from "./page.js";
import { smallTargets } from "./small-targets.js";

/** A distributed Map that reads its items from S3. */
const reading = machine({
  Each: {
    ...{ Type: "Map", Label: "Each", End: true },
    ItemReader: {
      ...{ Resource: "arn:aws:states:::s3:getObject", ReaderConfig: { InputType: "JSON" } },
      Parameters: { Bucket: "shop", Key: "orders.json" },
    },
    ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, ...machine({ P: pass() }) },
  },
});

/** Chromium takes its time on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

inChromium("axe finds nothing in", ({ open }) => {
  let page: Page;

  /** An empty page; an earlier one of the same test stays open. */
  const start = async (options: Opening = {}): Promise<Page> => (page = await open(options));

  const close = () => page.keyboard.press("Escape");
  const nothing = async () => {};
  const definition = () => page.getByRole("button", { name: "Definition" }).click();
  const folds = () => page.keyboard.press("5").then(() => page.keyboard.press("6"));
  const theme = (name: string | null) => () => viewer(page, `theme = ${JSON.stringify(name)}`);

  /** A view of the example: its name, how it is come to, and how it is left. */
  type View = [view: string, act: () => Promise<unknown>, leave: () => Promise<unknown>];
  const timeline: View = ["the timeline", nothing, nothing];
  const events: View = ["the events", () => tab(page, "Events").click(), () => tab(page, "Timeline").click()];

  /** Views of the example, one after the other in a page that is opened so. */
  const VIEWS: [opening: string, options: Opening, views: View[]][] = [
    [
      "as it is",
      {},
      [
        timeline,
        events,
        ["the definition", definition, definition],
        ["folded panes", folds, folds],
        ["a search", () => page.keyboard.press("/"), close],
        ["the sheet of keys", () => page.keyboard.press("?"), close],
        ["the palette", () => page.keyboard.press("Control+k"), close],
        ["the theme of high contrast", theme("contrast"), theme(null)],
        [
          "a message",
          () => give(page, '{"StartAt": "A" "States": {}}', "bad.json"),
          () => page.getByRole("button", { name: "Close" }).click(),
        ],
        ["variables", () => tab(page, "Variables").click(), nothing],
        [
          "a state's definition",
          () => page.locator("asl-inspector").getByRole("tab", { name: "Definition" }).click(),
          nothing,
        ],
        [
          "the whole execution",
          () => page.locator("asl-graph .surface").click({ position: { x: 14, y: 14 } }),
          nothing,
        ],
      ],
    ],
    ["in a narrow window", { viewport: { width: 420, height: 800 } }, [timeline, events]],
    ["with text at 200 %", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2, alone: true }, [timeline]],
    ["in dark surroundings", { colorScheme: "dark" }, [events]],
    ["in high contrast in the dark", { contrast: "more", colorScheme: "dark" }, [events]],
    ["in forced colours", { forcedColors: "active" }, [timeline]],
    ["in forced colours in the dark", { forcedColors: "active", colorScheme: "dark" }, [events]],
  ];

  it("the page while nothing is open", async () => {
    await start();
    expect(await findings(page)).toEqual([]);
  });

  it("a definition alone", async () => {
    await start();
    await give(page, JSON.stringify(order), "order.asl.json");
    await drawn(page);
    expect(await findings(page)).toEqual([]);
  });

  it("tries and a strip of iterations", async () => {
    await start();
    const retrying = machine({ A: task("M", { Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 2 }] }), M: pass() });
    await give(page, historyOf(retrying, {}, { A: ["Busy", 1] }), "history.json");
    await page.keyboard.press("E");
    await tab(page, /Tries/).click();
    expect(await findings(page)).toEqual([]);
    await give(page, historyOf(order, { total: 200, retry: false, lines: [1, 2, 3] }), "history.json");
    await page.locator("asl-graph .surface").focus();
    await viewer(page, "choose('/States/Ship each')");
    expect(await findings(page)).toEqual([]);
  });

  it("a run that is debugged, from the form that begins it", async () => {
    await start();
    await give(page, JSON.stringify(order), "order.asl.json");
    await page.getByRole("button", { name: "Debug", exact: true }).click();
    await page.locator("asl-start").waitFor();
    expect(await findings(page)).toEqual([]);
    await page.locator("asl-start").getByRole("button", { name: "Start" }).last().click();
    await page.getByRole("toolbar", { name: "Debugger" }).waitFor();
    expect(await findings(page)).toEqual([]);
    await tab(page, "Debugger").click();
    expect(await findings(page)).toEqual([]);
  });

  it("two runs side by side", async () => {
    await start();
    await give(page, JSON.stringify(order), "order.asl.json");
    await give(page, historyOf(order, { total: 200, retry: false, lines: [1, 2] }), "a.json");
    await viewer(
      page,
      `compare(${JSON.stringify(historyOf(order, { total: 5, retry: false, lines: [1] }))}, "b.json")`,
    );
    await page.locator("asl-comparison").waitFor();
    expect(await findings(page)).toEqual([]);
  });

  /** How pages are looked at, beside as they are. */
  const LOOKS: [look: string, options: Opening][] = [
    ["as they are", {}],
    ["with text at 200 %", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2, alone: true }],
    ["in forced colours", { forcedColors: "active" }],
  ];

  it.each(LOOKS)("rows for objects where a run begins, %s", async (_, options) => {
    await start(options);
    await give(page, JSON.stringify(reading), "reading.asl.json");
    await page.getByRole("button", { name: "Debug", exact: true }).click();
    await page.locator("asl-objects [name=text]").waitFor();
    await page.locator("asl-objects").scrollIntoViewIfNeeded();
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate(smallTargets)).toEqual([]);
  });

  it.each(LOOKS)("Items of a distributed Map, and one of its child executions, %s", async (_, options) => {
    await start(options);
    await give(page, JSON.stringify((await distributed(7)).save()), "run.json");
    await drawn(page);
    await viewer(page, "choose('/States/Each')");
    if (await tab(page, "Inspector").isVisible()) await tab(page, "Inspector").click();
    await tab(page, "Items").click();
    await page.locator("asl-items .row").first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.locator("asl-items .row").nth(1).click();
    await expect.poll(() => page.locator("nav.trail").innerText()).toContain("Each[");
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate(smallTargets)).toEqual([]);
  });

  it.each(VIEWS)("views of a run, %s", async (_, options, views) => {
    await start(options);
    await showExample(page);
    for (const [view, act, leave] of views) {
      await act();
      await page.waitForTimeout(100);
      expect(await findings(page), view).toEqual([]);
      await leave();
    }
  });
});
