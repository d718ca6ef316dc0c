import { defineConfig } from "vitest/config";
import { alias } from "./scripts/workspace.mjs";

export default defineConfig({
  resolve: { alias },
  test: {
    include: ["test/**/*.test.ts", "examples/**/*.test.ts"],
    globalSetup: "test/support/generate.ts",
    // What hangs is what these catch: no test says how long anything takes, and machines may be slow.
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
