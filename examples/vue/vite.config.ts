import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

/** Elements of asl-viewer are the page's, not components of Vue's. */
const isCustomElement = (tag: string): boolean => tag.startsWith("asl-");

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
  build: { target: "es2023" },
});
