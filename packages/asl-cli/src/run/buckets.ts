import { statSync } from "node:fs";
import { memoryStore, NoSuchBucket, type ObjectStore, type Run } from "asl-core";
import type { Output } from "../output.js";
import { printable } from "../print/text.js";
import { usage } from "../stop.js";

/** Folder by bucket, as `--object-store bucket=folder` names them. Throws Stop where one is no folder, or given twice. */
export function bucketsOf(texts: readonly string[]): Record<string, string> {
  const folders = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf("=");
    if (at <= 0 || at === text.length - 1) throw usage(`--object-store ${text} is not bucket=folder`);
    const [bucket, folder] = [text.slice(0, at), text.slice(at + 1)];
    if (folders.has(bucket)) throw usage(`--object-store names the bucket ${bucket} twice`);
    folders.set(bucket, checkFolder(text, folder));
  }
  return Object.fromEntries(folders);
}

function checkFolder(text: string, folder: string): string {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) throw usage(`--object-store ${text}: there is no folder ${folder}`, "Make it first.");
  if (!found.isDirectory()) throw usage(`--object-store ${text}: ${folder} is a file, not a folder`);
  return folder;
}

/** The object store of a run, which remembers the buckets it was asked for and does not have. */
export class Buckets {
  readonly missing = new Set<string>();
  readonly store: ObjectStore;

  constructor(store: ObjectStore = memoryStore()) {
    this.store = {
      get: (bucket, key) => this.watch(bucket, () => store.get(bucket, key)),
      list: (bucket, prefix) => this.watch(bucket, () => store.list(bucket, prefix)),
      put: (bucket, ...object) => this.watch(bucket, () => store.put(bucket, ...object)),
    };
  }

  private watch<T>(bucket: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof NoSuchBucket) this.missing.add(bucket);
      throw error;
    }
  }

  /** Tells which option would have helped a run that failed. */
  advise(out: Output, { status }: Run): void {
    if (status === "SUCCEEDED" || this.missing.size === 0) return;
    for (const bucket of [...this.missing].slice(0, 5).map(printable))
      out.line(`hint: no --object-store names the bucket ${bucket}: add --object-store ${bucket}=folder`);
  }
}
