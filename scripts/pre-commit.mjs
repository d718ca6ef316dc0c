#!/usr/bin/env node
/**
 * What `.pre-commit-hooks.yaml` calls: sets up what is missing, builds what is stale, and runs `asl validate` with the
 * arguments it is given in the folder it is called in.
 */
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { run } from "./process.mjs";
import { root } from "./workspace.mjs";

await install();
if (!(await build())) process.exit(1);
const args = [`${root}/packages/asl-cli/dist/asl.js`, "validate", ...process.argv.slice(2)];
process.exitCode = await run(process.execPath, args, { cwd: process.cwd() });
