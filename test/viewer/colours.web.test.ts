import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import { historyOf } from "./history.js";
import { machine, task } from "./machines.js";
import { drawn, give, inChromium, viewer } from "./page.js";

vi.setConfig({ testTimeout: 60_000 });

/** Too large for its pane in both directions, so that there is a small picture of it. */
const chain = (branch: number) => {
  const names = Array.from({ length: 12 }, (_, at) => `S${branch}-${at}`);
  return machine(Object.fromEntries(names.map((name, at) => [name, task(names[at + 1])])));
};
const large = machine({
  All: { Type: "Parallel", Branches: Array.from({ length: 8 }, (_, at) => chain(at)), End: true },
});

/** The colours that most of a canvas is painted with. */
const paintedWith = (page: Page, which: string): Promise<string> =>
  page.locator(which).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    const counts = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4) {
      const colour = data.slice(at, at + 4).join();
      if (data[at + 3] > 200) counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
  });

const CANVASES = ["asl-timeline .strip canvas", "asl-timeline .lanes canvas", "asl-graph canvas.map"];

const ALONE = { alone: true, colorScheme: "light", viewport: { width: 1400, height: 1100 } } as const;

inChromium("what is painted on canvases", ({ open }) => {
  it("has other colours at once where those of the page or the system change", async () => {
    const page = await open({ ...ALONE, expected: /willReadFrequently/ });
    await give(page, JSON.stringify(large), "large.asl.json");
    await give(page, historyOf(large, {}), "history.json");
    await drawn(page);
    await page.locator(CANVASES[2]).waitFor();
    const seen: string[][] = [];
    const others = async (change: () => Promise<unknown>): Promise<void> => {
      const before = seen.at(-1) ?? ["", "", ""];
      await change();
      for (const [at, which] of CANVASES.entries())
        await expect.poll(() => paintedWith(page, which), { message: `${which}, ${seen.length}` }).not.toBe(before[at]);
      seen.push(await Promise.all(CANVASES.map((which) => paintedWith(page, which))));
    };
    await others(async () => undefined);
    await others(() => viewer(page, "theme = 'dark'"));
    await others(() => page.evaluate("document.querySelector('asl-viewer').setAttribute('theme', 'light')"));
    expect(seen[2]).toEqual(seen[0]);
    await others(() => viewer(page, "theme = null").then(() => page.emulateMedia({ colorScheme: "dark" })));
    expect(seen[3]).toEqual(seen[1]);
    await others(() => page.emulateMedia({ colorScheme: "light", forcedColors: "active" }));
    await others(() => page.emulateMedia({ colorScheme: "light", forcedColors: "none" }));
    expect(seen[5]).toEqual(seen[0]);
    await page.evaluate("document.querySelector('asl-viewer').style.setProperty('--asl-success', 'rgb(1, 2, 3)')");
    await expect.poll(() => paintedWith(page, CANVASES[2])).toMatch(/^1,2,3,/);
  });
});
