import { join } from "node:path";
import type { Browser } from "playwright-core";
import { build, createLogger } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entries, root } from "../../scripts/workspace.mjs";
import { browserPath, launch } from "../support/browser.js";
import { buildAll } from "../support/tarballs.js";
import { order } from "./browser/order.js";

/** No page of a stranger's is asked: every request is answered from here. */
const ORIGIN = "http://asl.test";
/** Scripts come from files alone: under this policy nothing that makes code from text runs. */
const POLICY = "default-src 'none'; script-src 'self'";
const HTML = '<!doctype html><title>waiting</title><script type="module" src="/page.js"></script>';

const chromium = browserPath();

/** asl-core as it is published, not its sources. */
const published = Object.keys(entries("asl-core")).map((entry) => ({
  find: new RegExp(`^${join("asl-core", entry).replace(/\/?index$/, "")}$`),
  replacement: `${root}/packages/asl-core/dist/${entry}.js`,
}));

/** Bundles the page as a user of asl-core would; `said` are vite's warnings, such as a module replaced for browsers. */
async function bundle(): Promise<{ files: Map<string, string>; said: string[] }> {
  const said: string[] = [];
  const customLogger = { ...createLogger("warn"), warn: (text: string) => void said.push(text) };
  const lib = { entry: { page: join(root, "test/package/browser/page.ts") }, formats: ["es" as const] };
  const results = await build({
    configFile: false,
    customLogger,
    logLevel: "warn",
    resolve: { alias: published },
    build: { write: false, lib, rolldownOptions: { output: { entryFileNames: "[name].js" } } },
  });
  const outputs = (Array.isArray(results) ? results : [results]).flatMap((result) =>
    "output" in result ? result.output : [],
  );
  return { said, files: new Map(outputs.map((file) => [`/${file.fileName}`, "code" in file ? file.code : ""])) };
}

describe.skipIf(chromium === undefined)("asl-core in a browser", () => {
  let browser: Browser;
  let bundled: Awaited<ReturnType<typeof bundle>>;

  beforeAll(async () => {
    buildAll();
    [browser, bundled] = await Promise.all([launch(chromium as string), bundle()]);
  }, 120_000);
  afterAll(() => browser?.close());

  it("is bundled without polyfills or replaced modules", () => {
    expect(bundled.said).toEqual([]);
  });

  it("runs a machine to the same bytes as in Node, under a strict content policy", async () => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => errors.push(message.text()));
    await page.route(`${ORIGIN}/**`, (route) => {
      const path = new URL(route.request().url()).pathname;
      const code = bundled.files.get(path);
      const headers = { "content-security-policy": POLICY };
      if (code === undefined)
        return route.fulfill({ contentType: "text/html", headers, body: path === "/" ? HTML : "" });
      return route.fulfill({ contentType: "text/javascript", headers, body: code });
    });
    await page.goto(`${ORIGIN}/`);
    await page.waitForFunction("document.title !== 'waiting'");
    expect(JSON.parse(await page.title())).toEqual(JSON.parse(await order()));
    expect(await page.evaluate("document.title")).toBe(await order());
    expect(errors).toEqual([]);
  }, 60_000);
});
