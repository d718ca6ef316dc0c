import { expect, it } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { historyOf } from "./history.js";
import { machine, task } from "./machines.js";
import { choose, give, inChromium, tab } from "./page.js";

const one = machine({ A: task("B"), B: task(undefined) });
const START = Date.UTC(2026, 10, 22, 13, 3, 7, 125);
const { events } = JSON.parse(historyOf(one, {})) as { events: JsonObject[] };
const from = (start: number) =>
  JSON.stringify({ events: events.map((event, at) => ({ ...event, timestamp: start / 1000 + at })) });

inChromium("times in the viewer", ({ open }) => {
  it("are since the beginning, or times of day with their zone, in all panes", async () => {
    const page = await open({ viewport: { width: 1400, height: 900 }, timezoneId: "Etc/GMT-1" });
    await give(page, JSON.stringify(one), "one.asl.json");
    await give(page, from(START), "history.json");
    const bar = page.locator("asl-timeline .bar");
    await bar.getByRole("button", { name: "Clock" }).click();
    const end = `14:03:${String(7 + events.length - 1).padStart(2, "0")}.125`;
    await expect.poll(() => bar.innerText()).toContain(`14:03:07.125 – ${end} UTC+01:00`);
    await tab(page, "Events").click();
    const times = page.locator("asl-events .row .time");
    await expect.poll(() => times.first().innerText()).toBe("14:03:07.125");
    expect(await times.last().innerText()).toBe(end);
    expect(await times.last().getAttribute("title")).toBe(`${events.length - 1} s`);
    await choose(page, "/States/B");
    const entered = events.findIndex(
      ({ type, ...rest }) => /Entered/.test(`${type}`) && /"B"/.test(JSON.stringify(rest)),
    );
    await expect
      .poll(() => page.locator("asl-inspector header").innerText())
      .toContain(`from 2026-11-22 14:03:${String(7 + entered).padStart(2, "0")}.125 UTC+01:00`);
    await page.locator("asl-events").getByRole("button", { name: "UTC+01:00" }).click();
    await expect.poll(() => times.first().innerText()).toBe("0 ms");
    await expect.poll(() => page.locator("asl-inspector header").innerText()).toContain(`from ${entered} s`);
  });

  it("cannot be times of day where the run has no clock", async () => {
    const page = await open({ viewport: { width: 1400, height: 900 } });
    await give(page, JSON.stringify(one), "one.asl.json");
    await give(page, from(1000), "history.json");
    const bar = page.locator("asl-timeline .bar");
    await expect.poll(() => bar.getByRole("button", { name: "Zoom in" }).count()).toBe(1);
    expect(await bar.getByRole("button", { name: "Clock" }).count()).toBe(0);
  });
});
