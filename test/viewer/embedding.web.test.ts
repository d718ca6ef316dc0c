import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Browser, Page, Route } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { browserPath, launch } from "../support/browser.js";
import { buildAll } from "../support/tarballs.js";

const ORIGIN = "http://asl.test";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
};

const chromium = browserPath();

/** Libraries as they are shipped, though this is a test. */
const conditions = ["production", "browser", "module"];

/** An example as its own vite.config builds it, by paths. */
async function built(name: string): Promise<Map<string, string>> {
  const results = await build({
    root: join(root, "examples", name),
    logLevel: "error",
    resolve: { conditions },
    build: { write: false, chunkSizeWarningLimit: 4000 },
  });
  const outputs = (Array.isArray(results) ? results : [results]).flatMap((one) => ("output" in one ? one.output : []));
  return new Map(
    outputs.map((file) => [`/${file.fileName}`, "code" in file ? file.code : String(file.source)] as [string, string]),
  );
}

/** Files of the repository as a static server gives them. */
const fromFolder = (path: string): string | undefined => {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
};

describe.skipIf(chromium === undefined)("a viewer", () => {
  let browser: Browser;

  beforeAll(async () => {
    buildAll();
    browser = await launch(chromium as string);
  }, 240_000);
  afterAll(() => browser?.close());

  async function open(path: string, contentOf: (path: string) => string | undefined): Promise<[Page, string[]]> {
    const page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (said) => ["error", "warning"].includes(said.type()) && complaints.push(said.text()));
    const answer = (route: Route) => {
      const asked = new URL(route.request().url()).pathname;
      const body = asked === "/favicon.ico" ? "" : contentOf(asked);
      if (body === undefined) return route.fulfill({ status: 404 });
      return route.fulfill({ contentType: TYPES[extname(asked)] ?? "text/plain", body });
    };
    await page.route(`${ORIGIN}/**`, answer);
    await page.goto(ORIGIN + path);
    return [page, complaints];
  }

  const node = (page: Page, name: string) =>
    page.locator("asl-viewer asl-graph .asl-node", { has: page.locator(`text.asl-name:text-is("${name}")`) });

  it.each(["react", "vue"])(
    "in a page of %s draws the run, follows properties, and is heard",
    async (name) => {
      const files = await built(name);
      const [page, complaints] = await open("/index.html", (path) => files.get(path));
      await expect.poll(() => node(page, "Charge").getAttribute("class")).toContain("asl-is-retried");
      await node(page, "Ship").click();
      await expect.poll(() => page.locator("output").innerText()).toBe("/States/Ship");
      await page.getByRole("button", { name: "Dark", exact: true }).click();
      await expect.poll(() => page.locator("asl-viewer").getAttribute("theme")).toBe("dark");
      expect(complaints).toEqual([]);
      await page.close();
    },
    60_000,
  );

  it("in plain HTML draws the run and the picture alone, and is heard", async () => {
    const [page, complaints] = await open("/examples/html/index.html", fromFolder);
    await expect.poll(() => node(page, "Charge").getAttribute("class")).toContain("asl-is-retried");
    await expect.poll(() => page.locator("body > asl-graph .asl-node").count()).toBe(6);
    await node(page, "Ship").click();
    await expect.poll(() => page.locator("output").innerText()).toBe("/States/Ship");
    await expect.poll(() => page.locator("body > asl-graph .asl-selected").count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);
});
