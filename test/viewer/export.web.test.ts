import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, it, vi } from "vitest";
import { historyOf, recordingOf } from "./history.js";
import { machine, order, pass, task } from "./machines.js";
import { chosen, drawn, give, inChromium } from "./page.js";

const RUN = { total: 200, retry: false, lines: [1, 2, 3] };
/** Pictures take their time on a busy machine. */
vi.setConfig({ testTimeout: 30_000 });

const folder = mkdtempSync(join(tmpdir(), "asl-export-"));

inChromium("the menu of what can be saved", (chromium) => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = async (...texts: [text: string, name: string][]): Promise<Page> => {
    const page = await chromium.open();
    for (const [text, name] of texts) await give(page, text, name);
    await drawn(page);
    return page;
  };
  const ordered = (more: Parameters<typeof historyOf>[2] = {}) =>
    start([JSON.stringify(order), "src/order.asl.json"], [historyOf(order, RUN, more), "history.json"]);

  /** What a choice in the menu saves: its name and where it is. */
  const saved = async (page: Page, choice: string): Promise<{ name: string; path: string; text: string }> => {
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: choice, exact: true }).click();
    const download = await waiting;
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return { name: download.suggestedFilename(), path, text: readFileSync(path, "latin1") };
  };

  it("saves the picture as it stands: statuses at the cursor, colours of the theme, folded as it is", async () => {
    const page = await ordered({ Ship: ["Busy"] });
    const { name, text } = await saved(page, "Picture as SVG");
    expect(name).toBe("order.svg");
    expect(text).toContain('data-state-path="Ship each"');
    expect(text).toMatch(/class="asl-node asl-map asl-container[^"]* asl-is-failed[^"]*"/);
    expect(text).not.toMatch(/var\(|light-dark|prefers-color-scheme/);
    expect(text).toContain("fill:#ffffff");
    await page.keyboard.press("Escape");
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press("Home");
    await page.evaluate("document.querySelector('asl-viewer').theme = 'dark'");
    const dark = await saved(page, "Picture as SVG");
    expect(dark.text).toContain("fill:#0d1117");
    expect(dark.text).not.toMatch(/class="[^"]*asl-is-failed/);
    expect((await saved(page, "Picture as SVG")).text).toBe(dark.text);
  });

  it("saves the picture in pixels, of a size that follows from the SVG's", async () => {
    const page = await ordered();
    const svg = await saved(page, "Picture as SVG");
    const [width, height] = (/width="(\d+)" height="(\d+)"/.exec(svg.text) ?? []).slice(1).map(Number);
    for (const scale of [1, 2, 3]) {
      const { name, path } = await saved(page, `Picture as PNG, ${scale}×`);
      const bytes = readFileSync(path);
      expect(name).toBe(scale === 1 ? "order.png" : `order@${scale}x.png`);
      expect(bytes.subarray(1, 4).toString()).toBe("PNG");
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width * scale, height * scale]);
    }
  });

  it("saves Mermaid, and texts as they were opened", async () => {
    const definition = `${JSON.stringify(order, null, 3)}\n`;
    const history = `\n${historyOf(order, RUN)}`;
    const page = await start([definition, "order.asl.json"], [history, "run-7.json"]);
    expect(await saved(page, "Mermaid")).toMatchObject({
      name: "order.mmd",
      text: expect.stringMatching(/^flowchart TB/),
    });
    expect(await saved(page, "Definition")).toMatchObject({ name: "order.asl.json", text: definition });
    expect(await saved(page, "History")).toMatchObject({ name: "run-7.json", text: history });
  });

  it("copies the picture", async () => {
    const page = await ordered();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: "Copy picture" }).click();
    await expect.poll(() => page.locator(".said").innerText()).toBe("Picture copied");
    const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
    expect(types).toContain("image/png");
  });

  it("is walked by keys", async () => {
    const page = await ordered();
    await page.getByRole("button", { name: "Export" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    const focused = () =>
      page.evaluate(
        "document.querySelector('asl-viewer').shadowRoot.querySelector('asl-export').shadowRoot.activeElement?.textContent.trim()",
      );
    expect(await focused()).toBe("Picture as PNG, 1×");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("menu").count()).toBe(0);
  });

  it("saves a page that holds everything, which opens the same, and saves itself again to the same bytes", async () => {
    const page = await ordered({ Ship: ["Busy"] });
    const { name, path, text } = await saved(page, "Page that holds everything (HTML)");
    expect(name).toBe("order.html");
    const policy = /content="(default-src[^"]*)"/.exec(text)?.[1] ?? "";
    expect(policy).toMatch(/script-src 'sha256-[^;]*' 'sha256-[^;]*';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(text).not.toMatch(/<script[^>]* src=|https?:\/\/(?!www.w3.org)[^\s"]*\.js/);
    const requests: string[] = [];
    const alone = await chromium.open({ address: `file://${path}`, alone: true });
    alone.on("request", (request) => {
      if (!/^(blob:|data:)/.test(request.url()) && request.url() !== `file://${path}`) requests.push(request.url());
    });
    await alone.addInitScript(() => {
      const Real = globalThis.Worker;
      globalThis.Worker = class extends Real {
        constructor(url: string | URL) {
          super(url);
          document.title = "a worker was started";
        }
      };
    });
    await alone.reload();
    await drawn(alone);
    await expect.poll(() => alone.locator(".ending").innerText()).toBe("failed");
    expect(await chosen(alone)).toBe(await chosen(page));
    expect((await saved(alone, "Page that holds everything (HTML)")).text).toBe(text);
    expect(requests).toEqual([]);
    expect(await alone.title()).toBe("order");
  });

  it.each([
    ["a history", async () => [JSON.stringify(order), historyOf(order, { ...RUN, token: "s3cret" })]],
    ["a recording", async () => [await recordingOf(order, { ...RUN, token: "s3cret" })]],
  ])("leaves values of secret keys out of %s", async (_, texts) => {
    const page = await start(...(await texts()).map((text): [string, string] => [text, "one.json"]));
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByPlaceholder("password").fill("tok, password");
    await page.keyboard.press("Escape");
    for (const choice of ["Page that holds everything (HTML)", "History"]) {
      const { text } = await saved(page, choice);
      expect(text).toContain("[redacted]");
      expect(text).not.toContain("s3cret");
    }
  });

  it("reads long texts of a saved page in a worker", async () => {
    const definition = machine({ A: pass() });
    const page = await start(
      [JSON.stringify(definition), "a.asl.json"],
      [historyOf(definition, "x".repeat(1_200_000)), ""],
    );
    const { path } = await saved(page, "Page that holds everything (HTML)");
    const alone = await page.context().newPage();
    const complaints: string[] = [];
    alone.on("console", (said) => complaints.push(said.text()));
    alone.on("pageerror", ({ message }) => complaints.push(message));
    const read = alone.waitForEvent("worker");
    await alone.goto(`file://${path}`);
    await read;
    await alone.locator(".ending").waitFor();
    expect(await alone.evaluate("typeof aslReaderWorker")).toBe("string");
    expect(complaints).toEqual([]);
  });

  it("names values that the definition itself gives to secret keys, which stay", async () => {
    const own = machine({ A: { ...pass(), Result: { apiToken: "sk-live" } } });
    const page = await start([JSON.stringify(own), "own.asl.json"], [historyOf(own, { a: 1 }), "history.json"]);
    await page.getByRole("button", { name: "Export" }).click();
    const note = page.locator("asl-export #stays");
    expect(await note.innerText()).toContain("The definition stays as it is written");
    await page.getByPlaceholder("password").fill("card");
    await expect.poll(() => note.innerText()).toContain("It gives no value to such a key");
    await page.getByPlaceholder("password").fill("card token");
    await expect.poll(() => note.innerText()).toContain("with values of such keys: A: Result.apiToken.");
    expect(await note.innerText()).toContain("Longer texts that contain such a value keep it.");
  });

  it("keeps hostile names out of the page's markup and of names of files", async () => {
    const name = "</script><script>alert(1)</script>";
    const hostile = machine({ [name]: task(undefined, { Comment: "<!--<script>" }), Other: pass() });
    const page = await start([JSON.stringify(hostile), `../..\\x/${name}.asl.json`]);
    const { name: file, path } = await saved(page, "Page that holds everything (HTML)");
    expect(file).toBe("script.html");
    const alone = await chromium.open({ address: `file://${path}` });
    const dialogs: string[] = [];
    alone.on("dialog", (dialog) => dialogs.push(dialog.message()));
    await alone.reload();
    await drawn(alone);
    expect(await alone.locator("asl-graph").getByText("alert(1)").first().count()).toBe(1);
    expect(dialogs).toEqual([]);
  });
});
