import { defineConfig } from "vite";
import { root } from "../../scripts/workspace.mjs";

/** One CommonJS file: what an editor loads. */
export default defineConfig({
  ssr: { noExternal: true, target: "node" },
  build: {
    target: "node20.19",
    ssr: `${root}/packages/asl-vscode/src/extension.ts`,
    rolldownOptions: { external: ["vscode"], output: { format: "cjs", entryFileNames: "[name].cjs" } },
  },
});
