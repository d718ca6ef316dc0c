import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import { historyOf } from "./history.js";
import { machine, task } from "./machines.js";
import { choose, chosen, count, findings, give, inChromium, tab } from "./page.js";

/** Pictures take their time on a busy machine. */
vi.setConfig({ testTimeout: 30_000 });

const retried = machine({
  Charge: task("Each", { Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 3 }] }),
  Each: { Type: "Map", ItemsPath: "$.items", ItemProcessor: machine({ Ship: task(undefined) }), End: true },
});

inChromium("the events of a visit", ({ open }) => {
  const opened = async (state: string): Promise<Page> => {
    const page = await open();
    await give(page, JSON.stringify(retried), "order.asl.json");
    await give(page, historyOf(retried, { items: [1, 2] }, { Charge: ["Busy", { items: [1, 2] }] }), "run.json");
    await choose(page, `/States/${state}`);
    await tab(page, state === "Charge" ? "Why" : "Items").waitFor(); // before it, tabs may move under the pointer
    await page.locator("asl-inspector").getByRole("tab", { name: "Events" }).click();
    await rows(page).first().waitFor();
    return page;
  };
  const rows = (page: Page) => page.locator("asl-visit-events .row");
  const types = async (page: Page): Promise<string[]> => page.locator("asl-visit-events .row .type").allInnerTexts();

  it("are its own alone, in order, and go where one is chosen, with its data", async () => {
    const page = await opened("Charge");
    expect(await types(page)).toEqual([
      ...["TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskFailed"],
      ...["TaskScheduled", "TaskStarted", "TaskSucceeded", "TaskStateExited"],
    ]);
    await rows(page).nth(3).click();
    expect(await count(page)).toBe("5");
    expect(await chosen(page)).toBe("Charge");
    expect(await rows(page).nth(3).getAttribute("aria-selected")).toBe("true");
    const told = page.locator("asl-visit-events asl-json .row");
    await expect.poll(async () => (await told.allInnerTexts()).join(" ")).toContain("Busy");
    await page.locator("asl-visit-events .list").focus();
    await page.keyboard.press("ArrowDown");
    expect(await count(page)).toBe("6");
    await page.keyboard.press("End");
    expect(await count(page)).toBe("9");
    expect(await findings(page)).toEqual([]);
  });

  it("of a Map leave out those of its iterations", async () => {
    const page = await opened("Each");
    const found = await types(page);
    expect(found).toContain("MapIterationStarted");
    expect(found).not.toContain("TaskStateEntered");
    await rows(page).first().click();
    expect(await chosen(page)).toBe("Each");
  });
});
