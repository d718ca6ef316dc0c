import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { nearest } from "asl-core";
import { compareKeys, memoryStore, type ObjectStore } from "asl-core/drivers";
import type { TestCase } from "asl-core/testing";
import { folderStore } from "../folder-store.js";
import { usage } from "../stop.js";

/** The folders that stand for buckets of a case, as they are written. */
export const folders = ({ objects = {} }: TestCase): string[] =>
  Object.values(objects).filter((held) => typeof held === "string");

/** Throws Stop (usage) where a bucket's folder is not there: everything in it would be missing, too. */
function checkFolder(bucket: string, folder: string, path: string): void {
  const full = resolve(path, "..", folder);
  if (existsSync(full) && statSync(full).isDirectory()) return;
  const around = dirname(full);
  const near = existsSync(around) ? nearest(basename(full), readdirSync(around)) : undefined;
  const hint = near === undefined ? "Paths are relative to the test file." : `Did you mean ${near}?`;
  throw usage(`objects: there is no folder ${folder} for the bucket ${bucket}`, hint);
}

/**
 * What S3 holds for a case: folders relative to the file at `path`, and texts. What a run writes is in memory, in front
 * of the folders, and gone with the run. Undefined where the case names no buckets. Throws Stop
 * (usage) where a folder is not there.
 */
export function objectsOf({ objects }: TestCase, path: string): ObjectStore | undefined {
  if (objects === undefined) return undefined;
  const buckets = Object.entries(objects);
  const named = buckets.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  for (const [bucket, folder] of named) checkFolder(bucket, folder, path);
  const folders = folderStore(Object.fromEntries(named.map(([name, folder]) => [name, resolve(path, "..", folder)])));
  const memory = memoryStore(
    Object.fromEntries(buckets.map(([name, held]) => [name, typeof held === "string" ? {} : held])),
  );
  const isFolder = new Set(named.map(([name]) => name));
  return {
    get: (bucket, key) => memory.get(bucket, key) ?? (isFolder.has(bucket) ? folders.get(bucket, key) : undefined),
    list(bucket, prefix) {
      const written = memory.list(bucket, prefix);
      if (!isFolder.has(bucket)) return written;
      const keys = new Set(written.map(({ key }) => key));
      const rest = folders.list(bucket, prefix).filter(({ key }) => !keys.has(key));
      return [...written, ...rest].sort((a, b) => compareKeys(a.key, b.key));
    },
    put: (bucket, key, body, lastModified) => memory.put(bucket, key, body, lastModified),
  };
}
