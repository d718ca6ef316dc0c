import { basename, dirname, join } from "node:path";
import { root } from "../../../scripts/workspace.mjs";
import { jsonFiles, readJson } from "../../harness/load.js";
import type { OwnCase } from "../../harness/own-case.js";

/** All examples of the language. */
export const ownCases = jsonFiles(join(root, "test/cases")).map((file) => ({
  name: `${basename(dirname(file))}: ${basename(file, ".json").replaceAll("-", " ")}`,
  one: readJson(file) as unknown as OwnCase,
}));
