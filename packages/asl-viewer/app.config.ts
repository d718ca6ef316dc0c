import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { alias, root } from "../../scripts/workspace.mjs";
import { example } from "./example.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const elk = (file: string): string =>
  readFileSync(createRequire(`${here}package.json`).resolve(`elkjs/${file}`), "utf8");

/** What the page may do: run its own scripts, the worker made of one of them, and nothing with any network. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' blob:",
  "worker-src blob:",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The files beside app.js. elk's worker is a text in a script: a page opened from a file may load no other way. */
const page = (): Plugin => ({
  name: "page",
  generateBundle() {
    const html = readFileSync(`${here}src/app/index.html`, "utf8").replace("%POLICY%", POLICY);
    const worker = `globalThis.aslElkWorker=${JSON.stringify(elk("lib/elk-worker.min.js"))};\n`;
    const files = {
      "index.html": html,
      "app.css": readFileSync(`${here}src/app/app.css`, "utf8"),
      "elk-worker.js": worker,
      "elk-main.js": elk("lib/elk.bundled.js"),
      "ELKJS-LICENSE.md": elk("LICENSE.md"),
    };
    for (const [fileName, source] of Object.entries(files)) this.emitFile({ type: "asset", fileName, source });
  },
});

/** The application: a static folder that needs no server; classic scripts, since modules are not loaded from files. */
export default defineConfig({
  root: here,
  publicDir: false,
  plugins: [page()],
  resolve: {
    alias: [
      { find: /^elkjs\/lib\/elk\.bundled\.js$/, replacement: `${root}/packages/asl-viewer/src/app/elk-main.ts` },
      ...alias,
    ],
  },
  define: { __EXAMPLE__: JSON.stringify(await example()), "process.env.NODE_ENV": '"production"' },
  build: {
    target: "es2023",
    outDir: "dist/app",
    emptyOutDir: true,
    license: { fileName: "THIRD-PARTY-LICENSES.md" },
    lib: {
      entry: `${root}/packages/asl-viewer/src/app/app.ts`,
      formats: ["iife"],
      name: "aslApp",
      fileName: () => "app.js",
    },
    minify: true,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
