import { hashBytes } from "../../hash.js";
import type { Millis } from "../../time.js";
import { encodeUtf8 } from "../../utf8.js";
import { compareKeys, NoSuchBucket, type ObjectStore, type ObjectSummary, type StoredObject } from "./object-store.js";

/** Bucket → key → body, as text (stored as UTF-8) or as bytes. */
export type Buckets = Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>;

/** An ObjectStore in memory that answers at once. */
export interface MemoryStore extends ObjectStore {
  get(bucket: string, key: string): StoredObject | undefined;
  list(bucket: string, prefix?: string): ObjectSummary[];
  put(bucket: string, key: string, body: Uint8Array, lastModified?: Millis): void;
  /** Another store with the same objects: what either is given later is its own. O(objects). */
  copy(): MemoryStore;
}

/**
 * A store that begins with `initial` and lives as long as the object. `put` makes a missing bucket, because nobody
 * prepares buckets for a trial run; `get` and `list` of a missing bucket throw NoSuchBucket. Objects were modified at 0
 * unless `put` is told when. Listing costs O(n log n) in the bucket's objects.
 */
export function memoryStore(initial: Buckets = {}): MemoryStore {
  const buckets: Stored = new Map();
  for (const [bucket, objects] of Object.entries(initial)) {
    const texts = Object.entries(objects);
    const bytes = (body: string | Uint8Array) => (typeof body === "string" ? encodeUtf8(body) : body);
    buckets.set(bucket, new Map(texts.map(([key, body]) => [key, stored(key, bytes(body), 0)])));
  }
  return storeOf(buckets);
}

/** Bucket → key → object. */
type Stored = Map<string, Map<string, StoredObject>>;

function storeOf(buckets: Stored): MemoryStore {
  const open = (name: string): Map<string, StoredObject> => {
    const bucket = buckets.get(name);
    if (bucket === undefined) throw new NoSuchBucket(name);
    return bucket;
  };
  return {
    get: (bucket, key) => open(bucket).get(key),
    list: (bucket, prefix = "") =>
      [...open(bucket).values()].filter(({ key }) => key.startsWith(prefix)).sort((a, b) => compareKeys(a.key, b.key)),
    put(bucket, key, body, lastModified = 0) {
      if (!buckets.has(bucket)) buckets.set(bucket, new Map());
      open(bucket).set(key, stored(key, body, lastModified));
    },
    copy: () => storeOf(new Map([...buckets].map(([name, objects]) => [name, new Map(objects)]))),
  };
}

/** The ETag is what S3 gives an object uploaded in one piece, the MD5 of its body; computed when somebody asks for it. */
function stored(key: string, body: Uint8Array, lastModified: Millis): StoredObject {
  let etag: string | undefined;
  return {
    key,
    size: body.length,
    get etag() {
      etag ??= `"${hashBytes(body, "MD5")}"`;
      return etag;
    },
    lastModified,
    storageClass: "STANDARD",
    body,
  };
}
