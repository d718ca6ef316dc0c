import { fileURLToPath } from "node:url";
import { build, defineConfig, type Plugin } from "vite";
import { withManifest } from "../../scripts/elements-manifest.mjs";
import { entries } from "../../scripts/workspace.mjs";

/** After the library, the application: dist/app. */
const application = (): Plugin => ({
  name: "application",
  closeBundle: {
    sequential: true,
    async handler() {
      await build({ configFile: fileURLToPath(new URL("app.config.ts", import.meta.url)), logLevel: "warn" });
    },
  },
});

/** asl-core, elkjs, json-rpc-2.0 and lit stay imports: a page that uses them too loads them once. */
export default defineConfig({
  plugins: [withManifest(), application()],
  build: {
    target: "es2023",
    lib: { entry: entries("asl-viewer"), formats: ["es"] },
    minify: false,
    rolldownOptions: {
      external: [/^asl-core/, /^elkjs/, /^json-rpc-2\.0/, /^lit/],
      output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
    },
  },
});
