/**
 * `npm test [-- vitest arguments]`: sets up, checks style and types, builds, and runs every test.
 * Every stage runs even where an earlier one failed, and each counts as one check in the closing line, which is
 * `N passed, N failed[, N skipped]`. The exit code is 0 only where nothing failed.
 */
import { readFileSync, rmSync } from "node:fs";
import { build, generate } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { install } from "./install.mjs";
import { runTool } from "./process.mjs";
import { cache } from "./workspace.mjs";

const report = `${cache}/vitest.json`;
/** The projects that the build does not check. */
const projects = [
  "packages/asl-viewer/tsconfig.app.json",
  "examples/react",
  "packages/asl-cli",
  "packages/asl-vscode",
  "test",
];

await install();
const checks = [];
await stage("generated sources", generate);
await stage("lint and format", async () => (await runTool("@biomejs/biome", ["check", "--error-on-warnings"])) === 0);
const isBuilt = await stage("build", build);
await stage("types", typesAreRight);
const totals = await tests(await browser());
conclude();

async function stage(name, check) {
  const start = Date.now();
  const passed = await check();
  checks.push({ name, passed });
  console.log(`${passed ? "✓" : "✗"} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  return passed;
}

async function typesAreRight() {
  const results = await Promise.all(projects.map(typeCheck));
  return results.every((code) => code === 0);
}

function typeCheck(project) {
  const remembered = `${cache}/${project.replaceAll("/", "-")}.tsbuildinfo`;
  return runTool("typescript", ["-p", project, "--noEmit", "--incremental", "--tsBuildInfoFile", remembered]);
}

async function browser() {
  const path = await ensureChromium();
  if (path === undefined)
    console.warn(
      "\n*** BROWSER TESTS ARE SKIPPED: no Chromium here, and none could be installed. Set CHROME_PATH. ***\n",
    );
  return { ...process.env, ...(path && { CHROME_PATH: path }), ...(isBuilt && { ASL_BUILT: "1" }) };
}

async function tests(env) {
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await runTool("vitest", ["run", ...reporters, ...process.argv.slice(2)], { env });
  return count(code);
}

/** What vitest reports; a test file that broke before its first test, or a run that broke, counts as one failure. */
function count(code) {
  try {
    const result = JSON.parse(readFileSync(report, "utf8"));
    const broken = result.testResults.filter(
      (file) => file.status === "failed" && !file.assertionResults.length,
    ).length;
    const failures = result.numFailedTests + broken;
    return {
      passed: result.numPassedTests,
      failed: failures || (code === 0 ? 0 : 1),
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch {
    console.error("vitest left no report.");
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function conclude() {
  const bad = checks.filter((check) => !check.passed).map((check) => check.name);
  if (bad.length > 0) console.error(`\nFailed before the tests: ${bad.join(", ")}.`);
  const passed = totals.passed + checks.length - bad.length;
  const failed = totals.failed + bad.length;
  console.log(`\n${passed} passed, ${failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ""}`);
  process.exitCode = failed === 0 ? 0 : 1;
}
