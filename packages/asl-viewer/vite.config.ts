import { defineConfig } from "vite";
import { entries } from "../../scripts/workspace.mjs";

/** asl-core, elkjs and lit stay imports: a page that uses them too loads them once. */
export default defineConfig({
  build: {
    target: "es2023",
    lib: { entry: entries("asl-viewer"), formats: ["es"] },
    minify: false,
    rolldownOptions: {
      external: [/^asl-core/, /^elkjs/, /^lit/],
      output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
    },
  },
});
