import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { browserPath, launch } from "../support/browser.js";
import { historyOf } from "./history.js";
import { machine, order, pass, task } from "./machines.js";
import { buildApplication, give, type Open, openPage } from "./page.js";

vi.setConfig({ testTimeout: 30_000 });

const chromium = browserPath();

describe.skipIf(chromium === undefined)("a viewer that is moved within its page", () => {
  let browser: Browser;
  let open: Open | undefined;

  beforeAll(async () => {
    [browser] = await Promise.all([launch(chromium as string), buildApplication()]);
  }, 120_000);
  afterAll(() => browser?.close());
  afterEach(async () => {
    expect(open?.complaints ?? []).toEqual([]);
    await open?.page.context().close();
    open = undefined;
  });

  const start = async (): Promise<Page> => (open = await openPage(browser)).page;
  /** As frameworks do: out of the page, and in again at another place. */
  const move = (page: Page) =>
    page.evaluate(() => {
      const viewer = document.querySelector("asl-viewer") as HTMLElement;
      viewer.remove();
      document.body.append(viewer);
    });
  const node = (page: Page, name: string) =>
    page.locator("asl-graph .asl-node", { has: page.locator(`text.asl-name:text-is("${name}")`) });

  it("is zoomed by the wheel as before, and looks into visits anew", async () => {
    const page = await start();
    await give(page, JSON.stringify(order), "order.asl.json");
    await give(page, historyOf(order, { total: 200, retry: false, lines: [1] }), "monday.json");
    await node(page, "Check").click();
    const variables = () => page.getByRole("tab", { name: "Variables" }).click();
    await variables();
    await page.locator("asl-scopes").waitFor();
    await move(page);
    await page.locator("asl-scopes").waitFor();
    const percent = page.locator("asl-graph .percent");
    const before = await percent.innerText();
    await page.locator("asl-graph .surface").hover();
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -200);
    await page.keyboard.up("Control");
    await expect.poll(() => percent.innerText()).not.toBe(before);
  });

  it("is drawn though it was moved while it was laid out", async () => {
    const page = await start();
    const names = Array.from({ length: 300 }, (_, at) => `S${at}`);
    const large = machine(Object.fromEntries(names.map((name, at) => [name, pass(names[at + 1])])));
    await give(page, JSON.stringify(large), "large.asl.json");
    await move(page);
    await node(page, "S0").waitFor();
  });

  it("ends what it debugged in the page, and can begin anew", async () => {
    const page = await start();
    await give(page, JSON.stringify(machine({ A: task("B"), B: pass() })), "two.asl.json");
    const begin = async () => {
      await page.getByRole("button", { name: "Debug" }).click();
      await page.getByRole("button", { name: "Start" }).click();
      await page.locator(".stands").waitFor();
    };
    await begin();
    await move(page);
    await expect.poll(() => page.locator(".stands").count()).toBe(0);
    await begin();
    await page.keyboard.press("c");
    await expect.poll(() => page.locator(".stands").innerText()).toMatch(/"A" waits/);
  });
});
