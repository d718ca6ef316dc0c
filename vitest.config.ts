import { defineConfig } from "vitest/config";
import { alias } from "./scripts/workspace.mjs";

export default defineConfig({
  resolve: { alias },
  test: { include: ["test/**/*.test.ts", "examples/**/*.test.ts"], globalSetup: "test/support/generate.ts" },
});
