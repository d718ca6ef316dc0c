import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { historyOf } from "./history.js";
import { catching, machine, order, pass, task } from "./machines.js";
import { loop, nested, stores } from "./map-machines.js";
import { count, drawn, findings, give, inChromium, node } from "./page.js";

vi.setConfig({ testTimeout: 60_000 });

const chain = (names: readonly string[]) =>
  machine(Object.fromEntries(names.map((name, at) => [name, task(names[at + 1])])));
const steps = Array.from({ length: 70 }, (_, at) => `Step ${at}`);

inChromium("the graph in the page", ({ open }) => {
  /** The smallest letters on the screen at each of many scales, in pixels, with what they are. */
  const smallest = (page: Page) =>
    page.evaluate(async () => {
      const graph = document.querySelector("asl-viewer")!.shadowRoot!.querySelector("asl-graph") as HTMLElement & {
        zoom(factor: number, absolute: boolean): void;
      };
      const found: string[] = [];
      for (let scale = 1.3; scale > 0.06; scale *= 0.97) {
        graph.zoom(scale, true);
        await new Promise(requestAnimationFrame);
        for (const text of graph.shadowRoot!.querySelectorAll<SVGTextElement>(".picture text")) {
          if (text.getBoundingClientRect().width === 0) continue;
          const size = Number.parseFloat(getComputedStyle(text).fontSize) * text.getCTM()!.a;
          if (size < 8.99) found.push(`${size} at ${scale}: ${text.textContent}`);
        }
      }
      return found;
    });

  it("writes nothing that is too small to be read, at any zoom", async () => {
    const page = await open();
    for (const [definition, history] of [
      [order, historyOf(order, { total: 200, retry: false, lines: [1, 2] }, { Check: ["Late", {}] })],
      [nested, historyOf(nested, stores, { GetPrice: [1, 2, "NoPrice", 1] })],
      [loop, historyOf(loop, { n: 0 })],
    ] as const) {
      await give(page, JSON.stringify(definition), "machine.asl.json");
      await give(page, history, "history.json");
      await drawn(page);
      expect(await smallest(page)).toEqual([]);
    }
  });

  it("can be told to end laying out, and to go on", async () => {
    const page = await open();
    await page.evaluate(() => {
      const viewer = document.querySelector("asl-viewer") as unknown as { layouter: { layout(): Promise<unknown> } };
      const { layouter } = viewer;
      let goOn = (): void => undefined;
      const held = new Promise<void>((resolve) => (goOn = resolve));
      Object.assign(globalThis, { goOn });
      const layout = (...asked: []) => held.then(() => layouter.layout(...asked));
      viewer.layouter = { ...layouter, layout } as typeof layouter;
    });
    await give(page, JSON.stringify(chain(steps)), "large.asl.json");
    const words = page.locator("asl-graph .busy");
    await expect.poll(() => words.innerText()).toMatch(/^Laying out 70 states with 71 transitions … +1 s End$/);
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "End", exact: true }).click();
    await expect.poll(() => words.innerText()).toMatch(/^Laying out was ended after \d+ s\. Go on$/);
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Go on" }).click();
    await page.evaluate("goOn()");
    await drawn(page);
    expect(await words.count()).toBe(0);
  });

  it("shows the error edges of a state a pointer is on, where they are left out", async () => {
    const page = await open();
    const caught = machine({
      ...(chain(steps).States as JsonObject),
      "Step 2": task("Step 3", catching("Sorry", "Busy")),
      Sorry: pass(),
    });
    await give(page, JSON.stringify(caught), "large.asl.json");
    await drawn(page);
    const label = page.locator("asl-graph .asl-label.asl-catch");
    expect(await label.isVisible()).toBe(false);
    await node(page, "Step 2").hover();
    await expect.poll(() => label.isVisible()).toBe(true);
    await node(page, "Step 4").hover();
    await expect.poll(() => label.isVisible()).toBe(false);
  });

  it("keeps its place when the machine is edited, and begins anew with another one", async () => {
    const page = await open();
    await give(page, JSON.stringify(chain(steps)), "large.asl.json");
    await drawn(page);
    await node(page, "Step 0").hover();
    await page.mouse.wheel(0, 2500);
    const middle = node(page, "Step 36");
    await expect.poll(() => middle.isVisible()).toBe(true);
    const before = await middle.boundingBox();
    await give(page, JSON.stringify(chain(["First", "Second", ...steps])), "large.asl.json");
    await expect.poll(() => node(page, "First").count()).toBe(1);
    expect(await middle.boundingBox()).toEqual(before);
    await give(page, JSON.stringify(order), "order.asl.json");
    await expect.poll(() => node(page, "Check").isVisible()).toBe(true);
  });

  it("goes to the event of a number", async () => {
    const page = await open();
    await give(page, JSON.stringify(order), "order.asl.json");
    await give(page, historyOf(order, { total: 200, retry: false, lines: [1] }), "history.json");
    await page.keyboard.press("3");
    const search = page.getByLabel("Search events");
    await search.fill("#5");
    expect(await page.locator("asl-events .row").count()).toBeGreaterThan(5);
    await search.press("Enter");
    await expect.poll(() => count(page)).toBe("5");
    await search.fill("#5000");
    await search.press("Enter");
    expect(await count(page)).toBe("5");
  });
});
