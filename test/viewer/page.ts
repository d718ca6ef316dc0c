import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { cache, root } from "../../scripts/workspace.mjs";

/** An application that is built already, for trying one test again and again. */
const given = process.env.ASL_VIEWER_APP;
/** One for each process: test files run beside each other. */
const folder = given ?? join(cache, `viewer-app-${process.pid}`);
if (given === undefined) process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Builds the application as it is shipped. */
export async function buildApplication(): Promise<void> {
  if (given !== undefined) return;
  const configFile = join(root, "packages/asl-viewer/app.config.ts");
  await build({ configFile, logLevel: "error", build: { outDir: folder, emptyOutDir: true } });
}

/** The application's address, as a file. */
export const address = `file://${join(folder, "index.html")}`;

/** A page with the application open, and everything it should not have done. */
export interface Open {
  readonly page: Page;
  /** Errors, warnings, refused scripts and requests. */
  readonly complaints: string[];
}

export async function openPage(browser: Browser, hash = "", size = { width: 1280, height: 800 }): Promise<Open> {
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (said) => {
    if (said.type() === "error" || said.type() === "warning") complaints.push(said.text());
  });
  page.on("request", (request) => {
    if (!/^(file|blob|data):/.test(request.url())) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(address + hash);
  await page.waitForFunction("customElements.get('asl-viewer') && document.querySelector('asl-viewer').layouter");
  return { page, complaints };
}

/** Opens a text in the viewer and waits until what it shows is drawn or refused. */
export async function give(page: Page, text: string, name = ""): Promise<void> {
  await page.evaluate(
    async ([given, file]) => {
      const viewer = document.querySelector("asl-viewer") as unknown as {
        open(text: string, name: string): Promise<void>;
        updateComplete: Promise<unknown>;
      };
      await viewer.open(given, file);
      await viewer.updateComplete;
    },
    [text, name],
  );
}

/** A file of one of the examples. */
export const example = (path: string): string => readFileSync(join(root, "examples", path), "utf8");
