import { expect, it } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { historyOf } from "./history.js";
import { machine, pass, task } from "./machines.js";
import { chosen, classOf, count, give, inChromium, tab } from "./page.js";

const map = machine({
  "Ship each": {
    ...{ Type: "Map", ItemsPath: "$.lines", MaxConcurrency: 2 },
    ...{ ItemProcessor: machine({ Label: pass("Ship"), Ship: task(undefined) }), End: true },
  },
});
const MAP = historyOf(map, { lines: [1, 2, 3, 4, 5] }, { Ship: [1, 1, 1, "Carrier.Down"] });
const events = (JSON.parse(MAP) as { events: JsonObject[] }).events;
const failed = events.findIndex(({ type }) => type === "TaskFailed") + 1;
const branches = machine({
  Both: {
    Type: "Parallel",
    Branches: [
      machine({ W: { Type: "Wait", Seconds: 60, End: true } }),
      machine({ Look: pass("Refuse"), Refuse: { Type: "Fail", Error: "Order.Refused", Cause: "nothing in stock" } }),
    ],
    End: true,
  },
});

const FOCUSED = "document.activeElement.tagName";
/** Clicks on the inspector's tab "Events" as soon as it is there. */
const LOOK_AT_EVENTS = `new Promise((resolve) => {
  const look = () => {
    const inspector = document.querySelector("asl-viewer").renderRoot.querySelector("asl-inspector");
    const tab = inspector.renderRoot.querySelector("#tab-events");
    if (tab === null) return void requestAnimationFrame(look);
    tab.click();
  };
  look();
  resolve();
})`;

inChromium("a failed run in the viewer", ({ open }) => {
  it("opens at the event that tells why, in its iteration, with the end a key away", async () => {
    const page = await open({ viewport: { width: 1400, height: 900 } });
    await give(page, JSON.stringify(map), "map.asl.json");
    await give(page, MAP, "history.json");
    await expect.poll(() => count(page)).toBe(`${failed}`);
    expect(await page.locator(".what").innerText()).toBe("TaskFailed");
    expect(await chosen(page)).toBe("Ship");
    expect(await page.locator(".top").innerText()).toMatch(
      new RegExp(`Ship each\\[3\\][^]*failed[^]*at event ${failed} of ${events.length}`),
    );
    expect(await classOf(page, "Ship")).toContain("asl-is-failed");
    const inspector = page.locator("asl-inspector");
    expect(await inspector.locator("header").innerText()).toMatch(/failed.*Carrier\.Down/s);
    expect(await page.getByLabel("What happens").textContent()).toBe("Ship, task failed, Carrier.Down");
    await tab(page, "Events").click();
    const row = page.locator("asl-events #now");
    await expect.poll(() => row.innerText()).toContain("TaskFailed");
    const [list, box] = [(await page.locator("asl-events .list").boundingBox())!, (await row.boundingBox())!];
    expect(box.y >= list.y && box.y + box.height <= list.y + list.height).toBe(true);
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press("End");
    await expect.poll(() => count(page)).toBe(`${events.length}`);
    expect(await page.locator(".top").innerText()).toContain(`${events.length} events`);
  });

  it("opens at its Fail state with the error that is told later, and says why nobody took it", async () => {
    const page = await open();
    await give(page, JSON.stringify(branches), "branches.asl.json");
    await give(page, historyOf(branches, {}), "history.json");
    await expect.poll(() => page.locator(".what").innerText()).toBe("FailStateEntered");
    expect(await chosen(page)).toBe("Refuse");
    expect(await classOf(page, "Refuse")).toContain("asl-is-failed");
    const inspector = page.locator("asl-inspector");
    await expect.poll(() => inspector.locator(".reason").innerText()).toBe("Order.Refused nothing in stock");
    const why = inspector.getByRole("tab", { name: "Why" });
    await expect.poll(() => why.getAttribute("aria-selected")).toBe("true");
    expect(await page.evaluate(FOCUSED)).toBe("BODY");
    await expect
      .poll(() => inspector.locator("asl-why .why").first().innerText())
      .toMatch(/Order\.Refused.*the execution fails/s);
    expect(await classOf(page, "W")).toContain("asl-is-waiting");
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press("End");
    await expect.poll(() => inspector.getByRole("tab", { name: "Data" }).getAttribute("aria-selected")).toBe("true");
  });

  it("leaves what a reader is at when it is known why", async () => {
    const page = await open();
    await give(page, JSON.stringify(branches), "branches.asl.json");
    await page.evaluate(LOOK_AT_EVENTS);
    await give(page, historyOf(branches, {}), "history.json");
    const inspector = page.locator("asl-inspector");
    await expect.poll(() => inspector.getByRole("tab", { name: "Why" }).isEnabled()).toBe(true);
    expect(await inspector.getByRole("tab", { name: "Events" }).getAttribute("aria-selected")).toBe("true");
  });

  it("opens where a link says", async () => {
    const page = await open({ hash: "#at=3" });
    await give(page, JSON.stringify(map), "map.asl.json");
    await give(page, MAP, "history.json");
    await expect.poll(() => count(page)).toBe("3");
  });
});
