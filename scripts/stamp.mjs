import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cache, root } from "./workspace.mjs";

/**
 * A stamp remembers from which bytes something was made, so that a second run can skip making it.
 * Contents count, not times: a fresh clone or a touched file changes nothing.
 * @param {string} name of the stamp
 * @param {string[]} sources files and folders, relative to the repository; one that does not exist counts as empty
 */
export function stamp(name, sources) {
  const file = `${cache}/${name}.stamp`;
  const wanted = fingerprint(sources);
  return {
    fresh: () => existsSync(file) && readFileSync(file, "utf8") === wanted,
    clear: () => rmSync(file, { force: true }),
    write: () => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, wanted);
    },
  };
}

function fingerprint(sources) {
  const hash = createHash("sha256").update(process.platform + process.arch);
  for (const path of sources.flatMap((source) => filesUnder(source)))
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest("hex");
}

/** @returns {string[]} */
function filesUnder(path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (stats.isFile()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}
