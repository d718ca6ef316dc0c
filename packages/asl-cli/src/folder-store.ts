import { createHash } from "node:crypto";
import {
  type Dirent,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { compareKeys, NoSuchBucket, type ObjectStore, type ObjectSummary, type StoredObject } from "asl-core/drivers";
import { makeFolder } from "./make-folder.js";

/** An ObjectStore of local folders that answers at once. */
export interface FolderStore extends ObjectStore {
  get(bucket: string, key: string): StoredObject | undefined;
  list(bucket: string, prefix?: string): ObjectSummary[];
  put(bucket: string, key: string, body: Uint8Array): void;
}

/**
 * A folder per bucket: `{"orders": "data/orders"}`; an object's key is its path in there, with `/` between the parts.
 * Files are read when they are asked for and written at once; LastModified is the file's own. A key that would leave its
 * folder (`..`, an absolute path, a link that leads out) throws a RangeError; links to folders are not followed when
 * listing. A bucket that is not in the table, or whose folder is missing when read, throws NoSuchBucket; `put` makes the
 * folders it needs.
 */
export function folderStore(folders: Readonly<Record<string, string>>): FolderStore {
  const roots = new Map(Object.entries(folders).map(([bucket, folder]) => [bucket, resolve(folder)]));
  const rootOf = (bucket: string): string => {
    const root = roots.get(bucket);
    if (root === undefined) throw new NoSuchBucket(bucket);
    return root;
  };
  const existing = (bucket: string): string => {
    const root = rootOf(bucket);
    if (!existsSync(root)) throw new NoSuchBucket(bucket);
    return root;
  };
  return {
    get: (bucket, key) => read(existing(bucket), key),
    list: (bucket, prefix = "") => list(existing(bucket), prefix),
    put: (bucket, key, body) => write(rootOf(bucket), key, body),
  };
}

function read(root: string, key: string): StoredObject | undefined {
  const file = pathOf(root, key);
  checkInside(root, file, key);
  if (!isFile(file)) return undefined;
  return Object.assign(stats(file, key), { body: readFileSync(file) });
}

/** Pipes and devices are no objects: reading one could wait for ever. */
const isFile = (file: string): boolean => found(() => statSync(file))?.isFile() ?? false;

function write(root: string, key: string, body: Uint8Array): void {
  const file = pathOf(root, key);
  makeFolder(root);
  checkInside(root, file, key);
  makeFolder(dirname(file));
  writeFileSync(file, body);
}

function list(root: string, prefix: string): ObjectSummary[] {
  const keys: string[] = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop())
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const key = folder + entry.name;
      if (entry.isDirectory()) {
        if (overlaps(`${key}/`, prefix)) folders.push(`${key}/`);
      } else if (key.startsWith(prefix) && isObject(root, entry, key)) keys.push(key);
    }
  return keys.sort(compareKeys).map((key) => stats(join(root, key), key));
}

const overlaps = (folder: string, prefix: string): boolean => folder.startsWith(prefix) || prefix.startsWith(folder);

function isObject(root: string, entry: Dirent, key: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  checkInside(root, join(root, key), key);
  return isFile(join(root, key));
}

/** The ETag is S3's for an object uploaded in one piece: the MD5 of its body, read when somebody asks for it. */
function stats(file: string, key: string): ObjectSummary {
  const { size, mtimeMs } = statSync(file);
  let etag: string | undefined;
  return {
    key,
    size,
    get etag() {
      etag ??= `"${createHash("md5").update(readFileSync(file)).digest("hex")}"`;
      return etag;
    },
    lastModified: Math.floor(mtimeMs),
    storageClass: "STANDARD",
  };
}

/** The file of a key. Windows would read `a\..\b`, `C:` and the like as more than names. */
function pathOf(root: string, key: string): string {
  const parts = key.split("/");
  const names = parts.every((part) => part !== "" && part !== "." && part !== ".." && !part.includes("\0"));
  if (!names || isAbsolute(key) || (sep === "\\" && /[\\:]/.test(key)))
    throw new RangeError(`The key ${JSON.stringify(key)} names no file inside its bucket's folder`);
  return join(root, ...parts);
}

/** Resolves the links of the file, or of as much of its path as exists, and refuses what lies outside. */
function checkInside(root: string, file: string, key: string): void {
  let existing = file;
  while (!exists(existing)) existing = dirname(existing);
  const path = relative(realpathSync(root), target(existing));
  if (path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path))
    throw new RangeError(`The key ${JSON.stringify(key)} leads out of its bucket's folder through a link`);
}

/** Where a path leads; a link whose target is missing or that leads back to itself counts as leading out. */
function target(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return sep;
  }
}

/** True for a link even where its target is missing: writing through it would create the target. */
const exists = (path: string): boolean => found(() => lstatSync(path)) !== undefined;

/** What `look` finds, or undefined where nothing is, be it that a file stands where a folder would have to. */
function found<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (reason) {
    const { code } = reason as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw reason;
  }
}
