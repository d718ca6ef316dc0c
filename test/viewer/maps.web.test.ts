import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { historyOf } from "./history.js";
import { catching, machine, pass, task } from "./machines.js";
import { distributed, loop, nested, stores } from "./map-machines.js";
import { choose, classOf, drawn, give, inChromium, node } from "./page.js";

vi.setConfig({ testTimeout: 30_000 });
/** What becomes so before long. */
const soon = <Value>(read: () => Value) => expect.poll(read, { timeout: 8000 });
const FAILING = { GetPrice: [1, 1, "NoPrice", 1, 1] };

inChromium("Maps, loops and large graphs in the viewer", ({ open }) => {
  const crumbs = async (page: Page) => (await page.locator("nav.trail").innerText()).replace(/\s+/g, " ").trim();

  async function shown(definition: JsonObject, input: JsonObject, script = {}, hash = ""): Promise<Page> {
    const page = await open({ hash, viewport: { width: 1500, height: 1200 } });
    await give(page, JSON.stringify(definition), "machine.asl.json");
    await give(page, historyOf(definition, input, script), "history.json");
    await drawn(page);
    return page;
  }

  it("shows a Map's iterations on its title, and one of them alone where it is chosen, by click and by keys", async () => {
    const page = await shown(nested, stores, FAILING);
    const strip = page.locator('asl-graph [data-id="/States/Stores"] > .asl-strip');
    expect(await strip.getAttribute("data-cells")).toBe("3");
    expect(await page.locator("asl-graph .asl-strip").count()).toBe(1);
    const box = (await strip.locator(".asl-strip-ground").boundingBox())!;
    await page.mouse.move(box.x + box.width / 6, box.y + 4);
    await soon(() => page.locator("asl-graph .preview").innerText()).toContain("Iteration 0");
    await page.mouse.click(box.x + box.width / 6, box.y + 4);
    await soon(() => crumbs(page)).toMatch(/^Stores\[0] ▸/);
    await soon(() => page.locator("asl-graph .asl-strip").count()).toBe(2);
    expect(await classOf(page, "Sorry")).toMatch(/unreached|succeeded/);
    await page.keyboard.press("]");
    await soon(() => crumbs(page)).toMatch(/^Stores\[1] ▸/);
    await page.keyboard.press("[");
    await soon(() => crumbs(page)).toMatch(/^Stores\[0] ▸/);
    await page.locator("nav.trail button").first().click();
    await soon(() => crumbs(page)).toBe("Stores");
    await soon(() => page.locator("asl-graph .asl-strip").count()).toBe(1);
  });

  it("goes through the visits of a looped state, and lists them at the state and at the edge", async () => {
    const page = await shown(loop, { n: 0 });
    await choose(page, "/States/Add");
    const turn = page.locator('asl-graph [data-id="/States/Add"] .asl-turn text');
    await soon(() => turn.textContent()).toBe("3 of 3");
    await page.locator('asl-graph [data-id="/States/Add"] [data-turn="-1"]').click();
    await soon(() => turn.textContent()).toBe("2 of 3");
    await page.keyboard.press("<");
    await soon(() => turn.textContent()).toBe("1 of 3");
    await soon(() => page.locator(".where b").innerText()).toBe("3");
    await page.locator("asl-json .row", { hasText: "n:" }).last().click();
    await page.getByRole("button", { name: "Watch", exact: true }).click();
    const watched = page.locator("asl-inspector .watch");
    await soon(() => watched.innerText()).toMatch(/\.n\s+1/);
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press(">");
    await soon(() => watched.innerText()).toMatch(/\.n\s+2/);
    await page.keyboard.press("<");
    await turn.click();
    const rows = page.locator("asl-visits .row");
    await soon(() => rows.count()).toBe(3);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await soon(() => turn.textContent()).toBe("2 of 3");
    expect(await page.locator("asl-visits").count()).toBe(0);
    await page.keyboard.press("End");
    await page.locator('asl-graph [data-times="/States/Enough? choice 0"]').first().click();
    await soon(() => rows.count()).toBe(2);
    expect(await page.locator("asl-visits h2").innerText()).toContain("Enough? → Add");
    await page.keyboard.press("Escape");
    await soon(() => page.locator("asl-visits").count()).toBe(0);
  });

  it("looks into child executions of a distributed Map, and back, and keeps that in the link", async () => {
    const page = await open({ viewport: { width: 1500, height: 1000 } });
    const text = JSON.stringify((await distributed(7)).save());
    await give(page, text, "run.json");
    await node(page, "Each").waitFor();
    await soon(() => classOf(page, "Parse")).toContain("asl-is-tolerated");
    await choose(page, "/States/Each");
    await page.getByRole("tab", { name: "Items" }).click();
    const groups = page.locator("asl-items .groups button");
    await soon(() => groups.first().innerText()).toMatch(/2×.*ParseError.*line 1/s);
    await groups.first().click();
    await soon(() => page.locator("asl-items .row").count()).toBe(2);
    await page.locator("asl-items .row").nth(1).click();
    await soon(() => crumbs(page)).toBe("Execution ▸ Each[4] ▸ Parse");
    await soon(() => page.locator(".ending").innerText()).toBe("failed");
    expect(await node(page, "Each").count()).toBe(0);
    await soon(() => page.url()).toContain("in=0.4");
    const { hash } = new URL(page.url());
    await page.keyboard.press("{");
    await soon(() => crumbs(page)).toContain("Each[1]");
    await page.keyboard.press("Backspace");
    await node(page, "Each").waitFor();
    await soon(() => page.locator(".ending").innerText()).toBe("succeeded");
    for (const [go, where] of [
      [() => page.goBack(), "in=0.1"],
      [() => page.goBack(), "in=0.4"],
      [() => page.goForward(), "in=0.1"],
    ] as const) {
      await go();
      await soon(() => page.url()).toContain(where);
      await soon(() => crumbs(page)).toContain(`Execution ▸ Each[${where.at(-1)}]`);
    }
    for (let times = 0; times < 2; times++) await page.goBack();
    await node(page, "Each").waitFor();
    await soon(() => crumbs(page)).toBe("Each");
    await page.context().close();
    const again = await open({ hash, viewport: { width: 1500, height: 1000 } });
    await give(again, text, "run.json");
    await soon(() => crumbs(again)).toBe("Execution ▸ Each[4] ▸ Parse");
  });

  it("keeps what is folded and unfolded where it is, and says what came of what is inside", async () => {
    const page = await shown(nested, stores, FAILING);
    const at = async () => {
      const { x, y } = (await node(page, "Fruits").first().locator(".asl-outline").boundingBox())!;
      return [x, y];
    };
    const far = ([x, y]: number[], [a, b]: number[]) => Math.abs(x - a) + Math.abs(y - b);
    const before = await at();
    await node(page, "Fruits").first().locator(".asl-name").dblclick();
    await soon(() => node(page, "GetPrice").count()).toBe(0);
    expect(far(await at(), before)).toBeLessThan(2);
    await node(page, "Fruits").first().locator(".asl-name").dblclick();
    await node(page, "GetPrice").waitFor();
    expect(far(await at(), before)).toBeLessThan(2);
    await node(page, "Stores").first().locator(".asl-name").dblclick();
    await soon(() => node(page, "Stores").locator(".asl-detail").textContent()).toContain("3 ✓");
  });

  it("dims what is far from the chosen state, and what a search does not find", async () => {
    const page = await shown(loop, { n: 0 });
    await choose(page, "/States/Done");
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press("x");
    await soon(() => page.locator("asl-graph .picture.focused").count()).toBe(1);
    expect(await classOf(page, "Enough?")).toContain("lit");
    expect(await classOf(page, "Add")).not.toContain("lit");
    for (const _ of "123") await page.keyboard.press("x");
    await soon(() => page.locator("asl-graph .picture.focused").count()).toBe(0);
    await page.keyboard.press("/");
    await page.keyboard.type("don");
    await soon(() => page.locator("asl-graph .picture.searching .hit").count()).toBe(1);
    expect(await node(page, "Add").count()).toBe(1);
  });

  it("leaves error edges out above 60 states until they are asked for, and shows blocks from afar", async () => {
    const names = Array.from({ length: 70 }, (_, i) => `Step ${i}`);
    const inside = machine(Object.fromEntries(names.slice(1, 60).map((name, i) => [name, pass(names[i + 2])])));
    (inside.States as Record<string, JsonObject>)[names[59]] = pass();
    const large = machine({
      Begin: task("Many", catching("Sorry")),
      Many: { Type: "Parallel", Branches: [inside], Next: "Sorry", ...catching("Sorry") },
      Sorry: pass(),
    });
    const page = await open({ viewport: { width: 1400, height: 900 } });
    await give(page, JSON.stringify(large), "large.asl.json");
    await node(page, "Many").waitFor();
    const errors = page.locator("asl-graph .asl-edge.asl-catch").first();
    expect(await errors.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Error edges" }).click();
    await soon(() => errors.isVisible()).toBe(true);
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press("f");
    await soon(() => page.locator("asl-graph .picture.far").count()).toBe(1);
    await soon(() => page.locator("asl-graph .far-name").count()).toBe(3);
    expect(await page.locator("asl-graph .asl-node").count()).toBe(5);
    await page.keyboard.press("0");
    await soon(() => page.locator("asl-graph .picture.far").count()).toBe(0);
  });
});
