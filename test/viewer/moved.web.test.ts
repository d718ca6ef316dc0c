import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import { historyOf } from "./history.js";
import { machine, order, pass, task } from "./machines.js";
import { expectStands, give, inChromium, node, stands } from "./page.js";

vi.setConfig({ testTimeout: 30_000 });

inChromium("a viewer that is moved within its page", ({ open }) => {
  /** As frameworks do: out of the page, and in again at another place. */
  const move = (page: Page) =>
    page.evaluate(() => {
      const viewer = document.querySelector("asl-viewer") as HTMLElement;
      viewer.remove();
      document.body.append(viewer);
    });

  it("is zoomed by the wheel as before, and looks into visits anew", async () => {
    const page = await open();
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
    const page = await open();
    const names = Array.from({ length: 300 }, (_, at) => `S${at}`);
    const large = machine(Object.fromEntries(names.map((name, at) => [name, pass(names[at + 1])])));
    await give(page, JSON.stringify(large), "large.asl.json");
    await move(page);
    await node(page, "S0").waitFor();
  });

  it("ends what it debugged in the page, and can begin anew", async () => {
    const page = await open();
    await give(page, JSON.stringify(machine({ A: task("B"), B: pass() })), "two.asl.json");
    const begin = async () => {
      await page.getByRole("button", { name: "Debug" }).click();
      await page.getByRole("button", { name: "Start" }).click();
      await stands(page).waitFor();
    };
    await begin();
    await move(page);
    await expect.poll(() => stands(page).count()).toBe(0);
    await begin();
    await page.keyboard.press("c");
    await expectStands(page, /"A" waits/);
  });
});
