export type { Item } from "./dataset.js";
export { type Eventual, isPromise } from "./eventual.js";
export { LIMITS as READER_LIMITS } from "./limits.js";
export { type Buckets, type MemoryStore, memoryStore } from "./memory-store.js";
export { compareKeys, NoSuchBucket, type ObjectStore, type ObjectSummary, type StoredObject } from "./object-store.js";
export { type ReadRequest, readItems } from "./read-items.js";
export {
  type ChildOutcome,
  type ChildRecord,
  type ChildStatus,
  childRecord,
  formatResults,
  type WriteRequest,
  writeResults,
} from "./result-writer.js";
