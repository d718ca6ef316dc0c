import { defineConfig } from "vitest/config";
import { alias } from "./scripts/workspace.mjs";

export default defineConfig({
  resolve: { alias },
  test: {
    include: ["test/**/*.test.ts", "examples/**/*.test.ts"],
    // Vitest itself leaves one core free; where there are two, that is half of them.
    maxWorkers: "100%",
    globalSetup: "test/support/generate.ts",
    // What hangs is what these catch: no test says how long anything takes, and machines may be slow.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
