import { expect, it, vi } from "vitest";
import { historyOf } from "./history.js";
import { machine, pass, task } from "./machines.js";
import { chosen, classOf, count, drawn, findings, give, inChromium, node, tab } from "./page.js";

/** Pictures take their time on a busy machine. */
vi.setConfig({ testTimeout: 40_000 });

const order = machine({
  Check: task("Pay"),
  Pay: task("Wait"),
  Wait: { Type: "Wait", Seconds: 60, Next: "Done" },
  Done: pass(),
});

inChromium("the table of a run", ({ open }) => {
  it("has a row for each state or visit, sorted by columns, and chooses what all panes show", async () => {
    const page = await open();
    await give(page, JSON.stringify(order), "order.asl.json");
    await give(page, historyOf(order, { total: 7 }), "run.json");
    await drawn(page);
    await page.keyboard.press("8");
    const names = () => page.locator("asl-table .row .state").allInnerTexts();
    const rows = page.locator("asl-table .row");
    await rows.first().waitFor();
    expect(await tab(page, "Table").getAttribute("aria-selected")).toBe("true");
    expect(await names()).toEqual(["Check", "Pay", "Wait", "Done"]);
    expect(await rows.nth(1).innerText()).toMatch(/succeeded\s+1\s+1\s+1 s\s+1 s\s+1 s\s+\{total: 7\}\s+\{total: 7\}/);
    await page.getByRole("button", { name: "Total" }).click();
    await page.getByRole("button", { name: "Total" }).click();
    expect((await names())[0]).toBe("Wait");
    expect(await page.getByRole("columnheader", { name: "Total" }).getAttribute("aria-sort")).toBe("descending");
    await rows.first().click();
    expect(await chosen(page)).toBe("Wait");
    expect(await findings(page)).toEqual([]);
    await page.locator("asl-table .list").focus();
    await page.keyboard.press("End");
    await expect.poll(() => chosen(page)).toBe((await names()).at(-1));
  });

  it("leads to visits that begin later", async () => {
    const page = await open();
    await give(page, JSON.stringify(order), "order.asl.json");
    await give(page, historyOf(order, { total: 7 }), "run.json");
    await drawn(page);
    await page.keyboard.press("Home");
    await tab(page, "Table").click();
    await page.getByRole("button", { name: "Visits", exact: true }).first().click();
    const late = page.locator("asl-table .row", { hasText: "Pay" });
    expect(await late.innerText()).toContain("not reached");
    await late.click();
    await expect.poll(() => chosen(page)).toBe("Pay");
    expect(Number(await count(page))).toBeGreaterThan(5);
  });

  it("stands beside a picture in which what waits is hatched, and a breakpoint is left of the name", async () => {
    const page = await open();
    await give(page, JSON.stringify(order), "order.asl.json");
    await give(page, historyOf(order, { total: 7 }), "run.json");
    await drawn(page);
    await page.evaluate(() =>
      (document.querySelector("asl-viewer") as unknown as { seek(count: number): void }).seek(4),
    );
    await expect.poll(() => classOf(page, "Check")).toContain("asl-is-waiting");
    expect(await node(page, "Check").locator(".asl-hatch").count()).toBe(1);
    expect(await node(page, "Pay").locator(".asl-hatch").count()).toBe(0);
    await node(page, "Pay").click();
    await page.keyboard.press("b");
    const [dot, name] = [node(page, "Pay").locator(".asl-dot"), node(page, "Pay").locator(".asl-name")];
    await dot.waitFor();
    const [a, b] = [await dot.boundingBox(), await name.boundingBox()];
    expect(a!.x + a!.width).toBeLessThan(b!.x);
    expect(Math.abs(a!.y + a!.height / 2 - (b!.y + b!.height / 2))).toBeLessThan(12);
  });
});
