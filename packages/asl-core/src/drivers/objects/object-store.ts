import type { Millis } from "../../time.js";
import type { Eventual } from "./eventual.js";

/** What S3 tells about an object when it lists a bucket. */
export interface ObjectSummary {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** With its quotation marks, as S3 gives it. */
  readonly etag: string;
  readonly lastModified: Millis;
  /** "STANDARD" where a store has no notion of it. */
  readonly storageClass: string;
}
/** An object with its bytes. */
export interface StoredObject extends ObjectSummary {
  readonly body: Uint8Array;
}

/**
 * Buckets with objects, as a distributed Map sees them. A store may answer at once or through promises; a reader of a
 * synchronous store answers at once, too. Bodies must not change after they were handed over. A store keeps one version
 * of an object.
 */
export interface ObjectStore {
  /** The object, or undefined where the bucket has none of this key. Throws NoSuchBucket. */
  get(bucket: string, key: string): Eventual<StoredObject | undefined>;
  /** All objects whose key begins with `prefix`, in the order of their keys' UTF-8 bytes. Throws NoSuchBucket. */
  list(bucket: string, prefix?: string): Eventual<ObjectSummary[]>;
  /** Stores the object in place of an earlier one of this key. Throws NoSuchBucket. */
  put(bucket: string, key: string, body: Uint8Array, lastModified?: Millis): Eventual<void>;
}

/** A bucket that a store does not have; the message is S3's. */
export class NoSuchBucket extends Error {
  override readonly name = "NoSuchBucket";
  constructor(readonly bucket: string) {
    super("The specified bucket does not exist");
  }
}

/**
 * Orders keys as S3 lists them: by their UTF-8 bytes. That is the order of code points, which differs from the order of
 * UTF-16 units where surrogates meet U+E000…U+FFFF.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Moves the surrogates behind all other units. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
