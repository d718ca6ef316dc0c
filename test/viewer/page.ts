import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { built } from "../support/asl.js";
import { browserPath, launch } from "../support/browser.js";
import type { Pages } from "./pages.js";
import { sharedBrowser } from "./shared-browser.js";

/** An application that is built already, for trying one test again and again. */
const given = process.env.ASL_VIEWER_APP;
const folder = given ?? join(root, "packages/asl-viewer/dist/app");

/** Has the application as it is shipped, built where that is stale. */
export const buildApplication = async (): Promise<void> => (given === undefined ? built() : undefined);

/** The application's address, as a file. */
export const address = `file://${join(folder, "index.html")}`;

/** How a page is opened: what a context of the browser takes, and more. */
export interface Opening extends BrowserContextOptions {
  /** The place in the application, from `#` on. */
  readonly hash?: string;
  /** The page, instead of the application as a file. It may ask its own server alone. */
  readonly address?: string;
  /** Complaints that this test causes on purpose. */
  readonly expected?: RegExp;
  /** Whether the test changes more of the page than what is open and stored: then nobody gets it after. */
  readonly alone?: boolean;
  /** Whether the page serves several tests, the last of which closes its context. */
  readonly stays?: boolean;
}

/** The browser of one group of tests. */
export interface Chromium {
  readonly browser: Browser;
  /** Opens the application in an empty page, and waits until it can be given texts. */
  open(opening?: Opening): Promise<Page>;
}

/**
 * Waits until the application can be given texts. Not by waitForFunction: what it repeats in the page is made of a text, which
 * the page's policy refuses.
 */
export const ready = (page: Page): Promise<void> => expect.poll(() => page.evaluate(IS_READY)).toBe(true);

const IS_READY =
  "customElements.get('asl-viewer') !== undefined && document.querySelector('asl-viewer').layouter !== undefined";

/** One browser for all files of tests that run in this process, which ends it. */
const shared = sharedBrowser(() => launch(browserPath() as string));

/**
 * Tests in Chromium, skipped where there is none, which is said. Before the first the application is built; after each all
 * pages are left, and must not have complained: no errors, warnings, refused scripts, and no request to anywhere.
 */
export function inChromium(title: string, tests: (chromium: Chromium) => void): void {
  const path = browserPath();
  describe.skipIf(path === undefined)(title, () => {
    let browser: Browser;
    let pages: Pages;
    const complaints: string[] = [];
    beforeAll(async () => {
      [[browser, pages]] = await Promise.all([shared(), buildApplication()]);
    }, 180_000);
    afterEach(async () => {
      await pages.takeBack();
      expect(complaints.splice(0)).toEqual([]);
    });
    tests({
      get browser() {
        return browser;
      },
      async open({ hash = "", address: at = address, expected, alone, stays, ...options } = {}) {
        const page = await pages.take(options, stays ? "stays" : alone ? "alone" : "again");
        listen(page, at, (text) => void (expected?.test(text) || complaints.push(text)));
        await page.goto(at + hash);
        await ready(page);
        return page;
      },
    });
  });
}

/** Tells all a page should not do: errors, warnings, requests to others than itself. */
export function listen(page: Page, own: string, complain: (text: string) => void): void {
  page.on("pageerror", ({ message }) => complain(message));
  page.on("console", (said) => void (/error|warning/.test(said.type()) && complain(said.text())));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    const isOwn = protocol === "file:" ? own.startsWith("file:") : origin === new URL(own).origin;
    if (!isOwn && !/^(blob|data):$/.test(protocol)) complain(`request: ${request.url()}`);
  });
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

/** Opens the example: a run that failed. */
export async function showExample(page: Page): Promise<void> {
  await page.getByText("Show an example").click();
  await drawn(page);
}

/** What an expression on the viewer gives: `choose('/States/A')`. */
export const viewer = <Result>(page: Page, expression: string): Promise<Result> =>
  page.evaluate(`document.querySelector("asl-viewer").${expression}`) as Promise<Result>;

/** Chooses a state as the graph does. */
export const choose = (page: Page, id: string): Promise<void> =>
  page.evaluate((one) => {
    (document.querySelector("asl-viewer") as unknown as { choose(id: string): void }).choose(one);
  }, id);

/** Every state that is drawn. */
export const nodes = (page: Page): Locator => page.locator("asl-graph .asl-node");
/** Waits until anything is drawn. */
export const drawn = (page: Page): Promise<void> => nodes(page).first().waitFor();
/** The state of a name; `within` leaves out those of other graphs. */
export const node = (page: Page, name: string, within = "asl-graph"): Locator =>
  page.locator(`${within} .asl-node`, { has: page.locator(`text.asl-name:text-is("${name}")`) });
/** How a state is drawn. */
export const classOf = async (page: Page, name: string): Promise<string> =>
  (await node(page, name).first().getAttribute("class")) ?? "";
/** The name over the inspector. */
export const chosen = (page: Page, within = "asl-inspector"): Promise<string> =>
  page.locator(`${within} h2`).innerText();
/** The cursor, as the controls show it. */
export const count = (page: Page): Promise<string> => page.locator(".where b").innerText();
/** A tab; of the lower pane where the inspector has one of that name, too. */
export const tab = (page: Page, name: string | RegExp): Locator => page.getByRole("tab", { name }).first();
/** The sentence on where a run that is debugged stands. */
export const stands = (page: Page): Locator => page.locator(".stands");
export const expectStands = (page: Page, words: RegExp): Promise<void> =>
  expect.poll(() => stands(page).innerText()).toMatch(words);

/** A file of one of the examples. */
export const example = (path: string): string => readFileSync(join(root, "examples", path), "utf8");

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What is used of axe, in the page. */
interface Axe {
  run(root: Document, options: object): Promise<{ violations: Violation[] }>;
}
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: unknown; readonly html: string }[];
}

/** What axe finds in the page as it stands, and where. */
export async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(AXE);
  return page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { preload: false, resultTypes: ["violations"], runOnly: rules });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${JSON.stringify(target)} ${html.slice(0, 120)}`),
    );
  }, RULES);
}
