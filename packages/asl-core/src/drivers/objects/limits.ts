import { MAX_NESTING } from "../../json.js";

/** Bounds of what a distributed Map reads. Those without AWS's number protect this process. */
export const LIMITS = {
  /** AWS's payload limit: an item larger than this reaches no child (guide, service quotas). */
  itemBytes: 262_144,
  /** AWS reads items up to this size where an ItemSelector then makes them small enough (guide, itemreader). */
  selectedItemBytes: 8_388_608,
  /** All files of one Map together, decompressed. AWS allows 10 GB a file; here a dataset is held in memory. */
  datasetBytes: 500_000_000,
  /** Nesting of a JSON value: deeper ones would exhaust the stack of whoever walks them. */
  depth: MAX_NESTING,
  /** All CSV headers together (guide, itemreader). */
  headerBytes: 10_240,
  /** Of one Parquet row group (guide, itemreader). */
  rowGroupBytes: 268_435_456,
  /** Of a Parquet file's metadata (guide, itemreader). */
  footerBytes: 5_242_880,
  /** AWS reads no more items than this, whatever MaxItems says (recorded: 100000001 is accepted). */
  items: 100_000_000,
} as const;
