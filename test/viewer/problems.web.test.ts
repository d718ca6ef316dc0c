import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import { watchedDefinition } from "../../packages/asl-cli/src/ui/files.js";
import { readPage } from "../../packages/asl-cli/src/ui/page.js";
import { serving } from "../../packages/asl-cli/src/ui/serve.js";
import { DebugHost } from "../../packages/asl-viewer/src/debugging/host/index.js";
import { workFolder } from "../support/asl.js";
import { historyOf } from "./history.js";
import { machine, pass } from "./machines.js";
import { address, chosen, classOf, drawn, findings, give, inChromium, node, tab, viewer } from "./page.js";

vi.setConfig({ testTimeout: 30_000 });
const folder = workFolder().path;

const WRONG = JSON.stringify(
  {
    StartAt: "Check",
    States: {
      Check: { Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true, Next: "Chargee" }], Default: "Charge" },
      Charge: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        TimeoutSeconds: 5,
        HeartbeatSeconds: 9,
        End: true,
      },
    },
  },
  null,
  2,
);
/** AWS takes it; its author may regret it. */
const DOUBTFUL = JSON.stringify(
  {
    StartAt: "A",
    States: {
      A: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", Parameters: {}, End: true },
    },
  },
  null,
  2,
);
const SOUND = JSON.stringify(machine({ A: pass() }));
const many = (count: number): string =>
  JSON.stringify(
    {
      StartAt: "S0",
      States: Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`S${at}`, { Type: "Pass", Next: `X${at}` }]),
      ),
    },
    null,
    2,
  );

const rows = (page: Page) => page.locator("asl-problems .row");
const problems = (page: Page) => tab(page, /roblems/);
const said = (page: Page) => expect.poll(async () => (await problems(page).textContent())?.replace(/\s+/g, " ").trim());

inChromium("the problems of a definition", ({ open }) => {
  it("shows them beneath the graph where there is no run, each with sentence, hint and place", async () => {
    const page = await open();
    await give(page, WRONG, "wrong.asl.json");
    await drawn(page);
    await said(page).toMatch(/^Problems \d errors$/);
    await expect
      .poll(() => rows(page).first().innerText())
      .toMatch(/Missing 'Next' target: Chargee.*Did you mean Charge/s);
    expect(await rows(page).first().innerText()).toMatch(/\d+:\d+.*Check.*MISSING_TRANSITION_TARGET/s);
    await expect.poll(() => node(page, "Check").locator(".asl-problem-error").count()).toBe(1);
    expect(await classOf(page, "Check")).not.toContain("asl-is-");
  });

  it("leads by click and by keys to the state and to the line", async () => {
    const page = await open();
    await give(page, WRONG, "wrong.asl.json");
    await rows(page).last().click();
    await expect.poll(() => chosen(page)).toBe("Charge");
    const line = WRONG.split("\n").findIndex((one) => one.includes("HeartbeatSeconds")) + 1;
    await expect.poll(() => page.locator("asl-source .line.active .number").innerText()).toBe(`${line}`);
    expect(await page.locator("asl-source .line.active .sign svg.error").count()).toBe(1);
    await page.locator("asl-problems .list").focus();
    await page.keyboard.press("Home");
    expect(await chosen(page)).toBe("Charge");
    await page.keyboard.press("Enter");
    await expect.poll(() => chosen(page)).toBe("Check");
  });

  it("says in one line that a definition is sound, and follows a text that is given again", async () => {
    const page = await open();
    await give(page, WRONG, "machine.asl.json");
    await said(page).toMatch(/^Problems/);
    await give(page, SOUND, "machine.asl.json");
    await said(page).toBe("No problems");
    await expect.poll(() => rows(page).count()).toBe(0);
    await expect.poll(() => page.locator("asl-graph .asl-problem").count()).toBe(0);
    await page.keyboard.press("7");
    await expect
      .poll(() => page.locator("asl-problems .none").innerText())
      .toBe("No problems: the definition is sound.");
    await give(page, WRONG, "machine.asl.json");
    await said(page).toMatch(/^Problems/);
  });

  it("tells warnings and errors apart without colours, in YAML and templates too", async () => {
    const page = await open();
    await give(page, DOUBTFUL, "doubtful.asl.json");
    await said(page).toMatch(/^Problems \d+ warnings?$/);
    expect(await rows(page).first().locator("svg.warning").count()).toBe(1);
    await give(page, "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: B\n", "machine.asl.yaml");
    await said(page).toMatch(/^Problems \d errors$/);
    const indented = WRONG.replaceAll("\n", "\n        ");
    await give(
      page,
      `Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: |\n        ${indented}\n`,
      "template.yaml",
    );
    await said(page).toMatch(/^Problems \d errors$/);
    await expect.poll(() => rows(page).first().innerText()).toContain("15:");
  });

  it("draws only the rows of a long list that are seen", async () => {
    const page = await open();
    await give(page, many(600), "many.asl.json");
    await expect.poll(() => rows(page).count(), { timeout: 15_000 }).toBeGreaterThan(5);
    expect(await rows(page).count()).toBeLessThan(80);
    await page.locator("asl-problems .list").focus();
    await page.keyboard.press("End");
    const last = page.locator("asl-problems .row[aria-selected=true]");
    await expect
      .poll(async () => (await last.getAttribute("aria-posinset")) === (await last.getAttribute("aria-setsize")))
      .toBe(true);
  });

  it("says why there was no check, with one full stop", async () => {
    const page = await open({ alone: true });
    for (const [text, written] of [
      ["the checker is gone.", "The definition was not checked: the checker is gone."],
      ["it is longer than 8 MB", "The definition was not checked: it is longer than 8 MB."],
    ]) {
      await viewer(page, `checker = { check: () => Promise.reject(new Error(${JSON.stringify(text)})) }`);
      await give(page, SOUND, `${text.length}.asl.json`);
      await problems(page).click();
      await expect.poll(() => page.locator("asl-problems .none").innerText()).toBe(written);
    }
  });

  it("are found in a page that was saved, which needs nothing but itself", async () => {
    const page = await open();
    await give(page, WRONG, "wrong.asl.json");
    await said(page).toMatch(/^Problems \d errors$/);
    const found = await rows(page).allInnerTexts();
    await page.getByRole("button", { name: "Export" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Page that holds everything (HTML)", exact: true }).click();
    const path = join(folder, "wrong.html");
    await (await download).saveAs(path);
    const alone = await open({ address: `file://${path}`, alone: true });
    await said(alone).toMatch(/^Problems \d errors$/);
    await problems(alone).click();
    await expect.poll(() => rows(alone).allInnerTexts()).toEqual(found);
    await rows(alone).last().click();
    await expect.poll(() => chosen(alone)).toBe("Charge");
  });

  it("are those of the file as it was saved last, while `asl view` runs", async () => {
    const path = join(folder, "edited.asl.json");
    writeFileSync(path, WRONG);
    const { watched, definition } = await watchedDefinition(path, undefined);
    const host = new DebugHost({ files: [watched.file] });
    const files = { watched: [watched], definition };
    const { address: live, close } = await serving(host, files, 0, readPage(dirname(fileURLToPath(address))));
    try {
      const page = await open({ address: live, alone: true, expected: /WebSocket|ERR_CONNECTION/ });
      await said(page).toMatch(/^Problems \d errors$/);
      await problems(page).click();
      writeFileSync(path, WRONG.replace("Chargee", "Charge"));
      await expect.poll(() => rows(page).allInnerTexts()).not.toContain(expect.stringContaining("Chargee"));
      await said(page).toMatch(/^Problems \d (errors?|warnings?)/);
      writeFileSync(path, SOUND);
      await said(page).toBe("No problems");
      await expect.poll(() => page.locator("asl-graph .asl-problem").count()).toBe(0);
      writeFileSync(path, DOUBTFUL);
      await said(page).toMatch(/^Problems \d+ warnings?$/);
    } finally {
      await close();
    }
  });

  it("stands behind a tab where there is a run", async () => {
    const page = await open();
    const definition = JSON.parse(DOUBTFUL);
    await give(page, DOUBTFUL, "doubtful.asl.json");
    await give(page, historyOf(definition, {}), "history.json");
    await said(page).toMatch(/^Problems \d+ warnings?$/);
    expect(await tab(page, "Timeline").getAttribute("aria-selected")).toBe("true");
    await problems(page).click();
    await expect.poll(() => rows(page).first().locator("svg.warning").count()).toBe(1);
    expect(await classOf(page, "A")).toContain("asl-is-succeeded");
    expect(await node(page, "A").locator(".asl-problem-warning").count()).toBe(1);
  });

  it.each(["light", "dark"] as const)("passes axe in %s, wide and narrow", async (colorScheme) => {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      const page = await open({ colorScheme, viewport });
      await give(page, WRONG, "wrong.asl.json");
      await problems(page).click();
      await rows(page).first().click();
      await expect.poll(() => page.locator("asl-problems [aria-selected=true]").count()).toBe(1);
      expect(await findings(page)).toEqual([]);
    }
  });
});
