import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Absolute path of the repository, without a slash at its end. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** Folder for stamps, reports and build information: never committed, gone with node_modules. */
export const cache = `${root}/node_modules/.cache/asl`;

/** Names of the packages, in the order in which they may be built one after another. */
export const packages = ["asl-core", "asl-viewer", "asl-cli", "asl-vscode"];

/** @param {string} path relative to the repository */
export const readJson = (path) => JSON.parse(readFileSync(`${root}/${path}`, "utf8"));

/**
 * A package's public entries as its package.json exports them: `{"index": "…/src/index.ts", "history/index": "…"}`.
 * The `exports` field is the only table of subpaths; builds and tests read it here.
 * @param {string} name
 * @returns {Record<string, string>}
 */
export function entries(name) {
  const files = Object.values(readJson(`packages/${name}/package.json`).exports).map((target) => target.default);
  const names = files.map((file) => file.replace(/^\.\/dist\/(.+)\.js$/, "$1"));
  return Object.fromEntries(names.map((entry) => [entry, `${root}/packages/${name}/src/${entry}.ts`]));
}

/**
 * How builds and tests find asl-core and its libraries: asl-core and the viewer's protocol as source, so nothing must be
 * built first, and the build of jsonpath-plus made for browsers, which has no `node:vm` in it, so that tests see the code that is shipped.
 */
export const alias = [
  { find: /^asl-core$/, replacement: `${root}/packages/asl-core/src/index.ts` },
  { find: /^asl-core\/(.+)$/, replacement: `${root}/packages/asl-core/src/$1/index.ts` },
  { find: /^asl-viewer\/(debugging(?:\/host)?)$/, replacement: `${root}/packages/asl-viewer/src/$1/index.ts` },
  {
    find: /^jsonpath-plus$/,
    replacement: `${root}/packages/asl-core/node_modules/jsonpath-plus/dist/index-browser-esm.js`,
  },
];

/** @param {string} path relative to the repository */
export const exists = (path) => existsSync(`${root}/${path}`);
