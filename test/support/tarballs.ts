import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/workspace.mjs";

/** A packed package: the tarball, and the files in it as `npm pack` lists them. */
export interface Tarball {
  readonly path: string;
  readonly files: readonly string[];
}

const NPM = process.platform === "win32" ? "npm.cmd" : "npm";

/** True within `npm test`, which has built everything before the first test: no test has to look what is stale. */
export const isBuilt = process.env.ASL_BUILT === "1";

/** Builds what is stale, so that what is packed is what the sources say. */
export const buildAll = (): void => {
  if (!isBuilt) execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: root });
};

/** `npm pack` of one package into `folder`. */
export function pack(name: string, folder: string): Tarball {
  const text = npm(["pack", "--json", "--pack-destination", folder], join(root, "packages", name));
  const [{ filename, files }] = JSON.parse(text) as [{ filename: string; files: { path: string }[] }];
  return { path: join(folder, filename), files: files.map((file) => file.path) };
}

/** Installs tarballs into an empty folder, without a network: the packages bring along all they need. */
export function installTarballs(folder: string, tarballs: readonly Tarball[]): void {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
  npm(["install", "--offline", "--no-audit", "--no-fund", ...tarballs.map((tarball) => tarball.path)], folder);
}

/** Names of all packages standing in a folder's node_modules. */
export const installed = (folder: string): string[] =>
  readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."));

const npm = (args: string[], cwd: string): string =>
  execFileSync(NPM, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
