import { readdirSync, readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { commonJs, lazily, withNotices, withoutEval } from "../../scripts/vite-plugins.mjs";
import { alias, root } from "../../scripts/workspace.mjs";

const application = `${root}/packages/asl-viewer/dist/app`;

/** The viewer's application as it is built: for the pages of --ui and view, and in one file, page.js, for reports. */
const viewerPage = (): Plugin => ({
  name: "viewer-page",
  generateBundle() {
    for (const name of readdirSync(application).filter((one) => /\.(html|css|js|md)$/.test(one)))
      this.emitFile({ type: "asset", fileName: `app/${name}`, source: readFileSync(`${application}/${name}`) });
  },
});

/** `asl` as one small start file and chunks loaded when needed: see docs/decisions/0005-cli-bundle.md. */
export default defineConfig({
  resolve: { alias },
  plugins: [
    withoutEval(),
    commonJs(),
    withNotices(),
    viewerPage(),
    lazily({
      "language/jsonpath/grammar.ts": ["parseWithGrammar"],
      "language/jsonata/generated/library.ts": ["createLibrary"],
      "definition/warnings/index.ts": ["warn"],
    }),
  ],
  ssr: { noExternal: true, target: "node" },
  // ws would take faster parts that the user happens to have installed.
  define: { "process.env.WS_NO_BUFFER_UTIL": "true", "process.env.WS_NO_UTF_8_VALIDATE": "true" },
  build: {
    target: "node20.19",
    ssr: `${root}/packages/asl-cli/src/asl.ts`,
    minify: true,
    license: { fileName: "THIRD-PARTY-LICENSES.md" },
    rolldownOptions: {
      output: {
        format: "cjs",
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name]-[hash].js",
        intro: (chunk) => (chunk.isEntry ? 'require("node:module").enableCompileCache?.();' : ""),
      },
    },
  },
});
