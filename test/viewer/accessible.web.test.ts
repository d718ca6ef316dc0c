import type { Locator, Page } from "playwright-core";
import { describe, expect, it, vi } from "vitest";
import { historyOf } from "./history.js";
import { machine, order, task } from "./machines.js";
import { chosen, count, give, inChromium, node, type Opening, showExample, tab, viewer } from "./page.js";
import { smallTargets } from "./small-targets.js";

/** Chromium takes its time on a busy machine. */
vi.setConfig({ testTimeout: 40_000 });

inChromium("the viewer, for everybody,", ({ open }) => {
  let page: Page;

  /** An empty page; an earlier one of the same test stays open. */
  const start = async (options: Opening = {}): Promise<Page> => (page = await open(options));

  /** With the example open: a run that failed. */
  async function example(options: Opening = {}): Promise<void> {
    await start(options);
    await showExample(page);
  }

  describe("the tree of states", () => {
    const items = () => page.locator("asl-graph [role=treeitem]");
    const item = (name: string) => items().filter({ hasText: new RegExp(`^\\s*${name},`) });

    it("mirrors containers and order, and says what became of states and where their ways lead", async () => {
      await example();
      expect(await items().count()).toBe(14);
      const container = item("Secure order");
      expect(await container.getAttribute("aria-level")).toBe("1");
      expect(await container.getAttribute("aria-expanded")).toBe("true");
      const inner = item("Charge card");
      expect([await inner.getAttribute("aria-level"), await inner.getAttribute("aria-posinset")]).toEqual(["2", "1"]);
      const words = (await container.textContent()) ?? "";
      expect(words).toMatch(/failed and caught.*Next: Wait for the warehouse, not taken; on .*Release items, taken/s);
      expect(await item("Order not fulfilled").getAttribute("aria-selected")).toBe("true");
    });

    it("has one focus with the picture, walked and folded by keys", async () => {
      await example();
      const tree = page.getByRole("tree", { name: "States" });
      await tree.focus();
      await page.keyboard.press("ArrowUp");
      expect(await chosen(page)).toBe("Tell customer");
      const active = await tree.getAttribute("aria-activedescendant");
      expect(await page.locator(`asl-graph #${active}`).textContent()).toContain("Tell customer");
      await viewer(page, "choose('/States/Secure order')");
      await viewer(page, "graphElement.fold('/States/Secure order')");
      await expect.poll(() => item("Secure order").getAttribute("aria-expanded")).toBe("false");
      expect(await item("Charge card").count()).toBe(0);
    });
  });

  describe("a screen reader", () => {
    it("is told the place by the slider", async () => {
      await example();
      const slider = page.getByRole("slider", { name: "Place in the run" });
      await slider.focus();
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      expect(await slider.getAttribute("aria-valuetext")).toBe("event 2 of 44, Check order entered, 0 ms");
      await page.keyboard.press("PageUp");
      expect(await slider.getAttribute("aria-valuenow")).toBe("6");
      await page.keyboard.press("End");
      expect(await slider.getAttribute("aria-valuetext")).toMatch(
        /^event 44 of 44, execution failed, Payments.Declined/,
      );
    });

    it("hears what happens, not more than once a second while it is played", async () => {
      await example({ alone: true });
      const said: string[] = [];
      await page.exposeFunction("hear", (text: string) => void said.push(text));
      await page.evaluate(() => {
        const region = document.querySelector("asl-viewer")?.shadowRoot?.querySelector("[role=log]") as Element;
        const tell = () => (globalThis as unknown as { hear(text: string): void }).hear(region.textContent ?? "");
        new MutationObserver(tell).observe(region, { childList: true, characterData: true, subtree: true });
      });
      await page.keyboard.press("Home");
      await page.getByLabel("Speed").selectOption("20×");
      await page.keyboard.press("c");
      await expect.poll(() => count(page), { timeout: 8000 }).toBe("44");
      await page.waitForTimeout(1300);
      expect(said.length).toBeGreaterThan(0);
      expect(said.length).toBeLessThanOrEqual(6);
      expect(said.at(-1)).toMatch(/^execution failed, Payments.Declined/);
    });

    it("is told of retries to come", async () => {
      await start();
      const retrying = machine({
        A: task(undefined, { Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 2, MaxAttempts: 4 }] }),
      });
      await give(page, JSON.stringify(retrying), "retrying.asl.json");
      await give(page, historyOf(retrying, {}, { A: ["Busy", 1] }), "history.json");
      await page.keyboard.press("E");
      const region = page.getByRole("log", { name: "What happens" });
      await expect.poll(() => region.textContent()).toBe("A, task failed, Busy, retry 1 of 4 in 2 s");
    });
  });

  describe("whoever has no pointer", () => {
    it("sees where the focus is, two pixels wide and at 3:1", async () => {
      await example();
      const reached = new Set<string>();
      for (let stops = 0; stops < 70; stops++) {
        await page.keyboard.press("Tab");
        const found = await page.evaluate(focusRing);
        if (found === undefined) continue;
        reached.add(found.name);
        expect(found.width, found.name).toBeGreaterThanOrEqual(2);
        expect(found.contrast, found.name).toBeGreaterThanOrEqual(3);
      }
      const all = [...reached].join(" ");
      for (const name of ["Open", "Place in the run", "States", "Smaller", "Size of the inspector", "Why", "Timeline"])
        expect(all).toContain(name);
    });

    it("finds every command with its key, and does it", async () => {
      await example();
      await page.keyboard.press("Control+k");
      await page.keyboard.type("previous event");
      const option = page.locator("asl-palette").getByRole("option", { selected: true });
      expect(await option.innerText()).toMatch(/previous event\s*,/i);
      await page.keyboard.press("Enter");
      await expect.poll(() => count(page)).toBe("42");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("charge card");
      await page.keyboard.press("Enter");
      await expect.poll(() => chosen(page)).toBe("Charge card");
    });

    it("closes what lies above the page, and is back where it was", async () => {
      await example();
      await page.locator("asl-graph .surface").focus();
      for (const keys of ["Control+k", "?"]) {
        await page.keyboard.press(keys);
        await page.getByRole("dialog").waitFor();
        await page.keyboard.press("Escape");
        await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
        expect(await page.evaluate(focusedName)).toBe("States");
      }
    });

    it("moves, folds and resets borders of panes, which are remembered", async () => {
      await example();
      const width = async () => (await page.locator("section.inspector").boundingBox())?.width ?? 0;
      const border = page.getByRole("separator", { name: "Size of the inspector" });
      const before = await width();
      await border.focus();
      await page.keyboard.press("Shift+ArrowLeft");
      await expect.poll(width).toBeGreaterThan(before + 100);
      const after = await width();
      await page.reload();
      await showExample(page);
      await expect.poll(width).toBe(after);
      await border.focus();
      await page.keyboard.press("Enter");
      await expect.poll(width).toBe(0);
      expect(await border.getAttribute("aria-valuetext")).toBe("folded");
      await border.dblclick();
      await expect.poll(width).toBe(before);
    });

    it("may switch single keys off, and bind others", async () => {
      await example();
      await viewer(page, "keys = 'off'");
      await page.keyboard.press(",");
      expect(await count(page)).toBe("43");
      await page.keyboard.press("Home");
      await expect.poll(() => count(page)).toBe("0");
      await viewer(page, "keys = 'on'");
      await viewer(page, "bindings = { next: ['j'] }");
      await page.keyboard.press(".");
      await page.keyboard.press("j");
      await expect.poll(() => count(page)).toBe("1");
      await page.keyboard.press("?");
      expect(await page.getByRole("dialog").innerText()).toMatch(/j\s+next event/);
    });
  });

  it("has targets of 24 pixels and more, for fingers too", async () => {
    for (const options of [{}, { viewport: { width: 420, height: 800 }, hasTouch: true }]) {
      await example(options);
      for (const name of ["Timeline", "Events"]) {
        await tab(page, name).click();
        expect(await page.evaluate(smallTargets)).toEqual([]);
      }
      await page.context().close();
    }
  });

  it("shows the whole page at 200 % without scrolling sideways", async () => {
    await example({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(640);
    for (const name of ["Timeline", "Events", "Definition", "Inspector"]) {
      await page.locator("asl-viewer .strip").getByRole("tab", { name }).click();
      await expect.poll(() => seen(page.locator("asl-viewer .lower"))).toBe(true);
    }
  });

  it("stands still for who wants that", async () => {
    await example({ reducedMotion: "reduce" });
    await page.keyboard.press("Home");
    for (const _ of "12") await page.keyboard.press(".");
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
  });

  it("tells states apart without the page's colours", async () => {
    await example({ forcedColors: "active" });
    const look = (name: string) =>
      node(page, name).evaluate(
        (one) =>
          `${getComputedStyle(one.querySelector(".asl-outline") as Element).strokeDasharray} ${one.querySelector(".asl-badge-icon")?.innerHTML}`,
      );
    const looks = await Promise.all(["Check order", "Charge card", "Reserve items", "Secure order", "Ship"].map(look));
    expect(new Set(looks).size).toBe(5);
  });

  it("writes on filled buttons what can be read where colours are forced", async () => {
    await start({ forcedColors: "active" });
    await give(page, JSON.stringify(order), "order.asl.json");
    await page.getByRole("button", { name: "Debug", exact: true }).click();
    const look = await page.locator("asl-start .primary").evaluate((button) => {
      const { color, backgroundColor, forcedColorAdjust } = getComputedStyle(button);
      return { differs: color !== backgroundColor, forcedColorAdjust };
    });
    // Letters would stand on a plate of the ground's colour, which is theirs.
    expect(look).toEqual({ differs: true, forcedColorAdjust: "none" });
  });

  it("remembers nothing where that is forbidden, and works all the same", async () => {
    await start({ alone: true });
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, "localStorage", {
        get: () => {
          throw new DOMException("no", "SecurityError");
        },
      });
    });
    await page.reload();
    await showExample(page);
    await page.getByRole("separator", { name: "Size of the inspector" }).focus();
    await page.keyboard.press("ArrowLeft");
  });
});

const seen = async (place: Locator): Promise<boolean> => ((await place.boundingBox())?.height ?? 0) > 80;

/** In the page: the name of what has the focus, in whatever shadow tree. */
function focusedName(): string {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
}

/** In the page: how the focus shows; undefined where nothing has it. A border of a pane shows a line of its own. */
function focusRing(): { name: string; width: number; contrast: number } | undefined {
  let element = document.activeElement as HTMLElement | null;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement as HTMLElement;
  if (element === null || element === document.body) return undefined;
  const sheet = document.createElement("canvas");
  const paper = sheet.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  const light = (colour: string): number => {
    paper.fillStyle = colour;
    paper.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...paper.getImageData(0, 0, 1, 1).data].map((one) => {
      const share = one / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (from: Element | null): string => {
    for (let at = from; at !== null; at = at.parentElement ?? (at.getRootNode() as ShadowRoot).host ?? null) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/rgba\(.*, 0(\.\d+)?\)$/.test(backgroundColor) && backgroundColor !== "transparent") return backgroundColor;
    }
    return "white";
  };
  const style = getComputedStyle(element);
  const after = getComputedStyle(element, "::after");
  const isBorder = element.getAttribute("role") === "separator";
  const [ring, ground] = [isBorder ? after.backgroundColor : style.outlineColor, groundOf(element.parentElement)];
  const [high, low] = [light(ring), light(ground)].sort((a, b) => b - a);
  const width = isBorder
    ? Math.min(Number.parseFloat(after.width), Number.parseFloat(after.height))
    : Number.parseFloat(style.outlineWidth);
  const name = element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40) ?? element.localName;
  return {
    name,
    width: style.outlineStyle === "none" && !isBorder ? 0 : width,
    contrast: (high + 0.05) / (low + 0.05),
  };
}
