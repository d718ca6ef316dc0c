import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { graphOf, layoutOf } from "../../packages/asl-viewer/src/drawing/index.js";
import { alias, root } from "../../scripts/workspace.mjs";
import { browserPath, launch } from "../support/browser.js";
import { order } from "./machines.js";

const ORIGIN = "http://asl.test";
/** No text becomes code, in the worker either. */
const POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'";
const HTML = '<!doctype html><title>waiting</title><script type="module" src="/page.js"></script>';
const WORKER = join(root, "packages/asl-viewer/node_modules/elkjs/lib/elk-worker.min.js");

const chromium = browserPath();

/** The page as files by their paths. */
async function bundle(): Promise<Map<string, string>> {
  const lib = { entry: { page: join(root, "test/viewer/browser/layout-page.ts") }, formats: ["es" as const] };
  const results = await build({
    configFile: false,
    logLevel: "error",
    root: join(root, "packages/asl-viewer"),
    resolve: { alias },
    build: { write: false, lib, rolldownOptions: { output: { entryFileNames: "[name].js" } } },
  });
  const outputs = (Array.isArray(results) ? results : [results]).flatMap((one) => ("output" in one ? one.output : []));
  return new Map([
    ...outputs.map((file): [string, string] => [`/${file.fileName}`, "code" in file ? file.code : ""]),
    ["/elk-worker.min.js", readFileSync(WORKER, "utf8")],
  ]);
}

describe.skipIf(chromium === undefined)("layout in a page", () => {
  let browser: Browser;
  let files: Map<string, string>;

  beforeAll(async () => {
    [browser, files] = await Promise.all([launch(chromium as string), bundle()]);
  }, 120_000);
  afterAll(() => browser?.close());

  it("runs in a worker, under a strict content policy, to the same positions as in Node", async () => {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, (route) => {
      const code = files.get(new URL(route.request().url()).pathname);
      const headers = { "content-security-policy": POLICY };
      if (code === undefined) return route.fulfill({ contentType: "text/html", headers, body: HTML });
      return route.fulfill({ contentType: "text/javascript", headers, body: code });
    });
    await page.goto(`${ORIGIN}/`);
    await expect.poll(() => page.title(), { timeout: 60_000 }).not.toBe("waiting");
    const { nodes } = await layoutOf(graphOf(order));
    expect(JSON.parse(await page.title())).toEqual({
      workers: 1,
      nodes: [...nodes].map(([id, { x, y }]) => [id, x, y]),
    });
  }, 90_000);
});
