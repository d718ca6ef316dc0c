import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { historyOf } from "./history.js";
import { catching, machine, pass, task } from "./machines.js";
import { choose, drawn, give, inChromium, node, nodes } from "./page.js";

vi.setConfig({ testTimeout: 60_000 });

const COUNT = 600;
const name = (at: number): string => `Step ${at}`;
const next = (at: number): string | undefined => (at + 1 < COUNT ? name(at + 1) : undefined);
const chain = (more: (at: number) => JsonObject = () => ({})): JsonObject =>
  machine(Object.fromEntries(Array.from({ length: COUNT }, (_, at) => [name(at), { ...task(next(at)), ...more(at) }])));
/** A state with so many branches of five states. */
const branches = (count: number): JsonObject =>
  machine({
    Many: {
      Type: "Parallel",
      Branches: Array.from({ length: count }, () =>
        machine(Object.fromEntries(["A", "B", "C", "D", "E"].map((one, at, all) => [one, pass(all[at + 1])]))),
      ),
      Next: "Last",
    },
    Last: pass(),
  });

inChromium("a picture of many states", ({ open }) => {
  const start = async (definition = chain()): Promise<Page> => {
    const page = await open();
    await give(page, JSON.stringify(definition), "large.asl.json");
    await drawn(page);
    return page;
  };
  const wheel = async (page: Page, x: number, y: number): Promise<void> => {
    await page.mouse.move(500, 300);
    await page.mouse.wheel(x, y);
  };
  const graph = (page: Page, act: string) => page.evaluate(`document.querySelector("asl-viewer").graphElement.${act}`);

  it("holds only what is seen of it and what is beside that, wherever it is moved, and its tree all states", async () => {
    const page = await start();
    expect(await nodes(page).count()).toBeLessThan(60);
    expect(await page.locator('asl-graph [role="treeitem"]').count()).toBe(COUNT);
    await expect.poll(() => node(page, name(0)).isVisible()).toBe(true);
    for (const at of [300, 40, 599]) {
      await graph(page, `reveal("/States/${name(at)}")`);
      await expect.poll(() => node(page, name(at)).isVisible()).toBe(true);
      expect(await nodes(page).count()).toBeLessThan(60);
    }
    await expect.poll(() => node(page, name(0)).count()).toBe(0);
    await wheel(page, 0, -2000);
    await expect.poll(() => node(page, name(599)).count()).toBe(0);
    const shown = await nodes(page).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().y));
    expect(Math.min(...shown)).toBeLessThan(60);
    expect(Math.max(...shown)).toBeGreaterThan(700);
  });

  it("draws everything of a machine that is not so large", async () => {
    const page = await start(
      machine(
        Object.fromEntries(Array.from({ length: 250 }, (_, at) => [name(at), at < 249 ? pass(name(at + 1)) : pass()])),
      ),
    );
    expect(await nodes(page).count()).toBe(252);
  });

  it("goes to states that were not drawn: by search, by arrows and by choice", async () => {
    const page = await start();
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("ep 41");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    const hit = page.locator("asl-graph .asl-node.asl-selected.hit");
    await expect.poll(() => hit.locator(".asl-name").textContent()).toBe("Step 410");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowDown");
    const chosen = page.locator("asl-graph .asl-selected .asl-name");
    await expect.poll(() => chosen.textContent()).toBe("Step 411");
    await expect.poll(() => page.locator("asl-graph .asl-edge.near").count()).toBe(2);
    await page.keyboard.press("x");
    await expect.poll(() => page.locator("asl-graph .asl-node.lit").count()).toBe(3);
    await choose(page, `/States/${name(20)}`);
    await expect.poll(() => chosen.textContent()).toBe("Step 20");
    await expect.poll(() => page.locator("asl-graph .asl-node.lit").count()).toBe(3);
  });

  it("that is too large to be seen whole is seen from its beginning, has a small picture, and shows a hit from near", async () => {
    const page = await start();
    const percent = page.locator("asl-graph .percent");
    const seen = (at: number) => page.locator(`asl-graph .asl-node[data-id="/States/${name(at)}"]`).isVisible();
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press("f");
    await expect.poll(() => percent.textContent()).toBe("5 %");
    await expect.poll(() => seen(0)).toBe(true);
    const map = await page.locator("asl-graph canvas.map").boundingBox();
    expect(map?.width).toBeGreaterThan(15);
    await page.keyboard.press("/");
    await page.keyboard.type("ep 410");
    await page.keyboard.press("Enter");
    await expect.poll(() => percent.textContent()).toBe("80 %");
    const { y } = (await page.locator("asl-graph .asl-node.asl-selected.hit").boundingBox())!;
    expect(y).toBeGreaterThan(80);
    expect(y).toBeLessThan(800);
    await page.keyboard.press("Escape");
    await page.keyboard.press("f");
    await expect.poll(() => percent.textContent()).toBe("5 %");
    await expect.poll(() => seen(410)).toBe(true);
  });

  it("marks what becomes visible as it stands", async () => {
    const page = await start();
    await give(page, historyOf(chain(), { n: 1 }, { [name(450)]: ["Broken"] }), "history.json");
    const failed = page.locator("asl-graph .asl-is-failed .asl-name");
    await expect.poll(() => failed.textContent()).toBe(name(450));
    await choose(page, `/States/${name(30)}`);
    await expect.poll(() => node(page, name(30)).getAttribute("class")).toContain("asl-is-succeeded");
    expect(await page.locator("asl-graph .asl-edge.asl-taken").count()).toBeGreaterThan(5);
    await choose(page, `/States/${name(500)}`);
    await expect.poll(() => node(page, name(500)).getAttribute("class")).toContain("asl-is-unreached");
    expect(await page.locator("asl-graph .asl-edge.asl-taken").count()).toBe(0);
  });

  it("has lines and names alone far away, which can still be chosen, and blocks instead of what is in containers", async () => {
    const page = await start(chain((at) => (at % 7 === 0 ? catching(name(Math.min(at + 3, COUNT - 1))) : {})));
    await graph(page, "zoom(0.2, true)");
    await expect.poll(() => page.locator("asl-graph .picture.far .far-name").count()).toBeGreaterThan(20);
    expect(await page.locator("asl-graph .picture .asl-icon").count()).toBe(0);
    const one = page.locator("asl-graph .asl-node.asl-task").nth(5);
    const id = await one.getAttribute("data-id");
    await one.click();
    await expect.poll(() => page.locator("asl-graph .asl-node.asl-selected").getAttribute("data-id")).toBe(id);
    await graph(page, "zoom(1, true)");
    await expect.poll(() => page.locator("asl-graph .picture .far-name").count()).toBe(0);
    expect(await page.locator("asl-graph .asl-selected .asl-name").count()).toBe(1);
    await give(page, JSON.stringify(branches(80)), "other.asl.json");
    await expect.poll(() => node(page, "Many").count()).toBe(1);
    await graph(page, "zoom(0.2, true)");
    await expect.poll(() => page.locator("asl-graph .asl-node.asl-pass").count()).toBe(1);
    expect(await page.locator("asl-graph .asl-lane").count()).toBe(0);
  });

  it("keeps its place when it is edited far from its beginning", async () => {
    const page = await start();
    await graph(page, `reveal("/States/${name(300)}")`);
    await wheel(page, 0, 10);
    await expect.poll(() => node(page, name(300)).isVisible()).toBe(true);
    const before = await node(page, name(300)).boundingBox();
    const { States } = chain() as { States: JsonObject };
    await give(
      page,
      JSON.stringify({ StartAt: "First", States: { First: pass(name(0)), ...States } }),
      "large.asl.json",
    );
    await expect.poll(() => page.locator('asl-graph [role="treeitem"]').count()).toBe(COUNT + 1);
    expect(await node(page, name(300)).boundingBox()).toEqual(before);
  });
});
