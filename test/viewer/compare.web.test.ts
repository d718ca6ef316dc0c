import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { Json } from "../../packages/asl-core/src/json.js";
import { historyOf, recordingOf, type Script } from "./history.js";
import { machine, order, pass, task } from "./machines.js";
import { chosen, findings, give, inChromium, node, stands } from "./page.js";

/** Pictures take their time on a busy machine. */
vi.setConfig({ testTimeout: 30_000 });

const RUN = { total: 200, retry: false, lines: [1, 2, 3] };

inChromium("two runs side by side", ({ open }) => {
  /** Opens A, then lays a file B beside it with the button. */
  const compared = async (a: string[], b: string, size = { width: 1280, height: 800 }): Promise<Page> => {
    const page = await open({ viewport: size });
    for (const [at, text] of a.entries()) await give(page, text, ["order.asl.json", "monday.json"][at]);
    await pick(page, b);
    await page.locator("asl-comparison asl-graph .asl-node").first().waitFor();
    return page;
  };
  const pick = async (page: Page, text: string, name = "tuesday.json"): Promise<void> => {
    const choosing = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Compare with another run" }).click();
    await (await choosing).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  };
  const runs = (script: Script, input: Json = RUN) =>
    compared([JSON.stringify(order), historyOf(order, RUN)], historyOf(order, input, script));
  const state = (page: Page, name: string) => node(page, name, "asl-comparison");
  const inspected = (page: Page) => chosen(page, "asl-comparison .inspector");

  it("compares two histories that are dropped at once, until something else is shown", async () => {
    const page = await open();
    await give(page, JSON.stringify(order), "order.asl.json");
    const files = [historyOf(order, RUN), historyOf(order, RUN, { Check: ["Busy"] })].map((text, at) => [
      text,
      `${at}.json`,
    ]);
    await page.evaluate(async (given) => {
      const viewer = document.querySelector("asl-viewer") as unknown as { openFiles(files: File[]): Promise<void> };
      await viewer.openFiles(given.map(([text, name]) => new File([text], name)));
    }, files);
    await page.locator("asl-comparison asl-graph .asl-node").first().waitFor();
    expect(await page.locator(".head").innerText()).toMatch(/A\s*0.json.*B\s*1.json/s);
    await page.getByRole("button", { name: "Debug" }).click();
    await page.getByRole("button", { name: "Start" }).click();
    await stands(page).waitFor();
    expect(await page.locator("asl-comparison").count()).toBe(0);
  });

  it("compares two histories that are dropped at once with their definition, and says which of more are not shown", async () => {
    const page = await open();
    const drop = (files: readonly (readonly [string, string])[]) =>
      page.evaluate(async (given) => {
        const viewer = document.querySelector("asl-viewer") as unknown as { openFiles(files: File[]): Promise<void> };
        await viewer.openFiles(given.map(([text, name]) => new File([text], name)));
      }, files);
    const run = (name: string, script: Script = {}) => [historyOf(order, RUN, script), name] as const;
    const definition = [JSON.stringify(order), "order.asl.json"] as const;
    await drop([definition, run("mon.json")]);
    await node(page, "Pack").waitFor();
    await drop([run("mon.json"), definition, run("tue.json", { Check: ["Busy"] })]);
    await page.locator("asl-comparison asl-graph .asl-node").first().waitFor();
    expect(await page.locator(".head").innerText()).toMatch(/A\s*mon.json.*B\s*tue.json/s);
    expect(await page.locator(".notes").count()).toBe(0);
    await drop([run("mon.json"), run("tue.json", { Check: ["Busy"] }), run("wed.json"), definition, run("thu.json")]);
    await expect.poll(() => page.locator(".head").innerText()).toMatch(/A\s*mon.json.*B\s*tue.json/s);
    const said = "Two runs are compared: mon.json with tue.json. Not shown: wed.json, thu.json.";
    await expect.poll(() => page.locator(".notes").first().innerText()).toContain(said);
    await drop([definition]);
    await expect.poll(() => page.locator("asl-comparison").count()).toBe(0);
    expect(await page.locator(".notes").count()).toBe(0);
  });

  it("shows where they part, what one alone reached, and data in columns", async () => {
    const page = await runs({ Check: ["Busy"] });
    expect(await page.locator(".divergence").innerText()).toMatch(/They part\s+In B, Check now fails with Busy/);
    expect(await page.locator(".head").innerText()).toMatch(/A\s*monday.json\s*failed.*B\s*tuesday.json\s*failed/s);
    expect(await inspected(page)).toBe("Check");
    expect(await state(page, "Pack").textContent()).toContain("only A");
    expect(await state(page, "Apologise").textContent()).toContain("only B");
    expect(await state(page, "Check").textContent()).toContain("A ≠ B");
    expect(await page.locator(".standing").innerText()).toMatch(/succeeded.*failed and caught/s);
    expect(await page.locator(".top .ending, .top .fact").count()).toBe(0);
    const stages = await page.locator("asl-comparison .stage").allInnerTexts();
    expect(stages.map((text) => text.split("\n").filter(Boolean).slice(0, 2).join(" "))).toEqual([
      expect.stringMatching(/^INPUT same/i),
      expect.stringMatching(/^ARGUMENTS same/i),
      expect.stringMatching(/^RESULT only A/i),
      expect.stringMatching(/^ERROR only B/i),
      expect.stringMatching(/^OUTPUT/i),
    ]);
  });

  it.each([
    [700, 450, 100],
    [420, 760, 200],
  ])("shows that there is data below the graph in a window of %i by %i pixels", async (width, height, least) => {
    const page = await compared(
      [JSON.stringify(order), historyOf(order, RUN)],
      historyOf(order, RUN, { Check: ["Busy"] }),
      {
        width,
        height,
      },
    );
    const top = (await page.locator("asl-comparison .inspector").boundingBox())?.y ?? height;
    expect(height - top).toBeGreaterThan(least);
  });

  it("is read to its end where a window is low", async () => {
    const page = await compared(
      [JSON.stringify(order), historyOf(order, RUN)],
      historyOf(order, RUN, { Check: ["Busy"] }),
      {
        width: 350,
        height: 225,
      },
    );
    await page.locator("asl-comparison .states tr").last().scrollIntoViewIfNeeded();
    const { y = 225, height = 0 } = (await page.locator("asl-comparison .states tr").last().boundingBox()) ?? {};
    expect(y + height).toBeLessThanOrEqual(226);
    expect(y).toBeGreaterThan(0);
  });

  it("tells what took more, and how runs ended, where colours are forced", async () => {
    const page = await runs({ Check: ["Busy"] });
    await page.emulateMedia({ forcedColors: "active" });
    const filled = (name: string) =>
      page
        .locator(name)
        .first()
        .evaluate((one) => {
          const { backgroundColor, color } = getComputedStyle(one);
          return { backgroundColor, color };
        });
    const ground = (await filled("asl-comparison")).backgroundColor;
    expect((await filled("asl-comparison .delta-bar i")).backgroundColor).not.toBe(ground);
    const ending = await filled("asl-comparison .ending");
    expect(ending.backgroundColor).toBe(ground);
    expect(ending.color).not.toBe(ground);
    for (const side of ["a", "b"]) {
      const sign = page.locator(`.asl-side-${side} > .asl-side > rect`).first();
      expect(await sign.evaluate((one) => getComputedStyle(one).fill)).toBe(ending.color);
    }
  });

  it("shows one run alone, and moves both with one cursor", async () => {
    const page = await runs({ Check: ["Busy"] });
    const counts = page.locator(".counts");
    await expect.poll(() => counts.innerText()).toMatch(/A\s+(\d+) \/ \1\s+B\s+(\d+) \/ \2/);
    await page.getByRole("button", { name: "A", exact: true }).click();
    await expect.poll(() => state(page, "Apologise").getAttribute("class")).toContain("asl-is-unreached");
    expect(await page.locator("asl-comparison .asl-side").count()).toBe(0);
    await page.getByRole("button", { name: "Both" }).click();
    await page.keyboard.press("Home");
    await page.keyboard.press(".");
    await expect.poll(() => counts.innerText()).toMatch(/A\s+1 \/ \d+\s+B\s+1 /);
    await expect.poll(() => state(page, "Pack").getAttribute("class")).toContain("asl-is-unreached");
  });

  it("goes from difference to difference, in data too, and greys what differs from run to run", async () => {
    const at = (time: string, bill: number) => ({ Bill: [{ bill, at: time }] });
    const page = await compared(
      [JSON.stringify(order), historyOf(order, RUN, at("2026-01-01T00:00:00Z", 1))],
      historyOf(order, RUN, at("2026-02-02T00:00:00Z", 2)),
    );
    expect(await page.locator(".divergence").innerText()).toMatch(
      /same way with other data\s+In B, the output of Bill/,
    );
    expect(await inspected(page)).toBe("Bill");
    expect(await page.locator("tr.volatile").first().innerText()).toMatch(/\$\.at.*2026-01-01.*2026-02-02/s);
    expect(await page.locator("tr.changed").first().innerText()).toMatch(/\$\.bill\s+1\s+2/);
    await page.keyboard.press("E");
    await expect.poll(() => inspected(page)).toBe("Pack");
    await page.keyboard.press("e");
    await expect.poll(() => inspected(page)).toBe("Bill");
  });

  it("tells what states took more or less, and chooses one that is clicked", async () => {
    const page = await runs({}, { ...RUN, total: 1 });
    const row = page.locator(".states tbody tr", { hasText: "Pack" });
    expect(await row.innerText()).toMatch(/not reached/);
    await row.getByRole("button").click();
    await expect.poll(() => inspected(page)).toBe("Pack");
    expect(await page.locator(".standing").innerText()).toContain("not reached");
  });

  it("draws two versions of the definition as one, of runs that bring their own", async () => {
    const version = (name: string) => machine({ First: task(name), [name]: pass() });
    const own = (name: string) =>
      JSON.stringify({ definition: version(name), ...JSON.parse(historyOf(version(name), {})) });
    const page = await compared([own("Old way")], own("Other"));
    expect(await page.locator(".divergence").innerText()).toContain("Their definitions differ");
    expect(await state(page, "First").count()).toBe(1);
    expect(await page.locator("asl-comparison .asl-node").allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining("Other")]),
    );
  });

  it("compares a history with a recording, and takes another second run", async () => {
    const page = await compared([JSON.stringify(order), historyOf(order, RUN)], await recordingOf(order, RUN));
    expect(await page.locator(".divergence").innerText()).toMatch(/Both tell the same/);
    await give(page, historyOf(order, RUN, { Bill: ["Broke"] }), "wednesday.json");
    await expect.poll(() => page.locator(".divergence").innerText()).toContain("Bill now fails with Broke");
    expect(await page.locator(".run.of-b").innerText()).toContain("wednesday.json");
  });

  it("is left with Escape, by its button, and by another definition", async () => {
    const page = await runs({ Check: ["Busy"] });
    await page.locator("asl-comparison .inspector").focus();
    await page.keyboard.press("Escape");
    await page.locator("asl-inspector").waitFor();
    await pick(page, historyOf(order, RUN));
    await page.getByRole("button", { name: "Leave the comparison" }).click();
    await page.locator("asl-inspector").waitFor();
    await pick(page, historyOf(order, RUN));
    await page.locator("asl-comparison .divergence").waitFor();
    await give(page, JSON.stringify(machine({ Alone: pass() })), "alone.asl.json");
    await expect.poll(() => page.locator("asl-comparison").count()).toBe(0);
  });

  it("keeps the place in the hash, and begins there once the same files are open", async () => {
    const page = await runs({ Check: ["Busy"] });
    await page.keyboard.press("b");
    await page.locator("asl-comparison .states tbody tr", { hasText: "Apologise" }).getByRole("button").click();
    for (let times = 0; times < 2; times++) await page.keyboard.press(",");
    const place = /#a=monday.json&b=tuesday.json&moment=\d+&state=%2FStates%2FShip\+each&pair=\d+&shown=b$/;
    await expect.poll(() => page.url()).toMatch(place);
    const { hash } = new URL(page.url());
    const [name, counts] = [await inspected(page), await page.locator(".counts").innerText()];
    const again = await open({ hash });
    await give(again, JSON.stringify(order), "order.asl.json");
    await give(again, historyOf(order, RUN), "monday.json");
    expect(await again.getByRole("region", { name: "Notes" }).innerText()).toContain("monday.json with tuesday.json");
    expect(new URL(again.url()).hash).toBe(hash);
    await give(again, historyOf(order, RUN, { Check: ["Busy"] }), "tuesday.json");
    await expect.poll(() => inspected(again)).toBe(name);
    expect(await again.locator(".counts").innerText()).toBe(counts);
    expect(await again.getByRole("button", { name: "B", exact: true }).getAttribute("aria-pressed")).toBe("true");
    expect(await again.getByRole("region", { name: "Notes" }).count()).toBe(0);
  });

  it("is left and found again by the browser's Back and Forward, as it was", async () => {
    const page = await runs({ Check: ["Busy"] });
    await page.keyboard.press("a");
    await page.keyboard.press("Home");
    await expect.poll(() => page.url()).toContain("moment=0");
    await page.keyboard.press("Escape");
    await page.locator("asl-inspector").waitFor();
    await expect.poll(() => page.url()).not.toContain("monday");
    await page.goBack();
    await page.locator("asl-comparison .counts").waitFor();
    await expect.poll(() => page.locator(".counts").innerText()).toMatch(/A\s+0 \//);
    expect(await page.getByRole("button", { name: "A", exact: true }).getAttribute("aria-pressed")).toBe("true");
    await page.goBack();
    await page.locator("asl-inspector").waitFor();
    await page.goForward();
    await page.locator("asl-comparison .counts").waitFor();
    await page.goForward();
    await page.locator("asl-inspector").waitFor();
  });

  it("refuses what holds neither run nor definition, and lays a definition over the one that is open", async () => {
    const page = await runs({ Check: ["Busy"] });
    await pick(page, "{}");
    await expect.poll(() => page.getByRole("alert").innerText()).toContain("tuesday.json cannot be opened");
    expect(await page.locator(".divergence").innerText()).toContain("They part");
    await pick(page, JSON.stringify(order), "order.asl.json");
    await page.locator("asl-versions").waitFor();
  });

  it("shows hostile names and data as text", async () => {
    const name = "<img src=x onerror=alert(1)>";
    const hostile = machine({ [name]: task(undefined) });
    const page = await compared(
      [JSON.stringify(hostile), historyOf(hostile, { __proto__: name, [name]: 1 })],
      historyOf(hostile, { [name]: name }),
    );
    expect(await page.locator("asl-comparison .states").innerText()).toContain("onerror");
    expect(await page.locator("asl-comparison .differences").first().innerText()).toContain("onerror");
    expect(await page.locator("img").count()).toBe(0);
  });

  it("says where the second run is of another machine", async () => {
    const other = machine({ Other: pass() });
    const page = await compared([JSON.stringify(order), historyOf(order, RUN)], historyOf(other, {}));
    expect(await page.locator(".divergence").innerText()).toMatch(/B: The history is of another definition/);
    expect(await state(page, "Other").textContent()).toContain("only B");
  });

  it.each(["light", "dark", "contrast"])("gives axe nothing to find in %s colours", async (theme) => {
    const page = await runs({ Check: ["Busy"] });
    await page.evaluate((name) => document.querySelector("asl-viewer")?.setAttribute("theme", name), theme);
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem").first().waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it("is saved as a page that compares again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "asl-compare-"));
    const page = await runs({ Check: ["Busy"] });
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: "Page that holds everything (HTML)" }).click();
    const path = join(folder, "order.html");
    await (await saving).saveAs(path);
    const alone = await open({ address: `file://${path}` });
    await alone.locator("asl-comparison asl-graph .asl-node").first().waitFor();
    expect(await alone.locator(".divergence").innerText()).toContain("Check now fails with Busy");
    expect(await alone.locator(".head").innerText()).toMatch(/monday.json.*tuesday.json/s);
    rmSync(folder, { recursive: true, force: true });
  });

  it("fits a narrow window", async () => {
    const page = await compared(
      [JSON.stringify(order), historyOf(order, RUN)],
      historyOf(order, RUN, { Check: ["Busy"] }),
      { width: 420, height: 800 },
    );
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(420);
    const header = await page.locator(".top").evaluate((one) => one.scrollWidth <= one.clientWidth);
    expect(header).toBe(true);
  });
});
