import type { ObjectStore, StoredObject } from "../../drivers/objects/index.js";
import { encodeUtf8 } from "../../utf8.js";

/** A store in which every object is this text: whatever an ItemReader asks for, it reads the mocked data. */
export function dataStore(text: string): ObjectStore {
  const body = encodeUtf8(text);
  const object = (key: string): StoredObject => ({
    ...{ key, body, size: body.length, etag: '""', lastModified: 0, storageClass: "STANDARD" },
  });
  return { get: (_, key) => object(key), list: (_, prefix = "") => [object(prefix)], put() {} };
}
