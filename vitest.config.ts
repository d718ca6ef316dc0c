import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const core = fileURLToPath(new URL("packages/asl-core/src/", import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^asl-core$/, replacement: `${core}index.ts` },
      { find: /^asl-core\/(.+)$/, replacement: `${core}$1/index.ts` },
    ],
  },
  test: { include: ["test/**/*.test.ts"] },
});
