import { run } from "./process.mjs";
import { stamp } from "./stamp.mjs";
import { exists, packages, readJson } from "./workspace.mjs";

const sources = [
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
  "package.json",
  ...packages.map((name) => `packages/${name}/package.json`),
];

/**
 * Installs exactly what the lockfile says with the pnpm that package.json pins; does nothing where node_modules was
 * installed from the same files. Needs Node and npm alone. Ends the process where the installation fails.
 */
export async function install() {
  requireNode();
  const installed = stamp("install", sources);
  if (installed.fresh() && exists("node_modules/typescript")) return;
  const { packageManager } = readJson("package.json");
  console.log(`Installing with ${packageManager} …`);
  const npx = process.platform === "win32" ? "npx.cmd" : "npx";
  const args = [
    "--yes",
    "--loglevel=error",
    packageManager,
    "install",
    "--frozen-lockfile",
    "--config.confirmModulesPurge=false",
  ];
  const code = await run(npx, args, { shell: process.platform === "win32" });
  if (code !== 0) {
    console.error("The installation failed; its last lines above say why.");
    process.exit(code);
  }
  installed.write();
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node 20.19 or later is needed; this is ${process.versions.node}.`);
  process.exit(1);
}
