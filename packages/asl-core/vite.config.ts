import { defineConfig } from "vite";
import { withNotices, withoutEval } from "../../scripts/vite-plugins.mjs";
import { alias, entries } from "../../scripts/workspace.mjs";

/** One module graph for Node and browsers. Libraries are bundled: see docs/decisions/0005-cli-bundle.md. */
export default defineConfig({
  resolve: { alias },
  plugins: [withoutEval(), withNotices()],
  build: {
    target: "es2023",
    lib: { entry: entries("asl-core"), formats: ["es"] },
    minify: false,
    license: { fileName: "THIRD-PARTY-LICENSES.md" },
    rolldownOptions: {
      output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
    },
  },
});
