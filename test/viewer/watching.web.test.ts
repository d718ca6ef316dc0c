import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import { historyOf } from "./history.js";
import { machine, task } from "./machines.js";
import { loop, nested, stores } from "./map-machines.js";
import { choose, drawn, findings, give, inChromium, ready, stands, tab } from "./page.js";

vi.setConfig({ testTimeout: 60_000 });
const soon = <Value>(read: () => Value) => expect.poll(read, { timeout: 8000 });

const retried = machine({ Do: { ...task(undefined), Retry: [{ ErrorEquals: ["Busy"] }] } });
const asked = {
  ...{ QueryLanguage: "JSONata", StartAt: "Price" },
  States: {
    Price: {
      Type: "Pass",
      Assign: { seen: "{% $states.input.lines[0].qty %}" },
      Output: {
        sum: "{% $sum($states.input.lines.(qty * price)) + 1 %}",
        token: "{% $uuid() & $string($states.input.id) %}",
      },
      End: true,
    },
  },
};

inChromium("Watched values, expressions and what is done with past events", ({ open }) => {
  async function shown(page: Page, definition: object, history: string): Promise<Page> {
    await give(page, JSON.stringify(definition), "machine.asl.json");
    await give(page, history, "history.json");
    await drawn(page);
    return page;
  }

  it("shows watched values under states and as tracks, also after the page was loaded again", async () => {
    const page = await shown(await open(), loop, historyOf(loop, { n: 0 }));
    await choose(page, "/States/Add");
    await page.locator("asl-json .row", { hasText: "n:" }).last().hover();
    await page.getByRole("button", { name: "Watch", exact: true }).click();
    const under = page.locator('asl-graph [data-id="/States/Add"] .asl-watch');
    await soon(() => under.textContent()).toBe("n 3");
    const told = page.locator("asl-timeline .track .told");
    await soon(() => told.innerText()).toMatch(/Output\.n\s+3/);
    const before = page.getByRole("button", { name: "Change before of Output.n" });
    const cursor = () => page.locator(".where b").innerText();
    const end = await cursor();
    await before.click();
    await soon(cursor).not.toBe(end);
    await before.click();
    await soon(() => told.innerText()).toMatch(/Output\.n\s+2/);
    await soon(() => under.textContent()).toBe("n 2");
    await page.reload();
    await ready(page);
    await shown(page, loop, historyOf(loop, { n: 0 }));
    await page.keyboard.press("End");
    await soon(() => told.innerText()).toMatch(/Output\.n\s+3/);
    expect(await findings(page)).toEqual([]);
    await choose(page, "/States/Add");
    await page.getByRole("button", { name: /no more/ }).click();
    await soon(() => told.count()).toBe(0);
    expect(await page.evaluate("localStorage.getItem('asl-viewer.watched')")).toBe("[]");
  });

  it("keeps the iterations around the first event that is seen above the list of events", async () => {
    const page = await shown(await open(), nested, historyOf(nested, stores));
    await tab(page, "Events").click();
    const around = page.locator("asl-events .around");
    await page.locator("asl-events .list").evaluate((list) => list.scrollTo(0, 0));
    await soon(() => around.innerText()).toBe("Execution");
    await page.locator("asl-events .list").evaluate((list) => list.scrollTo(0, 25 * 14));
    await soon(async () => (await around.innerText()).replace(/\s+/g, " ")).toMatch(
      /^Execution ▸ Stores\[\d]( ▸ Fruits\[\d])?$/,
    );
    const row = await page.locator("asl-events .row").first().boundingBox();
    expect(row?.height).toBe(28);
    await around.getByRole("button").first().click();
    await soon(() => page.locator("asl-inspector h2").innerText()).toBe("Stores");
    await soon(() => page.locator(".where b").innerText()).toBe("2");
    expect(await findings(page)).toEqual([]);
  });

  it("shows the value of the part of an expression under the pointer and by arrows, and of none that differs each time", async () => {
    const input = { id: 7, lines: [{ qty: 2, price: 10 }] };
    const page = await shown(await open(), asked, historyOf(asked, input));
    await choose(page, "/States/Price");
    const value = page.locator("asl-expressions .value");
    const part = page.locator("asl-expressions [data-part]", { hasText: /^\$states\.input\.lines$/ });
    const { width } = (await part.boundingBox())!;
    await part.hover({ position: { x: width - 5, y: 6 } });
    await soon(() => value.innerText()).toBe("$states.input.lines [{qty: 2, price: 10}]");
    await page.getByRole("listbox", { name: "Parts of Output.sum" }).focus();
    await page.keyboard.press("Home");
    await soon(() => value.innerText()).toMatch(/\+ 1 21$/);
    await page.keyboard.press("ArrowRight");
    await soon(() => value.innerText()).toBe("$sum($states.input.lines.(qty * price)) 20");
    await page.getByRole("listbox", { name: "Parts of Output.token" }).focus();
    await soon(() => value.innerText()).toMatch(/not shown: it differs at each evaluation$/);
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await soon(() => value.innerText()).toBe("$states.input.id 7");
    expect(await findings(page)).toEqual([]);
    await page.locator("asl-stages .rail button", { hasText: "Assign" }).click();
    await page.getByRole("listbox", { name: "Parts of Assign.seen" }).focus();
    await soon(() => value.innerText()).toBe("$states.input.lines[0].qty 2");
  });

  it("breaks, restarts with another input, and copies a test and a mock from a past event, by menu and by key", async () => {
    const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await shown(page, retried, historyOf(retried, { id: 7 }, { Do: ["Busy", { ok: 1 }] }));
    const item = (name: string | RegExp) => page.getByRole("menuitem", { name });
    const said = page.locator(".said");
    const copied = () => page.evaluate("navigator.clipboard.readText()");
    await tab(page, "Events").click();
    await page.locator("asl-events .row", { hasText: "Failed" }).first().click({ button: "right" });
    await item(/^Break at this point: Do, where it fails with Busy/).waitFor();
    expect(await findings(page)).toEqual([]);
    await item(/^Break/).click();
    await soon(() => said.innerText()).toMatch(/^Breakpoint set/);
    await page.locator("asl-events .list").focus();
    await page.keyboard.press("Shift+F10");
    await item(/^Break/).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    await soon(() => item(/^Break/).count()).toBe(0);
    await page.locator("asl-events .row", { hasText: "TaskSucceeded" }).click();
    await page.keyboard.press("m");
    await item(/as a mock$/).click();
    await soon(() => item(/^Break/).count()).toBe(0);
    await soon(copied).toMatch(/^Do:\n {2}- \{ error: Busy/);
    await page.keyboard.press("m");
    await item(/as a test$/).click();
    await soon(() => item(/^Break/).count()).toBe(0);
    await soon(copied).toMatch(/^definition: machine\.asl\.json\ncases:\n/);
    await page.keyboard.press("m");
    await item(/^Restart/).click();
    expect(await findings(page)).toEqual([]);
    await page.locator("asl-event-menu textarea").fill('{"id": 8}');
    await page.getByRole("button", { name: "Restart", exact: true }).click();
    await soon(() => stands(page).innerText()).toMatch(/Do/);
    await soon(() => page.locator("asl-event-menu").count()).toBe(0);
    await soon(() => page.locator("asl-json .row", { hasText: "id:" }).last().innerText()).toContain("8");
  });
});
