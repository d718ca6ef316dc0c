import { expect, it } from "vitest";
import { historyOf } from "./history.js";
import { machine, task } from "./machines.js";
import { drawn, give, inChromium, tab } from "./page.js";

const FAILS = "Fails under a name that is so long that it must be wrapped";
const both = machine({
  P: { Type: "Parallel", Branches: [machine({ A: task(undefined) }), machine({ B: task(undefined) })], Next: FAILS },
  [FAILS]: task(undefined),
});

inChromium("the timeline and its menu", ({ open }) => {
  it.each(["light", "dark"] as const)(
    "draws a Parallel that succeeded paler than what is inside, in %s",
    async (theme) => {
      const page = await open({ colorScheme: theme });
      await give(page, JSON.stringify(both), "both.asl.json");
      await give(page, historyOf(both, {}, { [FAILS]: ["Payments.ErrorWithALongName"] }), "history.json");
      await drawn(page);
      await expect.poll(() => page.locator("asl-timeline canvas").count()).toBeGreaterThan(1);
      const [outer, inner] = await page
        .locator("asl-timeline canvas")
        .last()
        .evaluate((element) => {
          const canvas = element as HTMLCanvasElement;
          const { data } = canvas.getContext("2d")!.getImageData(100, 12, 1, 23);
          const at = (row: number) => [...data.slice(row * 22 * 4, row * 22 * 4 + 4)];
          return [at(0), at(1)];
        });
      for (const [red, green, , alpha] of [outer, inner]) expect([green > red, alpha > 0]).toEqual([true, true]);
      expect(outer[3]).toBeLessThan(inner[3]);
    },
  );

  it("shows what its items say whole", async () => {
    const page = await open();
    await give(page, JSON.stringify(both), "both.asl.json");
    await give(page, historyOf(both, {}, { [FAILS]: ["Payments.ErrorWithALongName"] }), "history.json");
    await tab(page, "Events").click();
    await page.locator("asl-events .row", { hasText: "TaskFailed" }).click({ button: "right" });
    const item = page.getByRole("menuitem").first();
    expect(await item.innerText()).toMatch(/where it fails with Payments\.ErrorWithALongName$/);
    expect(await item.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
  });
});
