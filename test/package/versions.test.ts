import { expect, it } from "vitest";
import { version } from "../../packages/asl-viewer/src/index.js";
import { packages, readJson } from "../../scripts/workspace.mjs";

it.each(packages)("gives %s the version of the workspace", (name) => {
  expect(readJson(`packages/${name}/package.json`).version).toBe(readJson("package.json").version);
});

it("tells the viewer's version", () => {
  expect(version).toBe(readJson("packages/asl-viewer/package.json").version);
});
