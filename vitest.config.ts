import { configDefaults, defineConfig } from "vitest/config";
import { alias } from "./scripts/workspace.mjs";
import { WeightiestFirst } from "./test/support/sequencer.js";

/** Files that replace modules or clocks: each runs in a process of its own. */
const alone = [
  "test/cli/models-missing.test.ts",
  "test/viewer/laying-out.test.ts",
  "test/viewer/live-run.test.ts",
  "test/viewer/load-workbench.test.ts",
  "test/viewer/origin.test.ts",
];

export default defineConfig({
  resolve: { alias },
  test: {
    // Vitest itself leaves one core free; where there are two, that is half of them.
    maxWorkers: "100%",
    globalSetup: "test/support/generate.ts",
    sequence: { sequencer: WeightiestFirst },
    // What hangs is what these catch: no test says how long anything takes, and machines may be slow.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      { extends: true, test: { name: "alone", include: alone } },
      {
        extends: true,
        // What files import is loaded once in each process, and so is a browser; loading it for every file took half of their time.
        test: {
          name: "together",
          include: ["test/**/*.test.ts", "examples/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...alone],
          isolate: false,
        },
      },
    ],
  },
});
