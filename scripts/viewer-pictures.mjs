/**
 * Draws the viewer for the documents: `node scripts/viewer-pictures.mjs` builds what is stale, opens examples with a run of
 * theirs in Chromium and writes PNG files. They are for looking at: fonts differ from machine to machine, so no test
 * compares them.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { build } from "./build.mjs";
import { ensureChromium, flags } from "./chromium.mjs";
import { root } from "./workspace.mjs";

const WIDE = { width: 1360, height: 1060 };
const LOW = { width: 1280, height: 760 };

/**
 * The pictures: a file in docs/images, the example and which of its runs, if any, how it is looked at, and what a person does.
 * @type {{ file: string, example: string, run?: "" | "-sad", dark?: boolean, size?: { width: number, height: number }, look?(page: import("playwright-core").Page): Promise<void> }[]}
 */
const pictures = [
  { file: "viewer-light.png", example: "order-fulfilment", run: "-sad", look: choose("Charge card") },
  { file: "viewer-dark.png", example: "order-fulfilment", run: "-sad", dark: true, look: choose("Charge card") },
  { file: "viewer-tries.png", example: "trip-saga", run: "-sad", size: LOW, look: choose("Cancel flight", /^Tries/) },
  { file: "viewer-debug-light.png", example: "order-fulfilment", look: debug },
  { file: "viewer-debug-dark.png", example: "order-fulfilment", dark: true, look: debug },
];

/** Answers of all tasks but one, which then asks. */
const ANSWERS = `Check order: { output: { Payload: { valid: true, total: 74.5 } }, takes: 300ms }
Reserve item: { output: { Payload: { shelf: B-04 } }, takes: 150ms }
`;

/** Debugs: a breakpoint, a task that has failed once and waits for its second answer. */
async function debug(page) {
  await node(page, "Ship").click({ position: { x: 20, y: 20 } });
  await page.keyboard.press("b");
  await page.getByRole("button", { name: "Debug", exact: true }).click();
  await page.locator("asl-start asl-editor textarea").fill(read("order-fulfilment", "input.json"));
  await page.getByText("More", { exact: true }).click();
  await page.locator("asl-start [name=answers]").fill(ANSWERS);
  await page.getByRole("button", { name: "Start" }).click();
  await page.locator(".stands").waitFor();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("Fails with").click();
  await page.getByLabel("Error", { exact: true }).fill("Payments.Unavailable");
  await page.getByLabel("Cause").fill("Connection refused");
  await page.getByRole("button", { name: "Fail it and go on" }).click();
  await page.locator("asl-answer .lead", { hasText: "retry 1" }).waitFor();
  await page.locator(".said:empty").waitFor({ state: "attached" });
  await page.mouse.move(2, 2);
}

/** The state of a name. */
const node = (page, state) =>
  page.locator("asl-graph .asl-node", { has: page.locator(`text.asl-name:text-is("${state}")`) }).last();

/** A file of an example. */
const read = (example, name) => readFileSync(`${root}/examples/${example}/${name}`, "utf8");

/** Clicks a state, and one of the inspector's tabs. */
function choose(state, tab) {
  return async (page) => {
    await node(page, state).click({ position: { x: 20, y: 20 } });
    if (tab !== undefined) await page.locator("asl-inspector").getByRole("tab", { name: tab }).click();
    await page.mouse.move(2, 2);
  };
}

/** What `asl run` does with an example and its files, as AWS would record it. */
async function historyOf(example, run) {
  const { loadMachine, readAnswers, readDefinition, runSync, toAws } = await import(
    `${root}/packages/asl-core/dist/index.js`
  );
  const machine = loadMachine(read(example, `${example}.asl.json`));
  const { value } = await readDefinition(read(example, `answers${run}.yaml`), { format: "yaml" });
  const { handler } = readAnswers(value, machine);
  const { events, execution } = runSync(machine, { input: JSON.parse(read(example, `input${run}.json`)), handler });
  return JSON.stringify({ events: toAws(events, machine, execution.identity) });
}

async function take(browser, { file, example, run, dark = false, size = WIDE, look }) {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: 1.25,
    colorScheme: dark ? "dark" : "light",
  });
  const page = await context.newPage();
  await page.goto(`file://${root}/packages/asl-viewer/dist/app/index.html`);
  const isReady = () => page.evaluate(() => document.querySelector("asl-viewer")?.layouter !== undefined);
  while (!(await isReady())) await page.waitForTimeout(20);
  await open(page, read(example, `${example}.asl.json`), `${example}.asl.json`);
  await page.locator("asl-graph .asl-node").first().waitFor();
  if (run !== undefined) await open(page, await historyOf(example, run), `${example}${run}.json`);
  await look?.(page);
  await page.waitForTimeout(400);
  writeFileSync(`${root}/docs/images/${file}`, await page.screenshot());
  await context.close();
}

const open = (page, text, name) =>
  page.evaluate(([given, file]) => document.querySelector("asl-viewer").open(given, file), [text, name]);

async function main() {
  if (!process.argv.includes("--no-build") && !(await build())) return 1;
  const executablePath = await ensureChromium();
  if (executablePath === undefined) return void console.error("No Chromium could be had.") ?? 1;
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    for (const picture of pictures) await take(browser, picture);
  } finally {
    await browser.close();
  }
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();
