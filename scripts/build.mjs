import { pathToFileURL } from "node:url";
import { install } from "./install.mjs";
import { locked } from "./lock.mjs";
import { run, runTool } from "./process.mjs";
import { stamp } from "./stamp.mjs";
import { exists, readJson } from "./workspace.mjs";

const generator = "scripts/build-jsonata.mjs";
const generated = "packages/asl-core/src/language/jsonata/generated";

/** Makes the sources that are made, not written: the synchronous build of jsonata. Returns false where that failed. */
export async function generate() {
  const made = stamp("generated", [generator, "pnpm-lock.yaml"]);
  if (!exists(generator) || (made.fresh() && exists(generated))) return true;
  made.clear();
  if ((await run(process.execPath, [generator])) !== 0) return false;
  made.write();
  return true;
}

/**
 * Builds every package whose sources changed since its last build, which checks the types of those that declare any.
 * Returns false where one failed. asl-viewer is type-checked against asl-core's declarations, so it comes after it; asl-cli
 * bundles what asl-viewer draws without a browser, as it is built, so it comes last.
 */
export const build = () => locked("build", buildStale);

async function buildStale() {
  if (!(await generate())) return false;
  const core = buildPackage("asl-core");
  const viewer = core.then((built) => built && buildPackage("asl-viewer"));
  const cli = viewer.then((built) => built && buildPackage("asl-cli"));
  const results = await Promise.all([cli, buildPackage("asl-vscode")]);
  return !results.includes(false);
}

async function buildPackage(name) {
  const folder = `packages/${name}`;
  const built = stamp(name, sourcesOf(name));
  if (built.fresh() && exists(`${folder}/dist`)) return true;
  built.clear();
  console.log(`Building ${name} …`);
  const bundled = await runTool("vite", ["build", folder, "--logLevel", "warn"]);
  if (bundled !== 0) return false;
  if (readJson(`${folder}/package.json`).exports && (await runTool("typescript", ["-p", folder])) !== 0) return false;
  built.write();
  return true;
}

const sourcesOf = (name) => [
  ...["src", "package.json", "vite.config.ts", "app.config.ts", "tsconfig.json"].map(
    (file) => `packages/${name}/${file}`,
  ),
  ...["packages/asl-core/src", "packages/asl-core/package.json"],
  ...(name === "asl-cli" ? ["src", "package.json", "app.config.ts"].map((file) => `packages/asl-viewer/${file}`) : []),
  ...["tsconfig.base.json", "pnpm-lock.yaml", "scripts/workspace.mjs", generator],
];

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await install();
  process.exitCode = (await build()) ? 0 : 1;
}
