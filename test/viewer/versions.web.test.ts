import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import { historyOf } from "./history.js";
import { machine, pass, task } from "./machines.js";
import { chosen, drawn, findings, give, inChromium } from "./page.js";

/** Pictures take their time on a busy machine. */
vi.setConfig({ testTimeout: 30_000 });

const before = machine({ First: task("Gone", { TimeoutSeconds: 10 }), Gone: pass() });
const after = machine({ First: task("New", { TimeoutSeconds: 20 }), New: { Type: "Succeed" } });
const [OLD, NEW] = [JSON.stringify(before), JSON.stringify(after)];

inChromium("two versions of a definition", ({ open }) => {
  const drop = (page: Page, ...files: (readonly [name: string, text: string])[]) =>
    page.evaluate(async (given) => {
      const viewer = document.querySelector("asl-viewer") as unknown as { openFiles(files: File[]): Promise<void> };
      await viewer.openFiles(given.map(([name, text]) => new File([text], name)));
    }, files);
  const shown = (page: Page) => page.locator("asl-versions asl-graph .asl-node").first().waitFor();
  const inspected = (page: Page) => chosen(page, "asl-versions .inspector");
  const names = (page: Page) => page.locator("asl-versions .head .name").allInnerTexts();
  const offer = (page: Page) => page.getByRole("button", { name: "Compare the two" });

  it("are compared with the older one given after the newer one, which stays open", async () => {
    const page = await open();
    await give(page, NEW, "new.asl.json");
    await page.evaluate(
      ([text, name]) =>
        (
          document.querySelector("asl-viewer") as unknown as {
            compare(text: string, name: string, as: "before"): Promise<boolean>;
          }
        ).compare(text, name, "before"),
      [OLD, "old.asl.json"],
    );
    await shown(page);
    expect(await names(page)).toEqual(["old.asl.json", "new.asl.json"]);
    expect(await page.locator("asl-versions .divergence").innerText()).toContain("1 state added, 1 removed, 1 changed");
  });

  it("are offered where one takes the other's place, and gone through change by change", async () => {
    const page = await open();
    await drop(page, ["old.asl.json", OLD]);
    await drawn(page);
    expect(await offer(page).count()).toBe(0);
    await drop(page, ["new.asl.json", NEW]);
    await offer(page).click();
    await shown(page);
    expect(await names(page)).toEqual(["old.asl.json", "new.asl.json"]);
    expect(await page.locator("asl-versions .divergence").innerText()).toBe(
      "1 state added, 1 removed, 1 changed; 3 transitions differ.",
    );
    expect(await inspected(page)).toBe("First");
    expect(await page.locator("asl-versions .differences tr").allInnerTexts()).toEqual([
      expect.stringMatching(/Next\s+"Gone"\s+"New"/),
      expect.stringMatching(/TimeoutSeconds\s+10\s+20/),
    ]);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("e");
    expect(await inspected(page)).toBe("New");
    await page.getByRole("button", { name: "Next difference" }).click();
    expect(await inspected(page)).toBe("Gone");
    expect(await page.locator("asl-versions tr.chosen").innerText()).toContain("removed");
    await page.getByRole("button", { name: "Swap" }).click();
    expect(await names(page)).toEqual(["new.asl.json", "old.asl.json"]);
    await page.keyboard.press("Escape");
    await drawn(page);
    expect(await page.locator("asl-versions").count()).toBe(0);
    expect(await offer(page).count()).toBe(0);
  });

  it("are compared where they are dropped at once, and the second makes room for a third", async () => {
    const page = await open();
    await drop(page, ["old.asl.json", OLD], ["new.asl.json", NEW]);
    await shown(page);
    await drop(page, ["third.asl.json", JSON.stringify(machine({ First: task(undefined) }))]);
    await expect.poll(() => names(page)).toEqual(["old.asl.json", "third.asl.json"]);
  });

  it("are in a saved page as they stand, with the same one open", async () => {
    const page = await open();
    await drop(page, ["old.asl.json", OLD], ["new.asl.json", NEW]);
    await shown(page);
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: "Page that holds everything (HTML)" }).click();
    const path = join(mkdtempSync(join(tmpdir(), "asl-versions-")), "both.html");
    await (await waiting).saveAs(path);
    const alone = await open({ address: `file://${path}`, alone: true });
    for (const one of [page, alone]) {
      await shown(one);
      expect(await names(one)).toEqual(["old.asl.json", "new.asl.json"]);
      await one.getByRole("button", { name: "Leave the comparison" }).click();
      await drawn(one);
      expect(await one.locator('asl-viewer [data-state-path="New"]').count()).toBeGreaterThan(0);
      expect(await offer(one).count()).toBe(0);
    }
    rmSync(dirname(path), { recursive: true });
  });

  it("are compared with a file that is asked for, also while a run is open", async () => {
    const page = await open();
    await give(page, OLD, "old.asl.json");
    await give(page, historyOf(before, {}), "run.json");
    const choosing = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Compare with another run" }).click();
    await (await choosing).setFiles({ name: "new.asl.json", mimeType: "application/json", buffer: Buffer.from(NEW) });
    await shown(page);
    expect(await names(page)).toEqual(["old.asl.json", "new.asl.json"]);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".where b").count()).toBe(1);
  });

  it("are nothing to speak of where they say the same", async () => {
    const page = await open();
    await drop(page, ["old.asl.json", OLD]);
    await drop(page, ["same.asl.json", JSON.stringify(before, null, 4)]);
    await drawn(page);
    expect(await offer(page).count()).toBe(0);
  });
});
